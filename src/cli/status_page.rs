//! The board of `status --format html`: the words of the board in the places of the page.

use chrono::{NaiveDate, NaiveDateTime};

use crate::page::{
    BoardPage, DayItem, DueItem, InspectionItem, LineItem, MessageItem, PlaceItem, Pressing, QuestionItem, pieces,
};
use crate::phrases::Phrases;
use crate::status::{Attended, BoardRow, DueMessage, OpenMilestone, Sending, Urgency, WeekDay, week_of};

/// An inspection of the page: its place from 1, and its row.
type Placed<'r> = (usize, &'r BoardRow);

/// A line about an inspection: how much it presses, what it is about, and the words.
pub type BoardLine = (Pressing, &'static str, String);

/// What the page is made from.
pub struct BoardWords<'b> {
    /// The program's own words.
    pub words: &'b Phrases,
    /// The day of the board.
    pub on: NaiveDate,
    /// The moment at which the records were read, where that is to be told.
    pub read_at: Option<NaiveDateTime>,
    /// How many inspections there are, and how many of them press.
    pub summary: String,
}

/// The board as a page, with the lines about each inspection.
pub fn page(board: &BoardWords<'_>, rows: &[BoardRow], lines: Vec<Vec<BoardLine>>, days: &[WeekDay]) -> BoardPage {
    let words = board.words;
    let placed: Vec<Placed<'_>> = rows.iter().enumerate().map(|(index, row)| (index + 1, row)).collect();
    let week = week_of(board.on);
    BoardPage {
        on: words.date(board.on),
        summary: board.summary.clone(),
        read_at: board.read_at.map_or_else(String::new, |at| words.when(at.date(), Some(&words.time(at.time())))),
        due: due(board, &placed),
        messages: messages(board, &placed),
        questions: placed.iter().flat_map(|placed| questions(*placed)).collect(),
        week: week.first().zip(week.last()).map_or_else(String::new, |(first, last)| words.range(*first, *last)),
        days: days.iter().map(|day| self::day(board, day)).collect(),
        is_live: false,
        inspections: rows.iter().zip(lines).map(|(row, lines)| inspection(row, lines)).collect(),
    }
}

/// Name of the YOT, or of the folder if the record does not say.
fn yot(row: &BoardRow) -> String {
    if row.yot.is_empty() { row.folder.clone() } else { row.yot.clone() }
}

/// What is overdue, then what is due, then what comes next; the earlier first.
fn due(board: &BoardWords<'_>, placed: &[Placed<'_>]) -> Vec<DueItem> {
    let mut items: Vec<(NaiveDate, DueItem)> = Vec::new();
    for (inspection, row) in placed {
        let Some(dates) = &row.dates else { continue };
        let all = dates.overdue.iter().filter(|due| !due.later_done).chain(&dates.today).chain(&dates.next);
        items.extend(all.map(|due| (due.date, due_item(board, due, (*inspection, row)))));
    }
    items.sort_by_key(|(date, _)| *date);
    items.into_iter().map(|(_, item)| item).collect()
}

fn due_item(board: &BoardWords<'_>, due: &OpenMilestone, (inspection, row): Placed<'_>) -> DueItem {
    let (words, name) = (board.words, due.milestone.name());
    let (pressing, state) = match (due.date - board.on).num_days() {
        -1 => (Pressing::Now, "1 day overdue".to_owned()),
        days @ ..0 => (Pressing::Now, format!("{} days overdue", -days)),
        0 => (Pressing::Soon, "due today".to_owned()),
        1 => (Pressing::Calm, "tomorrow".to_owned()),
        days => (Pressing::Calm, format!("in {days} days")),
    };
    DueItem {
        pressing,
        state,
        what: words.milestone(name),
        date: due.date.to_string(),
        when: words.when(due.date, due.time.map(|time| words.time(time)).as_ref()),
        who: words.who(name),
        inspection,
        yot: yot(row),
    }
}

/// The messages that are late or due, and of each inspection the next.
fn messages(board: &BoardWords<'_>, placed: &[Placed<'_>]) -> Vec<MessageItem> {
    let mut items: Vec<(&DueMessage, MessageItem)> = Vec::new();
    for (inspection, row) in placed {
        let next = row.messages.iter().find(|message| message.state == Sending::Ahead).map(|message| message.date);
        let shown = row.messages.iter().filter(|message| match message.state {
            Sending::Late | Sending::DueToday => true,
            Sending::Ahead => Some(message.date) == next,
            Sending::Sent => false,
        });
        items.extend(shown.map(|message| (message, message_item(board, message, (*inspection, row)))));
    }
    items.sort_by_key(|(message, _)| (message.state, message.date));
    items.into_iter().map(|(_, item)| item).collect()
}

