//! What the pages of a schedule answer: the grid, and the forms that move a case or undo a move.

use super::answer::Response;
use super::grid::{self, GridLook, MoveOffer};
use super::grid_record::GridRecord;
use super::moves::{MoveForm, Moves, NotMoved};
use super::session::{NotOpened, Session};
use crate::template::TemplateEngine;

/// All that answers for schedules.
pub struct Schedules<'s> {
    /// What is shown.
    pub session: &'s Session,
    /// The moves, where cases can be moved.
    pub moves: Option<&'s Moves>,
    /// The engine of the page.
    pub engine: &'s TemplateEngine,
}

/// What is said of a form that no page of this server sends, or not any more.
const NO_PERMIT: &str = "this form was used before, or its page is too old: open the schedule again";

impl Schedules<'_> {
    /// The page of the schedule of an inspection, if there is one.
    pub fn page(&self, number: usize, query: &str) -> Option<Response> {
        self.shown(number, query.strip_prefix("case="), "")
    }

    /// What a form gets, if there is such an inspection.
    pub fn written(&self, number: usize, body: &[u8], is_undo: bool) -> Option<Response> {
        let refused = || Some(Response::refusal(403, NO_PERMIT));
        let Some(moves) = self.moves else { return Some(Response::refusal(405, "this server only shows")) };
        let Some((token, form)) = MoveForm::read(body, is_undo) else {
            return Some(Response::refusal(400, "this is not a form of this server"));
        };
        let read = || GridRecord::read(self.session, number).ok();
        match moves.apply(number, &token, &form, read, grid::moved) {
            Ok(()) => {
                let place = format!("/inspection/{number}/schedule");
                Some(Response { status: 303, ..Response::refusal(303, "done") }.with("Location", place))
            }
            Err(NotMoved::NoPermit) => refused(),
            Err(NotMoved::Refused(words)) => Some(Response { status: 409, ..self.shown(number, None, &words)? }),
        }
    }

    fn shown(&self, number: usize, chosen: Option<&str>, notice: &str) -> Option<Response> {
        let record = match GridRecord::read(self.session, number) {
            Ok(record) => record,
            Err(NotOpened::NoInspection) => return None,
            Err(NotOpened::WrongSettings) => {
                let words = "the settings or the templates are wrong: `sqspack check` says where";
                return Some(Response::refusal(500, words));
            }
        };
        let is_masked = self.session.shows.masked;
        let permit = self.moves.and_then(|moves| Some((moves.permit(number, &record)?, moves.last(&record))));
        let offer = match permit {
            Some((token, last)) => MoveOffer::Open(token, last),
            None if is_masked => MoveOffer::Closed("A masked session moves no case: the record has other names."),
            None => MoveOffer::Closed("This session moves no case."),
        };
        let look = GridLook { number, generation: self.session.generation(), is_masked, chosen, notice, offer };
        Some(match grid::html(self.engine, &record, look) {
            Ok(html) => Response::of("text/html; charset=utf-8", html).allowing_forms(),
            Err(error) => Response::refusal(500, &error.to_string()),
        })
    }
}
