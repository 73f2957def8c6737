use mail_parser::{MessageParser, MimeHeaders, PartType};

use super::*;

fn mailbox(name: &str, address: &str) -> Mailbox {
    Mailbox::new(name, address).unwrap()
}

fn message() -> Message<'static> {
    Message {
        from: Some(mailbox("HMI Probation", "office@inspectorate.example")),
        to: vec![mailbox("Siân Ŵyn", "sian@aberford.example"), mailbox("", "chair@aberford.example")],
        cc: vec![mailbox("Ruth Calder", "ruth@inspectorate.example")],
        bcc: Vec::new(),
        reply_to: None,
        subject: "OFFICIAL: inspection of Aberford".into(),
        date: NaiveDate::from_ymd_opt(2026, 12, 31).unwrap(),
        text: "Dear colleagues\n\nPlease read: Tŷ Ŵyn.\n",
        html: "<html lang=\"en\"><p>Dear colleagues</p></html>\n",
        attachments: vec![Attachment {
            file_name: "confirmation-letter.pdf".into(),
            media_type: "application/pdf",
            bytes: (0..=255).collect(),
            sha256: "40aff2e9d2d8922e47afd4648e6967497158785fbd1da870e7110266bf944880".into(),
        }],
        id: "2027-01-aberford/announcement-email/en".into(),
        language: "en".into(),
    }
}

fn header<'a>(eml: &'a str, name: &str) -> Vec<&'a str> {
    let head = eml.split("\r\n\r\n").next().unwrap();
    head.lines().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
}

fn written(message: &Message<'_>) -> String {
    String::from_utf8(render(message)).unwrap()
}

#[test]
fn a_draft_is_read_back_as_it_was_meant() {
    let bytes = render(&message());
    let read = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(read.subject(), Some("OFFICIAL: inspection of Aberford"));
    let to: Vec<_> = read.to().unwrap().iter().map(|who| (who.name(), who.address().unwrap())).collect();
    assert_eq!(to, [(Some("Siân Ŵyn"), "sian@aberford.example"), (None, "chair@aberford.example")]);
    assert_eq!(read.cc().unwrap().first().unwrap().name(), Some("Ruth Calder"));
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), message().text);
    assert_eq!(read.body_html(0).unwrap().replace("\r\n", "\n"), message().html);
    let attached = read.attachment(0).unwrap();
    assert_eq!(attached.attachment_name(), Some("confirmation-letter.pdf"));
    assert_eq!(attached.contents(), message().attachments[0].bytes);
    assert_eq!(read.attachment_count(), 1);
}

#[test]
fn the_parts_are_an_alternative_of_two_texts_and_then_the_attachments() {
    let bytes = render(&message());
    let read = MessageParser::new().parse(&bytes).unwrap();
    let kinds: Vec<String> = read
        .parts
        .iter()
        .map(|part| part.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap())).unwrap())
        .collect();
    assert_eq!(kinds, ["multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf"]);
    assert!(matches!(read.parts[4].body, PartType::Binary(_)));
}

#[test]
fn a_draft_is_unsent_dated_at_midday_and_says_its_language() {
    let eml = written(&message());
    assert_eq!(header(&eml, "X-Unsent"), ["1"]);
    assert_eq!(header(&eml, "Date"), ["Thu, 31 Dec 2026 12:00:00 +0000"]);
    assert_eq!(header(&eml, "Content-Language"), ["en"]);
    assert!(header(&eml, "Message-ID").is_empty(), "the mail program that sends it gives it one");
}

