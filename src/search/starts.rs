//! How what is looked for begins: most words of a text begin otherwise, and need no further look.

/// The first two bytes of each form that is looked for: a bit for each pair of bytes, since every word of every text is asked for.
#[derive(Clone, Debug, Default)]
pub struct Starts(Vec<u64>);

/// Words of 64 bits that have a bit for each pair of bytes.
const LENGTH: usize = 65_536 / 64;

impl Starts {
    /// Adds a form.
    pub fn add(&mut self, form: &str) {
        let pair = match *form.as_bytes() {
            [] => return,
            [only] => [only, 0],
            [first, second, ..] => [first, second],
        };
        self.0.resize(LENGTH, 0);
        let number = usize::from(u16::from_be_bytes(pair));
        self.0[number / 64] |= 1 << (number % 64);
    }

    /// Whether a form may begin with this word, by itself or with the words after it.
    pub fn may_be(&self, word: &str) -> bool {
        match *word.as_bytes() {
            // A mark alone folds to nothing.
            [] | [_] => true,
            [first, second, ..] => self.may_be_two([first, second]),
        }
    }

    /// Whether a form may begin with this word read backwards.
    pub fn may_be_backwards(&self, word: &str) -> bool {
        match *word.as_bytes() {
            [.., second, first] if word.is_ascii() => self.may_be_two([first, second]),
            _ => true,
        }
    }

    fn may_be_two(&self, [first, second]: [u8; 2]) -> bool {
        self.has([first, second]) || self.has([first, 0])
    }

    fn has(&self, pair: [u8; 2]) -> bool {
        let number = usize::from(u16::from_be_bytes(pair));
        self.0.get(number / 64).is_some_and(|bits| bits & (1 << (number % 64)) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_looked_at_if_a_form_begins_as_it_does() {
        let mut starts = Starts::default();
        ["obrien", "mary ann", "j", "éa"].into_iter().for_each(|form| starts.add(form));
        for word in ["", "obrien", "o", "ob", "m", "mary", "marys", "j", "js", "éabha"] {
            assert!(starts.may_be(word), "{word}");
        }
        for word in ["brien", "ann", "oak", "ea"] {
            assert!(!starts.may_be(word), "{word}");
        }
        for word in ["neirbo", "nna yram", "é", "yrbm", "m"] {
            assert_eq!(starts.may_be_backwards(word), !matches!(word, "yrbm"), "{word}");
        }
    }
}
