use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::exit;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::thread;

use chrono::NaiveDateTime;

use super::edited_record::EditedRecord;
use super::output::say;
use super::status::BoardOfDay;
use super::watch::{Output, PATIENCE, TerminalReports};
use super::{Failure, Status, clock, output, passphrase, targets};
use crate::limited::take_no_huge_pages;
use crate::preview::{BoardSource, CasesWriter, Gate, GridRecord, Hearing, Moves, Server, Session, Shows, serve};
use crate::publish::Watching;
use crate::record::FileKind;
use crate::status::Onlookers;
use crate::watch::{Mode, Timing, watch};
use crate::workspace::gate;

/// Show the board and every document in a browser while records are edited
///
/// Does what `sqspack watch` does, and prints an address. It lets one browser of this machine in, once. What you save is on the
/// screen without a reload; where a record has an error, the last good pages stay, below what is wrong. A case can be moved to
/// another slot; nothing else can be changed. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(
    before_help = "Examples:\n  sqspack preview\n  sqspack preview aberford\n  sqspack preview --masked\n  sqspack preview --port 8123"
)]
pub struct Args {
    /// The inspection to show first, by name or path; the board if you name none
    #[arg(value_name = "FOLDER")]
    folder: Option<String>,
    /// Use this port instead of a free one
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// Show stand-ins for people and places, where others see the screen
    #[arg(long, conflicts_with = "named")]
    masked: bool,
    /// Move no case: let nothing be written through the page
    #[arg(long)]
    read_only: bool,
    /// Show the documents that may name children, too
    #[arg(long)]
    named: bool,
    /// Scan all files twice a second instead of relying on the system to report changes
    #[arg(long)]
    poll: bool,
    /// Confirm the workspace's own templates as they are and as you change them; for people who write templates
    #[arg(long)]
    trust_templates: bool,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    take_no_huge_pages();
    let (workspace, folder) = match &args.folder {
        Some(folder) => {
            let (workspace, folder) = targets::find_inspection(directory, Some(folder))?;
            (workspace, Some(folder))
        }
        None => (crate::workspace::Workspace::find(directory)?, None),
    };
    let Some(_watching) = Watching::take(&workspace)? else {
        return Err(Failure(
            "a `sqspack watch` or `sqspack preview` is at work in this workspace\nhelp: end it first".to_owned(),
        ));
    };
    passphrase::ask(&workspace, &workspace.folders()?)?;
    passphrase::ask_no_more();
    // The number of the address: a name could lead elsewhere.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, args.port)).map_err(|error| {
        Failure(format!(
            "the port {} cannot be used ({error})\nhelp: leave `--port` out, and a free one is used",
            args.port
        ))
    })?;
    let gate = Gate::new(listener.local_addr()?.port())?;
    let address = gate.first_address().unwrap_or_default();
    let shows = Shows { masked: args.masked, named: args.named };
    let session = Session::new(workspace.clone(), shows, clock::now);
    let first = folder.and_then(|folder| session.number_of_folder(&folder));
    let board = Board { root: workspace.root.clone(), masked: args.masked, now: clock::now };
    // Where others look on, the record on the screen is another one than that in the files.
    let moves = (!args.read_only && !args.masked).then(|| Moves::new(Box::new(AsCommandsWrite)));
    let site = Arc::new(Server::new(gate.leading_to(first), session, Box::new(board), moves)?);
    ctrlc::set_handler(|| {
        gate::close(PATIENCE);
        exit(Status::Well as i32);
    })?;
    say!("open this address in a browser of this machine; it lets one in, once:\n{address}")?;
    output::flush()?;
    let served = site.clone();
    thread::Builder::new().spawn(move || serve(&listener, &served))?;
    let mode = if args.poll { Mode::Poll } else { Mode::Events };
    let (end, hints) = channel();
    let (failure, failed) = channel();
    let mut person = TerminalReports::new(Output { end: end.clone(), failure }, args.masked);
    let mut hearing = Hearing::new(&site.session, &mut person);
    watch(workspace, mode, args.trust_templates, Timing::default(), (end, hints), &mut hearing);
    failed.try_recv().map_or(Ok(Status::Well), Err)
}

/// The board of `sqspack status`, of the day on which somebody looks.
struct Board {
    root: PathBuf,
    masked: bool,
    /// The time in London.
    now: fn() -> NaiveDateTime,
}

impl Board {
    /// The board of the day on which this moment is.
    fn read(&self, now: NaiveDateTime) -> Result<BoardOfDay, String> {
        let onlookers = if self.masked { Onlookers::Some } else { Onlookers::None };
        BoardOfDay::read(&self.root, &[], now.date(), onlookers, false).map_err(|Failure(words)| words)
    }
}

