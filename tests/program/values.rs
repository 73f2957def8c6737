//! No value of a record acts as markup, code, a header or a formula: whatever is typed is found again, as it is.

use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use mail_parser::{Address, MessageParser, MimeHeaders};
use proptest::prelude::*;
use sqspack::record::normalise;
use sqspack::render::fonts;

use crate::support::Workspace;
use crate::support::pdf::Pdf;

const INSPECTION: &str = "2027-06-values";

/// What has broken other programs that make documents of data.
const HOSTILE: [&str; 24] = [
    "#panic(1)",
    "*_`$<x>@y~",
    "{{ 7*7 }}",
    "{% raw %}",
    "<script>x()</script>",
    "&amp;&lt;",
    "=cmd|' /C x'!A0",
    "+1+1",
    "-1 -- --- ...",
    "@SUM(1)",
    "\\u{41}\\n",
    "http://x.example//y",
    "/* x */ // x",
    "'; DROP \"t\"",
    "[a](b) #[c]",
    "= a\u{a0}b",
    "#\"x\"; ]",
    "%0d%0aBcc: a",
    "=?utf-8?q?x?=",
    "Bcc: x@y.example",
    "2/3",
    "1e5",
    "ŵŷ Ŵ ’“”",
    "a  b",
];

/// The texts of one record, each different from every other, in the order of their use.
struct Values {
    texts: Vec<String>,
    used: Vec<String>,
}

impl Values {
    /// The next text, in TOML; `V3.` before it and `.3V` behind it keep it apart from all others.
    fn next(&mut self) -> String {
        let number = self.used.len();
        let text = format!("V{number}.{}.{number}V", self.texts[number % self.texts.len()]);
        self.used.push(normalise(&text).into_owned());
        toml::Value::String(text).to_string()
    }

    fn several(&mut self, count: usize) -> String {
        format!("[{}]", (0..count).map(|_| self.next()).collect::<Vec<_>>().join(", "))
    }
}

