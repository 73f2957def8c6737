use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::process::exit;
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use super::{Failure, ProblemForm, Status, clock, output, passphrase, show};
use crate::limited::take_no_huge_pages;
use crate::problem::{self, Problem};
use crate::publish::Watching;
use crate::watch::{Hint, Listener, Mode, Report, ReportKind, Timing, watch};
use crate::workspace::Workspace;
use crate::workspace::gate;

/// How long the program waits at its end for writes that have begun.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// Keep the packs right while records are edited
///
/// Builds every pack, then builds again what changes when you save a record, the settings or a template, or change a pack.
/// A record with errors keeps its last good pack. Ctrl-C ends it.
#[derive(Debug, clap::Args)]
#[command(before_help = "Examples:\n  sqspack watch\n  sqspack -C office watch\n  sqspack watch --poll\n  \
                         sqspack watch --format json\n  sqspack watch --format short")]
pub struct Args {
    /// Scan all files twice a second instead of relying on the system to report changes
    #[arg(long)]
    poll: bool,
    /// Confirm the workspace's own templates as they are and as you change them; for people who write templates
    #[arg(long)]
    trust_templates: bool,
    /// How to print reports: for editors, all problems after each build; for programs, one JSON object a line
    #[arg(long, value_enum, default_value = "human")]
    format: ProblemForm,
}

pub fn run(directory: &Path, args: &Args) -> Result<Status, Failure> {
    take_no_huge_pages();
    let workspace = Workspace::find(directory)?;
    let Some(_watching) = Watching::take(&workspace)? else {
        return Err(Failure("another `sqspack watch` is at work in this workspace\nhelp: end it first".to_owned()));
    };
    passphrase::ask(&workspace, &workspace.folders()?)?;
    ctrlc::set_handler(|| {
        gate::close(PATIENCE);
        exit(Status::Well as i32);
    })?;
    let mode = if args.poll { Mode::Poll } else { Mode::Events };
    let (end, hints) = channel();
    let (failure, failed) = channel();
    let output = Output { end: end.clone(), failure };
    let mut listener: Box<dyn Listener> = match args.format {
        ProblemForm::Human => Box::new(TerminalReports::new(output, false)),
        ProblemForm::Short => Box::new(Editor { output, problems: BTreeMap::new(), has_news: true }),
        ProblemForm::Json => Box::new(Program { output }),
    };
    watch(workspace, mode, args.trust_templates, Timing::default(), (end, hints), &mut *listener);
    failed.try_recv().map_or(Ok(Status::Well), Err)
}

/// What is printed. Where that cannot be done, the watcher ends: nobody would learn what it does.
pub struct Output {
    /// Ends the watcher.
    pub end: Sender<Hint>,
    /// Takes the reason.
    pub failure: Sender<Failure>,
}

impl Output {
    fn print(&self, line: &str) {
        self.take(output::out(format_args!("{line}\n")));
    }

    fn take(&self, printed: Result<(), Failure>) {
        if let Err(failure) = printed {
            self.failure.send(failure).ok();
            self.end.send(Hint::End).ok();
        }
    }
}

/// Prints an object for each report.
struct Program {
    output: Output,
}

impl Listener for Program {
    fn report(&mut self, report: &Report) {
        hide_folder(report);
        self.output.print(&output::escaped(&serde_json::json!(report).to_string()));
    }
}

/// Prints all problems that there are, a line each, once there is nothing left to build. An editor forgets at the first mark what it
/// was told before, and shows the rest from the last.
struct Editor {
    output: Output,
    /// The problems of each inspection, and of settings and templates.
    problems: BTreeMap<Option<String>, Vec<Problem>>,
    /// Whether there has been a report since the last marks, or there were none yet.
    has_news: bool,
}

