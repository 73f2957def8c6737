//! `[retention]` of `sqspack.toml`: when children's data is destroyed (guidance §5).

use chrono::{Days, NaiveDate};

use super::declare::table;
use super::reader::Placed;
use super::text::Line;

table! {
    /// When children's data is destroyed. The guidance leaves it to the inspectorate's retention policy (§5), so that there is no
    /// usual value: both keys have to be written.
    pub struct RetentionSettings "retention" {
        /// Days after the publication of the report by which the data has to be destroyed.
        pub days_after_publication "days-after-publication": Placed<u32> = "90",
        /// The rule of the policy, in its words: `sqspack destroy` notes it.
        pub rule "rule": Line = "\"Retention policy, section 4: 90 days after publication\"",
    }
}

impl RetentionSettings {
    /// The day by which the data of an inspection has to be destroyed whose report was published on a day; nothing where no
    /// calendar reaches so far.
    pub fn due(&self, published: NaiveDate) -> Option<NaiveDate> {
        published.checked_add_days(Days::new(self.days_after_publication.value.into()))
    }
}
