//! The findings of several published inspections together, as a page and as rows for a program, without naming any of them
//! (guidance §3.5).

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::Tier;
use crate::facts::{AggregatedFigures, AggregatedQuestion, Tally};
use crate::phrases::Phrases;
use crate::record::{Theme, unmarked};
use crate::render::{Tree, TypstJob, compile};
use crate::template::{Target, TemplateEngine, Templates};

/// The figures in words.
#[derive(Clone, Debug, Serialize)]
pub struct AggregatePage {
    /// The title.
    pub title: String,
    /// The inspectorate's name.
    pub inspectorate: String,
    /// The last day of the period, `2027-06-30`.
    pub date: String,
    /// The period in words.
    pub period: String,
    /// How many inspections are in the figures.
    pub inspections: usize,
    /// How many cases.
    pub cases: usize,
    /// Cases that a figure stands for at least on either side.
    pub smallest_number: u32,
    /// The names of the groups: all cases, then the tiers.
    pub groups: Vec<String>,
    /// The themes that have questions, in order.
    pub themes: Vec<AggregateTheme>,
}

/// A theme of the page.
#[derive(Clone, Debug, Serialize)]
pub struct AggregateTheme {
    /// Its word.
    pub theme: &'static str,
    /// What it is called.
    pub title: String,
    /// The chart in words, for those who do not see it.
    pub alternative: String,
    /// The questions, in order.
    pub questions: Vec<AggregateQuestion>,
}

/// A question of the page.
#[derive(Clone, Debug, Serialize)]
pub struct AggregateQuestion {
    /// Its ID.
    pub id: String,
    /// The question.
    pub text: String,
    /// How many inspections asked it.
    pub inspections: usize,
    /// One figure for each group, in order.
    pub figures: Vec<AggregateFigure>,
}

/// A figure of the page.
#[derive(Clone, Debug, Serialize)]
pub struct AggregateFigure {
    /// The name of the group.
    pub group: String,
    /// Cases in which the work was good enough; nothing where the figure must not be printed.
    pub met: Option<u32>,
    /// Cases in which the question arises.
    pub of: Option<u32>,
    /// The share in whole per cent, or empty.
    pub per_cent: String,
    /// The figure in words.
    pub words: String,
}

/// What a page is about, beside its figures.
#[derive(Clone, Copy, Debug)]
pub struct About<'p> {
    /// The inspectorate's name.
    pub inspectorate: &'p str,
    /// The last day of the period.
    pub until: NaiveDate,
    /// The period in words.
    pub period: &'p str,
    /// Cases that a figure stands for at least on either side.
    pub smallest_number: u32,
}

impl AggregatePage {
    /// Puts figures into words.
    pub fn new(figures: &AggregatedFigures<'_>, phrases: &Phrases, about: About<'_>) -> Self {
        let groups: Vec<String> = std::iter::once(phrases.findings("all", &[]))
            .chain(Tier::ALL.iter().map(|tier| phrases.tier(tier.name())))
            .collect();
        let theme = |theme: &Theme| {
            let of_theme = figures.questions.iter().filter(|one| one.question.theme.value == *theme);
            let questions: Vec<AggregateQuestion> = of_theme.map(|one| question(one, &groups, phrases)).collect();
            let alternative = alternative(&questions, phrases);
            let title = phrases.theme(theme.word());
            (!questions.is_empty()).then_some(AggregateTheme { theme: theme.word(), title, alternative, questions })
        };
        Self {
            title: "Findings of inspections together".to_owned(),
            inspectorate: about.inspectorate.to_owned(),
            date: about.until.to_string(),
            period: about.period.to_owned(),
            inspections: figures.inspections,
            cases: figures.cases,
            smallest_number: about.smallest_number,
            themes: Theme::ALL.iter().filter_map(theme).collect(),
            groups,
        }
    }

