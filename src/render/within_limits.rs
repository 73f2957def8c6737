//! Laying a document out in a process of its own.

use serde::{Deserialize, Serialize};

use super::compile::{Pdf, TypstJob, TypstProblem, compile_here, whole};
use super::world::Tree;
use crate::limited::{self, CarriedFiles, Limit};
use crate::template::Templates;

/// The name of this work.
pub const LAY_OUT: &str = "lay-out";

/// The largest PDF, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

#[derive(Serialize, Deserialize)]
struct Job {
    own: CarriedFiles,
    job: TypstJob,
}

/// What stands before the bytes of the PDF, in a line.
#[derive(Serialize, Deserialize)]
struct Head {
    pages: usize,
    text: String,
    paragraphs: Vec<String>,
    crowded: Vec<String>,
    warnings: Vec<TypstProblem>,
}

/// Lays a document out and writes it as PDF: what a workspace's own files have a part in, in a process of its own.
///
/// # Errors
/// Everything that Typst, PDF/UA-1 or PDF/A-2a finds wrong: among others a missing title, a skipped heading level, a
/// figure without alternative text, a glyph that the font lacks. And a process that went over its limits.
pub fn compile(job: &TypstJob, tree: &Tree) -> Result<Pdf, Vec<TypstProblem>> {
    lay_out(job, tree).unwrap_or_else(|| compile_here(job, tree))
}

/// Lays a document out in a process of its own if own files have a part in it; nothing where they have none, or where there is
/// no program to start.
fn lay_out(job: &TypstJob, tree: &Tree) -> Option<Result<Pdf, Vec<TypstProblem>>> {
    Some(match apart(LAY_OUT, job, tree, LARGEST)? {
        Ok(reply) => pdf(&reply).unwrap_or_else(|error| Err(whole(error.to_string()))),
        Err(limit) => Err(whole(limit.words("this template"))),
    })
}

/// Does a piece of work with a document in a process of its own, under the same condition, and gives its reply.
pub(super) fn apart(work: &str, job: &TypstJob, tree: &Tree, largest: u64) -> Option<Result<Vec<u8>, Limit>> {
    let own = tree.own()?;
    let is_shared = |path: &String| path.starts_with("layout/") || path.starts_with("shared/");
    if !own.contains_key(&job.name) && !own.keys().any(is_shared) {
        return None;
    }
    let input = serde_json::to_vec(&Job { own: CarriedFiles(own.clone()), job: job.clone() }).unwrap_or_default();
    limited::run(work, &input, largest)
}

/// What such a process has to work with, from its input.
pub(super) fn job_and_tree(input: &[u8]) -> Result<(TypstJob, Tree), Vec<TypstProblem>> {
    let Job { own, job } = serde_json::from_slice(input).map_err(|error| whole(error.to_string()))?;
    let files = Templates::files_with(own.0);
    Ok((job, Tree::new(files.alone())))
}

fn pdf(reply: &[u8]) -> serde_json::Result<Result<Pdf, Vec<TypstProblem>>> {
    let end = reply.iter().position(|byte| *byte == b'\n').unwrap_or(reply.len());
    let head: Result<Head, Vec<TypstProblem>> = serde_json::from_slice(&reply[..end])?;
    let bytes = reply.get(end + 1..).unwrap_or_default().to_vec();
    Ok(head.map(|Head { pages, text, paragraphs, crowded, warnings }| Pdf {
        bytes,
        pages,
        text,
        paragraphs,
        crowded,
        warnings,
    }))
}

/// Does a job in this process: the other end of `lay_out`.
pub fn lay_out_job(input: &[u8]) -> Vec<u8> {
    let (head, bytes) = match done(input) {
        Ok(Pdf { bytes, pages, text, paragraphs, crowded, warnings }) => {
            (Ok(Head { pages, text, paragraphs, crowded, warnings }), bytes)
        }
        Err(problems) => (Err(problems), Vec::new()),
    };
    let mut reply = serde_json::to_vec(&head).unwrap_or_default();
    reply.push(b'\n');
    reply.extend(bytes);
    reply
}

fn done(input: &[u8]) -> Result<Pdf, Vec<TypstProblem>> {
    let (job, tree) = job_and_tree(input)?;
    compile_here(&job, &tree)
}
