use std::fmt::Write as _;
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};
use serde_json::Value;

use super::output::say;
use super::status_page::{self, BoardLine};
use super::targets::Selection;
use super::templates::say_which_are_in_force;
use super::{Failure, Status, clock, output, show, since_sent, status_json, status_of, targets};
use crate::facts::OpenMatters;
use crate::longlist::ListState;
use crate::page::{BoardPage, Pressing};
use crate::phrases::Phrases;
use crate::publish::finish_killed;
use crate::status::{
    self, BoardRow, Dates, FindingsCount, Freshness, InformationCount, Onlookers, OpenMilestone, Sending, Urgency,
};
use crate::template::Templates;

/// How many overdue milestones the board spells out for one inspection.
const SPELT_OUT: usize = 3;

/// Show what is overdue, due today and next in every inspection, and the state of each pack
///
/// A milestone is done when the record says so: `sqspack done` writes it there.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack status\n  sqspack status 2027-01-aberford\n  sqspack status --on 2027-01-08\n  sqspack status --format json\n  sqspack status --format html > board.html"
)]
pub struct Args {
    /// Inspections by name or path, or whole workspaces; all inspections if you name none
    #[arg(value_name = "FOLDER")]
    folders: Vec<String>,
    /// Show the board of this day instead of today
    #[arg(long, value_name = "DATE")]
    on: Option<NaiveDate>,
    /// Print for people, for a browser (one file, which needs no script and no network) or for programs
    #[arg(long, value_enum, default_value = "human")]
    format: BoardForm,
    /// Show stand-ins for people and places, where others see the screen
    #[arg(long)]
    masked: bool,
}

/// Whom the board is printed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum BoardForm {
    /// For people
    Human,
    /// For a browser
    Html,
    /// For programs
    Json,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let on = args.on.unwrap_or_else(clock::today);
    let onlookers = if args.masked { Onlookers::Some } else { Onlookers::None };
    let board = BoardOfDay::read(directory, &args.folders, on, onlookers, true)?;
    match args.format {
        BoardForm::Json => say!("{}", board.json()?)?,
        BoardForm::Html => {
            let read_at = args.on.is_none().then(clock::now);
            output::out(format_args!("{}", board.page(read_at).to_html()?))?;
        }
        BoardForm::Human => output::out(format_args!("{}", board.words.human(&board.rows)))?,
    }
    Ok(board.ended)
}

/// The board of a day, over the inspections that are named.
pub struct BoardOfDay {
    words: Board,
    rows: Vec<BoardRow>,
    targets: Vec<Selection>,
    onlookers: Onlookers,
    ended: Status,
}

impl BoardOfDay {
    /// Reads the board. `is_told` says whether standard error is told of what is wrong; where others look on, it never is: a
    /// message quotes the record.
    pub fn read(
        directory: &Path,
        folders: &[String],
        on: NaiveDate,
        onlookers: Onlookers,
        is_told: bool,
    ) -> Result<Self, Failure> {
        let is_told = is_told && onlookers == Onlookers::None;
        let mut ended = Status::Well;
        let mut rows = Vec::new();
        let targets = targets::find(directory, folders)?;
        for target in &targets {
            finish_killed(&target.workspace);
            ended = ended.max(status_of(&target.workspace.problems));
            if is_told {
                show(&target.workspace.problems)?;
                say_which_are_in_force(target, false)?;
                targets::tell_of_orphans(&target.workspace)?;
            }
            match status::board_for(&target.workspace, &target.folders, on, onlookers) {
                Ok(board) => rows.extend(board),
                Err(broken) => {
                    if is_told {
                        show(&broken.0)?;
                    }
                    ended = Status::Problems;
                }
            }
        }
        status::sort(&mut rows);
        if rows.iter().any(|row| row.errors > 0) {
            ended = ended.max(Status::Problems);
        }
        let words =
            Templates::own_phrases().map_err(|_| Failure("the program's own words cannot be read".to_owned()))?;
        Ok(Self { words: Board { phrases: words, on }, rows, targets, onlookers, ended })
    }

    /// What programs read, without a line break at its end.
    pub fn json(&self) -> Result<String, Failure> {
        let Board { phrases, on } = &self.words;
        let rows: Vec<Value> = self.rows.iter().map(|row| status_json::json(row, *on, phrases)).collect();
        Ok(output::escaped(&serde_json::to_string_pretty(&rows)?))
    }

