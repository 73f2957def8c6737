//! The weeks between the announcement and the fieldwork as templates see them: what is still awaited, what the planning
//! meeting agreed, and what has come of the information in advance.

use schemars::JsonSchema;
use serde::Serialize;

use super::people::{in_language, optional, paragraph_in, text};
use super::wording::name_in;
use super::{MilestoneView, SelectedView, ViewBuilder};
use crate::calendar::{Milestone, Tier};
use crate::facts::{InformationState, Progress, RequestedItem, done_on, information};
use crate::phrases::DateView;
use crate::record::{AgreedPoint, Placed, Topic};

/// The steps before the fieldwork that the record does not show as taken. Each is there while somebody has to prepare it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AwaitedView {
    /// The announcement, until it has been made.
    pub announcement: Option<MilestoneView>,
    /// The planning meeting, from the announcement until it has been held.
    pub planning_meeting: Option<MilestoneView>,
    /// The long-list, from the announcement until it is in.
    pub long_list: Option<MilestoneView>,
    /// The selected sample, until there is one.
    pub sample: Option<MilestoneView>,
    /// The information in advance, while something of it is still to come and the fieldwork has not begun.
    pub information: Option<MilestoneView>,
}

/// The planning meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PlanningView {
    /// The day on which it was held, once the record says so.
    pub held: Option<DateView>,
    /// Who took part.
    pub present: Vec<String>,
    /// What was agreed, in the order of the agenda.
    pub agreed: Vec<AgreedView>,
    /// The names of the points of the agenda on which nothing has been agreed.
    pub not_agreed: Vec<String>,
}

/// Something that was agreed in the planning meeting.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct AgreedView {
    /// The point of the agenda: `premises`.
    pub topic: String,
    /// `Offices, rooms and doors`
    pub topic_name: String,
    /// What was agreed.
    pub what: String,
    /// Who sees to it, or empty.
    pub who: String,
    /// By when.
    pub by: Option<DateView>,
}

/// What has come of the information in advance.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InformationView {
    /// All that was asked for, in the order of the guidance, then what else was asked for.
    pub items: Vec<InformationItemView>,
    /// What has come.
    pub received: Vec<InformationItemView>,
    /// What does not exist.
    pub does_not_exist: Vec<InformationItemView>,
    /// What is still to come.
    pub open: Vec<InformationItemView>,
}

/// Something that the YOT is asked to send in advance.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct InformationItemView {
    /// `structure-chart`
    pub item: String,
    /// `Structure chart of the youth offending team, with names`; for something else that was asked for, its title.
    pub name: String,
    /// What the document that came is called, or empty.
    pub title: String,
    /// Where it lies, or empty.
    pub kept: String,
    /// The day on which it was asked for.
    pub asked: Option<DateView>,
    /// The day on which it came.
    pub received: Option<DateView>,
    /// The day on which the YOT said that there is none.
    pub does_not_exist: Option<DateView>,
    /// The days on which the YOT was reminded.
    pub chased: Vec<DateView>,
}

/// The long-list that is in, while no case has been selected from it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ListReceivedView {
    /// Number of cases in it.
    pub count: u32,
    /// The number of each tier.
    pub tiers: Vec<SelectedView>,
}

