//! Whole documents: words through Tera, through Typst, to a PDF and its text.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde_json::{Value, json};
use sqspack::render::{Pdf, Tree, TypstJob, TypstProblem, compile, evict, pdf_words};
use sqspack::template::{Target, TemplateEngine};

#[path = "support/standards.rs"]
mod standards;

#[path = "support/pdf.rs"]
#[allow(dead_code, reason = "the pages' text is read by other tests")]
mod reader;

const MARK: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>"#;

const LAYOUT: &str = r#"
#let page-of(title, body) = {
  set document(title: title, author: "HMI Probation")
  set text(font: "Sqspack Sans", lang: "en", region: "GB", hyphenate: false, size: 11pt)
  heading(level: 1, title)
  body
}
#let address = json("/data.json").at("address", default: ())
"#;

/// A small letter with what documents have: a table with a header, a list, a figure, a link, a footnote.
const LETTER: &str = r##"#import "/layout/page.typ": page-of, address
#show: page-of.with({{ title | lit }})
Dear *{{ name }}*

#for line in address [#line \ ]

- {{ name }}

#table(columns: 2, table.header[Name][Day], [{{ name }}], [{{ day }}])

#figure(rect(width: 2cm, height: 1cm), alt: {{ alt | lit }}, caption: [Chart])

#link("https://inspectorate.example/sqs")[The web site].#footnote[Said by {{ name }}.]
"##;

fn tree() -> Tree {
    Tree::new(|path: &str| match path {
        "layout/page.typ" => Some(Cow::Borrowed(LAYOUT.as_bytes())),
        "layout/mark.svg" => Some(Cow::Borrowed(MARK.as_bytes())),
        _ => None,
    })
}

fn job(main: impl Into<String>) -> TypstJob {
    TypstJob {
        name: "letter/en.typ".to_owned(),
        main: main.into(),
        data: json!({ "address": ["1 Mill Lane", "Aberford"] }).to_string().into_bytes(),
        date: NaiveDate::from_ymd_opt(2027, 1, 4).unwrap(),
        ident: "aberford-2027/letter/en".to_owned(),
    }
}

/// What stands before the body of a document that [`typst`] lays out.
const HEAD: &str = "#import \"/layout/page.typ\": page-of\n#show: page-of.with(\"Title\")\n";

fn typst(body: &str) -> Result<Pdf, Vec<TypstProblem>> {
    compile(&job(format!("{HEAD}{body}")), &tree())
}

fn words(template: &str, view: &Value) -> String {
    let words = TemplateEngine::new([("letter/en.typ", template, Target::Typst)]).unwrap();
    words.render("letter/en.typ", &TemplateEngine::context(view).unwrap()).unwrap()
}

