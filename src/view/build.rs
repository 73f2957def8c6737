//! Makes the view from the record and what follows from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Datelike, Days, Months, NaiveDate};

use super::cases::as_listed;
use super::lists::{code_lists, questions};
use super::naming::Naming;
use super::people::{Contacts, TeamTeller, all_in_language, in_language, lines, optional, role_word, text};
use super::sample::SampleTeller;
use super::schedule::grid;
use super::schedule::grid::{GridCase, GridInput, GridMember};
use super::wording::{curly, unbroken};
use super::{
    BankHolidayView, ChildrenView, DocumentView, FeedbackView, FieldworkView, FileParts, MilestoneView, OfficeView,
    ProgrammeView, ScheduleChangesView, ScheduleView, SharedParts, TeamView, TierView, View, YotView,
};
use crate::calendar::{BankHoliday, HandSet, Milestone, Tier, TimelineEntry};
use crate::facts::{self, AGES, Booking, Facts, slots};
use crate::phrases::Phrases;
use crate::record::{Language, Line, Record, Settings};
use crate::selection::SampleAccount;

/// Minutes that a case takes: two hours, in every slot of the grid (guidance §12).
const SLOT_MINUTES: u32 = 120;

/// Makes the views of an inspection in one language.
#[derive(Clone, Copy)]
pub struct ViewBuilder<'a> {
    /// The record, which has been checked.
    pub record: &'a Record,
    /// What follows from it.
    pub facts: &'a Facts<'a>,
    /// The workspace's settings.
    pub settings: &'a Settings,
    /// The words of the view's language.
    pub phrases: &'a Phrases,
    /// The language.
    pub language: Language,
    /// The selected cases against the long-list.
    pub sample: Option<&'a SampleAccount<'a>>,
}

/// The date that a document bears: that of its milestone, or of the announcement where the inspection has no such milestone.
pub fn document_date(facts: &Facts<'_>, milestone: Milestone) -> NaiveDate {
    facts.timeline.get(milestone).map_or(facts.timeline.announced(), TimelineEntry::date)
}

/// The day of so many years before.
fn years_before(day: NaiveDate, years: u32) -> NaiveDate {
    day.checked_sub_months(Months::new(12 * years)).unwrap_or(day)
}

/// The earliest birthday of a child who is still of the highest age on the first day of a window.
fn first_birthday(earliest: NaiveDate) -> NaiveDate {
    years_before(earliest, AGES.end() + 1) + Days::new(1)
}

/// The latest birthday of a child who is of the lowest age on the last day of a window.
fn last_birthday(latest: NaiveDate) -> NaiveDate {
    years_before(latest, *AGES.start())
}