    /// The page.
    pub fn page(&self, read_at: Option<NaiveDateTime>) -> BoardPage {
        let lines = self.rows.iter().map(|row| self.words.further_lines(row)).collect();
        let Board { phrases, on } = &self.words;
        let of_page = status_page::BoardWords { words: phrases, on: *on, read_at, summary: in_all(&self.rows) };
        let mut days = Vec::new();
        for target in &self.targets {
            status::join(&mut days, status::week_for(&target.workspace, &target.folders, *on, self.onlookers));
        }
        status_page::page(&of_page, &self.rows, lines, &days)
    }
}

/// The board in words.
struct Board {
    phrases: Phrases,
    on: NaiveDate,
}

impl Board {
    fn human(&self, rows: &[BoardRow]) -> String {
        let mut text = format!("{}: {}\n", self.phrases.date(self.on).full, in_all(rows));
        for row in rows {
            self.put(row, &mut text);
        }
        text
    }

    /// Writes an inspection's part. Writing into text cannot fail.
    fn put(&self, row: &BoardRow, text: &mut String) {
        let is_settled = row.open_matters.and_then(open_matters).is_none();
        let is_kept_in_time = row.retention.as_ref().is_none_or(|retention| !retention.is_pressing());
        if row.urgency == Urgency::Done && row.errors == 0 && is_settled && is_kept_in_time {
            let dim = Style::new().dimmed();
            let retention = row.retention.as_ref().map(|retention| format!("; {}", retention.words(&row.folder)));
            let retention = retention.unwrap_or_default();
            let _ = writeln!(text, "\n{dim}{}  {}: all recorded as done{retention}{dim:#}", row.folder, row.yot);
            return;
        }
        let bold = Style::new().bold();
        let _ = writeln!(text, "\n{bold}{}{bold:#}  {}", row.folder, row.yot);
        for (pressing, label, words) in self.lines(row) {
            let style = style(pressing);
            let _ = writeln!(text, "  {style}{label:<8}{style:#} {words}");
        }
    }

    fn lines(&self, row: &BoardRow) -> Vec<BoardLine> {
        let mut lines = Vec::new();
        if let Some(dates) = &row.dates {
            self.dates(dates, &mut lines);
        }
        lines.extend(self.further_lines(row));
        lines
    }

    /// What there is to say of an inspection beside what is overdue, due and next.
    fn further_lines(&self, row: &BoardRow) -> Vec<BoardLine> {
        let mut lines = Vec::new();
        match &row.dates {
            None => {
                lines.push((Pressing::Now, "dates", "cannot be worked out until inspection.toml is mended".to_owned()));
            }
            Some(dates) => self.odd_dates(dates, &mut lines),
        }
        if let Some(step) = row.step {
            let words = format!("{0}: `sqspack check {1} --for {0}` tells what is missing", step.word(), row.folder);
            lines.push((Pressing::Calm, "step", words));
        }
        lines.push(pack(row));
        let is_there = row.searched.children.is_some();
        if row.searched.destroyed.is_none() && (row.pack != Freshness::None || !is_there) {
            let style = if is_there { Pressing::Calm } else { Pressing::Soon };
            lines.push((style, "children", row.searched.words()));
        }
        lines.extend(row.sealed.iter().map(|words| (Pressing::Soon, "children", words.clone())));
        // Whoever has selected cases has worked from a list, whether or not it was imported.
        if row.long_list.is_some() || row.searched.cases == 0 {
            lines.push(long_list(row.long_list));
        }
        lines.extend(row.information.map(information));
        lines.extend(row.findings.map(findings));
        lines.extend(row.open_matters.and_then(open_matters));
        lines.extend(row.open_matters.and_then(OpenMatters::notes).map(|words| (Pressing::Calm, "notes", words)));
        lines.extend(self.messages(row));
        if let Some(retention) = &row.retention {
            let pressing = if retention.is_pressing() { Pressing::Now } else { Pressing::Calm };
            lines.push((pressing, "kept", retention.words(&row.folder)));
        }
        lines.extend(
            since_sent::in_words(&row.changed_since_sent).into_iter().map(|words| (Pressing::Soon, "sent", words)),
        );
        if row.errors > 0 {
            let errors = if row.errors == 1 { "1 error".to_owned() } else { format!("{} errors", row.errors) };
            lines.push((Pressing::Now, "record", format!("{errors}: run `sqspack check {}`", row.folder)));
        }
        lines
    }