impl BoardSource for Board {
    fn html(&self, number_of: &dyn Fn(&str) -> Option<usize>) -> Result<String, String> {
        let now = (self.now)();
        let mut page = self.read(now)?.page(Some(now));
        page.is_live = true;
        if self.masked {
            page.summary.push_str("; people and places have stand-ins");
        }
        for one in &mut page.inspections {
            one.documents = number_of(&one.folder).map_or_else(String::new, |number| format!("/inspection/{number}"));
        }
        page.to_html().map_err(|error| error.to_string())
    }

    fn json(&self) -> Result<String, String> {
        self.read((self.now)())?.json().map(|json| json + "\n").map_err(|Failure(words)| words)
    }
}

/// Writes `cases.toml` as `sqspack schedule swap` does.
struct AsCommandsWrite;

impl AsCommandsWrite {
    fn edited(record: &GridRecord) -> EditedRecord<'_> {
        EditedRecord { workspace: &record.inputs.workspace, folder: &record.folder, record: &record.record }
    }
}

impl CasesWriter for AsCommandsWrite {
    fn write(&self, record: &GridRecord, text: String) -> Result<(), String> {
        let texts = [(FileKind::Cases, text)];
        let (_, new) = Self::edited(record).after(&texts);
        if let Some(problem) = new.first() {
            return Err(format!("the record would have this error: {} ({})", problem.message, problem.code.id));
        }
        Self::edited(record).write(&texts).map_err(|Failure(words)| words)
    }

    fn put_back(&self, record: &GridRecord, text: String) -> Result<(), String> {
        Self::edited(record).write(&[(FileKind::Cases, text)]).map_err(|Failure(words)| words)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Mutex;
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::calendar::london;
    use crate::publish::demonstration::copy_to;

    /// What the clock shows, in seconds since 1970.
    static SECONDS: Mutex<u64> = Mutex::new(0);

    fn now() -> NaiveDateTime {
        london::at(SystemTime::UNIX_EPOCH + Duration::from_secs(*SECONDS.lock().unwrap()))
    }

    /// A workspace with so many copies of a demonstration.
    fn workspace(inspections: usize) -> tempfile::TempDir {
        let (root, from) = (tempfile::tempdir().unwrap(), Path::new(env!("CARGO_MANIFEST_DIR")));
        fs::copy(from.join("sqspack.toml"), root.path().join("sqspack.toml")).unwrap();
        for number in 0..inspections {
            copy_to(root.path(), &format!("2027-01-aberford-{number:03}"));
        }
        root
    }

    /// The first lines of the board at a moment of universal time.
    fn board_at(board: &Board, moment: &str) -> String {
        let moment = NaiveDateTime::parse_from_str(moment, "%Y-%m-%d %H:%M:%S").unwrap().and_utc().timestamp();
        *SECONDS.lock().unwrap() = moment.try_into().unwrap();
        let html = board.html(&|_| Some(1)).unwrap();
        html.split_once("<main").unwrap().0.split_once("<body").unwrap().1.to_owned()
    }

    #[test]
    fn the_board_is_that_of_the_day_in_london_over_midnight_and_both_changes_of_the_clock() {
        let root = workspace(1);
        let board = Board { root: root.path().to_owned(), masked: false, now };
        for (moment, day, read_at) in [
            ("2026-12-31 23:59:59", "Thursday 31 December 2026", "11:59pm"),
            ("2027-01-01 00:00:00", "Friday 1 January 2027", "midnight"),
            // At one o'clock in the night the clocks go from 1:00 to 2:00.
            ("2027-03-28 00:59:59", "Sunday 28 March 2027", "12:59am"),
            ("2027-03-28 01:00:00", "Sunday 28 March 2027", "2am"),
            // In summer, London's midnight is at 23:00 of universal time.
            ("2027-03-28 22:59:59", "Sunday 28 March 2027", "11:59pm"),
            ("2027-03-28 23:00:00", "Monday 29 March 2027", "midnight"),
            // The hour from 1:00 to 2:00 comes twice.
            ("2027-10-31 00:59:59", "Sunday 31 October 2027", "1:59am"),
            ("2027-10-31 01:00:00", "Sunday 31 October 2027", "1am"),
            ("2027-10-31 23:59:59", "Sunday 31 October 2027", "11:59pm"),
            ("2027-11-01 00:00:00", "Monday 1 November 2027", "midnight"),
        ] {
            let words = board_at(&board, moment);
            assert!(words.contains(day) && words.contains(read_at), "{moment}: {words}");
        }
    }

    #[test]
    fn a_board_of_two_hundred_inspections_has_each_of_them_with_its_documents() {
        let root = workspace(200);
        let html = Board { root: root.path().to_owned(), masked: false, now: || NaiveDateTime::default() }
            .html(&|shown| shown.rsplit_once('-')?.1.parse::<usize>().ok())
            .unwrap();
        for number in 1..200 {
            assert!(html.contains(&format!("2027-01-aberford-{number:03}")), "{number}");
            assert!(html.contains(&format!("href=\"/inspection/{number}\"")), "{number}");
        }
    }
}
