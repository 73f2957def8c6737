//! The board as a page for a browser: one file, without a script, that asks nothing of a network.
//!
//! [`BoardPage`] is what its template sees. Whoever fills it has worked out the words; Tera escapes each of them.

use serde::Serialize;

use crate::phrases::DateView;
use crate::template::{Target, TemplateEngine, TemplateError};

/// How much a line presses. The page never says it by colour alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pressing {
    /// As it should be.
    Calm,
    /// Somebody should look.
    Soon,
    /// Something is late or wrong.
    Now,
}

/// What the template of the board sees.
#[derive(Clone, Debug, Serialize)]
pub struct BoardPage {
    /// The day of the board.
    pub on: DateView,
    /// How many inspections there are, and how many of them press.
    pub summary: String,
    /// The moment at which the records were read, in words; empty where the day was given.
    pub read_at: String,
    /// What is overdue and due, of all inspections, and what comes next.
    pub due: Vec<DueItem>,
    /// The messages that have not gone and are late, due, or the next.
    pub messages: Vec<MessageItem>,
    /// What is open and who has to answer.
    pub questions: Vec<QuestionItem>,
    /// The days of the week in words.
    pub week: String,
    /// Those days.
    pub days: Vec<DayItem>,
    /// Whether a server shows the page: it then keeps itself up to date, and may run the server's script.
    pub is_live: bool,
    /// The inspections, the most pressing first.
    pub inspections: Vec<InspectionItem>,
}

/// A milestone that is not done.
#[derive(Clone, Debug, Serialize)]
pub struct DueItem {
    /// How much it presses.
    pub pressing: Pressing,
    /// `9 days overdue`, `due today`, `in 3 days`
    pub state: String,
    /// What is due.
    pub what: String,
    /// The date for programs.
    pub date: String,
    /// Day and time in words.
    pub when: String,
    /// Who acts.
    pub who: String,
    /// The inspection, counted from 1 in the order of the page.
    pub inspection: usize,
    /// Name of its YOT.
    pub yot: String,
}

/// A message that has not gone.
#[derive(Clone, Debug, Serialize)]
pub struct MessageItem {
    /// How much it presses.
    pub pressing: Pressing,
    /// `late`, `due today`, `next`
    pub state: String,
    /// Its name in the pack, and how many people get one.
    pub what: String,
    /// The date for programs.
    pub date: String,
    /// The day in words.
    pub when: String,
    /// The inspection, counted from 1.
    pub inspection: usize,
    /// Name of its YOT.
    pub yot: String,
}

/// Something that waits for an answer.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionItem {
    /// What.
    pub what: Vec<LinePart>,
    /// The inspection, counted from 1.
    pub inspection: usize,
    /// Name of its YOT.
    pub yot: String,
}

/// A day of the week.
#[derive(Clone, Debug, Serialize)]
pub struct DayItem {
    /// The date.
    pub date: DateView,
    /// Whether it is the day of the board.
    pub is_today: bool,
    /// Name of the bank holiday that it is, or empty.
    pub holiday: String,
    /// Each office at which somebody inspects, with its YOT and those who are there.
    pub places: Vec<PlaceItem>,
    /// Who does not come, with what they do.
    pub absent: Vec<String>,
    /// What is due.
    pub due: Vec<String>,
}

/// An office at which somebody inspects.
#[derive(Clone, Debug, Serialize)]
pub struct PlaceItem {
    /// The YOT and the office.
    pub place: String,
    /// Names of those who are there.
    pub people: Vec<String>,
}

/// An inspection.
#[derive(Clone, Debug, Serialize)]
pub struct InspectionItem {
    /// Name of its folder.
    pub folder: String,
    /// Where its documents are shown, or empty.
    pub documents: String,
    /// Name of its YOT, or of the folder if the record does not say.
    pub yot: String,
    /// How much it presses.
    pub pressing: Pressing,
    /// `overdue`, `due today`, `nothing due`
    pub state: String,
    /// What there is to say of it.
    pub lines: Vec<LineItem>,
}

/// A line about an inspection.
#[derive(Clone, Debug, Serialize)]
pub struct LineItem {
    /// How much it presses.
    pub pressing: Pressing,
    /// What it is about.
    pub label: String,
    /// The words.
    pub words: Vec<LinePart>,
}

