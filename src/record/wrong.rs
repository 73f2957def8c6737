//! What is said of a value that is not what is needed.

use toml::de::DeValue;

use crate::problem::{Code, code};

/// Why a value is not what is needed here.
pub struct Wrong {
    /// The code to report it under.
    pub code: Code,
    /// What is wrong.
    pub message: String,
    /// What to type.
    pub help: String,
}

impl Wrong {
    /// A value of the wrong kind: `needed` names the right one, `help` how to write it.
    pub fn kind(needed: &str, found: &DeValue<'_>, help: impl Into<String>) -> Self {
        Self {
            code: code::WRONG_TYPE,
            message: format!("{needed} is needed here, not {}", kind(found)),
            help: help.into(),
        }
    }
}

/// What a value is, in an officer's words.
pub fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text in quotes",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a group of keys",
    }
}
