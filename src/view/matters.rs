//! What one person alone is told: of something of concern in a case (guidance §13), and of a complaint (guidance §8). It is in no
//! [`View`](super::View): the plan makes one document from each entry, and no other template can reach it.

use chrono::NaiveDate;
use serde::Serialize;

use super::ViewBuilder;
use super::people::{Contacts, optional, text};
use super::wording::curly;
use crate::facts::{ComplaintStep, complaint_steps, is_same_name, open_escalations};
use crate::phrases::DateView;
use crate::record::{Complaint, Concern, Language, Paragraph, Placed};

/// The parts of the plan's view that hold what no template sees but as its `item`.
#[derive(Clone, Debug, Serialize)]
pub struct MattersView {
    /// Open concerns and alerts of which a manager is to be told.
    pub escalations: Vec<EscalationView>,
    /// The steps that complaints have taken.
    pub complaint_letters: Vec<ComplaintLetterView>,
}

/// A step of a complaint, for whoever complained.
#[derive(Clone, Debug, Serialize)]
pub struct ComplaintLetterView {
    /// The step, the day on which the complaint was raised and by whom, which name the file.
    pub key: String,
    /// Who complained.
    pub name: String,
    /// The postal address, one entry a line; empty where `contacts.toml` has none.
    pub address: Vec<String>,
    /// The whole salutation.
    pub salutation: String,
    /// `receipt`, `answer`, `procedure` or `outcome`
    pub step: &'static str,
    /// The day of the step.
    pub date: DateView,
    /// The day on which the complaint was raised.
    pub raised: DateView,
    /// What it is about.
    pub about: String,
    /// What the lead inspector answered, or empty.
    pub answer: String,
    /// Whether the record says that whoever complained is not satisfied with the answer.
    pub is_unsatisfied: bool,
    /// What came of it, or empty.
    pub outcome: String,
}

/// Something of concern in a case, for the manager who is to be told.
#[derive(Clone, Debug, Serialize)]
pub struct EscalationView {
    /// The case and the day on which it was seen, which names the file.
    pub key: String,
    /// The manager.
    pub name: String,
    /// The manager's address for secure mail, or empty.
    pub secure_email: String,
    /// The language in which the manager is written to, or empty.
    pub language: String,
    /// The whole salutation.
    pub salutation: String,
    /// HMIP ID of the case.
    pub case: String,
    /// `concern` or `alert`
    pub kind: &'static str,
    /// The day on which it was seen.
    pub seen: DateView,
    /// Who saw it, or empty.
    pub seen_by: String,
    /// What was seen.
    pub what: String,
    /// The day on which the case manager was told.
    pub case_manager_told: Option<DateView>,
    /// Why the case manager was not told first, or empty.
    pub case_manager_later: String,
    /// The day on which the manager was told.
    pub manager_told: Option<DateView>,
    /// What the manager is asked to do, or empty.
    pub asked: String,
    /// The day by which it is asked for.
    pub by: Option<DateView>,
}

impl ViewBuilder<'_> {
    /// What one person alone is told.
    pub fn matters(&self) -> MattersView {
        let contacts = Contacts::new(&self.record.contacts, self.settings, self.phrases, self.language);
        let escalation = |concern: &Concern| self.escalation(concern, &contacts);
        let letter = |(complaint, step, day)| self.complaint_letter((complaint, step, day), &contacts);
        MattersView {
            escalations: open_escalations(self.record).map(escalation).collect(),
            complaint_letters: complaint_steps(self.record).map(letter).collect(),
        }
    }

    fn escalation(&self, concern: &Concern, contacts: &Contacts) -> EscalationView {
        let name = optional(&concern.manager);
        let contact = contacts.all.iter().find(|contact| is_same_name(&contact.name, &name));
        let day = |day: &Placed<NaiveDate>| self.phrases.date(day.value);
        EscalationView {
            key: format!("{} {}", &**concern.case, concern.seen.value),
            secure_email: contact.map(|contact| contact.secure_email.clone()).unwrap_or_default(),
            language: contact.map(|contact| contact.language.clone()).unwrap_or_default(),
            salutation: contact.map_or_else(|| self.phrases.salutation(&name), |contact| contact.salutation.clone()),
            name,
            case: text(&concern.case),
            kind: concern.kind.value.word(),
            seen: day(&concern.seen),
            seen_by: optional(&concern.seen_by),
            what: self.in_english(Some(&concern.what)),
            case_manager_told: concern.case_manager_told.as_ref().map(day),
            case_manager_later: self.in_english(concern.case_manager_later.as_ref()),
            manager_told: concern.manager_told.as_ref().map(day),
            asked: self.in_english(concern.asked.as_ref()),
            by: concern.by.as_ref().map(day),
        }
    }

    fn complaint_letter(
        &self,
        (complaint, step, day): (&Complaint, ComplaintStep, NaiveDate),
        contacts: &Contacts,
    ) -> ComplaintLetterView {
        let name = text(&complaint.raised_by);
        let contact = contacts.all.iter().find(|contact| is_same_name(&contact.name, &name));
        ComplaintLetterView {
            key: format!("{} {} {name}", step.word(), complaint.raised.value),
            address: contact.map(|contact| contact.address.clone()).unwrap_or_default(),
            salutation: contact.map_or_else(|| self.phrases.salutation(&name), |contact| contact.salutation.clone()),
            name,
            step: step.word(),
            date: self.phrases.date(day),
            raised: self.phrases.date(complaint.raised.value),
            about: self.in_english(Some(&complaint.about)),
            answer: self.in_english(complaint.answer.as_ref()),
            is_unsatisfied: complaint.satisfied.as_ref().is_some_and(|satisfied| !satisfied.value),
            outcome: self.in_english(complaint.outcome.as_ref()),
        }
    }

    /// A paragraph of the record, which is in English: in a Welsh document it is marked so.
    fn in_english(&self, paragraph: Option<&Paragraph>) -> String {
        let Some(words) = paragraph.map(|paragraph| curly(paragraph)) else { return String::new() };
        if self.language == Language::Welsh { Language::English.mark(&words) } else { words }
    }
}
