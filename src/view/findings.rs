//! The figures about the findings as templates see them: only those that may be printed.

use schemars::JsonSchema;
use serde::Serialize;

use super::ViewBuilder;
use super::people::in_language;
use crate::calendar::Tier;
use crate::facts::{FindingsFigures, QuestionFigures, Tally};
use crate::record::{Theme, unmarked};

/// The figures about the findings. A figure that stands for too few cases is not in it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingsView {
    /// How many judgements are still missing.
    pub missing: usize,
    /// Cases that a figure stands for at least on either side.
    pub smallest_number: u32,
    /// The names of the groups that figures are about: all cases, then each tier that has cases.
    pub groups: Vec<String>,
    /// The themes in order, each with its questions; none while a judgement is missing.
    pub themes: Vec<FindingsThemeView>,
}

/// The figures of a theme.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FindingsThemeView {
    /// `reducing-reoffending`, `protecting-the-public`, `protecting-the-child`, `serving-the-sentence`
    pub theme: String,
    /// `Reducing the likelihood of reoffending`
    pub title: String,
    /// The chart in words, for those who do not see it.
    pub alternative: String,
    /// The questions, in order.
    pub questions: Vec<QuestionFiguresView>,
}

/// The figures of a question.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct QuestionFiguresView {
    /// Its ID.
    pub id: String,
    /// The question.
    pub text: String,
    /// The figures, one for each group in the order of `groups`.
    pub figures: Vec<FigureView>,
}

/// In how many cases of a group the work was good enough.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct FigureView {
    /// Name of the group.
    pub group: String,
    /// The share in whole per cent, or empty where the figure must not be shown.
    pub per_cent: String,
    /// The figure in words, `12 of 20 (60%)`, or that it is not shown.
    pub words: String,
}

