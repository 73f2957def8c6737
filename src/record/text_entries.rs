//! Changes in the text of a file of the record: what is not named stays as it is to the byte, comments and order among it.

use std::ops::Range;

use toml_edit::{Document, Item, Table, Value};

/// A text as lines of TOML, with the places of its entries.
pub struct TextEntries<'t> {
    text: &'t str,
    document: Document<&'t str>,
    /// Bytes before the TOML: a byte order mark.
    mark: usize,
    file: &'static str,
}

impl<'t> TextEntries<'t> {
    /// Reads a text.
    ///
    /// # Errors
    /// It is no TOML.
    pub fn read(text: &'t str, file: &'static str) -> Result<Self, String> {
        let body = text.strip_prefix('\u{feff}').unwrap_or(text);
        let document = Document::parse(body).map_err(|_| format!("{file} is no TOML; mend it first"))?;
        Ok(Self { text, document, mark: text.len() - body.len(), file })
    }

    /// The whole text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The entry of a list that `is_it`, asked about the text of one of its keys.
    ///
    /// # Errors
    /// The list is not written as `[[…]]` entries.
    pub fn entry(&self, list: &str, key: &str, is_it: impl Fn(&str) -> bool) -> Result<Option<&Table>, String> {
        let Some(item) = self.document.get(list) else { return Ok(None) };
        let entries = item
            .as_array_of_tables()
            .ok_or_else(|| format!("`{list}` of {} has to be written as `[[{list}]]` entries", self.file))?;
        Ok(entries.iter().find(|table| table.get(key).and_then(Item::as_str).is_some_and(&is_it)))
    }

    /// Where a value stands.
    pub fn value(&self, table: &Table, key: &str) -> Option<Range<usize>> {
        let span = table.get(key)?.span()?;
        Some(span.start + self.mark..span.end + self.mark)
    }

    /// The whole line of a key, or lines where its value runs over several.
    pub fn line(&self, table: &Table, key: &str) -> Option<Range<usize>> {
        let (key, item) = table.get_key_value(key)?;
        let (key, value) = (key.span()?, item.span()?);
        Some(self.whole_lines(key.start + self.mark..value.end + self.mark))
    }

    /// The line of an entry's heading: the last one above its first key that begins with a bracket.
    pub fn heading(&self, table: &Table) -> Option<Range<usize>> {
        let first = table.iter().filter_map(|(name, _)| self.line(table, name)).map(|line| line.start).min()?;
        let mut end = first;
        while end > 0 {
            let line = self.whole_lines(end - 1..end - 1);
            if self.text[line.clone()].trim_start().starts_with('[') {
                return Some(line);
            }
            end = line.start;
        }
        None
    }

    fn whole_lines(&self, part: Range<usize>) -> Range<usize> {
        let start = self.text[..part.start].rfind('\n').map_or(self.mark.min(part.start), |newline| newline + 1);
        let end = self.text[part.end..].find('\n').map_or(self.text.len(), |newline| part.end + newline + 1);
        start..end
    }
}

/// A text with other words at a place.
pub fn put(text: &str, place: Range<usize>, words: &str) -> String {
    format!("{}{words}{}", &text[..place.start], &text[place.end..])
}

/// A value as TOML writes it.
pub fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// The comment behind a value, as a line of its own; nothing where there is none.
pub fn comment_behind(line: &str) -> String {
    let code = line.trim_end_matches(['\r', '\n']);
    let end = &line[code.len()..];
    // A sign in quotation marks begins no comment: what stands behind it would not be whole TOML.
    let comment = code.match_indices('#').map(|(at, _)| at).find(|&at| {
        let before = &code[..at];
        before.trim_start().starts_with('[') || before.parse::<toml_edit::DocumentMut>().is_ok()
    });
    comment.map_or_else(String::new, |at| format!("{}{end}", &code[at..]))
}

/// A text with an entry more at its end.
pub fn append(text: &str, key: &str, lines: &[(&str, &str)]) -> String {
    let end = line_end(text);
    let break_off = if text.is_empty() || text.ends_with('\n') { "" } else { end };
    let blank = if text.trim().is_empty() { "" } else { end };
    let lines: String = lines.iter().map(|(key, value)| format!("{key} = {}{end}", quoted(value))).collect();
    format!("{text}{break_off}{blank}[[{key}]]{end}{lines}")
}

/// How lines end in a text: as the first one does.
pub fn line_end(text: &str) -> &'static str {
    match text.find('\n') {
        Some(at) if text[..at].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// A place in a text, and what is to stand there.
pub type Put = (Range<usize>, String);

/// Where a new key stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// Right below the heading.
    First,
    /// Behind the last key.
    Last,
}

impl TextEntries<'_> {
    /// Where and how a value, written as TOML, goes into an entry: in the place of the key's value, or as a line more.
    pub fn key(&self, table: &Table, key: &str, value: &str, place: KeyPlace) -> Option<Put> {
        if let Some(old) = self.value(table, key) {
            return Some((old, value.to_owned()));
        }
        let at = match place {
            KeyPlace::First => self.heading(table).map(|line| line.end),
            KeyPlace::Last => table.iter().filter_map(|(key, _)| self.line(table, key)).map(|line| line.end).max(),
        }?;
        let end = line_end(self.text);
        let break_off = if self.text[..at].ends_with('\n') { "" } else { end };
        Some((at..at, format!("{break_off}{key} = {value}{end}")))
    }

    /// How a key goes out of an entry; the comment behind it stays. Nothing where it is not there.
    pub fn without_key(&self, table: &Table, key: &str) -> Option<Put> {
        let line = self.line(table, key)?;
        Some((line.clone(), comment_behind(&self.text[line])))
    }
}

/// The text with all of this in it. No two of the places meet.
pub fn with(text: &str, mut puts: Vec<Put>) -> String {
    // Stable, and backward: what goes to one place stands there in the order given.
    puts.reverse();
    puts.sort_by_key(|(place, _)| std::cmp::Reverse(place.start));
    puts.into_iter().fold(text.to_owned(), |text, (place, words)| put(&text, place, &words))
}
