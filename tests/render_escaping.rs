//! Whatever a record says is printed as it stands, wherever a template may put it.

use std::borrow::Cow;

use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;
use sqspack::record::normalise;
use sqspack::render::{Tree, TypstJob, compile, evict, fonts, missing_glyphs};
use sqspack::template::{Target, TemplateEngine};

/// Each value between two marks in each place where a template may print one, on a page so wide that no line is broken.
const TEMPLATE: &str = r##"#set document(title: "Places", author: "A")
#set text(font: "Sqspack Sans", lang: "en", hyphenate: false)
#set page(width: 100000pt, height: auto)
= Places
{% for value in values %}
Paragraph 〈{{ value }}〉 ends.

Glued 〈{{ value }}{{ value }}〉.

== 〈{{ value }}〉

- 〈{{ value }}〉
+ 〈{{ value }}〉
/ 〈{{ value }}〉: 〈{{ value }}〉

#table(columns: 1, table.header[Head], [〈{{ value }}〉])

*〈{{ value }}〉* _〈{{ value }}〉_

#block[〈{{ value }}〉]
#("〈" + {{ value | lit }} + "〉")

#upper[x]〈{{ value }}〉[k]
{% endfor %}
"##;

/// In how many places `TEMPLATE` prints each value; in the second it prints it twice.
const PLACES: usize = 13;

/// The marks are drawn by characters that no value holds.
fn printed(values: &[String]) -> Vec<String> {
    let template = TEMPLATE.replace('〈', "◄").replace('〉', "►");
    let words = TemplateEngine::new([("t/en.typ", template, Target::Typst)]).unwrap();
    let main = words.render("t/en.typ", &TemplateEngine::context(&json!({ "values": values })).unwrap()).unwrap();
    let job = TypstJob {
        name: "t/en.typ".to_owned(),
        main,
        data: b"{}".to_vec(),
        date: NaiveDate::from_ymd_opt(2027, 1, 4).unwrap(),
        ident: "t".to_owned(),
    };
    let tree = Tree::new(|_: &str| None::<Cow<'static, [u8]>>);
    let pdf = compile(&job, &tree).unwrap_or_else(|problems| panic!("{problems:#?}"));
    evict(0);
    // Behind the pages stand title and author, and the headings once more, as bookmarks.
    let (pages, _) = pdf.text.rsplit_once("\nPlaces\nA").expect("title and author");
    pages.split('◄').skip(1).map(|rest| rest.split('►').next().unwrap().to_owned()).collect()
}

fn assert_printed(values: &[String]) {
    let found = printed(values);
    assert_eq!(found.len(), values.len() * PLACES);
    for (value, found) in values.iter().zip(found.chunks(PLACES)) {
        for (place, text) in found.iter().enumerate() {
            let expected = if place == 1 { format!("{value}{value}") } else { value.clone() };
            assert_eq!(as_read(text), as_read(&expected), "{value:?} in place {place}");
        }
    }
}

/// A blank line is only a wider gap on the page, and a hyphen at a line's end belongs to a word that goes on.
fn as_read(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.split('\n').filter(|line| !line.is_empty()) {
        match lines.last_mut().filter(|last| last.ends_with(['-', '\u{2010}'])) {
            Some(last) => last.push_str(line),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

#[test]
fn hostile_text_is_printed_and_neither_runs_nor_breaks() {
    let values = [
        "#sys.inputs",
        "#panic()",
        "#(1 + 1)",
        "\" + str(6 * 7) + \"",
        "#read(\"/data.json\")",
        "*/",
        "/* a",
        "// b",
        "http://a.example/x?y=1&z#q",
        "mailto:a@b.example",
        "a@b.example",
        "@ref",
        "<label>",
        "$x^2$",
        "`raw`",
        "```rust x```",
        "*bold",
        "_it",
        "= Heading",
        "== H",
        "- item",
        "+ item",
        "1. one",
        "/ term: x",
        "-1",
        "--",
        "---",
        "...",
        "-?",
        "~",
        "\\",
        "\\n",
        "\\u{41}",
        "\\#",
        "'quoted' \"text\"",
        "{{ 7 * 6 }}",
        "{% raw %}",
        "{# c #}",
        "{% endfor %}",
        "]",
        "[",
        "}",
        "{",
        ")",
        "(",
        ";",
        ":",
        ",",
        ".upper()",
        "(y)",
        "[k]",
        "a\nb",
        "a\n\nb",
        "= a\n- b\n1. c",
        "Adéọ́lá Ṣẹ́gun V\u{312}M\u{302}",
        " lead",
        "trail ",
        "a  b",
        " ",
        "a \n b",
        "Ŵyn ŷ",
        "O'Brien",
        "50%",
        "#",
        "#let x = 1",
        "#import \"/x\"",
        "[#f]",
    ]
    .map(str::to_owned);
    assert_printed(&values);
}

fn covered_text() -> impl Strategy<Value = String> {
    let all: Vec<char> = fonts::covered().filter(|character| !matches!(character, '◄' | '►')).collect();
    let any = proptest::sample::select(all);
    let ascii = proptest::char::range(' ', '~');
    proptest::collection::vec(prop_oneof![3 => ascii, 1 => any, 1 => Just('\n')], 0..12)
        .prop_map(|characters| normalise(&characters.into_iter().collect::<String>()).into_owned())
        // Composition may lead to a letter that the font lacks: the ohm sign is an omega.
        .prop_filter("all covered", |text| missing_glyphs(text).is_empty())
}

proptest! {
    // A document of 25 texts in 12 places takes a debug build about half a second.
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 24, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_text_that_the_font_covers_is_printed_as_it_stands(
        values in proptest::collection::vec(covered_text(), 25)
    ) {
        assert_printed(&values);
    }
}