#[test]
fn the_same_message_gives_the_same_bytes_and_another_has_another_boundary() {
    let other = Message { text: "Dear colleagues\n", ..message() };
    let boundary = |eml: &str| eml.split("boundary=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(written(&message()), written(&message()));
    assert_ne!(boundary(&written(&message())), boundary(&written(&other)));
}

#[test]
fn a_draft_has_no_identifier_and_no_name_of_the_machine_and_its_page_is_base64() {
    let eml = written(&Message { html: "<p>Tŷ Ŵyn = 1\u{2028}</p>\n", ..message() });
    let host = std::fs::read_to_string("/etc/hostname").unwrap_or_default();
    for word in ["Message-ID", "Received", host.trim()] {
        assert!(word.is_empty() || !eml.contains(word), "{word}");
    }
    let page = eml.split("text/html").nth(1).unwrap().split("--=_").next().unwrap();
    assert!(page.contains("Content-Transfer-Encoding: base64") && !page.contains("=\r\n"), "{page}");
}

#[test]
fn a_hidden_copy_and_who_gets_the_answers_stand_in_lines_of_their_own() {
    let hidden = vec![mailbox("Dai", "dai@aberford.example")];
    let reply_to = Some(mailbox("Lead", "lead@inspectorate.example"));
    let bytes = render(&Message { bcc: hidden, reply_to, ..message() });
    let read = MessageParser::new().parse(&bytes).unwrap();
    let one = |list: Option<&mail_parser::Address<'_>>| list.unwrap().first().unwrap().address().unwrap().to_owned();
    assert_eq!(one(read.bcc()), "dai@aberford.example");
    assert_eq!(one(read.reply_to()), "lead@inspectorate.example");
}

#[test]
fn a_message_without_sender_or_copies_has_no_such_header() {
    let eml = written(&Message { from: None, cc: Vec::new(), ..message() });
    assert!(header(&eml, "From").is_empty() && header(&eml, "Cc").is_empty());
}

#[test]
fn no_name_or_subject_begins_another_header_or_adds_a_recipient() {
    for hostile in [
        "A\r\nBcc: spy@evil.example",
        "A\nBcc: spy@evil.example",
        "A\" <spy@evil.example>, \"B",
        "A, spy@evil.example",
        "=?utf-8?Q?=0D=0ABcc:_spy@evil.example?=",
        "A\u{85}Bcc: spy@evil.example\u{0}",
        &format!("{} spy@evil.example", "long ".repeat(300)),
        "ŵ\r\n\r\n<script>",
    ] {
        let message = Message {
            to: vec![mailbox(hostile, "to@aberford.example")],
            subject: hostile.into(),
            language: hostile.into(),
            ..message()
        };
        let bytes = render(&message);
        let read = MessageParser::new().parse(&bytes).unwrap();
        let to: Vec<_> = read.to().unwrap().iter().map(|who| who.address().unwrap()).collect();
        assert_eq!(to, ["to@aberford.example"], "{hostile}");
        assert!(read.bcc().is_none(), "{hostile}");
        assert_eq!(read.parts.len(), 5, "{hostile}");
        let longest = String::from_utf8_lossy(&bytes).lines().map(str::len).max().unwrap();
        assert!(longest < 998, "{hostile}");
    }
}

#[test]
fn any_name_and_subject_on_one_line_is_read_back_verbatim() {
    for text in ["Siân \"Sîan\" Ŵyn; (Cadeirydd), <a@b>", "back\\slash", "😀".repeat(60).as_str()] {
        let message = Message { to: vec![mailbox(text, "to@aberford.example")], subject: text.into(), ..message() };
        let bytes = render(&message);
        let read = MessageParser::new().parse(&bytes).unwrap();
        assert_eq!(read.to().unwrap().first().unwrap().name(), Some(text));
        assert_eq!(read.subject(), Some(text));
    }
}

#[test]
fn a_text_that_looks_encoded_is_not_decoded() {
    let text = "=?utf-8?Q?a?=";
    let message = Message { to: vec![mailbox(text, "to@aberford.example")], subject: text.into(), ..message() };
    let bytes = render(&message);
    let read = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(read.to().unwrap().first().unwrap().name().map(str::trim_end), Some(text));
    assert_eq!(read.subject().map(str::trim_end), Some(text));
}

#[test]
fn an_address_that_could_end_its_header_is_refused() {
    for address in [
        "a@b.example>, <c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a b@c.example",
        "\"a\"@b.example",
        "a@b@c.example",
        "a.@b.example",
        "ŵ@b.example",
        "a@",
        "",
    ] {
        assert_eq!(Mailbox::new("A", address), Err(NoAddress(address.into())));
    }
}

#[test]
fn a_file_name_is_a_name_alone_in_any_alphabet() {
    for (given, seen) in [
        ("../../etc/passwd", "..-..-etc-passwd"),
        ("a\"; filename=\"b.exe", "a\"; filename=\"b.exe"),
        ("a\r\nContent-Type: text/html\r\n\r\n.pdf", "a  Content-Type: text-html    .pdf"),
        ("letter\u{202e}fdp.exe", "letterfdp.exe"),
        ("Llythyr cadarnhau – Tŷ Ŵyn.pdf", "Llythyr cadarnhau – Tŷ Ŵyn.pdf"),
        (&"n".repeat(300), &"n".repeat(300)),
    ] {
        let mut message = message();
        message.attachments[0].file_name = given.into();
        let bytes = render(&message);
        let read = MessageParser::new().parse(&bytes).unwrap();
        assert_eq!(read.attachment(0).unwrap().attachment_name(), Some(seen));
        assert_eq!(read.parts.len(), 5);
    }
}

#[test]
fn a_calendar_goes_with_a_message_under_its_media_type_and_its_characters() {
    let mut message = message();
    message.attachments[0].media_type = "text/calendar; charset=utf-8";
    let bytes = render(&message);
    let read = MessageParser::new().parse(&bytes).unwrap();
    let kind = read.attachment(0).unwrap().content_type().unwrap();
    assert_eq!((kind.ctype(), kind.subtype()), ("text", Some("calendar")));
    assert_eq!(kind.attribute("charset"), Some("utf-8"));
}

#[test]
fn a_text_that_holds_the_boundary_of_another_draft_ends_no_part() {
    let eml = written(&message());
    let boundary = eml.lines().find(|line| line.starts_with("--=_alternative")).unwrap();
    let text = format!("before\n{boundary}\n{boundary}--\nafter\n");
    let bytes = render(&Message { text: &text, ..message() });
    let read = MessageParser::new().parse(&bytes).unwrap();
    assert_eq!(read.body_text(0).unwrap().replace("\r\n", "\n"), text);
    assert_eq!(read.parts.len(), 5);
}

#[test]
fn lines_end_as_mail_requires_and_keep_to_its_length() {
    let long = format!("{}\rend\r\n.\nFrom here\n", "Ŵy word ".repeat(400));
    let eml = written(&Message { text: &long, html: &long, ..message() });
    assert_eq!(eml.matches('\n').count(), eml.matches("\r\n").count());
    assert_eq!(eml.matches('\r').count(), eml.matches("\r\n").count());
    assert!(eml.lines().all(|line| line.len() <= 78));
}