impl Listener for Editor {
    fn report(&mut self, report: &Report) {
        hide_folder(report);
        let is_state = !matches!(report.kind, ReportKind::Watching | ReportKind::Note | ReportKind::Orphan);
        if is_state || !report.problems.is_empty() {
            self.problems.insert(report.inspection.clone(), report.problems.clone());
            self.has_news = true;
        }
        self.output.print(&report.line());
    }

    fn idle(&mut self) {
        if !std::mem::take(&mut self.has_news) {
            return;
        }
        let mut all: Vec<Problem> = self.problems.values().flatten().cloned().collect();
        problem::sort(&mut all);
        let lines = problem::to_lines(&all, "");
        self.output.print(&format!("-- checking\n{lines}-- checked: {}", problem::summary(&all)));
    }
}

/// Prints each report as a line, after the problems that are new in it.
pub struct TerminalReports {
    output: Output,
    /// Whether others see the screen: a report is then the time and what kind it is.
    is_masked: bool,
    /// The problems of each inspection that were shown and still hold.
    shown: HashMap<Option<String>, HashSet<String>>,
    /// Where the first error is that keeps a pack stale.
    stale: BTreeMap<Option<String>, String>,
}

impl Listener for TerminalReports {
    fn report(&mut self, report: &Report) {
        hide_folder(report);
        if self.is_masked {
            let (time, summary) = (clock::now().format("%H:%M:%S"), problem::summary(&report.problems));
            return self.output.print(&format!("{time}  {}: {summary}", report.kind.word()));
        }
        let is_state = !matches!(report.kind, ReportKind::Watching | ReportKind::Note | ReportKind::Orphan);
        if is_state || !report.problems.is_empty() {
            let shown = show(&self.news(report));
            self.output.take(shown);
        }
        if is_state {
            self.stale.remove(&report.inspection);
        }
        let style = style(report.kind);
        let time = clock::now().format("%H:%M:%S");
        let line = format!("{time}  {style}{}{style:#}{}", report.line(), self.still_stale());
        self.output.print(&line);
        if let Some(place) = report.first_error().filter(|_| report.kind == ReportKind::Stale) {
            self.stale.insert(report.inspection.clone(), place);
        }
    }
}

/// Shows no name of a folder that is named after a child.
fn hide_folder(report: &Report) {
    if let Some(folder) = &report.inspection {
        output::hide_named(folder, &report.problems);
    }
}

impl TerminalReports {
    /// Nothing is shown so far.
    pub fn new(output: Output, is_masked: bool) -> Self {
        Self { output, is_masked, shown: HashMap::new(), stale: BTreeMap::new() }
    }

    /// The problems that were not shown before. One in a template may have been shown for another inspection.
    fn news(&mut self, report: &Report) -> Vec<Problem> {
        let key = |problem: &Problem| {
            format!("{} {} {:?} {}", problem.code.id, problem.place.file.path, problem.place.span, problem.message)
        };
        let is_new = |problem: &&Problem| !self.shown.values().any(|shown| shown.contains(&key(problem)));
        let news = report.problems.iter().filter(is_new).cloned().collect();
        self.shown.insert(report.inspection.clone(), report.problems.iter().map(key).collect());
        news
    }

    /// The other packs that are stale, each with its first error.
    fn still_stale(&self) -> String {
        let about = |name: &Option<String>| name.clone().unwrap_or_else(|| "settings or templates".to_owned());
        let stale: Vec<String> = self.stale.iter().map(|(name, place)| format!("{} ({place})", about(name))).collect();
        if stale.is_empty() { String::new() } else { format!("; still stale: {}", stale.join(", ")) }
    }
}

fn style(kind: ReportKind) -> clap::builder::styling::Style {
    use clap::builder::styling::{AnsiColor, Style};
    match kind {
        ReportKind::Built => Style::new(),
        ReportKind::Mended => AnsiColor::Green.on_default(),
        ReportKind::Stale | ReportKind::Held => AnsiColor::Yellow.on_default(),
        ReportKind::Watching | ReportKind::Gone | ReportKind::Orphan | ReportKind::Note => Style::new().dimmed(),
    }
}
