//! From a part of the view to the lines of the record that it comes from.

use serde_json::Value;

use super::date::{line, place};
use crate::calendar::Milestone;
use crate::facts::Facts;
use crate::problem::{Place, SourceFile};
use crate::record::reader::Placed;
use crate::record::{At, FileKind, Line, Record};
use crate::template::Segment;
use crate::workspace::Workspace;

/// What a fact comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// File and line each, or a few words.
    pub places: Vec<String>,
    /// How the fact follows from there.
    pub how: String,
}

/// What facts can come from.
#[derive(Clone, Copy)]
pub struct Origins<'o> {
    /// The record.
    pub record: &'o Record,
    /// What follows from it.
    pub facts: &'o Facts<'o>,
    /// The workspace, for its settings.
    pub workspace: &'o Workspace,
    /// The milestone whose date the document bears.
    pub dated_by: Milestone,
}

impl Origins<'_> {
    /// Where the part of the view at a path comes from; every list in the path has its entry's number.
    pub fn of(&self, path: &[Segment], view: &Value) -> Origin {
        self.known(path, view).unwrap_or_else(|| told("the program", "worked out from the record"))
    }

    /// The same; nothing for a part of the view that this room does not know.
    pub(super) fn known(&self, path: &[Segment], view: &Value) -> Option<Origin> {
        let fields: Vec<&str> = path.iter().filter_map(field).collect();
        let mut numbers =
            path.iter().filter_map(|step| if let Segment::Entry(number) = step { Some(*number) } else { None });
        let number = numbers.next();
        let (first, rest) = fields.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        Some(match first {
            "yot" => self.yot(rest, number),
            "fieldwork" => self.fieldwork(rest),
            "dates" => {
                self.milestone(&rest.first().copied().unwrap_or_default().replace('_', "-"), &rest[1.min(rest.len())..])
            }
            "timeline" => {
                let name = view["timeline"][number.unwrap_or_default()]["milestone"].as_str().unwrap_or_default();
                self.milestone(name, rest)
            }
            "tiers" => self.tier(rest),
            "case_count" => self.split(),
            "hours" => told("the program", "the hours of the schedule"),
            "messages" => told("templates/catalogue.toml", "to whom each message goes, with the people of the record"),
            "questions" => told("children.private.toml", "what is doubtful about the long-list"),
            "code_lists" => told("templates/phrases", "the words of the code lists"),
            "exceptions" => told("templates/phrases", "what the long-list leaves out at the document's date"),
            "office" | "programme" => self.setting(first, rest.first().copied().unwrap_or_default()),
            "bank_holidays" => self.bank_holiday(number),
            "item" => self.item(view, rest.first().copied().unwrap_or_default()),
            "case_managers" => {
                let name = view["case_managers"][number.unwrap_or_default()]["name"].as_str().unwrap_or_default();
                self.case_manager(name, rest.first().copied().unwrap_or_default())
            }
            "team" | "contacts" | "roles" | "addressee" | "letter_copies" | "report_copies" => {
                self.person(first, path, view, rest.last().copied().unwrap_or_default())
            }
            "cases" => self.case(number.unwrap_or_default(), view, rest),
            "sample" => {
                told("cases.toml", "the selected cases and what was decided, against the rows of the long-list")
            }
            "awaited" => told("inspection.toml", "what is not recorded as `done`, and nothing in the record builds on"),
            "planning" => told("inspection.toml", "`[planning]` and each `[[agreed]]`"),
            "information" => told("inspection.toml", "each `[[information]]`; what has no entry is still to come"),
            "judgement_sheet" => {
                told("sqspack.toml", "the questions about each case and their answers, else the program's own")
            }
            "findings" => told(
                "findings.toml",
                "each `[[assessment]]`, counted; a figure that stands for too few cases is left out",
            ),
            "list_received" => told("children.private.toml", "the rows of the long-list, counted"),
            "schedule" | "placed_cases" => self.schedule(),
            "line_managers" => self.line_managers(),
            "distribution" => told("contacts.toml", "the roles of the contacts, against those whom the guidance names"),
            "touched" => told("inspection.toml", "each `[[change]]` without `told`, and those whom it touches"),
            "open_points" => told("the record", "what it does not say of cases, offices, access and people"),
            "feedback" => told("sqspack.toml", "the addresses under `[feedback]`"),
            "schedule_changes" => {
                told("cases.toml", "`slot` of each case beside its `before`, which says where it was")
            }
            "accuracy" => told("accuracy.toml", "each `[[point]]`, and report.toml against report-draft.toml"),
            "translation" => told("report.toml", "the paragraphs without Welsh, or with that of the draft's English"),
            "report" => self.report(rest, number, numbers.next().unwrap_or_default()),
            "reference" => told("the folder's name", "the inspection's reference"),
            "document" if rest.first() == Some(&"date") => self.milestone(self.dated_by.name(), &[]),
            "document" if rest.first() == Some(&"is_draft") => {
                let how = "a draft until `state` in report.toml, or `schedule` in cases.toml, says that it is final";
                told("templates/catalogue.toml", how)
            }
            "document" => told("templates/catalogue.toml", "the document's entry"),
            "languages" => told("inspection.toml", "`languages`, or else those of the country"),
            "language" => told("the document's language", "the template that is rendered"),
            "selected" | "selected_count" => self.selected(),
            _ => return None,
        })
    }

    pub(super) fn record_line(&self, at: &At, how: &str) -> Origin {
        Origin { places: vec![line(self.record, at)], how: how.to_owned() }
    }

    fn or_missing(&self, at: Option<&At>, file: FileKind) -> Origin {
        match at {
            Some(at) => self.record_line(at, "as it stands there"),
            None => told(&format!("{} does not say", file.name()), "the program's words"),
        }
    }

    fn yot(&self, rest: &[&str], number: Option<usize>) -> Origin {
        let inspection = &self.record.inspection;
        let yot = &inspection.yot;
        let first = yot.authorities.first();
        let site = number.and_then(|number| inspection.sites.get(number));
        let at = match rest {
            ["name"] => Some(&yot.name.at),
            ["country"] => Some(&yot.country.at),
            ["area"] if yot.area.is_none() => {
                let from = first.unwrap_or(&yot.name);
                return self.record_line(&from.at, "taken for the area, which the record does not name");
            }
            ["area"] => yot.area.as_ref().map(|area| &area.at),
            ["in_area"] => {
                let from = yot.area.as_ref().or(first).unwrap_or(&yot.name);
                return self.record_line(&from.at, "the area, with the word for 'in'");
            }
            ["authorities", ..] => number.and_then(|number| yot.authorities.get(number)).or(first).map(|name| &name.at),
            ["authorities_text"] => {
                let places = yot.authorities.iter().map(|name| line(self.record, &name.at)).collect();
                return Origin { places, how: "the authorities as one phrase".to_owned() };
            }
            ["case_system"] => yot.case_system.as_ref().map(|system| &system.at),
            ["sites", "room"] => site.map(|site| site.room.as_ref().map_or(&site.at, |room| &room.at)),
            ["sites", "address"] => site.map(|site| site.address.first().map_or(&site.at, |line| &line.at)),
            ["sites", ..] => site.map(|site| &site.name.at),
            _ => Some(&yot.at),
        };
        self.or_missing(at, FileKind::Inspection)
    }

    fn tier(&self, rest: &[&str]) -> Origin {
        match rest.first() {
            Some(&"count") => self.split(),
            Some(&("born_from" | "born_to")) => {
                told("the case window", "the ages of 10 and 17 on its first and last day")
            }
            Some(&("from" | "to")) => match self.facts.timeline.get(Milestone::Announcement) {
                Some(entry) => {
                    let how = "the case window, reckoned from the announcement (guidance, Appendix A)";
                    self.record_line(place(entry, self.record), how)
                }
                None => told("the calendar", "the case window"),
            },
            Some(&"months") => self.setting("programme", "months"),
            Some(&"orders") => told("templates/phrases/en.toml", "the orders of the tier on the document's date"),
            _ => told("templates/phrases/en.toml", "the program's words for the tier"),
        }
    }

    fn split(&self) -> Origin {
        match &self.record.inspection.sample {
            Some(sample) => self.record_line(&sample.first_tier.at, "the split that the record gives"),
            None => {
                let place = match self.record.team.lead_inspector.as_ref() {
                    Some(lead) => line(self.record, &lead.name.at),
                    None => "the program's default".to_owned(),
                };
                told(&place, "what a team of this size inspects (guidance §11.7)")
            }
        }
    }

    /// The cases in `cases.toml`.
    fn selected(&self) -> Origin {
        let cases = &self.record.cases.cases;
        let places: Vec<String> = cases.iter().map(|case| line(self.record, &case.at)).collect();
        let how = "the selected cases, counted".to_owned();
        if places.is_empty() { told("cases.toml", "it has no case yet") } else { Origin { places, how } }
    }

    fn setting(&self, group: &str, key: &str) -> Origin {
        if (group, key) == ("programme", "slot_minutes") {
            return told("the guidance", "every slot of the grid has two hours (§12)");
        }
        let file = self.workspace.settings.file();
        let line_at = |line: &Option<Line>| line.as_ref().map(|line| line.at.clone());
        let number = |number: &Option<Placed<u32>>| number.as_ref().map(|number| number.at.clone());
        let office = file.office.as_ref().filter(|_| group == "office").and_then(|office| match key {
            "inspectorate" => line_at(&office.inspectorate),
            "inspectorate_full" => line_at(&office.inspectorate_full),
            "address" => office.address.first().map(|line| line.at.clone()),
            "telephone" => line_at(&office.telephone),
            "email" => office.email.as_ref().map(|email| email.at.clone()),
            "website" => line_at(&office.website),
            "report_from" => line_at(&office.report_from),
            "report_from_title" => line_at(&office.report_from_title),
            _ => None,
        });
        let programme = file.programme.as_ref().filter(|_| group == "programme").and_then(|programme| match key {
            "name" => line_at(&programme.name),
            "short_name" => line_at(&programme.short_name),
            "minimum_weeks" => number(&programme.minimum_weeks),
            "dbs_years" => number(&programme.dbs_years),
            "reading_minutes" => number(&programme.reading_minutes),
            "writing_minutes" => number(&programme.writing_minutes),
            "months" => number(&programme.first_tier_months)
                .or_else(|| number(&programme.community_months))
                .or_else(|| number(&programme.custodial_months)),
            _ => None,
        });
        match office.or(programme) {
            Some(at) => self.settings_line(&at),
            None => told("the program's default", "sqspack.toml does not say"),
        }
    }

    /// A line of `sqspack.toml`.
    pub(super) fn settings_line(&self, at: &At) -> Origin {
        let source = SourceFile::new(FileKind::Settings.name(), self.workspace.settings_text.clone());
        let (number, _) = Place::new(source.into(), at.start..at.end).line_column();
        told(&format!("{}:{number}", FileKind::Settings.name()), "as it stands there")
    }

    fn case(&self, number: usize, view: &Value, rest: &[&str]) -> Origin {
        let id = view["cases"][number]["id"].as_str().unwrap_or_default();
        let Some(case) = self.record.cases.cases.iter().find(|case| &**case.id == id) else {
            return told("cases.toml", "the selected cases");
        };
        let at = match rest.first() {
            Some(&"tier_name") => return self.record_line(&case.tier.at, "the tier in words"),
            Some(&"tier") => &case.tier.at,
            Some(&"case_manager") => case.case_manager.as_ref().map_or(&case.at, |name| &name.at),
            Some(&"slot") => case.slot.as_ref().map_or(&case.at, |slot| &slot.at),
            _ => &case.id.at,
        };
        self.record_line(at, "as it stands there")
    }

    pub(super) fn schedule(&self) -> Origin {
        let cases = self.record.cases.cases.iter().map(|case| &case.at);
        let members = self.facts.roster.members.iter().map(|member| &member.name.at);
        let ats = [&self.record.inspection.fieldwork.starts.at].into_iter().chain(members).chain(cases);
        let how = "the grid of guidance §12, with the days of fieldwork, the team and each case's slot";
        Origin { places: ats.map(|at| line(self.record, at)).collect(), how: how.to_owned() }
    }

    fn line_managers(&self) -> Origin {
        let managers = self.record.cases.case_managers.iter().filter_map(|manager| manager.line_manager.as_ref());
        let places = managers.map(|name| line(self.record, &name.at)).collect();
        Origin { places, how: "the line managers whom case managers name, with the slots of their cases".to_owned() }
    }

    fn report(&self, rest: &[&str], number: Option<usize>, paragraph: usize) -> Origin {
        let report = &self.record.report;
        let entry = |lines: &[crate::record::Prose]| {
            let mut of_paragraphs = lines.iter().flat_map(|line| line.blocks().into_iter().map(move |_| line));
            of_paragraphs.nth(number.unwrap_or_default()).or(lines.first()).map(|line| line.at.clone())
        };
        let at = match rest {
            ["context", ..] => entry(&report.context),
            ["summary", ..] => entry(&report.summary),
            ["operational_management", ..] => entry(&report.operational_management),
            ["strengths", ..] => entry(&report.strengths),
            ["improvements", ..] => entry(&report.improvements),
            ["previous_inspection", ..] => report.previous_inspection.as_ref().map(|text| text.at.clone()),
            ["quality_assurance", ..] => report.quality_assurance.first().map(|reading| reading.at.clone()),
            ["themes", "paragraphs", "number"] => {
                return told(
                    "the program",
                    "the theme's number and the paragraph's, without those that `withdrawn` names",
                );
            }
            ["themes", "title" | "theme"] => {
                return told("templates/phrases/en.toml", "the program's words for the theme");
            }
            ["themes", ..] => report.commentary.as_ref().and_then(|commentary| {
                let themes = [
                    &commentary.reducing_reoffending,
                    &commentary.protecting_the_public,
                    &commentary.protecting_the_child,
                    &commentary.serving_the_sentence,
                ];
                let lines = themes.get(number.unwrap_or_default())?;
                let mut of_paragraphs = lines.iter().flat_map(|line| line.blocks().into_iter().map(move |_| line));
                of_paragraphs.nth(paragraph).or(lines.first()).map(|line| line.at.clone())
            }),
            ["reoffending", key @ ("against_previous" | "against_england_and_wales")] => {
                let Some(figures) = &report.reoffending else { return self.or_missing(None, FileKind::Report) };
                let other =
                    if *key == "against_previous" { &figures.previous.at } else { &figures.england_and_wales.at };
                let places = [&figures.rate.at, other].map(|at| line(self.record, at)).to_vec();
                return Origin { places, how: "the one figure against the other".to_owned() };
            }
            ["reoffending", key, ..] => report.reoffending.as_ref().map(|figures| match *key {
                "rate" => figures.rate.at.clone(),
                "previous" => figures.previous.at.clone(),
                "england_and_wales" => figures.england_and_wales.at.clone(),
                "source" => figures.source.at.clone(),
                "cohort" => figures.cohort.at.clone(),
                _ => figures.at.clone(),
            }),
            _ => None,
        };
        self.or_missing(at.as_ref(), FileKind::Report)
    }
}

fn field(step: &Segment) -> Option<&str> {
    match step {
        Segment::Field(name) => Some(name),
        _ => None,
    }
}

pub(super) fn told(place: &str, how: &str) -> Origin {
    Origin { places: vec![place.to_owned()], how: how.to_owned() }
}
