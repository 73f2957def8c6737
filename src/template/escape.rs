//! One escape for each language that values are printed into.

use std::io::{self, Write};

use crate::record::{is_line_break, passages, unmarked};

/// Writes text as Typst markup that shows it and nothing else.
///
/// All ASCII punctuation gets a backslash, a line break becomes `#linebreak();`, and a space that markup would swallow
/// (at an edge, or beside another space or a break) becomes `\u{20}`. In any place but markup the result is wrong text
/// or a syntax error, never code.
///
/// A passage in another language becomes `#text(lang: "en")[…];` around it.
pub fn escape_typst(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for (language, passage) in passages(text) {
        match language {
            Some(language) => {
                write!(out, "#text(lang: \"{}\")[", language.tag())?;
                escape_passage(passage, out)?;
                out.write_all(b"];")?;
            }
            None => escape_passage(passage, out)?,
        }
    }
    Ok(())
}

fn escape_passage(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut characters = text.chars().peekable();
    let mut edge = true;
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let was_edge = std::mem::replace(&mut edge, false);
        if is_line_break(character) {
            if !(character == '\r' && next == Some('\n')) {
                out.write_all(b"#linebreak();")?;
            }
            edge = true;
        } else if character == ' ' || character == '\t' {
            let swallowed = was_edge || next.is_none_or(|next| matches!(next, ' ' | '\t') || is_line_break(next));
            out.write_all(if swallowed { br"\u{20}" } else { b" " })?;
            edge = swallowed;
        } else {
            if character.is_ascii_punctuation() {
                out.write_all(b"\\")?;
            }
            write!(out, "{character}")?;
        }
    }
    Ok(())
}

/// Text as a Typst string literal with its quotes, for code position.
///
/// Inside, punctuation is written by number: should a template put the literal into markup, a comment or other quotes,
/// there is nothing in it that could end or start anything.
pub fn typst_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in unmarked(text).chars() {
        if character.is_ascii_punctuation() || character.is_control() || is_line_break(character) {
            literal.push_str(&format!("\\u{{{:x}}}", u32::from(character)));
        } else {
            literal.push(character);
        }
    }
    literal.push('"');
    literal
}

/// Writes text for the inside of a TOML basic string (`"…"`), the only place where a value may stand.
///
/// What could end the string, or mean something outside it, is written by number.
pub fn escape_toml(text: &str, out: &mut dyn Write) -> io::Result<()> {
    for character in unmarked(text).chars() {
        match character {
            '"' | '\'' | '\\' | '[' | ']' | '{' | '}' | '=' | '#' | ',' => {
                write!(out, "\\u{:04x}", u32::from(character))?;
            }
            _ if character.is_control() || is_line_break(character) => write!(out, "\\u{:04x}", u32::from(character))?,
            _ => write!(out, "{character}")?,
        }
    }
    Ok(())
}

/// Writes text as it is: for plain-text messages, where nothing is markup.
pub(super) fn escape_nothing(text: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(unmarked(text).as_bytes())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use typst::syntax::{SyntaxKind, ast, parse, parse_code};

    use super::*;

    fn typst(text: &str) -> String {
        let mut out = Vec::new();
        escape_typst(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn toml(text: &str) -> String {
        let mut out = Vec::new();
        escape_toml(text, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn markup_signs_get_a_backslash() {
        assert_eq!(typst("#a *b* _c_ $d$ -1 http://x.example"), r"\#a \*b\* \_c\_ \$d\$ \-1 http\:\/\/x\.example");
    }

    #[test]
    fn spaces_that_markup_would_swallow_are_written_by_number() {
        assert_eq!(typst(" a b  c "), r"\u{20}a b\u{20}\u{20}c\u{20}");
        assert_eq!(typst("a \n b"), r"a\u{20}#linebreak();\u{20}b");
    }

    #[test]
    fn every_line_break_of_typst_becomes_a_linebreak_and_no_structure() {
        for line_break in ["\n", "\r\n", "\r", "\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}"] {
            assert_eq!(typst(&format!("a{line_break}b")), "a#linebreak();b", "{line_break:?}");
        }
        for character in (0..=0x10ffff).filter_map(char::from_u32) {
            assert_eq!(is_line_break(character), typst::syntax::is_newline(character), "{character:?}");
        }
    }

    #[test]
    fn a_passage_in_another_language_says_so_in_markup_and_nowhere_else() {
        let text = format!("a {}(b)", crate::record::Language::English.mark("] Head"));
        assert_eq!(typst(&text), r#"a\u{20}#text(lang: "en")[\] Head];\(b\)"#);
        assert_eq!(toml(&text), "a \\u005d Head(b)");
        assert_eq!(typst_literal(&text), r#""a \u{5d} Head\u{28}b\u{29}""#);
    }

    #[test]
    fn a_literal_holds_no_punctuation_but_its_quotes() {
        assert_eq!(typst_literal("O'Brien \"x\"\n"), r#""O\u{27}Brien \u{22}x\u{22}\u{a}""#);
    }

    proptest! {
        #[test]
        fn markup_keeps_only_text_escapes_and_linebreaks(text in any::<String>()) {
            let root = parse(&typst(&text));
            prop_assert!(!root.diagnosis().errors);
            for node in root.children() {
                prop_assert!(matches!(
                    node.kind(),
                    SyntaxKind::Text | SyntaxKind::Escape | SyntaxKind::Space | SyntaxKind::Hash
                        | SyntaxKind::FuncCall | SyntaxKind::Semicolon
                ), "{node:?}");
                if node.kind() == SyntaxKind::FuncCall {
                    prop_assert_eq!(node.full_text().to_string(), "linebreak()");
                }
            }
        }

        #[test]
        fn a_literal_is_one_string_with_the_text(text in any::<String>()) {
            let root = parse_code(&typst_literal(&text));
            let strings: Vec<String> =
                root.children().filter_map(|node| node.cast::<ast::Str>()).map(|s| s.get().to_string()).collect();
            prop_assert_eq!(root.children().len(), 1);
            prop_assert_eq!(strings, vec![text]);
        }

        #[test]
        fn a_toml_string_reads_back_as_the_text(text in any::<String>()) {
            let read: toml::Table = toml::from_str(&format!("value = \"{}\"", toml(&text))).unwrap();
            prop_assert_eq!(read["value"].as_str(), Some(text.as_str()));
        }
    }
}