impl ViewBuilder<'_> {
    /// The figures about the findings, once a case is assessed.
    pub(super) fn findings(&self) -> Option<FindingsView> {
        let figures = FindingsFigures::of(self.record, self.settings)?;
        let groups = self.groups();
        let theme = |theme: &Theme| {
            let of_theme = figures.questions.iter().filter(|one| one.question.theme.value == *theme);
            let questions: Vec<_> = of_theme.map(|one| self.question(one, &groups)).collect();
            let view = FindingsThemeView {
                theme: theme.word().to_owned(),
                title: self.phrases.theme(theme.word()),
                alternative: self.alternative(&questions),
                questions,
            };
            (!view.questions.is_empty()).then_some(view)
        };
        let shown = figures.is_complete().then(|| Theme::ALL.iter().filter_map(theme).collect());
        Some(FindingsView {
            missing: figures.missing,
            smallest_number: self.settings.smallest_number(),
            groups: groups.into_iter().map(|(_, name)| name).collect(),
            themes: shown.unwrap_or_default(),
        })
    }

    /// The groups that figures are about: the tier's place among all, or nothing for all cases, and its name.
    fn groups(&self) -> Vec<(Option<usize>, String)> {
        let has_cases = |tier: &Tier| self.record.cases.cases.iter().any(|case| case.tier.value == *tier);
        let tiers = Tier::ALL.iter().enumerate().filter(|(_, tier)| has_cases(tier));
        let tiers = tiers.map(|(place, tier)| (Some(place), self.phrases.tier(tier.name())));
        std::iter::once((None, self.phrases.findings("all", &[]))).chain(tiers).collect()
    }

    fn question(&self, one: &QuestionFigures<'_>, groups: &[(Option<usize>, String)]) -> QuestionFiguresView {
        let figure = |(tier, name): &(Option<usize>, String)| {
            let tally = tier.map_or(one.all, |tier| one.tiers[tier]);
            self.figure(name, tally)
        };
        QuestionFiguresView {
            id: one.question.id.to_string(),
            text: in_language(self.language, &one.question.text, &one.question.text_welsh),
            figures: groups.iter().map(figure).collect(),
        }
    }

    fn figure(&self, group: &str, tally: Option<Tally>) -> FigureView {
        let share = tally.and_then(|tally| {
            let [met, of, per_cent] = [tally.met, tally.of(), tally.per_cent()?].map(|number| number.to_string());
            let words = self.phrases.findings("share", &[("met", &met), ("of", &of), ("per-cent", &per_cent)]);
            Some((per_cent, words))
        });
        let (per_cent, words) = share.unwrap_or_else(|| (String::new(), self.phrases.findings("hidden", &[])));
        FigureView { group: group.to_owned(), per_cent, words }
    }

    /// A chart in words, question by question.
    fn alternative(&self, questions: &[QuestionFiguresView]) -> String {
        let figures = |question: &QuestionFiguresView| -> String {
            let each = question.figures.iter().map(|figure| format!("{}: {}", figure.group, figure.words));
            each.collect::<Vec<_>>().join("; ")
        };
        let sentence = |question: &QuestionFiguresView| format!(" {} {}.", unmarked(&question.text), figures(question));
        self.phrases.findings("chart", &[]) + &questions.iter().map(sentence).collect::<String>()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::check::tests::TestRecord;
    use crate::facts::FindingsFigures;
    use crate::record::FileKind::{Cases, Findings, Settings as SettingsKind};
    use crate::record::{Settings, SettingsFile, read_file};

    const ANSWERS: [&str; 4] = ["yes", "no", "not-applicable", ""];

    /// The findings as a person would type them. An empty answer is left out.
    fn typed(ids: &[String], questions: &[String], answers: &[usize]) -> String {
        let mut answers = answers.iter();
        let case = |id: &String| {
            let lines = questions.iter().map(|question| (question, ANSWERS[*answers.next().expect("an answer")]));
            let lines = lines.filter(|(_, answer)| !answer.is_empty());
            let lines: String = lines.map(|(question, answer)| format!("{question} = \"{answer}\"\n")).collect();
            format!("[[assessment]]\ncase = \"{id}\"\n[assessment.answers]\n{lines}")
        };
        ids.iter().map(case).collect()
    }

    /// Counts what the texts say, with nothing of the program but a reader of TOML.
    fn counted(cases: &str, findings: &str, question: &str, tier: Option<&str>) -> [u32; 3] {
        let (cases, findings): (toml::Table, toml::Table) =
            (cases.parse().expect("TOML"), findings.parse().expect("TOML"));
        let mut counts = [0, 0, 0];
        for case in cases["case"].as_array().expect("cases") {
            if tier.is_some_and(|tier| case["tier"].as_str() != Some(tier)) {
                continue;
            }
            let all = findings["assessment"].as_array().expect("assessments");
            let own = all.iter().find(|one| one["case"] == case["id"]).expect("an assessment");
            let answer = own.get("answers").and_then(|answers| answers.get(question)).and_then(toml::Value::as_str);
            counts[match answer {
                Some("yes") => 0,
                Some("no") => 1,
                _ => 2,
            }] += 1;
        }
        counts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]
        #[test]
        fn every_figure_is_what_another_count_of_the_texts_gives(answers in prop::collection::vec(0..4_usize, 20 * 3)) {
            let files = TestRecord::sound();
            let text = files.record("a").sources[&Cases].text.clone();
            let ids: Vec<String> = (1..=20).map(|number| format!("AB{number:02}")).collect();
            let questions = ["court-report", "harm-plan", "compliance"].map(str::to_owned);
            let findings = typed(&ids, &questions, &answers);
            let record = files.with(Findings, &findings).record("a");
            let own = "[[question]]\ntheme = \"protecting-the-public\"\ntext = \"x\"\nid = ";
            let own: String = questions.iter().map(|id| format!("{own}\"{id}\"\n")).collect();
            let (file, ..) = read_file(SettingsKind, &own, SettingsFile::read_table).expect("TOML");
            let settings = Settings::new(file);
            let figures = FindingsFigures::of(&record, &settings).expect("figures");
            prop_assert_eq!(figures.due, 60);
            prop_assert_eq!(figures.missing, answers.iter().filter(|answer| **answer == 3).count());
            for (question, id) in figures.questions.iter().zip(&questions) {
                let tiers = ["first-tier", "community", "custodial"].map(Some);
                for (tally, tier) in question.tiers.iter().chain([&question.all]).zip(tiers.into_iter().chain([None])) {
                    let [met, unmet, neither] = counted(&text, &findings, id, tier);
                    match tally {
                        Some(tally) => {
                            prop_assert_eq!([tally.met, tally.unmet, tally.neither], [met, unmet, neither]);
                            let exact = f64::from(met) * 100.0 / f64::from(met + unmet);
                            let shown = f64::from(tally.per_cent().expect("a share"));
                            prop_assert!((exact - shown).abs() <= 0.5, "{exact} {shown}");
                        }
                        None if tier.is_none() => {
                            prop_assert!(met < 3 || unmet < 3 || (1..3).contains(&neither), "{met} {unmet} {neither}");
                        }
                        None => {}
                    }
                }
            }
        }
    }

    #[test]
    fn a_question_of_wales_is_due_in_wales_alone() {
        let (file, ..) = read_file(SettingsKind, "", SettingsFile::read_table).expect("TOML");
        let settings = Settings::new(file);
        let due = |files: &TestRecord| FindingsFigures::of(&files.record("a"), &settings).map(|figures| figures.due);
        let english = TestRecord::sound();
        assert_eq!(due(&english), None);
        let english = english.with(Findings, "[[assessment]]\ncase = \"AB01\"\n");
        let welsh = english.clone().change(crate::record::FileKind::Inspection, "\"england\"", "\"wales\"");
        assert_eq!((due(&english), due(&welsh)), (Some(20 * 13), Some(20 * 15)));
    }
}
