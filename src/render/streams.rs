//! The ends of a PDF's streams.
//!
//! A stream may end in a carriage return by chance. The line feed before `endstream` follows it, and checkers of PDF/A take the
//! two for one line end: they find the stream a byte shorter than it says (ISO 19005-2, 6.1.7.1) and refuse one document in
//! some hundreds. Such a stream gets a zero byte behind its compressed data, which no decoder reads. It takes the room of the
//! line break before `stream`, which the format does not need, so that nothing in the file moves.

const OPENING: &[u8] = b">>\nstream\n";
const CLOSING: &[u8] = b"\nendstream";
const LENGTH: &[u8] = b"/Length ";

/// Makes every compressed stream end with another byte than a carriage return. The file keeps its length.
pub fn settle_ends(pdf: &mut [u8]) {
    let mut from = 0;
    while let Some(opening) = find(&pdf[from..], OPENING).map(|offset| from + offset) {
        let data = opening + OPENING.len();
        match length_before(&pdf[from..opening], from) {
            Some(length) if pdf[data..].len() > length.value => {
                let end = data + length.value;
                if pdf[..end].ends_with(b"\r") && pdf[end..].starts_with(CLOSING) && length.is_compressed {
                    settle(pdf, opening, &length);
                }
                from = end;
            }
            _ => from = data,
        }
    }
}

/// What a stream's dictionary says of its length.
struct Length {
    value: usize,
    /// Where the digits stand.
    digits: std::ops::Range<usize>,
    is_compressed: bool,
}

/// Reads the length from the dictionary that ends here; `offset` is where the piece begins in the file.
fn length_before(piece: &[u8], offset: usize) -> Option<Length> {
    let object = piece.windows(4).rposition(|window| window == b" obj")?;
    let dictionary = &piece[object..];
    let start = find(dictionary, LENGTH)? + LENGTH.len();
    let count = dictionary[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let value = std::str::from_utf8(&dictionary[start..start + count]).ok()?.parse().ok()?;
    let digits = offset + object + start..offset + object + start + count;
    Some(Length { value, digits, is_compressed: find(dictionary, b"/FlateDecode").is_some() })
}

/// Moves a stream's data up by the line break before `stream`, and puts a zero byte behind it.
fn settle(pdf: &mut [u8], opening: usize, length: &Length) {
    let longer = (length.value + 1).to_string();
    if longer.len() != length.digits.len() {
        // A digit more would move the file; at 9, 99, 999 … the chance remains.
        return;
    }
    pdf[length.digits.clone()].copy_from_slice(longer.as_bytes());
    let end = opening + OPENING.len() + length.value;
    let break_before_stream = opening + 2;
    pdf.copy_within(break_before_stream + 1..end, break_before_stream);
    pdf[end - 1] = 0;
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settled(pdf: &[u8]) -> Vec<u8> {
        let mut pdf = pdf.to_vec();
        settle_ends(&mut pdf);
        pdf
    }

    #[test]
    fn a_stream_that_ends_with_a_carriage_return_gets_a_byte_behind_it_and_nothing_moves() {
        let before = b"1 0 obj\n<</Length 4/Filter/FlateDecode>>\nstream\nabc\r\nendstream\nendobj\n2 0 obj";
        let after = b"1 0 obj\n<</Length 5/Filter/FlateDecode>>stream\nabc\r\0\nendstream\nendobj\n2 0 obj";
        assert_eq!(settled(before), after);
    }

    #[test]
    fn other_streams_stay_as_they_are() {
        let plain: &[u8] = b"1 0 obj\n<</Length 4>>\nstream\nabc\r\nendstream\nendobj\n";
        let usual: &[u8] = b"1 0 obj\n<</Length 4/Filter/FlateDecode>>\nstream\nabcd\nendstream\nendobj\n";
        let inner: &[u8] = b"1 0 obj\n<</Length 37/Filter/FlateDecode>>\nstream\n<</Length 4>>\nstream\nabc\r\nendstreamxx\nendstream\n";
        for pdf in [plain, usual, inner] {
            assert_eq!(settled(pdf), pdf);
        }
    }
}