    /// The figures as rows for a program: theme, question, inspections, group, cases for the work, cases in which the question
    /// arises, per cent. Those that must not be printed are empty. IDs and the program's own words alone stand in it, so that no
    /// text can be taken for a formula.
    ///
    /// # Errors
    /// The rows cannot be put together, in words.
    pub fn csv(&self) -> Result<Vec<u8>, String> {
        let mut rows = csv::Writer::from_writer(Vec::new());
        let mut write = |row: [&str; 7]| rows.write_record(row).map_err(|error| error.to_string());
        write(["theme", "question", "inspections", "group", "met", "of", "per-cent"])?;
        let words = ["all", Tier::FirstTier.name(), Tier::Community.name(), Tier::Custodial.name()];
        for theme in &self.themes {
            for question in &theme.questions {
                let asked = question.inspections.to_string();
                for (figure, group) in question.figures.iter().zip(words) {
                    let [met, of] = [figure.met, figure.of].map(|number| number.map(|number| number.to_string()));
                    let [met, of] = [met.unwrap_or_default(), of.unwrap_or_default()];
                    write([theme.theme, &question.id, &asked, group, &met, &of, &figure.per_cent])?;
                }
            }
        }
        rows.into_inner().map_err(|error| error.to_string())
    }

    /// The page as PDF.
    ///
    /// # Errors
    /// The template of the page cannot be rendered or laid out, in words.
    pub fn pdf(&self) -> Result<Vec<u8>, String> {
        let name = "aggregate/en.typ";
        let engine = TemplateEngine::new([(name, include_str!("aggregate.typ"), Target::Typst)]);
        let context = |engine: &TemplateEngine| engine.render(name, &TemplateEngine::context(self)?);
        let main = engine.and_then(|engine| context(&engine)).map_err(|error| error.to_string())?;
        let templates = Templates::embedded().map_err(|_| "the program's own templates cannot be read".to_owned())?;
        let date = self.date.parse().unwrap_or_default();
        let ident = format!("aggregate {} {}", self.period, self.inspections);
        let job = TypstJob { name: name.to_owned(), main, data: b"{}".to_vec(), date, ident };
        let made = compile(&job, &Tree::new(templates.reader()));
        made.map(|pdf| pdf.bytes)
            .map_err(|problems| problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; "))
    }
}

fn question(one: &AggregatedQuestion<'_>, groups: &[String], phrases: &Phrases) -> AggregateQuestion {
    let tallies = std::iter::once(one.all).chain(one.tiers);
    let figures = groups.iter().zip(tallies).map(|(group, tally)| figure(group, tally, phrases)).collect();
    AggregateQuestion {
        id: one.question.id.to_string(),
        text: one.question.text.to_string(),
        inspections: one.inspections,
        figures,
    }
}

fn figure(group: &str, tally: Option<Tally>, phrases: &Phrases) -> AggregateFigure {
    let group = group.to_owned();
    match tally.and_then(|tally| Some((tally, tally.per_cent()?))) {
        Some((tally, per_cent)) => {
            let [met, of, share] = [tally.met, tally.of(), per_cent].map(|number| number.to_string());
            let words = phrases.findings("share", &[("met", &met), ("of", &of), ("per-cent", &share)]);
            AggregateFigure { group, met: Some(tally.met), of: Some(tally.of()), per_cent: share, words }
        }
        None => AggregateFigure {
            group,
            met: None,
            of: None,
            per_cent: String::new(),
            words: phrases.findings("hidden", &[]),
        },
    }
}

/// A chart in words, question by question.
fn alternative(questions: &[AggregateQuestion], phrases: &Phrases) -> String {
    let figures = |question: &AggregateQuestion| -> String {
        let each = question.figures.iter().map(|figure| format!("{}: {}", figure.group, figure.words));
        each.collect::<Vec<_>>().join("; ")
    };
    let sentence = |question: &AggregateQuestion| format!(" {} {}.", unmarked(&question.text), figures(question));
    phrases.findings("chart", &[]) + &questions.iter().map(sentence).collect::<String>()
}
