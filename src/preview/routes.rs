//! What is where: the board, an inspection with one of its documents, pages, messages, and the stream of events.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::answer::{MESSAGE_POLICY, Response};
use super::gate::{Admitted, Asks, Gate};
use super::moves::Moves;
use super::moving::Schedules;
use super::page::{self, WantedDocument};
use super::session::Session;
use crate::template::{TemplateEngine, TemplateError};

/// Where the board comes from: it is the one that `sqspack status` prints.
pub trait BoardSource: Send + Sync {
    /// The page, or why there is none. `number_of` gives the number in addresses of an inspection by its name on the board.
    fn html(&self, number_of: &dyn Fn(&str) -> Option<usize>) -> Result<String, String>;

    /// What programs read, or why there is nothing.
    fn json(&self) -> Result<String, String>;
}

/// All that the server has.
pub struct Server {
    /// Who may come in.
    pub gate: Gate,
    /// What is shown.
    pub session: Session,
    board: Box<dyn BoardSource>,
    moves: Option<Moves>,
    engine: TemplateEngine,
}

/// What a request gets.
pub enum Reply {
    /// An answer with an end.
    Answer(Response),
    /// The stream of events.
    Events,
}

const HTML: &str = "text/html; charset=utf-8";

impl Server {
    /// A site behind a gate, where cases can be moved if there are `moves`.
    ///
    /// # Errors
    /// The program's own template is wrong.
    pub fn new(
        gate: Gate,
        session: Session,
        board: Box<dyn BoardSource>,
        moves: Option<Moves>,
    ) -> Result<Self, TemplateError> {
        let gate = gate.taking_writes(moves.is_some());
        Ok(Self { gate, session, board, moves, engine: page::engine()? })
    }

    /// What a request gets that has come in.
    pub(super) fn reply(&self, request: &Admitted, form: &[u8]) -> Reply {
        let missing = || Response::refusal(404, "there is nothing here; the board is at /");
        let parts: Vec<&str> = request.path.split('/').skip(1).collect();
        if let Asks::Write { .. } = request.asks {
            let answer = match parts.as_slice() {
                ["inspection", number, "schedule", what] => {
                    number.parse().ok().and_then(|number| self.schedules().written(number, form, *what == "undo"))
                }
                _ => None,
            };
            return Reply::Answer(answer.unwrap_or_else(missing));
        }
        Reply::Answer(match parts.as_slice() {
            ["events"] => return Reply::Events,
            [""] => self.board().unwrap_or_else(|words| Response::refusal(500, &words)),
            ["board.json"] => match self.board.json() {
                Ok(json) => Response::of("application/json", json),
                Err(words) => Response::refusal(500, &words),
            },
            ["preview.css"] => Response::of("text/css; charset=utf-8", include_str!("preview.css")),
            ["preview.js"] => Response::of("text/javascript; charset=utf-8", include_str!("preview.js")),
            ["grid.css"] => Response::of("text/css; charset=utf-8", include_str!("grid.css")),
            ["grid.js"] => Response::of("text/javascript; charset=utf-8", include_str!("grid.js")),
            ["inspection", number, "schedule"] => {
                let page = number.parse().ok().and_then(|number| self.schedules().page(number, &request.query));
                page.unwrap_or_else(missing)
            }
            ["inspection", number] => self.inspection(number, &request.query).unwrap_or_else(missing),
            ["page", name] => {
                let piece = name.strip_suffix(".svg").and_then(|hash| self.session.pieces.get(hash));
                piece.map_or_else(missing, |piece| Response::of("image/svg+xml", piece.content.clone()))
            }
            ["message", name] => {
                let piece = name.strip_suffix(".html").and_then(|hash| self.session.pieces.get(hash));
                let answer =
                    |content: String| Response { policy: MESSAGE_POLICY.to_owned(), ..Response::of(HTML, content) };
                piece.map_or_else(missing, |piece| answer(piece.content.clone()))
            }
            _ => missing(),
        })
    }

    fn schedules(&self) -> Schedules<'_> {
        Schedules { session: &self.session, moves: self.moves.as_ref(), engine: &self.engine }
    }

    fn board(&self) -> Result<Response, String> {
        let html = self.board.html(&|shown| self.session.number_of(shown))?;
        let style = html.split_once("<style>").and_then(|(_, rest)| rest.split_once("</style>"));
        let hash = style.map(|(style, _)| STANDARD.encode(Sha256::digest(style.as_bytes()))).unwrap_or_default();
        Ok(Response::of(HTML, html).allowing_style(&hash))
    }

    fn inspection(&self, number: &str, query: &str) -> Option<Response> {
        let number = number.parse().ok()?;
        let look = self.session.look(number)?;
        let html = page::html(&self.engine, &self.session, number, &look, &WantedDocument::of(query));
        Some(html.map_or_else(|error| Response::refusal(500, &error.to_string()), |html| Response::of(HTML, html)))
    }
}
