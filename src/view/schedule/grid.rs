//! Fills the grid: from a team with its cases to a page for each member.

use super::{Block, HourView, KeyEntry, ScheduleDay, SchedulePage, ScheduleView};
use crate::facts::{Activity, DAY_ENDS, DAY_STARTS, Slot, Stretch, TeamRole, slots, stretches};
use crate::phrases::Phrases;
use crate::phrases::ScheduleWords;
use crate::view::DateView;
use crate::view::hours::ARRIVAL;

/// What the schedule is made from.
#[derive(Clone, Debug)]
pub struct GridInput {
    /// Monday to Friday of the fieldwork week.
    pub days: Vec<DateView>,
    /// Which of these days is the first of fieldwork: 0, or 1 where the Monday is a bank holiday.
    pub first_day: usize,
    /// Number of days of fieldwork: 3, rarely 4.
    pub fieldwork_days: usize,
    /// Minutes that the inspector reads alone before the case manager joins.
    pub reading_minutes: u16,
    /// Title of the head of the YOT, as data: `Head of Youth Justice`, or `YOT manager`.
    pub manager_title: String,
    /// The team in the order of its pages.
    pub members: Vec<GridMember>,
}

/// A member of the team.
#[derive(Clone, Debug)]
pub struct GridMember {
    /// Name.
    pub name: String,
    /// The label of the member's slots: `LI`, `AI2`, `LA`.
    pub label: String,
    /// What the member does.
    pub role: TeamRole,
    /// The role in words, in the schedule's language: `Lead inspector`.
    pub role_name: String,
    /// Index of the member whom this one works with: a local assessor for a further inspector, and the other way round.
    /// Any other pair has no joint work in Appendix B and is taken for none.
    pub partner: Option<usize>,
    /// Name of the office, one for each day of fieldwork.
    pub sites: Vec<String>,
    /// The cases by slot, the first slot first; a slot beyond the end has no case.
    pub cases: Vec<Option<GridCase>>,
}

/// A case in its slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GridCase {
    /// HMIP ID, the only thing about a case that a schedule may show (guidance §10.4).
    pub id: String,
    /// Who is interviewed; `None` where the case is inspected from its records alone (guidance §11.6).
    pub case_manager: Option<String>,
}

/// Builds the schedule, in the given words.
pub fn build(input: &GridInput, phrases: &Phrases) -> ScheduleView {
    let words = phrases.schedule();
    let grid = Grid { input, phrases, words, first_interviews: first_interviews(input) };
    ScheduleView {
        day_starts: DAY_STARTS,
        day_ends: DAY_ENDS,
        hours: (DAY_STARTS..DAY_ENDS)
            .step_by(60)
            .map(|minute| HourView { minute, text: phrases.clock(minute) })
            .collect(),
        unscheduled: 0,
        pages: (0..input.members.len()).map(|member| grid.page(member)).collect(),
        key: words.key().iter().map(|(kind, text)| KeyEntry { kind, text: (*text).to_owned() }).collect(),
    }
}

struct Grid<'a> {
    input: &'a GridInput,
    phrases: &'a Phrases,
    words: &'a ScheduleWords,
    /// Member and index of the slot in which each case manager is interviewed for the first time.
    first_interviews: Vec<(usize, usize)>,
}

impl<'a> Grid<'a> {
    fn page(&self, index: usize) -> SchedulePage {
        let member = &self.input.members[index];
        let slots = slots(member.role, self.input.fieldwork_days);
        SchedulePage {
            heading: self.words.heading(&member.role_name, &member.name),
            name: member.name.clone(),
            label: member.label.clone(),
            role_name: member.role_name.clone(),
            state: "",
            days: (0..self.input.days.len()).map(|day| self.day(index, day, &slots)).collect(),
        }
    }

    fn day(&self, index: usize, day: usize, slots: &[Slot]) -> ScheduleDay {
        let member = &self.input.members[index];
        let mut blocks: Vec<Block> = Vec::new();
        let of_fieldwork = day.checked_sub(self.input.first_day);
        let stretches = of_fieldwork.map(|day| stretches(member.role, day, self.input.fieldwork_days));
        for stretch in stretches.into_iter().flatten() {
            // The slots before this one are as many as its index.
            let slot = slots.partition_point(|slot| (Some(slot.day), slot.from) < (of_fieldwork, stretch.from));
            let block = self.block(index, slot, &stretch);
            match blocks.last_mut() {
                // Without a debrief to wait for, the way home begins half an hour earlier: one journey, not two.
                Some(last) if last.kind == "travel" && block.kind == "travel" => {
                    *last = self.plain(last.from, block.to, "travel", &block.title);
                }
                _ => blocks.push(block),
            }
        }
        let fieldwork = !blocks.is_empty();
        if !fieldwork {
            blocks.push(self.plain(DAY_STARTS, DAY_ENDS, "none", &self.words.no_fieldwork));
        }
        let site =
            of_fieldwork.and_then(|day| member.sites.get(day)).filter(|_| fieldwork).cloned().unwrap_or_default();
        ScheduleDay { date: self.input.days[day].clone(), site, fieldwork, blocks }
    }