/// A piece of a text: words, or something to type.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinePart {
    /// The words.
    pub text: String,
    /// Whether a person types them: a command or a file.
    pub is_typed: bool,
}

/// The pieces of a text in which backticks stand around what a person types.
pub fn pieces(text: &str) -> Vec<LinePart> {
    let pieces = text.split('`').enumerate();
    let pieces = pieces.map(|(nth, text)| LinePart { text: text.to_owned(), is_typed: nth % 2 == 1 });
    pieces.filter(|piece| !piece.text.is_empty()).collect()
}

const NAME: &str = "board.html";

impl BoardPage {
    /// The page as HTML.
    ///
    /// # Errors
    /// The program's own template is wrong.
    pub fn to_html(&self) -> Result<String, TemplateError> {
        let engine = TemplateEngine::new([(NAME, include_str!("board.html"), Target::Html)])?;
        engine.render(NAME, &TemplateEngine::context(self)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A page with this text in every place for one.
    fn page(text: &str) -> BoardPage {
        let words = || text.to_owned();
        let date = || DateView { iso: words(), full: words(), long: words(), day: words(), weekday: words() };
        BoardPage {
            on: date(),
            summary: words(),
            read_at: words(),
            due: vec![DueItem {
                pressing: Pressing::Now,
                state: words(),
                what: words(),
                date: words(),
                when: words(),
                who: words(),
                inspection: 1,
                yot: words(),
            }],
            messages: vec![MessageItem {
                pressing: Pressing::Soon,
                state: words(),
                what: words(),
                date: words(),
                when: words(),
                inspection: 1,
                yot: words(),
            }],
            questions: vec![QuestionItem { what: pieces(text), inspection: 1, yot: words() }],
            week: words(),
            days: vec![DayItem {
                date: date(),
                is_today: true,
                holiday: words(),
                places: vec![PlaceItem { place: words(), people: vec![words(), words()] }],
                absent: vec![words()],
                due: vec![words()],
            }],
            is_live: false,
            inspections: vec![InspectionItem {
                folder: words(),
                documents: words(),
                yot: words(),
                pressing: Pressing::Calm,
                state: words(),
                lines: vec![LineItem { pressing: Pressing::Now, label: words(), words: pieces(text) }],
            }],
        }
    }

    #[test]
    fn no_value_acts_as_markup() {
        let plain = page("words").to_html().unwrap();
        let hostile = page("\"'><script>alert(1)</script><img src=x onerror=y>&amp;").to_html().unwrap();
        let tags = |html: &str| html.matches('<').count();
        assert_eq!(tags(&plain), tags(&hostile));
        assert!(!hostile.contains("<script") && !hostile.contains("<img"), "{hostile}");
    }

    #[test]
    fn the_page_asks_nothing_of_a_network_and_runs_no_script() {
        let html = page("words").to_html().unwrap();
        for wanted in
            ["<html lang=\"en\">", "default-src 'none'", "prefers-color-scheme: dark", "@media print", "class=\"skip\""]
        {
            assert!(html.contains(wanted), "{wanted}");
        }
        for refused in ["<script", "http:", "https:", " src=", "@import", "url("] {
            assert!(!html.contains(refused), "{refused}");
        }
    }

    #[test]
    fn every_list_that_is_empty_says_so() {
        let empty = BoardPage {
            due: Vec::new(),
            messages: Vec::new(),
            questions: Vec::new(),
            days: Vec::new(),
            inspections: Vec::new(),
            ..page("words")
        };
        let html = empty.to_html().unwrap();
        for words in
            ["Nothing is due.", "No message waits to be sent.", "No question is open.", "There is no inspection."]
        {
            assert!(html.contains(words), "{words}");
        }
    }

    #[test]
    fn what_a_person_types_stands_between_backticks() {
        let piece = |text: &str, is_typed| LinePart { text: text.to_owned(), is_typed };
        assert_eq!(pieces("run `sqspack build`"), [piece("run ", false), piece("sqspack build", true)]);
        assert_eq!(pieces(""), []);
    }
}
