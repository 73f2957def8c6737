//! Sums in the rows of an integer program.

use microlp::Variable;

/// A sum of variables with their factors, and a number.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// The number.
    pub constant: f64,
    /// The variables.
    pub terms: Vec<(Variable, f64)>,
}

impl Sum {
    /// A number alone.
    pub fn number(constant: f64) -> Self {
        Self { constant, terms: Vec::new() }
    }

    /// A variable.
    pub fn of(variable: Variable) -> Self {
        Self { constant: 0.0, terms: vec![(variable, 1.0)] }
    }

    /// The sum of sums.
    pub fn all(sums: impl IntoIterator<Item = Self>) -> Self {
        let mut all = Self::default();
        for sum in sums {
            all.constant += sum.constant;
            all.terms.extend(sum.terms);
        }
        all
    }

    /// What is left of it.
    pub fn minus(&self, other: &Self) -> Self {
        let negated = other.terms.iter().map(|&(variable, factor)| (variable, -factor));
        let terms = self.terms.iter().copied().chain(negated).collect();
        Self { constant: self.constant - other.constant, terms }
    }
}
