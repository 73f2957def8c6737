//! `sqspack.toml`: the office, the programme's parameters, further bank holidays. Every key has the guidance's value as its
//! default, so that an empty file is a workspace.

mod private_data;

use std::ops::RangeInclusive;

use chrono::NaiveDate;
use toml::de::DeTable;

use super::children::Level;
use super::domains::DomainSettings;
use super::feedback_settings::FeedbackSettings;
use super::guard_settings::GuardSettings;
use super::mask::Mask;
use super::periods::{
    BankHolidaySettings, ClosureSettings, ListedSettings, Period, PreElectionSettings, RecessSettings,
};
use super::question_settings::{AnswerSettings, QuestionSettings};
use super::retention_settings::RetentionSettings;
use super::sample_settings::{Goal, SampleGoalsSettings};
use super::schedule_settings::{ScheduleGoal, ScheduleGoalsSettings};
use crate::calendar::{Parameters, Tier, WindowParameters};
use crate::record::declare::table;
use crate::record::reader::{Placed, Reader};
use crate::record::{Email, FileKind, Language, Line, read_file};

table! {
    /// Settings of the workspace. Every key may be left out.
    pub struct SettingsFile "" {
        /// The inspectorate and its support office.
        pub office "office": Option<OfficeSettings> = "[office]",
        /// Where the people who were inspected give feedback (guidance §7).
        pub feedback "feedback": Option<FeedbackSettings> = "[feedback]",
        /// The figures of the programme.
        pub programme "programme": Option<ProgrammeSettings> = "[programme]",
        /// The teams that the programme has, and how many cases each inspects; where there is none, those of guidance §11.
        pub teams "team": Vec<TeamSettings> = "[[team]]",
        /// What makes a sample a good one, in which order.
        pub sample_goals "sample-goals": Option<SampleGoalsSettings> = "[sample-goals]",
        /// What makes a schedule a good one, in which order.
        pub schedule_goals "schedule-goals": Option<ScheduleGoalsSettings> = "[schedule-goals]",
        /// An answer that a judgement can be; where there is none, `yes`, `no` and `not-applicable`.
        pub answers "answer": Vec<AnswerSettings> = "[[answer]]",
        /// A question that is asked about each case; where there is none, those of the program.
        pub questions "question": Vec<QuestionSettings> = "[[question]]",
        /// The days for which this file lists every bank holiday.
        pub bank_holidays_listed "bank-holidays": Option<ListedSettings> = "[bank-holidays]",
        /// Bank holidays that are proclaimed beyond those that the program knows.
        pub bank_holidays "bank-holiday": Vec<BankHolidaySettings> = "[[bank-holiday]]",
        /// Periods before an election. `sqspack check` warns of a fieldwork day or a publication in one.
        pub pre_elections "pre-election": Vec<PreElectionSettings> = "[[pre-election]]",
        /// Days on which a YOT or the office is closed. `sqspack check` warns of a date on one.
        pub closures "closure": Vec<ClosureSettings> = "[[closure]]",
        /// Recesses. `sqspack check` warns of a publication in one.
        pub recesses "recess": Vec<RecessSettings> = "[[recess]]",
        /// What keeps children's data out of git.
        pub guard "guard": Option<GuardSettings> = "[guard]",
        /// When children's data is destroyed (guidance §5). Without it sqspack knows no day.
        pub retention "retention": Option<RetentionSettings> = "[retention]",
        /// Where messages go.
        pub domains "domains": Option<DomainSettings> = "[domains]",
    }
}

table! {
    /// The inspectorate and its support office.
    pub struct OfficeSettings "office" {
        /// Short name of the inspectorate.
        pub inspectorate "inspectorate": Option<Line> = "\"HMI Probation\"",
        /// Full name of the inspectorate, for the letterhead.
        pub inspectorate_full "inspectorate-full": Option<Line> = "\"His Majesty's Inspectorate of Probation\"",
        /// Short name of the inspectorate in Welsh documents.
        pub inspectorate_welsh "inspectorate-welsh": Option<Line> = "\"Arolygiaeth Prawf EF\"",
        /// Full name of the inspectorate in Welsh documents.
        pub inspectorate_full_welsh "inspectorate-full-welsh": Option<Line> = "\"Arolygiaeth Prawf Ei Fawrhydi\"",
        /// Postal address of the office, one entry for each line.
        pub address "address": Vec<Line> = "[\"3 Canal Wharf\", \"Manchester\", \"M1 2ZX\"]",
        /// Telephone number of the office.
        pub telephone "telephone": Option<Line> = "\"0161 496 0100\"",
        /// E-mail address of the office.
        pub email "email": Option<Email> = "\"sqs@hmip.example\"",
        /// Address of the web site, as printed.
        pub website "website": Option<Line> = "\"www.hmip.example\"",
        /// Who signs the published report: the inspectorate's name for the post-holder.
        pub report_from "report-from": Option<Line> = "\"Alan Whitford\"",
        /// Title of who signs the published report.
        pub report_from_title "report-from-title": Option<Line> = "\"Assistant Chief Inspector (youth justice)\"",
        /// The same title in Welsh.
        pub report_from_title_welsh "report-from-title-welsh": Option<Line> = "\"Prif Arolygydd Cynorthwyol (cyfiawnder ieuenctid)\"",
        /// The pattern of the HMIP IDs that `sqspack sample take` gives: `{number}` is 01, 02 and so on, and `{area}` the first
        /// two letters of the area. Where it is left out, `{area}{number}`.
        pub case_id "case-id": Option<Line> = "\"AB{number}\"",
    }
}

