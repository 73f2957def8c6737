//! The work that the program starts itself for; no person types this.

use std::ffi::OsStr;
use std::io::{Read, Write};
use std::process::ExitCode;

use super::from_outside::FromOutside;
use crate::limited::{ARGUMENT, leave_no_core, limit_this_process, use_program};
use crate::render::{DRAW, LAY_OUT, PDF_WORDS, draw_job, lay_out_job, pdf_words_job};
use crate::template::{RENDER, render_job};

/// Does the work that the arguments of the process ask for; nothing where they are those of a person.
pub fn run() -> Option<ExitCode> {
    leave_no_core();
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().as_deref() != Some(OsStr::new(ARGUMENT)) {
        if let Ok(program) = std::env::current_exe() {
            use_program(program);
        }
        return None;
    }
    limit_this_process();
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input).ok();
    let output = match arguments.next()?.to_str()? {
        RENDER => render_job(&input),
        LAY_OUT => lay_out_job(&input),
        DRAW => draw_job(&input),
        PDF_WORDS => pdf_words_job(input),
        work => match FromOutside::of_work(work) {
            Some(kind) => kind.reply(input),
            None => return Some(ExitCode::FAILURE),
        },
    };
    let is_written = std::io::stdout().lock().write_all(&output).is_ok();
    Some(if is_written { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