    /// The messages of the pack that are late or due, the next ones, and how many have gone.
    fn messages(&self, row: &BoardRow) -> Option<BoardLine> {
        let of = |state: Sending| row.messages.iter().filter(move |message| message.state == state);
        let names = |state: Sending| {
            let names: Vec<&str> = of(state).map(|message| message.document.as_str()).collect();
            names.join(", ")
        };
        let mut parts = Vec::new();
        if of(Sending::Late).next().is_some() {
            parts.push(format!("late: {}", names(Sending::Late)));
        }
        if of(Sending::DueToday).next().is_some() {
            parts.push(format!("due today: {}", names(Sending::DueToday)));
        }
        if let Some(next) = of(Sending::Ahead).next() {
            let with_it = of(Sending::Ahead).filter(|message| message.date == next.date);
            let names: Vec<&str> = with_it.map(|message| message.document.as_str()).collect();
            parts.push(format!("next, on {}: {}", self.phrases.date(next.date).full, names.join(", ")));
        }
        match of(Sending::Sent).count() {
            0 => {}
            1 => parts.push("1 sent".to_owned()),
            sent => parts.push(format!("{sent} sent")),
        }
        let style = match row.messages.first().map(|message| message.state) {
            Some(Sending::Late) => Pressing::Now,
            Some(Sending::DueToday) => Pressing::Soon,
            _ => Pressing::Calm,
        };
        (!parts.is_empty()).then(|| (style, "messages", parts.join("; ")))
    }

    fn dates(&self, dates: &Dates, lines: &mut Vec<BoardLine>) {
        let overdue: Vec<&OpenMilestone> = dates.overdue.iter().filter(|due| !due.later_done).collect();
        for due in overdue.iter().take(SPELT_OUT) {
            let days = (self.on - due.date).num_days();
            let late = if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
            lines.push((Pressing::Now, "overdue", format!("{} ({late})", self.milestone_line(due))));
        }
        if let Some(more) = overdue.len().checked_sub(SPELT_OUT).filter(|more| *more > 0) {
            lines.push((Pressing::Now, "", format!("and {more} more overdue")));
        }
        lines.extend(dates.today.iter().map(|due| (Pressing::Soon, "today", self.milestone_line(due))));
        lines.extend(dates.next.iter().map(|due| (Pressing::Calm, "next", self.milestone_line(due))));
    }

    /// The milestones that somebody may have forgotten to record, and those whose dates are wrong.
    fn odd_dates(&self, dates: &Dates, lines: &mut Vec<BoardLine>) {
        let earlier: Vec<&OpenMilestone> = dates.overdue.iter().filter(|due| due.later_done).collect();
        lines.extend(earlier_ones(&earlier).map(|words| (Pressing::Soon, "earlier", words)));
        for milestone in &dates.unknown {
            let title = self.phrases.milestone(milestone.name());
            lines.push((Pressing::Now, "dates", format!("{title}: cannot be known until inspection.toml is mended")));
        }
    }

    fn milestone_line(&self, due: &OpenMilestone) -> String {
        let name = due.milestone.name();
        let time = due.time.map(|time| self.phrases.time(time));
        let when = self.phrases.when(due.date, time.as_ref());
        format!("{}, {when}: {}", self.phrases.milestone(name), self.phrases.who(name))
    }
}

/// How far the long-list is. While it is not in, the milestone says when it is due.
fn long_list(list: Option<ListState>) -> BoardLine {
    let Some(ListState { cases, questions }) = list else { return (Pressing::Calm, "list", "not in".to_owned()) };
    let open = match questions {
        0 => "no question is open".to_owned(),
        1 => "1 question is open".to_owned(),
        several => format!("{several} questions are open"),
    };
    let cases = if cases == 1 { "1 case".to_owned() } else { format!("{cases} cases") };
    (if questions > 0 { Pressing::Soon } else { Pressing::Calm }, "list", format!("in, with {cases}; {open}"))
}

