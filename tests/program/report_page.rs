//! The report as a page for a browser: the words of its PDF, and nothing that acts, leads out or names a child.

use std::collections::BTreeSet;

use html_escape::decode_html_entities;
use serde_json::Value;
use sqspack::publish::{WorkspaceInputs, typst_jobs};
use sqspack::template::{TemplateEngine, Templates};
use sqspack::workspace::Workspace as Opened;

use crate::support::{Workspace, demonstrations, pdf::Pdf};

/// What stands between two marks.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).unwrap_or_else(|| panic!("no {to} behind {from}")).0
}

/// The letters and digits that a piece of a page shows.
fn letters(html: &str) -> String {
    let mut pieces = html.split('<');
    let first = pieces.next().unwrap_or_default().to_owned();
    let text = pieces.fold(first, |text, piece| text + piece.split_once('>').expect("a whole tag").1);
    alphanumeric(&decode_html_entities(&text))
}

fn alphanumeric(text: &str) -> String {
    text.chars().filter(|sign| sign.is_alphanumeric()).collect()
}

/// What each says apart from the footnote, which stands at the foot of a sheet of paper and below the table of a page.
fn without_note(text: &str, note: &str) -> String {
    assert_eq!(text.matches(note).count(), 1, "{note} in {text}");
    text.replacen(note, "", 1)
}

/// The pages of an inspection's report, each with the PDF beside it.
fn pairs(workspace: &Workspace, inspection: &str) -> Vec<(String, String, Vec<u8>)> {
    let pack = workspace.pack(inspection);
    let pages = pack.paths().into_iter().filter(|path| path.starts_with("4-report/report.") && path.ends_with(".html"));
    let pair = |path: &str| {
        let page = String::from_utf8(pack.bytes(path).to_vec()).expect("UTF-8");
        (path.to_owned(), page, pack.bytes(&path.replace(".html", ".pdf")).to_vec())
    };
    pages.map(pair).collect()
}

fn assert_same_words(workspace: &Workspace, inspection: &str) -> usize {
    let pairs = pairs(workspace, inspection);
    for (path, page, pdf) in &pairs {
        let mut on_page = letters(between(page, "<main>", "</main>"));
        let mut on_paper = alphanumeric(&Pdf::read(pdf).text());
        if page.contains("class=\"note\"") {
            let note = letters(&format!("<{}", between(page, "<p class=\"note\"", "</p>")));
            (on_page, on_paper) = (without_note(&on_page, &note), without_note(&on_paper, &note));
        }
        assert!(on_page.len() > 2000, "{path}: {on_page}");
        assert_eq!(on_page, on_paper, "{inspection}/{path}");
    }
    pairs.len()
}

/// Builds the report on paper and as a page, and nothing else.
fn build(workspace: &Workspace) {
    for document in ["report", "report-page"] {
        workspace.run(["build", "--document", document]).well();
    }
}

/// The Welsh demonstration with a report that uses all that a report can have, in both languages.
fn full(state: &str) -> Workspace {
    let workspace = Workspace::with(Workspace::RHYD_Y_TWR);
    let texts = |word: &str| {
        format!(
            "context = [\"{word} un.\\n\\n{word}:\\n- tri\\n- pedwar <b>&amp;</b>\"]\nsummary = [\"{word} pump.\"]\n\
             previous-inspection = \"{word} chwech:\\n- saith\"\noperational-management = [\"{word} wyth.\\n- naw\"]\n\
             strengths = [\"{word} deg.\"]\nimprovements = [\"{word} ugain #x *y*.\"]\n"
        )
    };
    let commentary = |word: &str| {
        format!(
            "reducing-reoffending = [\"{word} A.\", \"{word} B:\\n- b1\\n- b2\"]\nprotecting-the-public = [\"{word} C.\"]\n\
             protecting-the-child = [\"{word} D.\"]\nserving-the-sentence = [\"{word} E.\"]\n"
        )
    };
    let report = format!(
        "state = \"{state}\"\nwithdrawn = [\"1.1\"]\n{}\n[reoffending]\nrate = 31.2\nprevious = 31.2\nengland-and-wales = 30.0\n\
         source = \"Justice statistics\"\ncohort = \"children of 2024\"\n\n[commentary]\n{}\n\
         [[quality-assurance]]\nread-by = \"Judith Wren\"\non = 2027-03-22\n\n[welsh]\n{}source = \"Ystadegau\"\n\
         cohort = \"plant 2024\"\n\n[welsh.commentary]\n{}",
        texts("Said"),
        commentary("Told"),
        texts("Dywedwyd"),
        commentary("Clywyd"),
    );
    workspace.write_at(&format!("inspections/{}/report.toml", Workspace::RHYD_Y_TWR), &report);
    workspace
}

