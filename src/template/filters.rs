//! Tera's filters, less those that would let a value through unescaped.

use tera::{Error, Kwargs, State, StringInput, Tera, TeraResult, Value};

use super::escape::typst_literal;
use super::tags::{TokenKind, tags};

/// Filters that no template may use: the escape is automatic, and there is no way round it.
const REFUSED: [&str; 2] = ["safe", "escape"];

/// Replaces the filters that mark text as escaped, or take characters from text that is.
///
/// Cutting an escaped text could leave half an escape: `replace` and the trims work on values only. The refused filters
/// fail here, wherever they are used.
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
/// [`guard`] refuses a filter where it is used. A branch that is seldom taken would hide it until then, so this finds it
/// when the template is loaded.
pub(super) fn refused_filter(source: &str) -> Option<(usize, &'static str)> {
    tags(source).iter().find_map(|tag| {
        let is_statement = tag.keyword(source) == Some("filter");
        tag.tokens.iter().enumerate().find_map(|(index, token)| {
            let name = REFUSED.into_iter().find(|name| *name == &source[token.range.clone()])?;
            let before = &source[tag.tokens.get(index.checked_sub(1)?)?.range.clone()];
            let is_filter = before == "|" || (is_statement && index == 1);
            (is_filter && token.kind == TokenKind::Word).then_some((token.range.start, name))
        })
    })
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
            "{{ \"}} | safe\" }}",
        ] {
            assert_eq!(refused_filter(source), None, "{source}");
        }
    }
}
