//! An inspection whose schedule is looked at: its record as the files have it now.

use std::sync::Arc;

use super::session::{NotOpened, Session};
use crate::problem::Problem;
use crate::publish::{Masked, WorkspaceInputs};
use crate::record::{FileKind, Mask, Record, Settings};
use crate::scheduling::is_mended_by_planning;

/// An inspection whose schedule is looked at.
pub struct GridRecord {
    /// Name of its folder.
    pub folder: String,
    /// The same as it may be shown.
    pub shown_name: String,
    /// Settings and templates.
    pub inputs: Arc<WorkspaceInputs>,
    /// Its record: of stand-ins, where others look on.
    pub record: Record,
    /// The settings: of stand-ins, where others look on.
    pub settings: Settings,
    /// Its errors.
    pub errors: Vec<Problem>,
}

impl GridRecord {
    /// Reads the inspection with a number.
    ///
    /// # Errors
    /// There is none, or settings or templates are wrong.
    pub fn read(session: &Session, number: usize) -> Result<Self, NotOpened> {
        let (folder, inputs) = session.open(number)?;
        let shown = session.inspections().into_iter().find(|(other, _)| *other == number);
        let (_, shown_name) = shown.ok_or(NotOpened::NoInspection)?;
        Ok(Self::of(inputs, folder, shown_name, session.shows.masked))
    }

    fn of(inputs: Arc<WorkspaceInputs>, folder: String, shown_name: String, is_masked: bool) -> Self {
        let (record, mut errors) = inputs.checked(&folder);
        errors.retain(Problem::is_error);
        let Masked { record, settings } = match is_masked {
            true => Masked::read(&inputs, &shown_name, record.sources, &Mask::default()),
            false => Masked { record, settings: inputs.workspace.settings.clone() },
        };
        Self { folder, shown_name, inputs, record, settings, errors }
    }

    /// Whether there is a schedule to show: nothing is wrong but what goes when cases move.
    pub fn has_schedule(&self) -> bool {
        self.errors.iter().all(is_mended_by_planning)
    }

    /// The text of `cases.toml`.
    pub fn text(&self) -> String {
        self.record.sources.get(&FileKind::Cases).map_or_else(String::new, |source| source.text.to_string())
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::TestRecord;
    use crate::facts::{Facts, holidays};
    use crate::record::FileKind::Cases;
    use crate::record::{Mask, Settings};
    use crate::scheduling::{MovableSchedule, MoveTarget, MoveVerdict};
    use crate::template::Templates;

    /// What comes of putting a case into a slot, and `cases.toml` before and after.
    fn moving(files: &TestRecord, case: &str, slot: &str) -> (MoveTarget, String, Result<String, String>) {
        let (record, settings) =
            (files.record("2027-02-aberford"), Settings::read_masked("", &Mask::default()).unwrap());
        let holidays = holidays(&settings);
        let facts = Facts::new(&record, &settings, &holidays);
        let phrases = Templates::own_phrases().unwrap();
        let schedule = MovableSchedule::new(&record, &facts, &settings, &phrases);
        let (case, slot) = (schedule.asked.case(case).unwrap(), schedule.asked.slot(slot, &facts).unwrap());
        let text = record.sources.get(&Cases).unwrap().text.to_string();
        let target = schedule.target(case, slot);
        let after = schedule.write(&text, case, &target);
        (target, text, after)
    }

    fn reasons(files: &TestRecord, case: &str, slot: &str) -> Vec<String> {
        let (target, _, after) = moving(files, case, slot);
        let MoveVerdict::Refused(reasons) = target.verdict else { panic!("{target:?}") };
        assert_eq!(after, Err(reasons.join("; ")));
        reasons
    }

    #[test]
    fn two_slots_change_and_every_other_byte_stays() {
        let files = TestRecord::sound().change(Cases, "slot = \"LI 2\"\n", "slot = \"LI 2\" # hers\n");
        let (_, before, after) = moving(&files, "AB02", "LI 3");
        let swapped = before.replace("\"LI 2\"", "\"LI x\"").replace("\"LI 3\"", "\"LI 2\"");
        assert_eq!(after.unwrap(), swapped.replace("\"LI x\"", "\"LI 3\""));
    }

    #[test]
    fn a_slot_says_why_a_case_cannot_go_there() {
        let pinned = TestRecord::sound().change(Cases, "slot = \"LI 3\"\n", "slot = \"LI 3\"\npinned = \"agreed\"\n");
        assert_eq!(reasons(&pinned, "AB02", "LI 3"), ["AB03 is pinned to its slot"]);
        let away = TestRecord::sound().change(Cases, "Millgate House\"", "Millgate House\"\naway = [2027-02-03]");
        assert_eq!(reasons(&away, "AB02", "AI 5")[0], "Mared Ellis is away on Wednesday 3 February (AB02)");
        let twice = reasons(&TestRecord::sound(), "AB02", "AI 3");
        assert!(twice.iter().any(|reason| reason == "Mared Ellis would be interviewed about AB02 and AB03 at once"));
    }

    #[test]
    fn a_slot_says_what_gets_worse_and_nobody_is_told_of_a_schedule_that_has_not_gone_out() {
        let MoveVerdict::Possible { effects, told } = moving(&TestRecord::sound(), "AB01", "AI 1").0.verdict else {
            panic!("it can go there")
        };
        assert!(effects.iter().any(|one| one.is_worse && one.words.contains("further inspectors")), "{effects:?}");
        assert!(told.managers.is_empty() && told.members.is_empty(), "{told:?}");
    }

    #[test]
    fn what_went_out_is_kept_in_the_case_and_goes_when_it_is_moved_back() {
        let sent = TestRecord::sound().change(Cases, "# The cases\n", "# The cases\nschedule = \"final\"\n");
        let (target, before, after) = moving(&sent, "AB01", "AI 1");
        let MoveVerdict::Possible { told, .. } = target.verdict else { panic!("it can go there") };
        assert_eq!(told.managers.into_iter().collect::<Vec<_>>(), ["Joan Price", "Mared Ellis"]);
        let after = after.unwrap();
        assert_eq!(after.matches("before = { slot = ").count(), 2);
        let (_, _, back) = moving(&sent.with(Cases, &after), "AB01", "LI 1");
        assert_eq!(back.unwrap(), before);
    }

    #[test]
    fn a_case_stays_in_the_slot_in_which_it_is() {
        assert_eq!(moving(&TestRecord::sound(), "AB01", "LI 1").2, Err("the case is in this slot already".to_owned()));
    }
}