#[test]
fn the_page_of_each_report_says_in_letters_and_digits_what_its_pdf_says() {
    let counts: Vec<usize> =
        demonstrations().iter().map(|(workspace, inspection)| assert_same_words(workspace, inspection)).collect();
    assert_eq!(counts, [1, 2, 1, 1, 1]);
}

#[test]
fn page_and_pdf_agree_in_both_languages_where_a_report_has_everything_as_a_draft_and_as_final() {
    for (state, title, marks) in [
        ("draft", "Draft report of", ["Draft, not for publication", "Drafft, nid i’w gyhoeddi"]),
        ("final", "Report of", ["", ""]),
    ] {
        let workspace = full(state);
        build(&workspace);
        assert_eq!(assert_same_words(&workspace, Workspace::RHYD_Y_TWR), 2);
        let pack = workspace.pack(Workspace::RHYD_Y_TWR);
        for (language, mark) in ["en", "cy"].into_iter().zip(marks) {
            let page = String::from_utf8(pack.bytes(&format!("4-report/report.{language}.html")).to_vec()).unwrap();
            let head = between(&page, "<header>", "</header>");
            assert_eq!(
                letters(head),
                alphanumeric(&format!("{}{mark}", if language == "en" { "OFFICIAL" } else { "SWYDDOGOL" }))
            );
            assert!(page.starts_with(&format!("<!DOCTYPE html>\n<html lang=\"{language}\">")), "{page}");
            for wanted in ["id=\"paragraph-1.2\"", "id=\"paragraph-1.3\"", "&lt;b&gt;&amp;amp;&lt;/b&gt;"] {
                assert!(page.contains(wanted), "{wanted}");
            }
            assert!(!page.contains("paragraph-1.1\"") && !page.contains("class=\"gap\""), "{page}");
        }
        let english = String::from_utf8(pack.bytes("4-report/report.en.html").to_vec()).unwrap();
        assert!(between(&english, "<title>", "</title>").starts_with(title), "{english}");
    }
}

#[test]
fn a_final_page_waits_for_quality_assurance_as_the_pdf_does() {
    let workspace = full("final");
    let report = format!("inspections/{}/report.toml", Workspace::RHYD_Y_TWR);
    workspace.edit_at(&report, "[[quality-assurance]]\nread-by = \"Judith Wren\"\non = 2027-03-22\n", "");
    let row = workspace.run(["build", "--document", "report-page", "--format", "json"]).json()[0].clone();
    let waiting = row["waiting"].as_array().expect("a list");
    let page = waiting.iter().find(|waiting| waiting["document"] == "report-page").expect("the page waits");
    assert!(page["waits_for"][0].as_str().is_some_and(|words| words.starts_with("who has read the report")), "{row}");
    assert!(workspace.pack(Workspace::RHYD_Y_TWR).paths().iter().all(|path| !path.ends_with(".html")));
}

/// The same value with every text replaced, so that whatever a template prints is this text.
fn filled(value: &Value, text: &str) -> Value {
    match value {
        Value::String(_) => Value::String(text.to_owned()),
        Value::Array(values) => values.iter().map(|value| filled(value, text)).collect(),
        Value::Object(entries) => entries.iter().map(|(key, value)| (key.clone(), filled(value, text))).collect(),
        other => other.clone(),
    }
}

#[test]
fn no_value_of_the_record_acts_as_markup_in_the_page() {
    let workspace = full("draft");
    let templates = Templates::embedded().expect("sound templates");
    let inputs = WorkspaceInputs::new(Opened::open(&workspace.path("")).expect("a workspace"), templates);
    let mut rendered = 0;
    for (deliverable, view) in inputs.template_views(Workspace::RHYD_Y_TWR) {
        if deliverable.document.id != "report-page" {
            continue;
        }
        let view = serde_json::to_value(&view).expect("a view serialises");
        let page = |text: &str| {
            let context = TemplateEngine::context(&filled(&view, text)).expect("a map");
            inputs.templates.engine.render(&deliverable.template(".html"), &context).expect("rendered")
        };
        let plain = page("words");
        assert!(plain.matches("words").count() > 60, "{plain}");
        for hostile in [
            "\"'><script>alert(1)</script><img src=x onerror=y>",
            "' onmouseover='y",
            "--></title></style></main>{{ 7 * 6 }}{% raw %}",
            "&lt;script&gt;&#60;b&#62;",
        ] {
            let html = page(hostile);
            // Only what escaping writes for the value tells the two pages apart.
            let escaped = hostile.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let escaped = escaped.replace('"', "&quot;").replace('\'', "&#39;");
            assert_eq!(html.replace(&escaped.to_lowercase(), "words").replace(&escaped, "words"), plain, "{hostile}");
        }
        rendered += 1;
    }
    assert_eq!(rendered, 2);
}

