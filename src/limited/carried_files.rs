//! Files on their way to a piece of work: by path, as base64, since JSON has no bytes.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Files by path; JSON has them as base64.
pub struct CarriedFiles(pub BTreeMap<String, Vec<u8>>);

impl Serialize for CarriedFiles {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(path, bytes)| (path, STANDARD.encode(bytes))))
    }
}

impl<'de> Deserialize<'de> for CarriedFiles {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let files = BTreeMap::<String, String>::deserialize(deserializer)?.into_iter();
        let bytes = |(path, text)| Ok((path, STANDARD.decode::<String>(text).map_err(D::Error::custom)?));
        files.map(bytes).collect::<Result<_, _>>().map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_arrive_as_they_were_sent_and_what_is_no_base64_is_refused() {
        let files = BTreeMap::from([("a/en.typ".to_owned(), b"= A".to_vec()), ("b.png".to_owned(), vec![0, 255, 10])]);
        let sent = serde_json::to_string(&CarriedFiles(files.clone())).expect("JSON");
        assert_eq!(serde_json::from_str::<CarriedFiles>(&sent).expect("files").0, files);
        assert!(serde_json::from_str::<CarriedFiles>("{\"a\": \"*\"}").is_err());
    }
}
