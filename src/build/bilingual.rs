//! One message in two languages: what goes to several people is in both, the first language first.

use crate::record::Language;

/// The words of a message in one language.
#[derive(Clone, Debug)]
pub struct Passage {
    /// The language.
    pub language: Language,
    /// Subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

/// The rule between the two passages of a plain text.
const RULE: &str = "________________________________________";

/// The two passages as one message, each of them marked with its language. `marking` is said once in the subject.
pub fn join(first: Passage, second: Passage, marking: &str) -> Passage {
    let second_subject = second.subject.strip_prefix(&format!("{marking}: ")).unwrap_or(&second.subject);
    let (head, first_body, tail) = around_body(&first.html);
    let (_, second_body, _) = around_body(&second.html);
    Passage {
        language: first.language,
        subject: format!("{} / {second_subject}", first.subject),
        text: format!("{}\n\n{RULE}\n\n{}", first.text.trim_end(), second.text.trim_start()),
        html: format!(
            "{head}<div lang=\"{}\">{first_body}</div>\n<hr>\n<div lang=\"{}\">{second_body}</div>{tail}",
            first.language.tag(),
            second.language.tag()
        ),
    }
}

/// What stands before, in and after the body of a page; a page without one is all body. No value can stand for a tag,
/// since each is escaped.
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

    fn passage(language: Language, words: &str) -> Passage {
        Passage {
            language,
            subject: format!("OFFICIAL: {words}"),
            text: format!("{words}\n"),
            html: format!("<html lang=\"{}\"><body class=\"a\"><p>{words}</p></body></html>", language.tag()),
        }
    }

    #[test]
    fn a_message_in_two_languages_has_both_in_order_each_marked_with_its_language() {
        let joined = join(passage(Language::Welsh, "Bore da"), passage(Language::English, "Good morning"), "OFFICIAL");
        assert_eq!(joined.subject, "OFFICIAL: Bore da / Good morning");
        assert_eq!(joined.text, format!("Bore da\n\n{RULE}\n\nGood morning\n"));
        assert_eq!(
            joined.html,
            "<html lang=\"cy\"><body class=\"a\"><div lang=\"cy\"><p>Bore da</p></div>\n<hr>\n\
             <div lang=\"en\"><p>Good morning</p></div></body></html>"
        );
    }

    #[test]
    fn a_page_without_a_body_is_taken_whole() {
        assert_eq!(around_body("<p>words</p>"), ("", "<p>words</p>", ""));
    }
}