#[test]
fn every_passage_in_the_other_language_says_so_as_in_the_pdf() {
    let workspace = full("draft");
    let contacts = format!("inspections/{}/contacts.toml", Workspace::RHYD_Y_TWR);
    let text = std::fs::read_to_string(workspace.path(&contacts)).expect("readable");
    let kept: Vec<&str> = text.lines().filter(|line| !line.contains("-welsh = ")).collect();
    workspace.write_at(&contacts, &kept.join("\n"));
    build(&workspace);
    let templates = Templates::embedded().expect("sound templates");
    let inputs = WorkspaceInputs::new(Opened::open(&workspace.path("")).expect("a workspace"), templates);
    let jobs = typst_jobs(&inputs, Workspace::RHYD_Y_TWR).expect("a sound record");
    let mut marked = 0;
    for language in ["en", "cy"] {
        let job = jobs.iter().find(|job| job.name == format!("report/{language}.typ")).expect("the report");
        let other = if language == "en" { "cy" } else { "en" };
        let begin = format!("#text(lang: \"{other}\")[");
        let on_paper =
            job.main.split(&begin).skip(1).map(|rest| alphanumeric(rest.split("];").next().expect("an end")));
        let pack = workspace.pack(Workspace::RHYD_Y_TWR);
        let page = String::from_utf8(pack.bytes(&format!("4-report/report.{language}.html")).to_vec()).expect("UTF-8");
        let begin = format!("<span lang=\"{other}\">");
        let spans = page.split(&begin).skip(1);
        let on_page = spans.map(|rest| letters(rest.split("</span>").next().expect("an end")));
        let (mut on_paper, mut on_page): (Vec<_>, Vec<_>) = (on_paper.collect(), on_page.collect());
        on_paper.sort();
        on_page.sort();
        assert_eq!(on_page, on_paper, "{language}");
        marked += on_page.len();
    }
    assert!(marked > 3, "{marked}");
}

#[test]
fn the_page_is_one_file_without_a_script_and_its_parts_are_named_for_whoever_does_not_see_it() {
    for (workspace, inspection) in demonstrations() {
        for (path, page, _) in pairs(workspace, inspection) {
            for wanted in [
                "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'",
                "name=\"viewport\" content=\"width=device-width, initial-scale=1\"",
                "@media (prefers-color-scheme: dark)",
                "@media print",
            ] {
                assert!(page.contains(wanted), "{path}: {wanted}");
            }
            for refused in ["<script", "http:", "https:", "mailto:", " src=", "@import", "url(", "<link"] {
                assert!(!page.contains(refused), "{inspection}/{path}: {refused}");
            }
            for tag in page.split('<').skip(1).filter_map(|piece| piece.split('>').next()) {
                assert!(!tag.contains(" on") && !tag.contains(" style="), "{path}: <{tag}>");
            }
            let mut level = 0;
            for heading in page.split("<h").skip(1).filter_map(|rest| rest.chars().next()?.to_digit(10)) {
                assert!(heading <= level + 1, "{path}: h{heading} behind h{level}");
                level = heading;
            }
            assert_eq!(page.matches("<h1>").count(), 1);
            assert_eq!(page.matches("<table>").count(), page.matches("<table>\n<caption>").count(), "{path}");
            assert_eq!(page.matches("<th ").count(), page.matches("<th scope=\"row\">").count(), "{path}");
            let ids: Vec<&str> = page.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
            assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{ids:?}");
            for target in page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(target.strip_prefix('#').is_some_and(|id| ids.contains(&id)), "{path}: {target}");
            }
        }
    }
}

#[test]
fn the_page_goes_with_no_message() {
    let catalogue = Templates::embedded().expect("sound templates").catalogue;
    assert!(catalogue.documents.iter().any(|document| document.id == "report-page"));
    assert!(catalogue.documents.iter().all(|document| !document.attach.contains(&"report-page".to_owned())));
}