table! {
    /// The figures of the programme (guidance §2, §10, §11, §14 and Appendix A).
    pub struct ProgrammeSettings "programme" {
        /// Name of the programme.
        pub name "name": Option<Line> = "\"Short Quality Screening\"",
        /// Short name of the programme.
        pub short_name "short-name": Option<Line> = "\"SQS\"",
        /// Name of the programme in Welsh documents.
        pub name_welsh "name-welsh": Option<Line> = "\"Sgrinio Ansawdd Byr\"",
        /// Short name of the programme in Welsh documents.
        pub short_name_welsh "short-name-welsh": Option<Line> = "\"SAB\"",
        /// Weeks that a sentence must have run before the announcement.
        pub minimum_weeks "minimum-weeks": Option<Placed<u32>> = "6",
        /// Months that the first tier window goes back.
        pub first_tier_months "first-tier-months": Option<Placed<u32>> = "3",
        /// Months that the community window goes back.
        pub community_months "community-months": Option<Placed<u32>> = "6",
        /// Months that the custodial window goes back.
        pub custodial_months "custodial-months": Option<Placed<u32>> = "6",
        /// Cases that one case manager presents at most (guidance §10.4).
        pub cases_per_manager "cases-per-manager": Option<Placed<u32>> = "3",
        /// Ages at sentence at which the age groups of the sample's mix begin, after the first group: these are 10 to 13,
        /// 14, 15, 16, and 17 and over.
        pub age_groups "age-groups": Vec<Placed<u32>> = "[14, 15, 16, 17]",
        /// Levels of vulnerability and of risk of serious harm that count as high in the sample.
        pub high_levels "high-levels": Vec<Placed<Level>> = "[\"high\", \"very high\"]",
        /// Months before the end of the case windows in which a sentence counts as recent in the sample; where it is left out,
        /// those of the first tier window.
        pub recent_months "recent-months": Option<Placed<u32>> = "3",
        /// Years for which a DBS check is accepted.
        pub dbs_years "dbs-years": Option<Placed<u32>> = "3",
        /// Minutes at the start of a slot that the inspector reads alone.
        pub reading_minutes "reading-minutes": Option<Placed<u32>> = "30",
        /// Minutes at the end of a slot for writing up.
        pub writing_minutes "writing-minutes": Option<Placed<u32>> = "15",
        /// Minutes that a case manager has at least between the end of one interview and the next on the same day.
        pub break_minutes "break-minutes": Option<Placed<u32>> = "75",
        /// The fewest cases on either side of a figure about the findings: those for which it is true, and those for which it
        /// is not.
        pub smallest_number "smallest-number": Option<Placed<u32>> = "3",
        /// Working days from the announcement to fieldwork.
        pub announcement_notice "announcement-notice": Option<Placed<u32>> = "11",
        /// Working days from the return of the long-list to fieldwork.
        pub long_list_notice "long-list-notice": Option<Placed<u32>> = "7",
        /// Working days from sending the sample and schedule to fieldwork.
        pub sample_notice "sample-notice": Option<Placed<u32>> = "5",
        /// Working days that the YOT has to check the draft report.
        pub factual_accuracy_days "factual-accuracy-days": Option<Placed<u32>> = "3",
    }
}

table! {
    /// A team that the programme has, and how many cases it inspects (guidance §11.1 and §11.7).
    pub struct TeamSettings "team" {
        /// Inspectors of HMI Probation, the lead inspector among them.
        pub inspectors "inspectors": Placed<u32> = "2",
        /// Local assessors.
        pub local_assessors "local-assessors": Placed<u32> = "1",
        /// First tier cases.
        pub first_tier "first-tier": Placed<u32> = "4",
        /// Community cases.
        pub community "community": Placed<u32> = "10",
        /// Custodial cases.
        pub custodial "custodial": Placed<u32> = "6",
    }
}

