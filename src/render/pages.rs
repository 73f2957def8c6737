//! The pages of a document for a screen: pictures of outlines, each with the words that stand on it.

use serde::{Deserialize, Serialize};
use typst_layout::PagedDocument;
use typst_svg::SvgOptions;

use super::compile::{TypstJob, TypstProblem, laid_out, whole};
use super::text::page_text;
use super::within_limits::{apart, job_and_tree};
use super::world::Tree;

/// The name of this work in a process of its own.
pub const DRAW: &str = "draw-pages";

/// The most that the pages of a document may take, in bytes.
const LARGEST: u64 = 256 * 1024 * 1024;

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DrawnPage {
    /// The picture, as SVG. It has the outlines of letters and no text.
    pub svg: String,
    /// The words, line by line.
    pub text: String,
}

/// Draws the pages of a document: what a workspace's own files have a part in, in a process of its own.
///
/// # Errors
/// What Typst finds wrong, and a process that went over its limits.
pub fn draw(job: &TypstJob, tree: &Tree) -> Result<Vec<DrawnPage>, Vec<TypstProblem>> {
    match apart(DRAW, job, tree, LARGEST) {
        Some(Ok(reply)) => {
            serde_json::from_slice::<Result<_, _>>(&reply).unwrap_or_else(|error| Err(whole(error.to_string())))
        }
        Some(Err(limit)) => Err(whole(limit.words("this template"))),
        None => draw_here(job, tree),
    }
}

/// Does a job in this process: the other end of [`draw`].
pub fn draw_job(input: &[u8]) -> Vec<u8> {
    let drawn = job_and_tree(input).and_then(|(job, tree)| draw_here(&job, &tree));
    serde_json::to_vec(&drawn).unwrap_or_default()
}

fn draw_here(job: &TypstJob, tree: &Tree) -> Result<Vec<DrawnPage>, Vec<TypstProblem>> {
    let document: PagedDocument = laid_out(job, tree)?;
    let options = SvgOptions::default();
    let page = |page| DrawnPage { svg: typst_svg::svg(page, &options), text: page_text(page) };
    Ok(document.pages().iter().map(page).collect())
}