    fn block(&self, index: usize, slot: usize, stretch: &Stretch) -> Block {
        let words = self.words;
        let plain = |kind, title: &str| self.plain(stretch.from, stretch.to, kind, title);
        let partner = self.partner(index);
        match (stretch.activity, partner) {
            (Activity::TravelOut, _) => Block {
                details: vec![words.on_site(&self.phrases.clock(ARRIVAL))],
                ..plain("travel", &words.travel_out)
            },
            (Activity::TravelHome, _) | (Activity::PartnerDebrief, None) => plain("travel", &words.travel_home),
            (Activity::Briefing, _) => plain("it", &words.briefing),
            (Activity::Break, _) => plain("break", &words.pause),
            (Activity::Lunch, _) => plain("break", &words.lunch),
            (Activity::LeadLunch, _) => plain("break", &words.lead_lunch),
            (Activity::Manager, _) => plain("meeting", &words.manager(&self.input.manager_title)),
            (Activity::Partner, Some((_, other))) => plain("inspectorate", &words.partner(&other.name)),
            (Activity::QualityCheck, Some((_, other))) => plain("inspectorate", &words.quality_check(&other.name)),
            (Activity::PartnerDebrief, Some((_, other))) => plain("inspectorate", &words.partner_debrief(&other.name)),
            (Activity::Debrief, _) => plain("inspectorate", &words.debrief),
            (Activity::Observe, Some((inspector, other))) => {
                self.interview(inspector, 0, stretch, &words.observe(&other.name, 1))
            }
            (Activity::Partner | Activity::QualityCheck | Activity::Observe, None) => {
                plain("inspectorate", &words.preparation)
            }
            (Activity::Case, _) => self.own_case(index, slot, stretch),
            (Activity::Free, _) => plain("free", ""),
        }
    }

    /// A case on the page of the member who inspects it, with what is special about it.
    fn own_case(&self, index: usize, slot: usize, stretch: &Stretch) -> Block {
        let mut block = self.interview(index, slot, stretch, &self.words.case(slot + 1));
        if block.kind == "interview" {
            let observed = slot == 0 && self.input.members[index].role == TeamRole::Inspector;
            let observer = self.partner(index).filter(|_| observed);
            block.details.extend(observer.map(|(_, assessor)| self.words.observed_by(&assessor.name)));
            let first = self.first_interviews.contains(&(index, slot));
            block.details.extend(first.then(|| self.words.first_interview.to_owned()));
        }
        block
    }

    /// The case in the member's slot of that index, under the given title.
    fn interview(&self, index: usize, slot: usize, stretch: &Stretch, title: &str) -> Block {
        let Some(Some(case)) = self.input.members[index].cases.get(slot) else {
            let details = vec![self.words.no_case.to_owned()];
            return Block { details, ..self.plain(stretch.from, stretch.to, "free", title) };
        };
        Block {
            case_id: case.id.clone(),
            case_manager: case.case_manager.clone().unwrap_or_else(|| self.words.records_alone.to_owned()),
            joins: match case.case_manager {
                Some(_) => self.phrases.clock(stretch.from.saturating_add(self.input.reading_minutes)),
                None => String::new(),
            },
            ..self.plain(stretch.from, stretch.to, "interview", title)
        }
    }

    fn plain(&self, from: u16, to: u16, kind: &'static str, title: &str) -> Block {
        Block {
            from,
            to,
            time: self.phrases.clock_range(from, to),
            kind,
            title: title.to_owned(),
            details: Vec::new(),
            case_id: String::new(),
            case_manager: String::new(),
            joins: String::new(),
        }
    }

    /// The member with whom this one has joint work.
    fn partner(&self, index: usize) -> Option<(usize, &'a GridMember)> {
        let member = &self.input.members[index];
        let partner = member.partner?;
        let other = self.input.members.get(partner)?;
        let joint = matches!(
            (member.role, other.role),
            (TeamRole::Inspector, TeamRole::LocalAssessor) | (TeamRole::LocalAssessor, TeamRole::Inspector)
        );
        joint.then_some((partner, other))
    }
}

/// Where each case manager is interviewed for the first time in the week, and so asked about local management, training
/// and supervision as well (guidance §11.5).
fn first_interviews(input: &GridInput) -> Vec<(usize, usize)> {
    let mut interviews = Vec::new();
    for (index, member) in input.members.iter().enumerate() {
        for (slot, case) in slots(member.role, input.fieldwork_days).into_iter().zip(&member.cases) {
            if let Some(name) = case.as_ref().and_then(|case| case.case_manager.as_deref()) {
                interviews.push((slot.day, slot.from, index, slot.number - 1, name));
            }
        }
    }
    interviews.sort_unstable();
    let mut seen = std::collections::BTreeSet::new();
    interviews.retain(|(.., name)| seen.insert(*name));
    interviews.into_iter().map(|(_, _, index, slot, _)| (index, slot)).collect()
}
