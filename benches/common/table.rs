//! What is printed.

use std::time::Duration;

use crate::timing::Times;

/// A line of the summary.
pub struct Row {
    /// What was measured.
    pub what: String,
    /// The figure, with its unit.
    pub figure: String,
    /// What the figure is to be, and whether it is; nothing where it is only reported.
    pub target: Option<(String, bool)>,
}

impl Row {
    /// A figure without a target.
    pub fn report(what: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { what: what.into(), figure: figure.into(), target: None }
    }

    /// A ratio that is to be at least so much.
    pub fn at_least(what: impl Into<String>, ratio: f64, target: f64) -> Self {
        let target = (format!("{target} or more"), ratio >= target);
        Self { what: what.into(), figure: format!("{ratio:.2}"), target: Some(target) }
    }

    /// A ratio that is to be less than so much.
    pub fn below(what: impl Into<String>, ratio: f64, target: f64) -> Self {
        let target = (format!("under {target}"), ratio < target);
        Self { what: what.into(), figure: format!("{ratio:.2}"), target: Some(target) }
    }
}

/// Prints the heading of a part.
pub fn heading(words: &str) {
    println!("\n{words}");
}

/// Prints how long something took.
pub fn line(what: &str, times: &Times) {
    let (median, late) = (milliseconds(times.median()), milliseconds(times.percentile(95)));
    println!("  {what:<46} median {median:>10}   95 % within {late:>10}   {} rounds", times.count());
}

/// Prints all figures with their targets.
pub fn summary(rows: &[Row]) {
    println!("\n{:<62} {:>12}   target", "all figures", "");
    for Row { what, figure, target } in rows {
        let target = match target {
            Some((words, true)) => format!("{words}: met"),
            Some((words, false)) => format!("{words}: missed"),
            None => "reported".to_owned(),
        };
        println!("  {what:<60} {figure:>12}   {target}");
    }
}

/// A time in milliseconds.
pub fn milliseconds(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}

/// How many times as long the one is as the other, by their medians.
pub fn ratio(one: &Times, other: &Times) -> f64 {
    one.median().as_secs_f64() / other.median().as_secs_f64()
}
