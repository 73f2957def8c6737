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
            Err(_) => (plain_text(bytes), !bytes.contains(&0)),
        },
    }
}

/// A text that one program saved as UTF-8 and another, in part or whole, as Windows-1252, where letters with accents are one byte.
pub fn plain_text(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|byte| windows(*byte)));
    }
    text
}

/// A sign of Windows-1252: the letters and marks of names. The rest is as in ISO 8859-1.
fn windows(byte: u8) -> char {
    match byte {
        0x8a => 'Š',
        0x8c => 'Œ',
        0x8e => 'Ž',
        0x91 | 0x92 => '’',
        0x93 | 0x94 => '"',
        0x96 | 0x97 => '–',
        0x9a => 'š',
        0x9c => 'œ',
        0x9e => 'ž',
        0x9f => 'Ÿ',
        _ => char::from(byte),
    }
}

/// What [`text_of`] does not read of a text of which a part is in UTF-16 and a part is not, as `>>` makes one in a shell: all signs of one byte,
/// wherever they begin. Nothing for a text without zeros, and for what is no text.
pub fn mixed_with_utf16(bytes: &[u8]) -> Option<String> {
    let has_mark = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let is_of_text = |byte: &u8| matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | 0x20..);
    let is_text = bytes.contains(&0) && bytes.iter().all(is_of_text);
    (has_mark || is_text).then(|| {
        let signs: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        plain_text(&signs)
    })
}

/// The format of a file that cannot be searched, by how its content begins, whatever it is called.
pub fn packed(content: &[u8]) -> Option<&'static str> {
    const BEGINNINGS: [(&[u8], &str); 8] = [
        (b"%PDF-", "pdf"),
        (b"PK\x03\x04", "zip"),
        (b"\x1f\x8b\x08", "gz"),
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"\xfd7zXZ\0", "xz"),
        (b"BZh", "bz2"),
        (b"\x28\xb5\x2f\xfd", "zst"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
    ];
    BEGINNINGS.iter().find(|(beginning, _)| content.starts_with(beginning)).map(|(_, format)| *format)
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
        let mixed = b"met Si\xc3\xb4n T\xc5\xb7felyn\nO\x92Brien in the caf\xe9";
        assert_eq!(text_of(mixed).0, "met Siôn Tŷfelyn\nO’Brien in the café");
        let utf16 = wide("notes of a meeting\r\n".repeat(3).encode_utf16().map(u16::to_le_bytes).collect());
        for marked in [[&[0xff, 0xfe][..], &utf16].concat(), utf16] {
            let bytes = [&marked[..], b"We met Zebulon Quillfeather.\n"].concat();
            assert!(mixed_with_utf16(&bytes).is_some_and(|said| said.contains("Zebulon Quillfeather")));
        }
        let added =
            [&b"notes of a day\n".repeat(60)[..], &wide("ID 0048263".encode_utf16().map(u16::to_le_bytes).collect())]
                .concat();
        assert!(mixed_with_utf16(&added).is_some_and(|said| said.ends_with("ID 0048263")));
        assert_eq!((mixed_with_utf16(b"plain"), mixed_with_utf16(b"\x01\0a")), (None, None));
        assert!(!text_of(b"\x89PNG\0\0\x01ab").1);
        let padded = [b"a.txt".as_slice(), &[0; 95], b"Zebulon Quillfeather was seen", &[0; 483]].concat();
        let (said, is_text) = text_of(&padded);
        assert!(said.contains("Zebulon Quillfeather was seen") && !is_text);
    }
}