/// Number of cases of each tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split {
    /// First tier cases.
    pub first_tier: u32,
    /// Community cases.
    pub community: u32,
    /// Custodial cases.
    pub custodial: u32,
}

impl Split {
    /// All tiers together.
    pub fn total(self) -> u32 {
        self.first_tier + self.community + self.custodial
    }

    /// The number of one tier.
    pub fn of(self, tier: Tier) -> u32 {
        match tier {
            Tier::FirstTier => self.first_tier,
            Tier::Community => self.community,
            Tier::Custodial => self.custodial,
        }
    }
}

/// A team of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamShape {
    /// Inspectors of HMI Probation, the lead inspector among them.
    pub inspectors: u32,
    /// Local assessors.
    pub local_assessors: u32,
    /// The cases that it inspects.
    pub split: Split,
}

/// The teams of guidance §11.1 with the counts of §11.7. The guidance splits only the 20 cases of the usual team; the
/// others keep its proportions of 4 to 10 to 6.
const TEAMS: [TeamShape; 4] =
    [shape(2, 0, [3, 7, 4]), shape(2, 1, [4, 10, 6]), shape(4, 1, [7, 17, 10]), shape(5, 2, [9, 24, 14])];

const fn shape(inspectors: u32, local_assessors: u32, [first_tier, community, custodial]: [u32; 3]) -> TeamShape {
    TeamShape { inspectors, local_assessors, split: Split { first_tier, community, custodial } }
}

/// The settings with their defaults filled in.
#[derive(Clone, Debug)]
pub struct Settings {
    file: SettingsFile,
}

impl Settings {
    /// Fills in what the file leaves out.
    pub fn new(file: SettingsFile) -> Self {
        Self { file }
    }

