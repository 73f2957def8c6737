//! Rendering a template in a process of its own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::template_error::error_at;
use super::{LintProblem, OwnFiles, TemplateContext, TemplateEngine, TemplateError, Templates, lint_typst};
use crate::limited::{self, CarriedFiles};

/// The name of this work.
pub const RENDER: &str = "render";

/// The most that a template of a workspace's own may print, in bytes.
const LARGEST: u64 = 8 * 1024 * 1024;

/// A template to be rendered, with everything that it may see.
#[derive(Serialize, Deserialize)]
struct Job {
    own: CarriedFiles,
    name: String,
    view: Value,
    /// Whether to look through the result for values in a wrong place.
    is_lint_wanted: bool,
}

/// What a template printed, and the first value in it that stands in a wrong place.
pub(super) type Printed = (String, Option<LintProblem>);

/// Renders a template in a process of its own; nothing where there is no program to start.
pub(super) fn render(
    own: &BTreeMap<String, Vec<u8>>,
    name: &str,
    context: &TemplateContext,
    is_lint_wanted: bool,
) -> Option<Result<Printed, TemplateError>> {
    let own = CarriedFiles(own.clone());
    let view = serde_json::to_value(context).unwrap_or_default();
    let job = Job { own, name: name.to_owned(), view, is_lint_wanted };
    let input = serde_json::to_vec(&job).unwrap_or_default();
    let fault = |words: String| error_at(name, 0..0, words);
    Some(match limited::run(RENDER, &input, LARGEST)? {
        Ok(reply) => serde_json::from_slice(&reply).unwrap_or_else(|error| Err(fault(error.to_string()))),
        Err(limit) => Err(fault(limit.words("this template"))),
    })
}

/// Does a job in this process: the other end of `render`.
pub fn render_job(input: &[u8]) -> Vec<u8> {
    let rendered = serde_json::from_slice(input).map_err(|error| error_at("", 0..0, error.to_string())).and_then(done);
    serde_json::to_vec(&rendered).unwrap_or_default()
}

fn done(job: Job) -> Result<Printed, TemplateError> {
    let Job { own, name, view, is_lint_wanted } = job;
    let templates = Templates::with(OwnFiles { files: own.0, problems: Vec::new() })
        .map_err(|_| error_at(&name, 0..0, "the workspace's own templates cannot be read".to_owned()))?;
    let rendered = templates.engine.render(&name, &TemplateEngine::context(&view)?)?;
    let found = if is_lint_wanted { lint_typst(&rendered).into_iter().next() } else { None };
    Ok((rendered, found))
}