impl ViewBuilder<'_> {
    /// The view for one document. `date` is the date that the document bears.
    pub fn view(&self, document: DocumentView, date: NaiveDate) -> View {
        View { file: self.file_parts(document, date), shared: Arc::new(self.shared_parts()) }
    }

    /// What is told of one document. The office has the name, and each tier the orders, of the date that it bears.
    pub fn file_parts(&self, document: DocumentView, date: NaiveDate) -> FileParts {
        let changed = facts::changed_after(self.record, date).map(|day| self.phrases.date(day));
        FileParts {
            document: DocumentView { changed, ..document },
            item: None,
            office: self.office(date),
            tiers: self.tiers(date),
            exceptions: self.phrases.exceptions(date),
            messages: Vec::new(),
        }
    }

    /// What is told in every document of the language.
    fn shared_parts(&self) -> SharedParts {
        let Self { record, facts, phrases, language, .. } = *self;
        let contacts = Contacts::new(&self.record.contacts, self.settings, self.phrases, self.language);
        let languages = facts::languages(self.record);
        let is_shown = |entry: &&TimelineEntry| entry.milestone != Milestone::Translation || languages.len() > 1;
        let timeline: Vec<MilestoneView> =
            self.facts.timeline.entries().iter().filter(is_shown).map(|entry| self.milestone(entry)).collect();
        let by_name = |milestone: &MilestoneView| (milestone.milestone.replace('-', "_"), milestone.clone());
        let placed_cases = self.placed_cases();
        let cases = self.cases();
        let mut team = self.team();
        self.give_cases(&mut team.members, &placed_cases, &cases);
        let schedule_changes = self.schedule_changes(&placed_cases);
        let case_managers = self.case_managers(&placed_cases, schedule_changes.as_ref());
        let information = self.information();
        SharedParts {
            language: self.language.tag(),
            languages: languages.iter().map(|language| language.tag()).collect(),
            reference: self.record.folder.clone(),
            feedback: self.feedback(),
            programme: self.programme(),
            yot: self.yot(),
            fieldwork: self.fieldwork(),
            dates: timeline.iter().map(by_name).collect::<BTreeMap<_, _>>(),
            timeline,
            bank_holidays: self.bank_holidays(),
            case_count: self.facts.split.total(),
            selected_count: u32::try_from(self.record.cases.cases.len()).unwrap_or(u32::MAX),
            selected: self.selected(),
            code_lists: code_lists(self.phrases),
            questions: questions(self.record, self.facts, self.phrases, self.language),
            hours: self.hours(),
            touched: self.touched(&contacts.all, &team.members, &placed_cases),
            open_points: self.open_points(),
            team,
            cases,
            awaited: self.awaited(information.as_ref()),
            planning: self.planning(),
            list_received: self.list_received(),
            information,
            sample: self.sample.map(|account| SampleTeller { account, record, facts, phrases, language }.view()),
            line_managers: self.line_managers(&case_managers),
            case_managers,
            placed_cases,
            schedule: self
                .schedule(contacts.addressee.as_ref().map(|person| person.title.as_str()), schedule_changes.as_ref()),
            schedule_changes,
            judgement_sheet: self.judgement_sheet(),
            findings: self.findings(),
            report: self.report(),
            accuracy: self.accuracy(),
            translation: self.translation(),
            contacts: contacts.all,
            roles: contacts.by_role,
            addressee: contacts.addressee,
            letter_copies: contacts.letter_copies,
            report_copies: contacts.report_copies,
            distribution: self.distribution(),
        }
    }

    /// The inspectorate and its office, under the name that it has at a date.
    fn office(&self, date: NaiveDate) -> OfficeView {
        let office = self.settings.office();
        let text =
            |pick: fn(&crate::record::OfficeSettings) -> &Option<Line>| office.map(|office| optional(pick(office)));
        // The office has no Welsh address: its lines are English, and a Welsh letter says so.
        let line = |line: String| match self.language {
            Language::Welsh => Language::English.mark(&line),
            Language::English => line,
        };
        let address = office.map(|office| lines(&office.address)).unwrap_or_default();
        let given = |text: Option<String>, usual: &str| {
            text.filter(|text| !text.is_empty()).unwrap_or_else(|| usual.to_owned())
        };
        let (short, full) = match self.language {
            Language::Welsh => {
                (text(|office| &office.inspectorate_welsh), text(|office| &office.inspectorate_full_welsh))
            }
            Language::English => (text(|office| &office.inspectorate), text(|office| &office.inspectorate_full)),
        };
        let from_title = office.and_then(|office| {
            let title = office.report_from_title.as_ref()?;
            Some(in_language(self.language, title, &office.report_from_title_welsh))
        });
        let from_title = from_title.unwrap_or_default();
        let email = office.and_then(|office| office.email.as_ref()).map(|email| email.to_string()).unwrap_or_default();
        OfficeView {
            inspectorate: given(short, self.phrases.inspectorate_short(date)),
            inspectorate_full: given(full, self.phrases.inspectorate(date)),
            address: address.into_iter().map(line).collect(),
            telephone: unbroken(&given(text(|office| &office.telephone), "")),
            secure_email: self.settings.secure_address(None, &email),
            email,
            website: given(text(|office| &office.website), ""),
            report_from: given(text(|office| &office.report_from), ""),
            report_from_title: from_title,
        }
    }

    /// The addresses of the survey and the evaluation. One that has no Welsh page leads to the English one.
    fn feedback(&self) -> FeedbackView {
        let address = |english: &Option<Line>, welsh: &Option<Line>| {
            let own = welsh.as_ref().filter(|_| self.language == Language::Welsh && english.is_some());
            own.or(english.as_ref()).map(ToString::to_string).unwrap_or_default()
        };
        let given = self.settings.feedback();
        FeedbackView {
            survey: given.map(|given| address(&given.survey, &given.survey_welsh)).unwrap_or_default(),
            evaluation: given.map(|given| address(&given.evaluation, &given.evaluation_welsh)).unwrap_or_default(),
        }
    }

    fn programme(&self) -> ProgrammeView {
        let (name, short_name) = self.settings.programme_names(self.language);
        let usual = self.phrases.programme();
        ProgrammeView {
            name: name.map_or_else(|| usual.0.to_owned(), text),
            short_name: short_name.map_or_else(|| usual.1.to_owned(), text),
            minimum_weeks: self.settings.windows().minimum_weeks,
            dbs_years: self.settings.dbs_years(),
            slot_minutes: SLOT_MINUTES,
            reading_minutes: self.settings.reading_minutes(),
            writing_minutes: self.settings.writing_minutes(),
        }
    }

    fn yot(&self) -> YotView {
        let yot = &self.record.inspection.yot;
        let authorities = all_in_language(self.language, &yot.authorities, &yot.authorities_welsh);
        let english_area = yot.area.as_ref().or(yot.authorities.first()).unwrap_or(&yot.name);
        let welsh_area = yot.area_welsh.clone().or_else(|| yot.authorities_welsh.first().cloned());
        let area = in_language(self.language, english_area, &welsh_area);
        YotView {
            name: in_language(self.language, &yot.name, &yot.name_welsh),
            country: yot.country.name().to_owned(),
            in_area: match (&yot.in_area_welsh, self.language) {
                (Some(phrase), Language::Welsh) => text(phrase),
                _ => self.phrases.in_area(&area),
            },
            area,
            authorities_text: self.phrases.list(&authorities.iter().map(String::as_str).collect::<Vec<_>>()),
            authorities,
            sites: self.record.inspection.sites.iter().map(|site| self.site(site)).collect(),
            case_system: optional(&yot.case_system),
        }
    }

    fn fieldwork(&self) -> FieldworkView {
        let days = &self.facts.fieldwork;
        let (first, last) = (days[0], days[days.len() - 1]);
        FieldworkView {
            starts: self.phrases.date(first),
            ends: self.phrases.date(last),
            range: self.phrases.range(first, last),
            days: days.iter().map(|day| self.phrases.date(*day)).collect(),
        }
    }

    /// The inspection team. It says that all have been checked only if each check is recorded and recent enough.
    fn team(&self) -> TeamView {
        let roster = &self.facts.roster;
        let oldest = years_before(self.facts.fieldwork[0], self.settings.dbs_years());
        let recent = |member: &facts::Member<'_>| member.dbs_checked.is_some_and(|checked| checked.value >= oldest);
        let all_recent = !roster.members.is_empty() && roster.members.iter().all(recent);
        TeamTeller { settings: self.settings, phrases: self.phrases, language: self.language }.view(
            &self.record.team,
            roster,
            all_recent,
        )
    }

    pub(super) fn milestone(&self, entry: &TimelineEntry) -> MilestoneView {
        let name = entry.milestone.name();
        let date = self.phrases.date(entry.date());
        let time = entry.time.map(|time| self.phrases.time(time));
        let (part, when) = match entry.part {
            Some(part) => self.phrases.day_part(part.name(), entry.date()),
            None => (String::new(), self.phrases.when(entry.date(), time.as_ref())),
        };
        let is_kept = facts::kept_day(self.record, entry.milestone).is_some();
        let by_hand = entry.by_hand.as_ref().filter(|_| !is_kept);
        MilestoneView {
            changed: facts::changed_after(self.record, entry.date()).map(|day| self.phrases.date(day)),
            milestone: name.to_owned(),
            title: self.phrases.milestone(name),
            who: self.phrases.who(name),
            part,
            when,
            date,
            time,
            by_hand: by_hand.is_some(),
            is_kept,
            reason: by_hand.map(|hand_set| self.reason(entry.milestone, hand_set)).unwrap_or_default(),
            sequence: facts::sequence(self.record, entry.milestone),
        }
    }

    /// Why a date was set by hand, in the view's language.
    fn reason(&self, milestone: Milestone, hand_set: &HandSet) -> String {
        let given = self.record.inspection.dates.0.iter().find(|(key, _)| key.value == milestone);
        match (self.language, given.and_then(|(_, date)| date.reason_welsh.as_ref())) {
            (Language::English, _) => curly(&hand_set.reason),
            (Language::Welsh, Some(welsh)) => curly(welsh),
            (Language::Welsh, None) if hand_set.reason.is_empty() => String::new(),
            (Language::Welsh, None) => Language::English.mark(&curly(&hand_set.reason)),
        }
    }

    /// The bank holidays from the first milestone to the last. One that the workspace adds and gives no Welsh name keeps
    /// its English one, marked as English.
    fn bank_holidays(&self) -> Vec<BankHolidayView> {
        let name = |holiday: &BankHoliday| {
            let welsh = || match self.settings.welsh_holiday(holiday.date) {
                Some(welsh) => text(welsh),
                None => self
                    .phrases
                    .bank_holiday(&holiday.name)
                    .unwrap_or_else(|| Language::English.mark(&curly(&holiday.name))),
            };
            match self.language {
                Language::Welsh => welsh(),
                Language::English => curly(&holiday.name),
            }
        };
        let view =
            |holiday: &BankHoliday| BankHolidayView { date: self.phrases.date(holiday.date), name: name(holiday) };
        self.facts.holidays.iter().map(view).collect()
    }

    /// What a document that may name children sees beside the view.
    pub fn naming(&self, view: &View) -> ChildrenView {
        let Self { record, facts, phrases, .. } = *self;
        Naming { record, facts, phrases, cases: &view.cases, placed: &view.placed_cases }.view()
    }

    fn tiers(&self, date: NaiveDate) -> Vec<TierView> {
        Tier::ALL.iter().map(|tier| self.tier(*tier, date)).collect()
    }

    fn tier(&self, tier: Tier, date: NaiveDate) -> TierView {
        let window = self.facts.windows.of(tier);
        TierView {
            tier: tier.name().to_owned(),
            name: self.phrases.tier(tier.name()),
            count: self.facts.split.of(tier),
            months: self.settings.windows().months(tier),
            from: self.phrases.date(window.earliest),
            to: self.phrases.date(window.latest),
            born_from: self.phrases.date(first_birthday(window.earliest)),
            born_to: self.phrases.date(last_birthday(window.latest)),
            orders: self.phrases.orders(tier.name(), window.earliest, date),
        }
    }

    /// The schedule, once a case has its slot. It says how many cases still have none.
    fn schedule(&self, manager_title: Option<&str>, changes: Option<&ScheduleChangesView>) -> Option<ScheduleView> {
        let cases = &self.record.cases.cases;
        if cases.is_empty() || self.facts.roster.members.is_empty() {
            return None;
        }
        let schedule = &self.facts.schedule;
        if schedule.bookings.is_empty() {
            return None;
        }
        let managers = facts::managers_by_name(&self.record.cases);
        let booked = |booking: &Booking<'_>| {
            let manager = as_listed(booking.case, &managers).map(text);
            let member = schedule.members[booking.member].member?;
            let case = GridCase { id: booking.case.id.to_string(), case_manager: manager };
            Some(((member, booking.slot.number), case))
        };
        let by_slot: BTreeMap<(usize, usize), GridCase> = schedule.bookings.iter().filter_map(booked).collect();
        let members = self.facts.roster.members.iter().enumerate();
        let input = GridInput {
            days: self.facts.week().into_iter().map(|day| self.phrases.date(day)).collect(),
            first_day: self.facts.fieldwork[0].weekday().num_days_from_monday() as usize,
            fieldwork_days: schedule.days,
            reading_minutes: self.facts.reading_minutes,
            manager_title: manager_title.map_or_else(|| self.phrases.role("yot-manager"), str::to_owned),
            members: members.map(|(index, member)| self.grid_member(index, member, &by_slot)).collect(),
        };
        let unscheduled = cases.len().saturating_sub(schedule.bookings.len());
        let mut view = ScheduleView { unscheduled, ..grid::build(&input, self.phrases) };
        if let Some(changes) = changes {
            for page in &mut view.pages {
                let is_changed = changes.members_told.contains(&page.name);
                page.state = if is_changed { "changed" } else { "unchanged" };
            }
        }
        Some(view)
    }

    fn grid_member(
        &self,
        index: usize,
        member: &crate::facts::Member<'_>,
        by_slot: &BTreeMap<(usize, usize), GridCase>,
    ) -> GridMember {
        let days = self.facts.schedule.days;
        let site = |day: usize| self.site_name(facts::site_on_day(self.record, member, day));
        let slots = slots(member.role, days).len();
        GridMember {
            name: text(member.name),
            label: member.label.clone(),
            role: member.role,
            role_name: self.phrases.team_role(role_word(member.role)),
            partner: member.partner,
            sites: (0..days).map(site).collect(),
            cases: (1..=slots).map(|number| by_slot.get(&(index, number)).cloned()).collect(),
        }
    }
}
