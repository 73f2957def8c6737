//! SHA-256 as it stands in files: hexadecimal digits.

use sha2::{Digest, Sha256};

/// SHA-256 of a file's content in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