/// A record in which every text field has a text of its own, and the numbers of the texts by the document that shows them.
struct Filled {
    workspace: Workspace,
    values: Vec<String>,
    shown: Vec<(&'static str, std::ops::Range<usize>)>,
}

const LETTER: &str = "1-announcement/confirmation-letter.pdf";
const SCHEDULE: &str = "2-sample/schedule.pdf";
const REPORT: &str = "4-report/report.pdf";
const MAIL: &str = "1-announcement/announcement-email.eml";
const SHEET: &str = "1-announcement/case-sample-spreadsheet.xlsx";

fn fill(texts: Vec<String>) -> Filled {
    let mut values = Values { texts, used: Vec::new() };
    let mut shown = Vec::new();
    let workspace = Workspace::empty();
    let mut mark = |values: &Values, from: usize, documents: &[&'static str]| {
        shown.extend(documents.iter().map(|document| (*document, from..values.used.len())));
    };

    let name = values.next();
    mark(&values, 0, &[LETTER, SCHEDULE, REPORT, MAIL, SHEET]);
    let (area, authority) = (values.next(), values.next());
    let from = values.used.len();
    let site = values.next();
    mark(&values, from, &[LETTER, SCHEDULE, MAIL]);
    let from = values.used.len();
    let address = values.several(3);
    mark(&values, from, &[LETTER, MAIL]);
    let inspection = format!(
        "[yot]\nname = {name}\narea = {area}\ncountry = \"england\"\nauthorities = [{authority}]\ncase-system = {}\n\
         [[site]]\nname = {site}\naddress = {address}\n[fieldwork]\nstarts = 2027-06-21\n",
        values.next()
    );

    let mut team = String::new();
    for (group, role) in [("[lead-inspector]", "li"), ("[[inspector]]", "ai"), ("[[local-assessor]]", "la")] {
        let from = values.used.len();
        writeln!(team, "{group}\nname = {}", values.next()).unwrap();
        mark(&values, from, &[LETTER, SCHEDULE, MAIL]);
        writeln!(team, "email = \"{role}@hmip.example\"\ndbs-checked = 2026-01-05\ntelephone = {}", values.next())
            .unwrap();
        if role == "la" {
            let from = values.used.len();
            writeln!(team, "home-yot = {}", values.next()).unwrap();
            mark(&values, from, &[LETTER, MAIL]);
        }
    }
    let from = values.used.len();
    let (officer, telephone) = (values.next(), values.next());
    mark(&values, from, &[LETTER, MAIL, SHEET]);
    writeln!(team, "[support-officer]\nname = {officer}\ntelephone = {telephone}\nemail = \"sso@hmip.example\"")
        .unwrap();

    let mut contacts = String::new();
    for role in
        ["yot-manager", "board-chair", "director-of-childrens-services", "chief-executive", "elected-member-crime"]
    {
        let from = values.used.len();
        let name = values.next();
        mark(&values, from, if role == "elected-member-crime" { &[REPORT] } else { &[LETTER, MAIL, REPORT] });
        let from = values.used.len();
        let title = values.next();
        // The report is addressed to the chair as the chair, whatever else the person is.
        mark(
            &values,
            from,
            match role {
                "board-chair" => &[LETTER],
                "elected-member-crime" => &[REPORT],
                _ => &[LETTER, MAIL, REPORT],
            },
        );
        let organisation = if role == "chief-executive" { authority.clone() } else { values.next() };
        writeln!(
            contacts,
            "[[contact]]\nname = {name}\ntitle = {title}\nroles = [\"{role}\"]\norganisation = {organisation}\n\
             email = \"{role}@aberford.example\"\ntelephone = {}\nsalutation = {}\naddress = {}",
            values.next(),
            values.next(),
            values.several(2)
        )
        .unwrap();
    }

    let mut cases = String::new();
    for (number, slot) in ["LI 1", "LI 2", "AI 1", "LA 6"].into_iter().enumerate() {
        let from = values.used.len();
        let (manager, id) = (values.next(), values.next());
        mark(&values, from, &[SCHEDULE]);
        let tier = ["first-tier", "community", "custodial", "community"][number];
        write!(cases, "[[case-manager]]\nname = {manager}\nline-manager = {}\n", values.next()).unwrap();
        writeln!(cases, "[[case]]\nid = {id}\ntier = \"{tier}\"\ncase-manager = {manager}\nslot = \"{slot}\"").unwrap();
    }

    let from = values.used.len();
    let mut report = String::new();
    for key in ["context", "summary", "operational-management", "strengths", "improvements"] {
        writeln!(report, "{key} = {}", values.several(2)).unwrap();
    }
    writeln!(report, "previous-inspection = {}", values.next()).unwrap();
    writeln!(report, "[reoffending]\nrate = 37.5\nprevious = 39.1\nengland-and-wales = 38").unwrap();
    writeln!(report, "source = {}\ncohort = {}\n[commentary]", values.next(), values.next()).unwrap();
    for theme in ["reducing-reoffending", "protecting-the-public", "protecting-the-child", "serving-the-sentence"] {
        writeln!(report, "{theme} = {}", values.several(2)).unwrap();
    }
    mark(&values, from, &[REPORT]);

    for (file, text) in
        [("inspection", inspection), ("team", team), ("contacts", contacts), ("cases", cases), ("report", report)]
    {
        workspace.write_at(&format!("inspections/{INSPECTION}/{file}.toml"), &text);
    }
    Filled { workspace, values: values.used, shown }
}

/// Builds the record and looks for every value where it belongs.
fn find_again(texts: Vec<String>) {
    let filled = fill(texts);
    let run = filled.workspace.run(["build"]);
    assert_eq!(run.code, 0, "{}\n{}", run.out, run.err);
    let pack = filled.workspace.pack(INSPECTION);
    let mail = pack.bytes(MAIL);
    let message = MessageParser::default().parse(mail).expect("a message");
    let bodies = [message.body_text(0).expect("a text"), message.body_html(0).expect("HTML")];
    let sheet = sheet_text(pack.bytes(SHEET));
    let pdfs: Vec<(&str, String)> =
        [LETTER, SCHEDULE, REPORT].map(|path| (path, Pdf::read(pack.bytes(path)).text())).into();
    for (document, numbers) in &filled.shown {
        for value in &filled.values[numbers.clone()] {
            match *document {
                MAIL => {
                    assert!(straight(&bodies[0]).contains(&straight(value)), "{value:?} in {}", bodies[0]);
                    let html = plain(&bodies[1]);
                    assert!(packed(&html).contains(&packed(value)), "{value:?} in {html}");
                }
                SHEET => assert!(straight(&sheet).contains(&straight(value)), "{value:?} in {sheet}"),
                path => {
                    let text = &pdfs.iter().find(|(other, _)| *other == path).expect("a PDF").1;
                    assert!(packed(text).contains(&packed(value)), "{value:?} in {path}: {text}");
                }
            }
        }
    }
    headers(&message, &filled.values);
}

/// The message goes to those whom it should, with their names, and has no header that nobody meant.
fn headers(message: &mail_parser::Message<'_>, values: &[String]) {
    let Some(Address::List(to)) = message.to() else { panic!("no recipients") };
    let addresses: Vec<&str> = to.iter().filter_map(|person| person.address.as_deref()).collect();
    let expected = ["chief-executive", "board-chair", "director-of-childrens-services", "yot-manager"];
    assert_eq!(addresses, expected.map(|role| format!("{role}@aberford.example")));
    for person in to {
        let name = packed(person.name.as_deref().expect("a name"));
        assert!(values.iter().any(|value| packed(value) == name), "{name}");
    }
    let names: Vec<&str> = message.headers().iter().map(|header| header.name()).collect();
    assert!(message.bcc().is_none() && message.cc().is_none(), "{names:?}");
    assert_eq!(names.len(), 8, "{names:?}");
    assert!(packed(message.subject().expect("a subject")).contains(&packed(&values[0])));
    let attached: Vec<&str> = message.attachments().filter_map(|part| part.attachment_name()).collect();
    assert_eq!(attached.len(), 5, "{attached:?}");
}

/// A text with straight quotes and plain spaces in place of those of print, which documents use.
fn straight(text: &str) -> String {
    let text = text.replace(['‘', '’'], "'").replace(['“', '”'], "\"");
    // A text on one line has one blank where several were typed.
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same without its spaces: a page may break a line at any of them.
fn packed(text: &str) -> String {
    straight(text).chars().filter(|character| !character.is_whitespace()).collect()
}

/// The text of a page of HTML: what stands in no tag, with the entities that an escape writes taken back.
fn plain(html: &str) -> String {
    let mut text = String::new();
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if in_tag => {}
            _ => text.push(character),
        }
    }
    let entities = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&#x2f;", "/"),
    ];
    entities.iter().fold(text, |text, (entity, meant)| text.replace(entity, meant)).replace("&amp;", "&")
}

