//! Where the report goes, as templates see it (guidance §3.5).

use schemars::JsonSchema;
use serde::Serialize;

use super::ViewBuilder;
use super::people::in_language;
use super::wording::name_in;
use crate::facts::{MissingReader, missing_readers, unreachable_readers};
use crate::record::Line;

/// What is known of where the report goes.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DistributionView {
    /// Those who get the report by the guidance and whom the record does not name, by their posts, each with the authority where
    /// the YOT serves several: `Chief Executive, Westmere Borough Council`.
    pub missing: Vec<String>,
    /// The names of those who get the report and have neither an e-mail address nor a postal one.
    pub unreachable: Vec<String>,
    /// `true` once nobody is missing and all can be reached; else nothing.
    pub ready: Option<bool>,
}

impl ViewBuilder<'_> {
    pub(super) fn distribution(&self) -> DistributionView {
        let words = |missing: &MissingReader<'_>| {
            let role = self.phrases.role(missing.role.word());
            match missing.authority {
                Some(authority) => format!("{role}, {}", self.authority(authority)),
                None => role,
            }
        };
        let missing: Vec<String> = missing_readers(self.record).iter().map(words).collect();
        let unreachable: Vec<String> =
            unreachable_readers(self.record).map(|contact| name_in(self.language, &contact.name)).collect();
        let ready = (missing.is_empty() && unreachable.is_empty()).then_some(true);
        DistributionView { missing, unreachable, ready }
    }

    /// The name of an authority in the view's language.
    fn authority(&self, authority: &Line) -> String {
        let yot = &self.record.inspection.yot;
        let place = yot.authorities.iter().position(|one| one == authority);
        let welsh = place.and_then(|place| yot.authorities_welsh.get(place)).cloned();
        in_language(self.language, authority, &welsh)
    }
}
