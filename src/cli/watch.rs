use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::Write;
use std::path::Path;
use std::process::exit;
use std::sync::mpsc::Sender;
use std::time::Duration;

use super::{Failure, Form, Status, clock, show};
use crate::problem::Problem;
use crate::publish::Watching;
use crate::watch::{Event, Hint, Listener, Mode, Pass, Timing, Watcher};
use crate::workspace::Workspace;
use crate::workspace::gate;

/// How long a write that has begun may take to end when the program is to end.
const PATIENCE: Duration = Duration::from_secs(3);

/// Keep the packs right while records are edited
///
/// Builds every pack, then again whatever a change to a record, to the settings, to a template or to a pack itself calls
/// for. A record with errors keeps its last good pack. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack watch\n  sqspack -C office watch\n  sqspack watch --poll\n  \
                         sqspack watch --format json")]
pub struct Args {
    /// Look at all files twice a second instead of relying on the system to tell of changes
    #[arg(long)]
    poll: bool,
    /// How to put what was done: for programs, an object on a line of its own for each pass
    #[arg(long, value_enum, default_value = "human")]
    format: Form,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    let workspace = Workspace::find(directory)?;
    let Some(_watching) = Watching::take(&workspace)? else {
        return Err(Failure("another `sqspack watch` is at work in this workspace\nhelp: end it first".to_owned()));
    };
    ctrlc::set_handler(|| {
        gate::close(PATIENCE);
        exit(Status::Well as i32);
    })?;
    let mode = if args.poll { Mode::Poll } else { Mode::Proved };
    let watcher = Watcher::new(workspace, mode, Timing::default());
    let end = watcher.hints();
    match args.format {
        Form::Human => watcher.run(&mut Person { end, shown: HashMap::new(), stale: BTreeMap::new() }),
        Form::Json => watcher.run(&mut Program { end }),
    }
    Ok(Status::Well)
}

/// Prints an object for each pass.
struct Program {
    end: Sender<Hint>,
}

impl Listener for Program {
    fn told(&mut self, pass: &Pass) {
        print(&self.end, &pass.to_json().to_string());
    }
}

/// Prints a line for each pass, after the problems that are new in it.
struct Person {
    end: Sender<Hint>,
    /// What has been shown of each inspection and still holds.
    shown: HashMap<Option<String>, HashSet<String>>,
    /// What blocks the packs that are not made from their records as they are.
    stale: BTreeMap<Option<String>, String>,
}

impl Listener for Person {
    fn told(&mut self, pass: &Pass) {
        let is_of_a_state = !matches!(pass.event, Event::Watching | Event::Note | Event::Orphan);
        if is_of_a_state || !pass.problems.is_empty() {
            show(&self.news(pass));
        }
        if is_of_a_state {
            self.stale.remove(&pass.inspection);
        }
        let style = style(pass.event);
        let time = clock::now().format("%H:%M:%S");
        let line = format!("{time}  {style}{}{style:#}{}", pass.line(), self.still_stale());
        print(&self.end, &line);
        if let Some(place) = pass.first_error().filter(|_| pass.event == Event::Stale) {
            self.stale.insert(pass.inspection.clone(), place);
        }
    }
}

impl Person {
    /// The problems that were not shown before, of this inspection or, where they are a template's, of another.
    fn news(&mut self, pass: &Pass) -> Vec<Problem> {
        let key = |problem: &Problem| {
            format!("{} {} {:?} {}", problem.code.id, problem.place.file.path, problem.place.span, problem.message)
        };
        let is_new = |problem: &&Problem| !self.shown.values().any(|shown| shown.contains(&key(problem)));
        let news = pass.problems.iter().filter(is_new).cloned().collect();
        self.shown.insert(pass.inspection.clone(), pass.problems.iter().map(key).collect());
        news
    }

    /// The other packs that are stale, each with what blocks it.
    fn still_stale(&self) -> String {
        let about = |name: &Option<String>| name.clone().unwrap_or_else(|| "settings or templates".to_owned());
        let stale: Vec<String> = self.stale.iter().map(|(name, place)| format!("{} ({place})", about(name))).collect();
        if stale.is_empty() { String::new() } else { format!("; still stale: {}", stale.join(", ")) }
    }
}

/// Prints a line, and ends the watcher where nobody reads it any more.
fn print(end: &Sender<Hint>, line: &str) {
    if writeln!(anstream::stdout(), "{line}").is_err() {
        end.send(Hint::End).ok();
    }
}

fn style(event: Event) -> clap::builder::styling::Style {
    use clap::builder::styling::{AnsiColor, Style};
    match event {
        Event::Built => Style::new(),
        Event::Mended => AnsiColor::Green.on_default(),
        Event::Stale | Event::Held => AnsiColor::Yellow.on_default(),
        Event::Watching | Event::Gone | Event::Orphan | Event::Note => Style::new().dimmed(),
    }
}
