//! Tera's filters, less those that would let a value through unescaped.

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::escape::typst_literal;

/// Filters that no template may use: the escape is automatic, and there is no way round it.
const REFUSED: [&str; 2] = ["safe", "escape"];

/// Replaces the filters that mark text as escaped, or take characters from text that is.
///
/// Cutting an escaped text could leave half an escape: `replace` and the trims work on values only. The refused filters
/// fail here too, should [`refused_filter`] ever miss one.
pub(super) fn guard(tera: &mut Tera) {
    for name in REFUSED {
        tera.register_filter(name, move |_: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
            Err(Error::message(refusal(name)))
        });
    }
    tera.register_filter("replace", |text: StringInput, arguments: Kwargs, _: &State| {
        let to = arguments.must_get::<&str>("to")?;
        Ok::<_, Error>(value_of(&text)?.replace(arguments.must_get::<&str>("from")?, to))
    });
    tera.register_filter("trim", |text: StringInput, arguments: Kwargs, _: &State| {
        Ok::<_, Error>(match arguments.get::<&str>("pat")? {
            Some(pattern) => value_of(&text)?.trim_start_matches(pattern).trim_end_matches(pattern).to_owned(),
            None => value_of(&text)?.trim().to_owned(),
        })
    });
    tera.register_filter("trim_start", |text: StringInput, arguments: Kwargs, _: &State| {
        Ok::<_, Error>(match arguments.get::<&str>("pat")? {
            Some(pattern) => value_of(&text)?.trim_start_matches(pattern).to_owned(),
            None => value_of(&text)?.trim_start().to_owned(),
        })
    });
    tera.register_filter("trim_end", |text: StringInput, arguments: Kwargs, _: &State| {
        Ok::<_, Error>(match arguments.get::<&str>("pat")? {
            Some(pattern) => value_of(&text)?.trim_end_matches(pattern).to_owned(),
            None => value_of(&text)?.trim_end().to_owned(),
        })
    });
}

/// `lit`: the value as Typst code. Text becomes a string literal; a number, a truth value and nothing stay themselves.
pub(super) fn register_lit(tera: &mut Tera) {
    tera.register_filter("lit", |value: Value, _: Kwargs, _: &State| {
        let code = match value.as_str() {
            Some(text) => typst_literal(text),
            None if value.is_none() => "none".to_owned(),
            None if value.is_number() || value.is_bool() => value.to_string(),
            None => {
                return Err(Error::message("`lit` writes text, a number, true, false or nothing; loop over a list"));
            }
        };
        Ok(Value::safe_string(&code))
    });
}

fn value_of<'a>(text: &StringInput<'a>) -> TeraResult<&'a str> {
    if text.is_safe() {
        return Err(Error::message("this text has already been escaped; use the filter on the value itself"));
    }
    Ok(text.as_str())
}

pub(super) fn refusal(filter: &str) -> String {
    format!("the filter `{filter}` may not be used: every value is escaped for the place where it is printed")
}

/// The first refused filter in a template's source: its byte offset and its name.
///
/// Tera checks the names of filters when it loads a template, but has no means to take one away; so this reads just
/// enough of its syntax to find `| safe` and `{% filter safe %}` outside comments, raw blocks and strings.
pub(super) fn refused_filter(source: &str) -> Option<(usize, &'static str)> {
    let mut at = 0;
    while let Some(open) = source[at..].find('{').map(|found| at + found) {
        let rest = &source[open..];
        at = open + 1;
        if rest.starts_with("{#") {
            at = open + rest.find("#}")?;
        } else if rest.starts_with("{{") || rest.starts_with("{%") {
            let tag = &rest[..tag_length(rest)];
            if let Some((offset, name)) = refused_in_tag(tag) {
                return Some((open + offset, name));
            }
            at = open + tag.len();
            if tag_words(tag).next() == Some("raw") {
                at += end_of_raw(&source[at..]);
            }
        }
    }
    None
}

/// Bytes from a tag's opening to its end, with strings read as wholes.
fn tag_length(rest: &str) -> usize {
    let close = if rest.starts_with("{{") { "}}" } else { "%}" };
    let mut quote = None;
    for (offset, character) in rest.char_indices().skip(2) {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if rest[offset..].starts_with(close) => return offset + close.len(),
            None => {}
        }
    }
    rest.len()
}

fn end_of_raw(rest: &str) -> usize {
    let end = rest.match_indices("{%").find(|(offset, _)| tag_words(&rest[*offset..]).next() == Some("endraw"));
    end.map_or(rest.len(), |(offset, _)| offset)
}

fn tag_words(tag: &str) -> impl Iterator<Item = &str> {
    tag.get(2..).unwrap_or("").split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|word| !word.is_empty())
}

fn refused_in_tag(tag: &str) -> Option<(usize, &'static str)> {
    if tag.starts_with("{%") {
        let mut words = tag_words(tag);
        if words.next() == Some("filter")
            && let Some(word) = words.next()
            && let Some(name) = REFUSED.iter().find(|name| **name == word)
        {
            return Some((tag.find(name)?, name));
        }
    }
    let mut quote = None;
    for (offset, character) in tag.char_indices() {
        match quote {
            Some(open) if character == open => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'' | '`') => quote = Some(character),
            None if character == '|' => {
                let after = tag[offset + 1..].trim_start();
                let word = after.split(|c: char| !(c.is_alphanumeric() || c == '_')).next().unwrap_or("");
                if let Some(name) = REFUSED.iter().find(|name| **name == word) {
                    return Some((tag.len() - after.len(), name));
                }
            }
            None => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refused_filter_is_found_where_it_stands() {
        assert_eq!(refused_filter("Dear {{ name | safe }}"), Some((15, "safe")));
        assert_eq!(refused_filter("{% if a == '%}' %}{{ a|upper|escape }}"), Some((29, "escape")));
        assert_eq!(refused_filter("{%- filter safe -%}{{ x }}{% endfilter %}"), Some((11, "safe")));
        assert_eq!(refused_filter("{# | safe #}{% set x = y | safe %}"), Some((27, "safe")));
        assert_eq!(refused_filter("{% raw %}{{ a }}{% endraw %}{{ a | safe }}"), Some((35, "safe")));
    }

    #[test]
    fn the_word_alone_is_no_filter() {
        for source in [
            "It is safe | to {{ say }}",
            "{{ safe }}",
            "{{ 'a | safe' }}",
            "{# {{ x | safe }} #}",
            "{% raw %}{{ a | safe }}{% endraw %}",
            "{{ x | safely }}",
        ] {
            assert_eq!(refused_filter(source), None, "{source}");
        }
    }
}
