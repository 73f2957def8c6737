//! Texts between quotation marks: how one is typed, and several in a row.

/// A text between straight quotation marks, with single ones inside.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "'").replace('\\', "/"))
}

/// What stands in the first pair of quotation marks of a value that begins with one, and what stands behind it.
pub fn behind_first(value: &str) -> Option<(&str, &str)> {
    let (first, rest) = value.strip_prefix('"')?.split_once('"')?;
    Some((first, rest.trim())).filter(|(_, rest)| !rest.is_empty())
}

/// What to put between several texts that are one: the sign that stands between the first two.
pub fn between(value: &str) -> &'static str {
    let sign = value.split('"').nth(2).unwrap_or_default().trim();
    match sign {
        "/" => " / ",
        "," | ";" => ", ",
        "and" | "&" | "+" => " and ",
        _ => " ",
    }
}

/// The texts of a value that is nothing but several of them, whatever stands between: `"a", "b"`, `"a" "b"`, `"a" and "b"`.
pub fn of_several(value: &str) -> Option<Vec<&str>> {
    let mut texts = Vec::new();
    let mut rest = value.trim();
    loop {
        let (text, behind) = rest.strip_prefix('"')?.split_once('"')?;
        texts.push(text);
        let behind = behind.trim_start();
        if behind.is_empty() {
            break;
        }
        let next = behind.trim_start_matches([',', ';', '/', '&', '+', ' ', '\t']);
        rest = next.strip_prefix("and ").map_or(next, str::trim_start);
        if rest.is_empty() {
            break;
        }
    }
    (texts.len() > 1 && texts.iter().all(|text| !text.trim().is_empty())).then_some(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_texts_are_told_from_one_with_a_quotation_mark_inside() {
        for value in ["\"a\", \"b\"", "\"a\" \"b\"", "\"a\";\"b\",", "\"a\" and \"b\""] {
            assert_eq!(of_several(value).as_deref(), Some(&["a", "b"][..]), "{value}");
        }
        for value in ["\"a\"", "\"The \"Old\" Mill\"", "\"a\"\"", "\"\"a\"", "a, \"b\"", "\"a\" (b)"] {
            assert_eq!(of_several(value), None, "{value}");
        }
        assert_eq!(behind_first("\"a\" (b)"), Some(("a", "(b)")));
        assert_eq!((quoted("the \"b\""), behind_first("\"a\"")), ("\"the 'b'\"".to_owned(), None));
    }
}
