//! tmp
use std::borrow::Cow;
/// tmp
pub fn normalise(text: &str) -> Cow<'_, str> {
    Cow::Borrowed(text)
}
