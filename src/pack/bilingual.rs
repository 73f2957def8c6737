//! One message in two languages: what goes to several people is in both, the first language first.

use crate::record::{Language, passages, unmarked};

/// What a message says in one language.
#[derive(Clone, Debug)]
pub struct MessageText {
    /// The language.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// The rule between the two languages of a plain text.
const RULE: &str = "________________________________________";

/// Joins two texts into one message and marks each with its language.
pub fn join(first: MessageText, second: MessageText) -> MessageText {
    let (head, first_body, tail) = around_body(&first.html);
    let (_, second_body, _) = around_body(&second.html);
    MessageText {
        language: first.language,
        subject: format!("{} / {}", first.subject, second.subject),
        text: format!("{}\n\n{RULE}\n\n{}", first.text.trim_end(), second.text.trim_start()),
        html: format!(
            "{head}<div lang=\"{}\">{first_body}</div>\n<hr>\n<div lang=\"{}\">{second_body}</div>{tail}",
            first.language.tag(),
            second.language.tag()
        ),
    }
}

/// Turns the marks around text in another language into `<span lang>`. A page's title and an attribute cannot hold one:
/// there the marks are taken out. No value can pass for a tag, since each is escaped.
pub fn with_languages(html: &str) -> String {
    let mut page = String::with_capacity(html.len());
    let (mut in_tag, mut in_title) = (false, false);
    for piece in html.split_inclusive(['<', '>']) {
        let (text, end) = match piece.chars().next_back() {
            Some('<' | '>') => piece.split_at(piece.len() - 1),
            _ => (piece, ""),
        };
        if in_tag || in_title {
            page.push_str(&unmarked(text));
        } else {
            page.extend(passages(text).into_iter().map(|(language, passage)| match language {
                Some(language) => format!("<span lang=\"{}\">{passage}</span>", language.tag()),
                None => passage.to_owned(),
            }));
        }
        page.push_str(end);
        if in_tag && text.eq_ignore_ascii_case("title") {
            in_title = true;
        } else if in_tag && text.eq_ignore_ascii_case("/title") {
            in_title = false;
        }
        in_tag = end == "<";
    }
    page
}

/// What stands before, in and after the body of a page. A page without a body element is all body. No value can pass for a
/// tag, since each is escaped.
fn around_body(html: &str) -> (&str, &str, &str) {
    let whole = ("", html, "");
    let Some(open) = html.find("<body") else { return whole };
    let Some(start) = html[open..].find('>').map(|end| open + end + 1) else { return whole };
    let Some(end) = html.rfind("</body>").filter(|end| *end >= start) else { return whole };
    (&html[..start], &html[start..end], &html[end..])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: Language, words: &str) -> MessageText {
        MessageText {
            language,
            subject: format!("OFFICIAL: {words}"),
            text: format!("{words}\n"),
            html: format!("<html lang=\"{}\"><body class=\"a\"><p>{words}</p></body></html>", language.tag()),
        }
    }

    #[test]
    fn a_message_in_two_languages_has_both_in_order_each_marked_with_its_language() {
        let joined = join(text(Language::Welsh, "Bore da"), text(Language::English, "Good morning"));
        assert_eq!(joined.subject, "OFFICIAL: Bore da / OFFICIAL: Good morning");
        assert_eq!(joined.text, format!("Bore da\n\n{RULE}\n\nGood morning\n"));
        assert_eq!(
            joined.html,
            "<html lang=\"cy\"><body class=\"a\"><div lang=\"cy\"><p>Bore da</p></div>\n<hr>\n\
             <div lang=\"en\"><p>Good morning</p></div></body></html>"
        );
    }

    #[test]
    fn a_passage_in_another_language_says_so_in_the_page_and_nowhere_else() {
        let head = Language::English.mark("Head");
        let page = format!("<title>{head}</title><p title=\"{head}\">Annwyl {head} &amp; eraill</p>");
        let expected = "<title>Head</title><p title=\"Head\">Annwyl <span lang=\"en\">Head</span> &amp; eraill</p>";
        assert_eq!(with_languages(&page), expected);
    }

    #[test]
    fn a_page_without_a_body_is_taken_whole() {
        assert_eq!(around_body("<p>words</p>"), ("", "<p>words</p>", ""));
    }
}
