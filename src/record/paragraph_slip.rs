//! Slips in a list of paragraphs, in which a comma or a quotation mark may stand anywhere: what stands between two texts is a comma
//! between two quotation marks, and nothing else.

use super::likely_value::BULLETS;
use super::quoted_texts::quoted;
use super::separators::Stray;

/// Quotation marks of whatever kind round a text.
const MARKS: [char; 7] = ['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}', ' '];

/// The first slip of a line of such a list, with the line as it should be typed.
pub fn find(line: &str) -> Option<Stray> {
    // A link with its text in square brackets is no list.
    if matches!(line.trim(), "]" | "],") || line.contains("](") {
        return None;
    }
    let text = text_of(line);
    let pieces = pieces(&line[text.clone()]);
    if line[text.clone()].starts_with("\"\"\"") || line.trim_start().starts_with('#') {
        return None;
    }
    let wrong = pieces.iter().find(|piece| !is_sound(piece))?;
    let start = line.find(wrong).unwrap_or(text.start);
    let mended: Vec<String> = pieces.iter().map(|piece| quoted(inside(piece))).collect();
    let is_marked = |end: fn(&str) -> Option<char>| end(wrong).is_some_and(|sign| MARKS[..6].contains(&sign));
    let message = match (is_marked(|text| text.chars().next()), is_marked(|text| text.chars().next_back())) {
        (true, true) if wrong.contains(&MARKS[1..6]) && !inside(wrong).contains('"') => {
            "curly quotation marks stand here, as word processors put them"
        }
        (true, true) if inside(wrong).contains('\\') => "a backslash cannot stand in a text like this",
        (true, true) => "a quotation mark inside the text ends it; type single ones there",
        (false, true) => "the quotation mark at the beginning of this text is missing",
        (true, false) => "the quotation mark at the end of this text is missing",
        (false, false) => "text stands between two straight quotation marks",
    };
    let mended = format!("{}{}{}", &line[..text.start], mended.join(", "), behind(&line[text.end..], line));
    Some((start..start + wrong.len(), message, "type", Some(mended)))
}

/// What stands behind the texts of a line: a comma at least, so that another line can follow.
fn behind<'l>(typed: &'l str, line: &str) -> &'l str {
    let is_last = typed.trim().is_empty() && !line.contains('=');
    if is_last { "," } else { typed }
}

/// Where the texts of a line are: without the key, the brackets and the comma behind the last.
fn text_of(line: &str) -> std::ops::Range<usize> {
    let is_key = |key: &str| key.trim().chars().all(|sign| sign.is_ascii_lowercase() || sign == '-');
    let behind_key = line.split_once('=').filter(|(key, _)| is_key(key)).map_or(0, |(key, _)| key.len() + 1);
    let rest = &line[behind_key..];
    let start = line.len() - rest.trim_start().trim_start_matches('[').trim_start().len();
    let kept = line.trim_end();
    let closed = kept
        .strip_suffix(']')
        .map(str::trim_end)
        .filter(|text| behind_key > 0 || text.ends_with([',', '"', '\u{201d}']));
    let kept = closed.unwrap_or(kept);
    let kept = kept.strip_suffix(',').unwrap_or(kept).trim_end();
    start..kept.len().max(start)
}

/// What stands between commas that stand between two quotation marks.
fn pieces(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(',') {
        let is_mark = |sign: Option<char>| sign.is_some_and(|sign| MARKS[..6].contains(&sign));
        let (before, behind) = (&text[from..at], &text[at + 1..]);
        // Where the first quotation mark of the next text is lost, a sentence ends before the comma, and another begins.
        let next = behind.trim_start().chars().next();
        let is_sentence = before.trim_end().trim_end_matches(MARKS).ends_with(['.', '!', '?', ':']);
        let begins = is_mark(next) || is_sentence && next.is_some_and(char::is_uppercase);
        if before.trim().len() > 1 && is_mark(before.trim_end().chars().next_back()) && begins {
            found.push(before.trim());
            from = at + 1;
        }
    }
    found.push(text[from..].trim());
    found.retain(|piece| !piece.is_empty() && !piece.starts_with('#'));
    found
}

fn is_sound(piece: &str) -> bool {
    piece.starts_with('"') && toml::de::DeValue::parse(piece).is_ok()
}

/// A text without the quotation marks round it, or the sign of a point before it.
fn inside(piece: &str) -> &str {
    let text = piece.trim_start_matches(BULLETS);
    let text = text.strip_prefix(MARKS).unwrap_or(text);
    let text = text.strip_suffix(MARKS).unwrap_or(text);
    text.trim_start_matches(BULLETS).trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_mended(line: &str, words: &str, mended: &str) {
        let (_, message, _, shown) = find(line).unwrap_or_else(|| panic!("no slip in {line}"));
        assert!(message.contains(words), "{message}");
        assert_eq!(shown.as_deref(), Some(mended));
        assert_eq!(find(mended), None);
    }

    #[test]
    fn a_comma_in_a_sentence_parts_no_paragraph_whichever_quotation_mark_is_lost() {
        let whole = "  \"Timely, drew on several sources, and sound.\",";
        assert_mended("  Timely, drew on several sources, and sound.\",", "beginning", whole);
        assert_mended("  \"Timely, drew on several sources, and sound.,", "end", whole);
        assert_mended("  Timely, drew on several sources, and sound.,", "between two", whole);
        assert_mended("  “Timely, drew on several sources, and sound.”,", "curly", whole);
        assert_mended("  - Timely, drew on several sources, and sound.", "between two", whole);
        assert_mended("  • Timely, drew on several sources, and sound.,", "between two", whole);
        assert_mended("  \"Why \"they\" offend, and when.\",", "inside", "  \"Why 'they' offend, and when.\",");
        assert_mended(
            "summary = [\"One, two.\", Three, four.\"]",
            "beginning",
            "summary = [\"One, two.\", \"Three, four.\"]",
        );
        assert_mended(
            "summary = [\"One, two.\", “Three, four.”]",
            "curly",
            "summary = [\"One, two.\", \"Three, four.\"]",
        );
    }

    #[test]
    fn a_sound_line_has_no_slip() {
        for line in ["summary = [", "  \"One, two.\", \"Three.\",", "]", "", "\"One\"]", "# One, two", "\"\"\"One"] {
            assert_eq!(find(line), None, "{line}");
        }
    }
}
