//! Values that give themselves away, to try a template before a record's text meets it.

use serde_json::Value;

/// The word in every text of a [`sentinel_view`]: no template has it.
pub const SENTINEL: &str = "Qzsentinelqz";

/// The number in a [`sentinel_view`] wherever the view has one other than 0.
pub(super) const NUMBER: u64 = 4242;

/// The view with every text replaced by one that would do harm wherever it is not escaped as its place needs, and every
/// number but 0 by a telling one.
///
/// Its shape stays: lists have their lengths, and what is null, true or false is unchanged.
pub fn sentinel_view(view: &Value) -> Value {
    match view {
        Value::String(_) => Value::String(hostile()),
        Value::Number(number) if number.as_f64() != Some(0.0) => Value::from(NUMBER),
        Value::Array(items) => items.iter().map(sentinel_view).collect(),
        Value::Object(fields) => fields.iter().map(|(name, value)| (name.clone(), sentinel_view(value))).collect(),
        other => other.clone(),
    }
}

fn hostile() -> String {
    format!("#{SENTINEL}*_`$<@]}})\"'''\\ */ // {{{{ x }}}} {{% raw %}} <b>&\n= #{SENTINEL}*[{{(\n\n- \"\"\"")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn texts_and_numbers_are_replaced_and_the_shape_stays() {
        let view = sentinel_view(&json!({ "a": ["x", ""], "n": 3, "zero": 0, "t": true, "none": null }));
        let text = hostile();
        assert_eq!(view, json!({ "a": [text, text], "n": 4242, "zero": 0, "t": true, "none": null }));
    }
}