impl ViewBuilder<'_> {
    pub(super) fn awaited(&self, information: Option<&InformationView>) -> AwaitedView {
        let progress = Progress::of(self.record);
        let step = |milestone: Milestone, is_awaited: bool| {
            let entry = self.facts.timeline.get(milestone).filter(|_| is_awaited)?;
            Some(self.milestone(entry))
        };
        let Progress { is_announced, is_planned, is_listed, is_selected, has_begun } = progress;
        let has_open = information.is_some_and(|information| !information.open.is_empty());
        AwaitedView {
            announcement: step(Milestone::Announcement, !is_announced),
            planning_meeting: step(Milestone::PlanningMeeting, is_announced && !is_planned),
            long_list: step(Milestone::LongListDue, is_announced && !is_listed),
            sample: step(Milestone::SampleSent, !is_selected),
            information: step(Milestone::InformationDue, has_open && !has_begun),
        }
    }

    /// The planning meeting, from the announcement until it has been held, and for good once something was agreed there.
    pub(super) fn planning(&self) -> Option<PlanningView> {
        let inspection = &self.record.inspection;
        let progress = Progress::of(self.record);
        let is_awaited = progress.is_announced && !progress.is_planned;
        if !is_awaited && inspection.agreed.is_empty() {
            return None;
        }
        let mut agreed: Vec<&AgreedPoint> = inspection.agreed.iter().collect();
        agreed.sort_by_key(|agreed| agreed.about.value);
        let is_open =
            |topic: &Topic| *topic != Topic::Other && agreed.iter().all(|agreed| agreed.about.value != *topic);
        let open = Topic::ALL.iter().copied().filter(is_open);
        Some(PlanningView {
            held: self.day(done_on(self.record, Milestone::PlanningMeeting)),
            present: inspection.planning.iter().flat_map(|planning| &planning.present).map(text).collect(),
            not_agreed: open.map(|topic| self.phrases.topic(topic.word())).collect(),
            agreed: agreed.into_iter().map(|agreed| self.agreed(agreed)).collect(),
        })
    }

    fn agreed(&self, agreed: &AgreedPoint) -> AgreedView {
        AgreedView {
            topic: agreed.about.value.word().to_owned(),
            topic_name: self.phrases.topic(agreed.about.value.word()),
            what: paragraph_in(self.language, &agreed.what, &agreed.what_welsh),
            who: agreed.who.as_ref().map(|who| name_in(self.language, who)).unwrap_or_default(),
            by: self.day(agreed.by.as_ref()),
        }
    }

    pub(super) fn information(&self) -> Option<InformationView> {
        let items = information(self.record)?;
        let of = |answer: InformationState| {
            let of_it = items.iter().filter(|item| item.answer == answer);
            of_it.map(|item| self.item_of_information(item)).collect()
        };
        Some(InformationView {
            items: items.iter().map(|item| self.item_of_information(item)).collect(),
            received: of(InformationState::Received),
            does_not_exist: of(InformationState::DoesNotExist),
            open: of(InformationState::Open),
        })
    }

    pub(super) fn item_of_information(&self, item: &RequestedItem<'_>) -> InformationItemView {
        let word = item.item.word();
        let title = item.entry.and_then(|entry| Some((entry.title.as_ref()?, &entry.title_welsh)));
        let title = title.map(|(title, welsh)| in_language(self.language, title, welsh)).unwrap_or_default();
        let is_other = item.item == crate::record::InformationItem::Other;
        let own_name = is_other && !title.is_empty();
        InformationItemView {
            item: word.to_owned(),
            name: if own_name { title.clone() } else { self.phrases.information(word) },
            title: if own_name { String::new() } else { title },
            kept: item.entry.map(|entry| optional(&entry.kept)).unwrap_or_default(),
            asked: self.day(item.entry.and_then(|entry| entry.asked.as_ref())),
            received: self.day(item.entry.and_then(|entry| entry.received.as_ref())),
            does_not_exist: self.day(item.entry.and_then(|entry| entry.does_not_exist.as_ref())),
            chased: item.entry.iter().flat_map(|entry| &entry.chased).map(|day| self.phrases.date(day.value)).collect(),
        }
    }

    fn day(&self, day: Option<&Placed<chrono::NaiveDate>>) -> Option<DateView> {
        day.map(|day| self.phrases.date(day.value))
    }

    /// The long-list, from the day on which it is in until cases are selected from it. It says how many cases there are, and of no
    /// child anything.
    pub(super) fn list_received(&self) -> Option<ListReceivedView> {
        let rows = || self.record.children.children.iter().filter(|child| child.row.is_some());
        let is_selected = Progress::of(self.record).is_selected;
        if is_selected || self.record.children.sheets.is_empty() || rows().next().is_none() {
            return None;
        }
        let of = |tier: Tier| rows().filter(|child| child.tier.as_ref().is_some_and(|own| own.value == tier)).count();
        let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let tier = |tier: &Tier| SelectedView {
            tier: tier.name().to_owned(),
            name: self.phrases.tier(tier.name()),
            count: count(of(*tier)),
        };
        Some(ListReceivedView { count: count(rows().count()), tiers: Tier::ALL.iter().map(tier).collect() })
    }
}
