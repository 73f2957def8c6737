//! The passages of a Typst template.

use std::ops::Range;

use typst::syntax::{LinkedNode, SyntaxKind, parse};

use super::Piece;

/// Every run of words in markup, and every string that has a space in it.
pub fn pieces(masked: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    visit(&LinkedNode::new(&parse(masked)), &mut pieces);
    pieces
}

fn visit(node: &LinkedNode<'_>, pieces: &mut Vec<Piece>) {
    match node.kind() {
        SyntaxKind::Markup => markup(node, pieces),
        SyntaxKind::Str if node.get().full_text().trim().contains(' ') => {
            pieces.push(Piece::code(node.range().start + 1..node.range().end - 1));
        }
        // A path is no words.
        SyntaxKind::ModuleImport | SyntaxKind::ModuleInclude => {}
        SyntaxKind::FuncCall if is_other_language(node) => {}
        _ => node.children().for_each(|child| visit(&child, pieces)),
    }
}

/// Whether a call marks its words as those of another language, which nobody translates.
fn is_other_language(call: &LinkedNode<'_>) -> bool {
    let text = call.get().full_text();
    text.starts_with("text(lang:")
}

/// A run of words being put together.
#[derive(Default)]
struct Run {
    range: Option<Range<usize>>,
    opaque: Vec<Range<usize>>,
}

impl Run {
    fn take(&mut self, range: Range<usize>) {
        let start = self.range.as_ref().map_or(range.start, |known| known.start);
        self.range = Some(start..range.end);
    }

    fn end(&mut self, pieces: &mut Vec<Piece>) {
        let opaque = std::mem::take(&mut self.opaque);
        pieces.extend(self.range.take().map(|range| Piece::prose(range, opaque)));
    }
}

/// Markup: words run on until a paragraph ends, or something that stands by itself begins.
fn markup(node: &LinkedNode<'_>, pieces: &mut Vec<Piece>) {
    let mut run = Run::default();
    inline(node, &mut run, pieces);
    run.end(pieces);
}

fn inline(node: &LinkedNode<'_>, run: &mut Run, pieces: &mut Vec<Piece>) {
    let mut hash: Option<usize> = None;
    for child in node.children() {
        match child.kind() {
            SyntaxKind::Text
            | SyntaxKind::Space
            | SyntaxKind::SmartQuote
            | SyntaxKind::Shorthand
            | SyntaxKind::Escape
            | SyntaxKind::Linebreak
            | SyntaxKind::Link
            | SyntaxKind::Star
            | SyntaxKind::Underscore => run.take(child.range()),
            SyntaxKind::Strong | SyntaxKind::Emph => {
                run.take(child.range());
                for part in child.children().filter(|part| part.kind() == SyntaxKind::Markup) {
                    inline(&part, run, pieces);
                }
                run.take(child.range());
            }
            SyntaxKind::Hash => hash = Some(child.range().start),
            SyntaxKind::Semicolon => {
                if let Some(last) = run.opaque.last_mut().filter(|last| last.end == child.range().start) {
                    last.end = child.range().end;
                    run.take(child.range());
                }
            }
            SyntaxKind::FuncCall
            | SyntaxKind::Ident
            | SyntaxKind::FieldAccess
            | SyntaxKind::ContentBlock
            | SyntaxKind::CodeBlock
            | SyntaxKind::Conditional
            | SyntaxKind::ForLoop
                if hash.is_some() =>
            {
                let whole = hash.take().unwrap_or_default()..child.range().end;
                run.take(whole.clone());
                run.opaque.push(whole);
                visit(&child, pieces);
            }
            _ => {
                hash = None;
                run.end(pieces);
                visit(&child, pieces);
            }
        }
    }
}