/// How far the information in advance is.
fn information(InformationCount { received, absent, open }: InformationCount) -> BoardLine {
    let none = match absent {
        0 => String::new(),
        1 => ", 1 does not exist".to_owned(),
        several => format!(", {several} do not exist"),
    };
    let words = format!("in advance: {received} of {} received{none}, {open} still to come", received + absent + open);
    (if open > 0 { Pressing::Soon } else { Pressing::Calm }, "info", words)
}

/// How many judgements on the cases there are. Missing ones are a count and no mistake.
fn findings(FindingsCount { due, missing }: FindingsCount) -> BoardLine {
    let open = if missing == 0 { "none is missing".to_owned() } else { format!("{missing} still missing") };
    let words = format!("{} of {due} judgements on the cases; {open}", due - missing);
    (if missing > 0 { Pressing::Soon } else { Pressing::Calm }, "findings", words)
}

/// How many concerns, alerts, complaints and points of accuracy are open: a count and nothing of what they are about.
fn open_matters(open: OpenMatters) -> Option<BoardLine> {
    let counted = |count: usize, one: &str, several: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        count => Some(format!("{count} {several}")),
    };
    let kinds = [
        (open.alerts, "alert", "alerts"),
        (open.concerns, "concern", "concerns"),
        (open.complaints, "complaint", "complaints"),
        (open.points, "point of accuracy", "points of accuracy"),
    ];
    let words: Vec<String> = kinds.into_iter().filter_map(|(count, one, many)| counted(count, one, many)).collect();
    if words.is_empty() {
        return None;
    }
    let late = counted(open.late, "answer", "answers").map(|late| format!("; {late} overdue")).unwrap_or_default();
    let pressing = if open.alerts + open.late > 0 { Pressing::Now } else { Pressing::Soon };
    Some((pressing, "open", format!("{}{late}", words.join(", "))))
}

/// The milestones that have a later one recorded as done: perhaps somebody forgot to record them.
fn earlier_ones(earlier: &[&OpenMilestone]) -> Option<String> {
    let names: Vec<&str> = earlier.iter().map(|due| due.milestone.name()).collect();
    let are = match names.len() {
        0 => return None,
        1 => "1 earlier one is".to_owned(),
        several => format!("{several} earlier ones are"),
    };
    Some(format!("{are} not recorded as done: {}", names.join(", ")))
}

/// How many inspections there are, and how many have something overdue or due today.
fn in_all(rows: &[BoardRow]) -> String {
    let count = |presses: fn(&Dates) -> bool| rows.iter().filter(|row| row.dates.as_ref().is_some_and(presses)).count();
    let overdue = count(|dates| dates.overdue.iter().any(|due| !due.later_done));
    let today = count(|dates| !dates.today.is_empty());
    let inspections = if rows.len() == 1 { "1 inspection".to_owned() } else { format!("{} inspections", rows.len()) };
    let wrong = rows.iter().filter(|row| row.errors > 0).count();
    let wrong = if wrong == 0 { String::new() } else { format!(", {wrong} with errors in the record") };
    format!("{inspections}, {overdue} with something overdue, {today} with something due today{wrong}")
}

/// The state of a pack.
fn pack(row: &BoardRow) -> BoardLine {
    let files = if row.files == 1 { "1 file".to_owned() } else { format!("{} files", row.files) };
    let waiting: Vec<&str> = row.waiting.iter().map(|waiting| waiting.document.as_str()).collect();
    let waiting = if waiting.is_empty() { String::new() } else { format!("; not made yet: {}", waiting.join(", ")) };
    match row.pack {
        Freshness::Current => (Pressing::Calm, "pack", format!("{files}, up to date{waiting}")),
        Freshness::Stale => {
            let than = row.state.older_in_words().unwrap_or_else(|| "the record or the program".to_owned());
            (Pressing::Soon, "pack", format!("{files}, older than {than}{waiting}"))
        }
        Freshness::Broken => (
            Pressing::Now,
            "pack",
            format!(
                "{files}, {}: run `sqspack build {}`{waiting}",
                row.state.in_words().unwrap_or_default(),
                row.folder
            ),
        ),
        Freshness::None => (Pressing::Soon, "pack", "none yet".to_owned()),
    }
}

/// How a line of that kind looks in a terminal.
fn style(pressing: Pressing) -> Style {
    match pressing {
        Pressing::Calm => Style::new(),
        Pressing::Soon => AnsiColor::Yellow.on_default().bold(),
        Pressing::Now => AnsiColor::Red.on_default().bold(),
    }
}