fn message_item(board: &BoardWords<'_>, message: &DueMessage, (inspection, row): Placed<'_>) -> MessageItem {
    let (pressing, state) = match message.state {
        Sending::Late => (Pressing::Now, "late"),
        Sending::DueToday => (Pressing::Soon, "due today"),
        Sending::Ahead | Sending::Sent => (Pressing::Calm, "next"),
    };
    let what = match message.files {
        1 => message.title.clone(),
        several => format!("{}, to {several} people", message.title),
    };
    let (date, when) = (message.date.to_string(), board.words.date(message.date).full);
    MessageItem { pressing, state: state.to_owned(), what, date, when, inspection, yot: yot(row) }
}

/// What waits for an answer: of the YOT about its long-list, of the YOT's information in advance, of the officer about errors.
fn questions((inspection, row): Placed<'_>) -> Vec<QuestionItem> {
    let folder = &row.folder;
    let mut questions = Vec::new();
    let of_list = row.long_list.map_or(0, |list| list.questions);
    if of_list > 0 {
        let are = if of_list == 1 { "1 question is".to_owned() } else { format!("{of_list} questions are") };
        questions.push(format!("{are} open about the long-list: `sqspack longlist check {folder}`"));
    }
    let to_come = row.information.map_or(0, |count| count.open);
    if to_come > 0 {
        let items = if to_come == 1 { "1 item".to_owned() } else { format!("{to_come} items") };
        questions.push(format!("{items} of the information in advance still to come"));
    }
    if row.errors > 0 {
        let errors = if row.errors == 1 { "1 error".to_owned() } else { format!("{} errors", row.errors) };
        questions.push(format!("{errors} in the record: `sqspack check {folder}`"));
    }
    let item = |what: String| QuestionItem { what: pieces(&what), inspection, yot: yot(row) };
    questions.into_iter().map(item).collect()
}

fn day(board: &BoardWords<'_>, day: &WeekDay) -> DayItem {
    let words = board.words;
    let place = |Attended { yot, site, people }: &Attended| PlaceItem {
        place: if site.is_empty() { yot.clone() } else { format!("{yot}, {site}") },
        people: people.clone(),
    };
    let due = day.due.iter().map(|due| {
        let time = due.time.map_or_else(String::new, |time| format!("{}: ", words.time(time).text));
        let done = if due.is_done { " (done)" } else { "" };
        format!("{time}{}, {}{done}", words.milestone(due.milestone.name()), due.yot)
    });
    DayItem {
        date: words.date(day.date),
        is_today: day.date == board.on,
        holiday: day.holiday.clone().unwrap_or_default(),
        places: day.places.iter().map(place).collect(),
        absent: day.absent.iter().map(|(name, does)| format!("{name} {does}")).collect(),
        due: due.collect(),
    }
}

fn inspection(row: &BoardRow, lines: Vec<BoardLine>) -> InspectionItem {
    let (pressing, state) = match row.urgency {
        _ if row.errors > 0 => (Pressing::Now, "the record has errors"),
        Urgency::Unknown => (Pressing::Now, "dates not known"),
        Urgency::Overdue => (Pressing::Now, "overdue"),
        Urgency::Today => (Pressing::Soon, "due today"),
        Urgency::Ahead => (Pressing::Calm, "nothing due"),
        Urgency::Done => (Pressing::Calm, "all recorded as done"),
    };
    let line = |(pressing, label, words): BoardLine| LineItem {
        pressing,
        label: self::label(label).to_owned(),
        words: pieces(&words),
    };
    InspectionItem {
        folder: row.folder.clone(),
        documents: String::new(),
        yot: yot(row),
        pressing,
        state: state.to_owned(),
        lines: lines.into_iter().map(line).collect(),
    }
}

/// The label of a line where there is room for whole words.
fn label(short: &'static str) -> &'static str {
    match short {
        "dates" => "Dates",
        "earlier" => "Earlier",
        "step" => "Step",
        "pack" => "Pack",
        "children" => "Children",
        "list" => "Long-list",
        "info" => "Information",
        "messages" => "Messages",
        "open" => "Open",
        "notes" => "Notes",
        "findings" => "Findings",
        "sent" => "Sent",
        "record" => "Record",
        other => other,
    }
}