fn sheet_text(bytes: &[u8]) -> String {
    let mut workbook = Xlsx::new(Cursor::new(bytes.to_vec())).expect("a workbook");
    let mut text = String::new();
    for name in workbook.sheet_names() {
        assert!(workbook.worksheet_formula(&name).expect("the sheet is there").is_empty(), "{name}");
        let range = workbook.worksheet_range(&name).expect("the sheet is there");
        range.rows().flatten().for_each(|cell| writeln!(text, "{cell}").expect("a string takes text"));
    }
    text
}

/// Characters that every face can show. Marks that are put over the letter before them are left to the unit tests of the
/// text: a reader may give such a letter and its marks twice.
fn characters() -> Vec<char> {
    let is_mark =
        |character: &char| ('\u{300}'..='\u{36f}').contains(character) || ('\u{1dc0}'..='\u{20ff}').contains(character);
    let one_line = |character: &char| !character.is_control() && !matches!(character, '\u{2028}' | '\u{2029}');
    // A sign for a unit becomes the letter that it stands for, which the font need not have.
    let stays = |character: &char| normalise(&character.to_string()).chars().all(fonts::shows);
    fonts::covered().filter(|character| !is_mark(character)).filter(one_line).filter(stays).collect()
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    let characters = characters();
    let text = proptest::collection::vec(proptest::sample::select(characters), 1..16);
    proptest::collection::vec(text.prop_map(|text| text.into_iter().collect::<String>()), 40)
}

#[test]
fn hostile_values_are_found_again_as_they_are() {
    find_again(HOSTILE.map(str::to_owned).into());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 5, max_shrink_iters: 0, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_field_is_found_again_as_it_is(texts in texts()) {
        find_again(texts);
    }
}

#[test]
fn a_line_break_in_a_name_is_refused_before_it_can_become_a_header() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "\"Helen Marsh\"", "\"Helen Marsh\\r\\nBcc: someone@elsewhere.example\"");
    let run = workspace.run(["check"]);
    assert_eq!(run.code, 1);
    assert!(run.err.contains("error[SQS0009]"), "{}", run.err);
}

#[test]
fn a_character_that_the_documents_cannot_show_is_told_with_its_place() {
    let workspace = Workspace::aberford();
    workspace.edit("contacts.toml", "\"Helen Marsh\"", "\"Helen Marsh 漢\"");
    let rows = workspace.run(["check", "--format", "json"]).json();
    assert_eq!(rows[0]["code"], "SQS0008");
    assert!(rows[0]["file"].as_str().unwrap().ends_with("contacts.toml"));
}