fn letter() -> TypstJob {
    let view = json!({
        "title": "Short quality screening: *Aberford*",
        "name": "Siân O'Brien-Pŵel", "day": "Monday 4 January 2027", "alt": "Rate falls to 31.2%",
    });
    job(words(LETTER, &view))
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_document_holds_to_both_standards_and_says_what_it_is() {
    let pdf = compile(&letter(), &tree()).unwrap();
    standards::assert_accessible_and_archivable(&pdf.bytes);
    assert_eq!(pdf.warnings, []);
    assert_eq!(pdf.pages, 1);
    assert_eq!(reader::Pdf::read(&pdf.bytes).info("Title"), "Short quality screening: *Aberford*");
}

#[test]
fn the_words_of_a_finished_pdf_are_read_back_without_its_headers() {
    let body = "#set page(header: [Not this])\nTŷ Glan-yr-afon, at 9:30am on\\ 18 January 2027.";
    let words = pdf_words(&typst(body).unwrap().bytes).unwrap();
    assert_eq!(words, "Title Tŷ Glan-yr-afon, at 9:30am on 18 January 2027.");
    let letter = pdf_words(&compile(&letter(), &tree()).unwrap().bytes).unwrap();
    assert!(letter.contains("Dear Siân O'Brien-Pŵel 1 Mill Lane Aberford"), "{letter}");
}

#[test]
fn the_text_holds_what_is_printed_and_what_only_the_metadata_say() {
    let text = folded(&compile(&letter(), &tree()).unwrap().text);
    for expected in [
        "Dear Siân O'Brien-Pŵel 1 Mill Lane Aberford",
        "• Siân O'Brien-Pŵel",
        "Name Day Siân O'Brien-Pŵel Monday 4 January 2027",
        "Said by Siân O'Brien-Pŵel.",
        "HMI Probation",
        "Rate falls to 31.2%",
        "https://inspectorate.example/sqs",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in {text}");
    }
    let heading_title_and_bookmark = text.matches("Short quality screening: *Aberford*").count();
    assert_eq!(heading_title_and_bookmark, 3, "{text}");
}

#[test]
fn a_name_is_found_across_lines_runs_and_beside_a_footnote_number() {
    let pdf = typst(
        "#set par(justify: true)\n#block(width: 3cm)[It was said by Anna Margaret Smith-Jones to be of use]\n\
         #grid(columns: (auto, auto), [Carol], [Danvers]) B#strong[e]n#emph[ed]ict Eve#footnote[Note.] Gwen#super[2]",
    );
    let text = folded(&pdf.unwrap().text);
    assert!(text.contains("It was said by Anna Margaret Smith-Jones to be of use"), "{text}");
    assert!(text.contains("Carol Danvers Benedict Eve 1 Gwen 2"), "{text}");
}

#[test]
fn the_same_job_gives_the_same_bytes_on_any_thread_and_with_an_empty_memory() {
    let tree = tree();
    let first = compile(&letter(), &tree).unwrap();
    evict(0);
    let again = std::thread::scope(|scope| scope.spawn(|| compile(&letter(), &tree)).join()).unwrap().unwrap();
    assert_eq!(first.bytes, again.bytes);
    let mut renamed = letter();
    renamed.ident.push('2');
    assert_ne!(compile(&renamed, &tree).unwrap().bytes, first.bytes);
}

#[test]
fn the_world_ends_at_the_template_tree() {
    for (code, expected) in [
        ("#read(\"/../../etc/passwd\")", "would escape"),
        ("#read(\"/etc/passwd\")", "file not found"),
        ("#import \"@preview/cetz:0.3.0\": canvas", "templates use no packages"),
        ("#include \"/data.json\"", "not a Typst source file"),
        ("#sys.inputs.home", "dictionary does not contain key"),
    ] {
        let problems = typst(code).unwrap_err();
        let position = problems[0].position.as_ref().unwrap();
        assert!(problems[0].to_string().contains(expected), "{code}: {}", problems[0]);
        assert_eq!(position.file, "letter/en.typ");
        assert!(position.span.start >= HEAD.len(), "{code}: {position:?}");
    }
    let pdf = typst("#image(\"/layout/mark.svg\", alt: \"Mark\") #datetime.today().display()").unwrap();
    assert!(pdf.text.contains("2027-01-04") && pdf.text.contains("\nMark"), "{}", pdf.text);
}

#[test]
fn a_problem_in_the_layout_names_the_layout_file_and_its_bytes() {
    const LAYOUT: &str = "#let f(x) = {\n  x + 1\n}";
    let tree = Tree::new(|path: &str| (path == "layout/a.typ").then_some(Cow::Borrowed(LAYOUT.as_bytes())));
    let main = "#import \"/layout/a.typ\": f\n\n#f(\"a\")";
    let problems = compile(&job(main), &tree).unwrap_err();
    let position = problems[0].position.as_ref().unwrap();
    assert_eq!((position.file.as_str(), &LAYOUT[position.span.clone()]), ("layout/a.typ", "x + 1"));
}

#[test]
fn what_the_standards_forbid_is_an_error_with_a_reason() {
    for (main, expected) in [
        ("No title", "title"),
        ("#set document(title: \"T\")\n= A\n=== B", "heading"),
        ("#set document(title: \"T\")\n= A\n#image(\"/layout/mark.svg\")", "alt"),
        ("#set document(title: \"T\")\n#set text(font: \"Sqspack Sans\")\n= A ☐", "☐"),
    ] {
        let problems = compile(&job(main), &tree()).unwrap_err();
        let text = problems.iter().map(ToString::to_string).collect::<String>();
        assert!(text.contains(expected), "{main}: {text}");
    }
}

#[test]
fn the_text_that_is_searched_holds_whatever_a_reader_can_see_or_be_told() {
    let drawing = r#"#image(bytes("<svg xmlns='http://www.w3.org/2000/svg' width='90' height='9'><text y='8'>Zoe <tspan>Rumney</tspan></text></svg>"), alt: "a drawing")"#;
    for part in [
        "Zoe Rumney",
        "Zoe *Rumney*",
        "Zoe\u{ad} Rumney",
        "#set document(author: \"Zoe Rumney\")",
        "#set document(description: \"Zoe Rumney\")",
        "#set document(keywords: (\"a\", \"Zoe Rumney\"))",
        "#set page(numbering: \"Zoe Rumney 1\")",
        "#set page(header: [Zoe Rumney])",
        "#figure(rect(), alt: \"Zoe Rumney\")",
        "#image(\"/layout/mark.svg\", alt: \"Zoe Rumney\")",
        "#pdf.table-summary(table(columns: 2, table.header[a][b], [1], [2]), summary: \"Zoe Rumney\")",
        "#link(\"https://school.example/zoe-rumney\")[the school]",
        "#link(\"mailto:zoe.rumney@school.example\")[the school]",
        "#{\nshow heading: it => []\n[== Zoe Rumney]\n}\n",
        "== A heading <zoe-rumney>",
        "#place(dx: 40cm)[Zoe Rumney]",
        "#text(size: 0.01pt, fill: white)[Zoe Rumney]",
        "#rotate(90deg)[Zoe Rumney]",
        "#table(columns: 2, table.header[a][b], [Zoe], [Rumney])",
        "#block(width: 1pt)[Zoe Rumney]",
        drawing,
    ] {
        let pdf = typst(&format!("{part}\nA line.\n")).unwrap_or_else(|error| panic!("{part}: {error:?}"));
        let plain = |text: &str| text.to_lowercase().replace(['-', '.', '\u{ad}'], " ");
        assert!(folded(&plain(&pdf.text)).contains("zoe rumney"), "{part}: {:?}", pdf.text);
    }
    let attached = typst("#pdf.attach(\"zoe-rumney.txt\", bytes(\"Zoe Rumney\"))\nA line.\n");
    assert!(attached.is_err(), "an attached file would not be searched");
}
