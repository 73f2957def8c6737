//! How long it takes to read a long-list of 500 rows, to write it into a record and to check that, against calamine's own reader of
//! cells over the same file: at most 3 times as long is promised. And the memory of the whole command.
//!
//! `cargo bench --bench longlist`. Both are measured in turns, in one process.

#[path = "common/mod.rs"]
#[allow(dead_code, reason = "shared with the other benches")]
mod common;
#[path = "../tests/longlist/workbooks.rs"]
#[allow(dead_code, reason = "shared with the tests")]
mod workbooks;

use std::fs;
use std::hint::black_box;
use std::io::Cursor;
use std::process::{Command, ExitCode};
use std::sync::Arc;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use common::parts::ended;
use common::peak::peak;
use common::program::{Bench, ONE, machine, repository};
use common::table::{Row, line, ratio, summary};
use common::timing::{in_turns, timed};
use common::{Result, program, table, timing};
use sqspack::facts::{self, Facts, monday_of};
use sqspack::longlist::{self, ListWords, QuestionWords};
use sqspack::problem::SourceFile;
use sqspack::record::{FileKind, Language, Record};
use sqspack::returned::Take;
use sqspack::template::Templates;
use sqspack::workspace::Workspace;
use workbooks::{ADA, Text, file_with, list, sound};

/// The program's allocator, for both.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROWS: usize = 500;
const ROUNDS: usize = 30;
/// So many times as long as calamine's reader, and no longer.
const MOST: f64 = 3.0;

fn main() -> ExitCode {
    ended(measure())
}

fn measure() -> Result<()> {
    println!("{}", machine());
    let file = returned();
    let import = Import::new()?;
    let mut cells = 0;
    let [alone, whole] = in_turns(
        ROUNDS,
        true,
        [
            &mut || {
                let (count, time) = timed(|| read_cells(&file))?;
                cells = count;
                Ok(time)
            },
            &mut || Ok(timed(|| import.run(&file))?.1),
        ],
    )?;
    println!("{ROWS} rows, {cells} cells, {} kB", file.len() / 1000);
    line("calamine reads the cells", &alone);
    line("read, written into the record and checked", &whole);
    let kilobytes = memory(&file)?;
    summary(&[
        Row::below("import and check against calamine's own reader", ratio(&whole, &alone), MOST),
        Row::report("peak memory of `sqspack longlist import`", format!("{:.0} MB", kilobytes as f64 * 1024.0 / 1e6)),
    ]);
    Ok(())
}

/// A list of so many sentences, one of a child each.
fn returned() -> Vec<u8> {
    let list = list(|sheet| {
        sheet.rows = (0..ROWS)
            .map(|number| {
                let (id, name) = (format!("{:07}", 48_000 + number), format!("Quillfeather{number}"));
                let mut row = sound(id.leak(), name.leak());
                row[18] = Text(["Ada Pryor", "Bo Marsh", "Cai Rhys", "Dee Upton"][number % 4]);
                row
            })
            .collect();
    });
    file_with(&list, |_| {}, &ADA)
}

/// All cells of all sheets, as calamine reads them.
fn read_cells(file: &[u8]) -> Result<usize> {
    let mut workbook: Xlsx<Cursor<&[u8]>> = open_workbook_from_rs(Cursor::new(file))?;
    let mut count = 0;
    for sheet in workbook.sheet_names() {
        let mut reader = workbook.worksheet_cells_reader(&sheet)?;
        while let Some(cell) = reader.next_cell()? {
            black_box(cell);
            count += 1;
        }
    }
    Ok(count)
}

/// What an import needs besides the file; the program reads it anyway, whatever the file is.
struct Import {
    workspace: Workspace,
    record: Record,
    templates: Templates,
    words: ListWords,
}

impl Import {
    fn new() -> Result<Self> {
        let workspace = Workspace::open(repository())?;
        let (record, _) = workspace.read(ONE);
        let templates = Templates::embedded().map_err(|_| "the templates of the program are broken")?;
        let phrases =
            Language::ALL.iter().map(|language| templates.phrases(*language).map_err(|problem| problem.message));
        let phrases: Vec<_> = phrases.collect::<std::result::Result<_, _>>()?;
        let words = ListWords::new(&phrases);
        Ok(Self { workspace, record, templates, words })
    }

    /// From the file's bytes to the texts of the record and all questions.
    fn run(&self, file: &[u8]) -> Result<()> {
        let monday = monday_of(self.record.inspection.fieldwork.starts.value);
        let list = longlist::read(file, monday, &self.words).map_err(|why| why.words())?;
        let merged = longlist::merge(&list, "", "", &Take::default())?;
        let mut sources = self.record.sources.clone();
        for (kind, text) in [(FileKind::Children, merged.children), (FileKind::Cases, merged.cases)] {
            sources.insert(kind, Arc::new(SourceFile::new(kind.name().to_owned(), text)));
        }
        let (record, _) = Record::read(ONE, sources);
        let holidays = facts::holidays(&self.workspace.settings);
        let phrases = self.templates.phrases(Language::English).map_err(|problem| problem.message)?;
        let words = QuestionWords { phrases, language: Language::English };
        let report = longlist::report(&record, &Facts::new(&record, &self.workspace.settings, &holidays), words);
        let kept = report.sheets.iter().map(|sheet| sheet.kept).sum::<usize>();
        if kept < ROWS { Err(format!("{kept} of {ROWS} rows were kept").into()) } else { Ok(()) }
    }
}

/// The most memory that the command holds.
fn memory(file: &[u8]) -> Result<u64> {
    let bench = Bench::one()?;
    for kind in [FileKind::Children, FileKind::Cases] {
        fs::write(bench.path().join("inspections").join(ONE).join(kind.name()), "")?;
    }
    fs::write(bench.path().join("returned.xlsx"), file)?;
    let mut command = Command::new(env!("CARGO_BIN_EXE_sqspack"));
    command.arg("-C").arg(bench.path()).args(["longlist", "import", "returned.xlsx", ONE]);
    let kilobytes = peak(&mut command);
    program::take_away();
    kilobytes
}
