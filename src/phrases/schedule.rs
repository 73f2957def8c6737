//! The schedule's words in one language, from `templates/phrases/`. Whatever takes a name or a number is a whole phrase with
//! named slots, since another language may put it elsewhere or change the words around it.

use serde::Deserialize;

use super::pattern::fill;

/// The words of one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ScheduleWords {
    heading: String,
    /// On the way to the YOT.
    pub travel_out: String,
    on_site: String,
    /// On the way home.
    pub travel_home: String,
    /// The briefing of the whole team.
    pub briefing: String,
    /// A short break.
    #[serde(rename = "break")]
    pub pause: String,
    /// Lunch.
    pub lunch: String,
    /// Lunch of the lead inspector.
    pub lead_lunch: String,
    manager: String,
    partner: String,
    quality_check: String,
    /// Debrief of the whole team.
    pub debrief: String,
    partner_debrief: String,
    /// Preparation.
    pub preparation: String,
    case: String,
    /// A slot that no case has been put into.
    pub no_case: String,
    /// What stands for the case manager of a case without one (guidance §11.6).
    pub records_alone: String,
    /// The first interview of a case manager (guidance §11.5).
    pub first_interview: String,
    observed_by: String,
    observe: String,
    /// A day without fieldwork.
    pub no_fieldwork: String,
    key: Key,
}

/// The key, kind by kind.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    interview: String,
    meeting: String,
    it: String,
    inspectorate: String,
}

impl ScheduleWords {
    /// A member's heading, from role and name: `Lead inspector: Ruth Calder`.
    pub fn heading(&self, role: &str, name: &str) -> String {
        fill(&self.heading, &[("role", role), ("name", name)])
    }

    /// About when the team arrives (guidance §12.1).
    pub fn on_site(&self, time: &str) -> String {
        fill(&self.on_site, &[("time", time)])
    }

    /// Meeting with the head of the YOT, from the title of the post.
    pub fn manager(&self, title: &str) -> String {
        fill(&self.manager, &[("title", title)])
    }

    /// Meeting with the local assessor or the inspector of that name.
    pub fn partner(&self, name: &str) -> String {
        fill(&self.partner, &[("name", name)])
    }

    /// Quality check with the local assessor or the inspector of that name.
    pub fn quality_check(&self, name: &str) -> String {
        fill(&self.quality_check, &[("name", name)])
    }

    /// Debrief with the local assessor or the inspector of that name.
    pub fn partner_debrief(&self, name: &str) -> String {
        fill(&self.partner_debrief, &[("name", name)])
    }

    /// A case, from its number on the page: `Case 3`.
    pub fn case(&self, number: usize) -> String {
        fill(&self.case, &[("number", &number.to_string())])
    }

    /// The case is observed by the local assessor of that name.
    pub fn observed_by(&self, name: &str) -> String {
        fill(&self.observed_by, &[("name", name)])
    }

    /// The local assessor observes the inspector of that name with the case of that number.
    pub fn observe(&self, name: &str, number: usize) -> String {
        fill(&self.observe, &[("name", name), ("number", &number.to_string())])
    }

    /// The key: the kinds of block in order, each with its words.
    pub fn key(&self) -> [(&'static str, &str); 4] {
        let Key { interview, meeting, it, inspectorate } = &self.key;
        [("interview", interview), ("meeting", meeting), ("it", it), ("inspectorate", inspectorate)]
    }
}
