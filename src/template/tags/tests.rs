//! The reader of tags against Tera itself.

use proptest::prelude::*;
use proptest::sample::select;
use tera::{Context, ErrorKind, Tera};

use super::*;

fn found(template: &str) -> Vec<&str> {
    tags(template).into_iter().map(|tag| &template[tag.range]).collect()
}

#[test]
fn a_close_in_a_string_ends_no_tag_and_what_is_raw_or_a_comment_opens_none() {
    let template = r#"a{{ ": }} " ~ x -}}b{% raw %}{{ no }}{% if %}{%- endraw -%}{# {{ no }} #}{{'\'}}'}}"#;
    let expected = [r#"{{ ": }} " ~ x -}}"#, "{% raw %}", "{%- endraw -%}", "{# {{ no }} #}", r"{{'\'}}'}}"];
    assert_eq!(found(template), expected);
}

#[test]
fn a_tag_says_what_stands_between_its_braces_and_hyphens() {
    let template = "{%- if a == '-' -%}{{-b-}}{#- c -#}{{ -1 }}";
    let said: Vec<&str> = tags(template).iter().map(|tag| tag.inner(template)).collect();
    assert_eq!(said, ["if a == '-'", "b", "c", "-1"]);
    assert_eq!(tags(template)[0].keyword(template), Some("if"));
}

/// Whole tags, and splinters of them.
const PIECES: [&str; 52] = [
    "{{ x }}",
    "{{- x -}}",
    "{{ \"}}\" }}",
    "{{ '%}' ~ x }}",
    "{{ `{{` }}",
    r#"{{ "\"}}" }}"#,
    "{{ x ~ \"{#\" }}",
    "{{",
    "}}",
    "{{-",
    "-}}",
    "{%",
    "%}",
    "{%-",
    "-%}",
    "{#",
    "#}",
    "{#-",
    "-#}",
    "{# x #}",
    "{#- {{ #}",
    "{# ' #}",
    "{#}",
    "{% if true %}",
    "{%- endif -%}",
    "{% endif %}",
    "{% set y = '%}' %}",
    "{% raw %}",
    "{%- raw -%}",
    "{% endraw %}",
    "{%- endraw-%}",
    "{%raw%}",
    "{%--raw%}",
    "raw",
    "endraw",
    "x",
    " ",
    "\n",
    "\u{a0}",
    "-",
    "\"",
    "'",
    "`",
    "\\",
    "{",
    "}",
    "%",
    "#",
    "ŵ",
    "1.",
    "~",
    "|",
];

fn bare_text(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn rendered(template: &str) -> Result<String, tera::Error> {
    let mut context = Context::new();
    context.insert("x", "value");
    let mut tera = Tera::default();
    tera.add_raw_template("t", template)?;
    tera.render("t", &context)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// What Tera yields is the text between the tags, and for each value what its tag yields alone; so every tag begins and
    /// ends where Tera says that it does. Spaces are left out, since hyphens trim them.
    #[test]
    fn what_is_taken_for_a_tag_is_what_tera_takes_for_one(pieces in prop::collection::vec(select(&PIECES[..]), 0..9)) {
        let template = pieces.concat();
        let tags = tags(&template);
        let (mut expected, mut at) = (String::new(), 0);
        for tag in &tags {
            prop_assert!(at <= tag.range.start && tag.range.start < tag.range.end, "{}", template);
            expected.push_str(&template[at..tag.range.start]);
            if tag.kind == TagKind::Value {
                expected.push_str(&rendered(&template[tag.range.clone()]).unwrap_or_default());
            }
            at = tag.range.end;
        }
        expected.push_str(&template[at..]);
        match rendered(&template) {
            Ok(text) => prop_assert_eq!(bare_text(&text), bare_text(&expected), "{}", template),
            Err(error) => if let ErrorKind::SyntaxError(report) = error.kind() {
                // What Tera cannot read is in a tag, or missing at the end.
                let start = report.span().range.start;
                let is_in_a_tag = tags.iter().any(|tag| tag.range.contains(&start) || tag.range.end == template.len());
                prop_assert!(is_in_a_tag || start >= template.len() || report.span().range.end >= template.len(), "{}: {}", template, report.message());
            },
        }
    }
}

#[test]
fn the_random_templates_are_often_ones_that_tera_reads() {
    let all = PIECES.iter().flat_map(|one| PIECES.iter().map(move |other| format!("{one}{other}")));
    assert!(all.filter(|template| rendered(template).is_ok()).count() > PIECES.len() * PIECES.len() / 4);
}