    /// The settings of a sound file for a screen that others look at: each text has stand-ins for its words.
    pub fn read_masked(text: &str, mask: &Mask) -> Option<Self> {
        let read = |table: &DeTable<'_>, span, reader: &mut Reader| {
            reader.mask = Some(mask.clone());
            SettingsFile::read_table(table, span, reader)
        };
        read_file(FileKind::Settings, text, read).ok().map(|(file, ..)| Self::new(file))
    }

    /// The office, as far as the file describes it.
    pub fn office(&self) -> Option<&OfficeSettings> {
        self.file.office.as_ref()
    }

    /// Where those who were inspected say how it was, as far as the file says.
    pub fn feedback(&self) -> Option<&FeedbackSettings> {
        self.file.feedback.as_ref()
    }

    fn number(&self, pick: impl Fn(&ProgrammeSettings) -> &Option<Placed<u32>>, usual: u32) -> u32 {
        self.file.programme.as_ref().and_then(|programme| pick(programme).as_ref()).map_or(usual, |number| number.value)
    }

    fn days(&self, pick: impl Fn(&ProgrammeSettings) -> &Option<Placed<u32>>, usual: u16) -> u16 {
        u16::try_from(self.number(pick, usual.into())).unwrap_or(u16::MAX)
    }

    /// Name and short name of the programme in a language, where the workspace gives them.
    pub fn programme_names(&self, language: Language) -> (Option<&Line>, Option<&Line>) {
        let Some(programme) = &self.file.programme else { return (None, None) };
        match language {
            Language::Welsh => (programme.name_welsh.as_ref(), programme.short_name_welsh.as_ref()),
            Language::English => (programme.name.as_ref(), programme.short_name.as_ref()),
        }
    }

    /// Cases that one case manager presents at most. The guidance has a limit and no figure (§10.4).
    pub fn cases_per_manager(&self) -> u32 {
        self.number(|programme| &programme.cases_per_manager, 3)
    }

    /// Ages at sentence at which the age groups of the mix begin, after the first group.
    pub fn age_groups(&self) -> Vec<u32> {
        let given: Vec<u32> =
            self.file.programme.iter().flat_map(|programme| &programme.age_groups).map(|age| age.value).collect();
        if given.is_empty() { vec![14, 15, 16, 17] } else { given }
    }

    /// Levels of vulnerability and of risk of serious harm that count as high.
    pub fn high_levels(&self) -> Vec<Level> {
        let given: Vec<Level> =
            self.file.programme.iter().flat_map(|programme| &programme.high_levels).map(|level| level.value).collect();
        if given.is_empty() { vec![Level::High, Level::VeryHigh] } else { given }
    }

    /// Months before the end of the case windows in which a sentence counts as recent.
    pub fn recent_months(&self) -> u32 {
        self.number(|programme| &programme.recent_months, self.windows().first_tier_months)
    }

    /// The goals of the sample, in the order in which they count.
    pub fn goals(&self) -> Vec<Goal> {
        let given: Vec<Goal> =
            self.file.sample_goals.iter().flat_map(|goals| &goals.order).map(|goal| goal.value).collect();
        if given.is_empty() { Goal::ALL.to_vec() } else { given }
    }

    /// The goals of the schedule, in the order in which they count.
    pub fn schedule_goals(&self) -> Vec<ScheduleGoal> {
        let given: Vec<ScheduleGoal> =
            self.file.schedule_goals.iter().flat_map(|goals| &goals.order).map(|goal| goal.value).collect();
        if given.is_empty() { ScheduleGoal::ALL.to_vec() } else { given }
    }

    /// Minutes that a case manager has at least between the end of one interview and the joining of the next on a day.
    pub fn break_minutes(&self) -> u32 {
        self.number(|programme| &programme.break_minutes, 75)
    }

    /// The pattern of the HMIP IDs.
    pub fn case_id(&self) -> &str {
        self.office().and_then(|office| office.case_id.as_deref()).map_or("{area}{number}", |pattern| pattern)
    }

    /// Years for which a DBS check is accepted (guidance §11.1).
    pub fn dbs_years(&self) -> u32 {
        self.number(|programme| &programme.dbs_years, 3)
    }

    /// Minutes at the start of a slot that the inspector reads alone (guidance §11.5).
    pub fn reading_minutes(&self) -> u32 {
        self.number(|programme| &programme.reading_minutes, 30)
    }

    /// Minutes at the end of a slot for writing up (guidance §11.5).
    pub fn writing_minutes(&self) -> u32 {
        self.number(|programme| &programme.writing_minutes, 15)
    }

    /// What the milestones are counted by.
    pub fn milestones(&self) -> Parameters {
        let usual = Parameters::default();
        Parameters {
            announcement: self.days(|programme| &programme.announcement_notice, usual.announcement),
            long_list: self.days(|programme| &programme.long_list_notice, usual.long_list),
            sample: self.days(|programme| &programme.sample_notice, usual.sample),
            factual_accuracy: self.days(|programme| &programme.factual_accuracy_days, usual.factual_accuracy),
            ..usual
        }
    }

    /// What the case windows are measured by.
    pub fn windows(&self) -> WindowParameters {
        let usual = WindowParameters::default();
        WindowParameters {
            minimum_weeks: self.number(|programme| &programme.minimum_weeks, usual.minimum_weeks),
            first_tier_months: self.number(|programme| &programme.first_tier_months, usual.first_tier_months),
            community_months: self.number(|programme| &programme.community_months, usual.community_months),
            custodial_months: self.number(|programme| &programme.custodial_months, usual.custodial_months),
        }
    }

    /// The teams that the programme has.
    pub fn teams(&self) -> Vec<TeamShape> {
        if self.file.teams.is_empty() {
            return TEAMS.to_vec();
        }
        let shape = |team: &TeamSettings| {
            let cases = [team.first_tier.value, team.community.value, team.custodial.value];
            shape(team.inspectors.value, team.local_assessors.value, cases)
        };
        self.file.teams.iter().map(shape).collect()
    }

    /// What the file itself says, with the places in it.
    pub fn file(&self) -> &SettingsFile {
        &self.file
    }

    /// The days for which the bank holidays of the file are the whole list.
    pub fn listed_holidays(&self) -> Option<RangeInclusive<NaiveDate>> {
        self.file.bank_holidays_listed.as_ref().map(|listed| listed.from.value..=listed.to.value)
    }

    /// Periods before an election.
    pub fn pre_elections(&self) -> impl Iterator<Item = Period> + '_ {
        self.file.pre_elections.iter().map(Period::from)
    }

    /// Recesses, in which no report is published.
    pub fn recesses(&self) -> impl Iterator<Item = Period> + '_ {
        self.file.recesses.iter().map(Period::from)
    }

    /// The days on which somebody whom an inspection needs is closed: everybody's, and the inspection's own.
    pub fn closures<'s>(&'s self, folder: &'s str) -> impl Iterator<Item = Period> + 's {
        let concerns =
            move |closure: &&ClosureSettings| closure.inspection.as_ref().is_none_or(|only| &***only == folder);
        self.file.closures.iter().filter(concerns).map(Period::from)
    }

    /// Bank holidays beyond those that the program knows.
    pub fn bank_holidays(&self) -> impl Iterator<Item = (NaiveDate, String)> + '_ {
        self.file.bank_holidays.iter().map(|holiday| (holiday.on.value, holiday.name.to_string()))
    }

    /// The Welsh name of such a day, where the settings give one.
    pub fn welsh_holiday(&self, date: NaiveDate) -> Option<&Line> {
        self.file.bank_holidays.iter().find(|holiday| holiday.on.value == date)?.name_welsh.as_ref()
    }
}

#[cfg(test)]
mod tests;
