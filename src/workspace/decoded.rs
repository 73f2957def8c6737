//! The text of a file, however an editor has saved it.

/// The text of a file, and whether it is text at all: of what is none, digits say nothing.
pub fn text_of(bytes: &[u8]) -> (String, bool) {
    let wide = |bytes: &[u8], is_little: bool| {
        let unit = |pair: &[u8]| match (pair, is_little) {
            ([low, high], true) | ([high, low], false) => u16::from_le_bytes([*low, *high]),
            _ => 0,
        };
        String::from_utf16_lossy(&bytes.chunks(2).map(unit).collect::<Vec<_>>())
    };
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let third = bytes.len() / 3;
    // What is padded with zeros, as an archive or a database is, has them in both places.
    let few = bytes.len() / 20;
    match bytes {
        [0xff, 0xfe, rest @ ..] => (wide(rest, true), true),
        [0xfe, 0xff, rest @ ..] => (wide(rest, false), true),
        _ if bytes.len() > 3 && zeros(1) > third && zeros(0) <= few => (wide(bytes, true), true),
        _ if bytes.len() > 3 && zeros(0) > third && zeros(1) <= few => (wide(bytes, false), true),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => (text.to_owned(), !text.contains('\0')),
            // Windows-1252, as old editors save it: letters with accents are one byte.
            Err(_) => (bytes.iter().map(|byte| char::from(*byte)).collect(), !bytes.contains(&0)),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_in_every_way_in_which_editors_save_it() {
        let wide = |units: Vec<[u8; 2]>| units.concat();
        let text = "Zoë Quillon";
        let little = wide(text.encode_utf16().map(u16::to_le_bytes).collect());
        let big = wide(text.encode_utf16().map(u16::to_be_bytes).collect());
        for bytes in [
            text.as_bytes().to_vec(),
            little.clone(),
            big.clone(),
            [vec![0xff, 0xfe], little].concat(),
            [vec![0xfe, 0xff], big].concat(),
            b"Zo\xeb Quillon".to_vec(),
        ] {
            assert_eq!(text_of(&bytes), (text.to_owned(), true));
        }
        assert!(!text_of(b"\x89PNG\0\0\x01ab").1);
        let padded = [b"a.txt".as_slice(), &[0; 95], b"Zebulon Quillfeather was seen", &[0; 483]].concat();
        let (said, is_text) = text_of(&padded);
        assert!(said.contains("Zebulon Quillfeather was seen") && !is_text);
    }
}
