//! What each message code means: its cause, an example that brings it about, and how to mend it.

mod accuracy;
mod addresses;
mod cases;
mod children;
mod concerns;
mod dates;
mod destroyed;
mod files;
mod findings;
mod information;
mod issued;
mod judgements;
mod longlist;
mod people;
mod report;
mod sample;
mod sealing;
mod templates;
mod welsh;

use serde_json::{Value, json};

use crate::problem::{Code, Severity};
use crate::record::FileKind;

/// What to know about a message code.
#[derive(Clone, Copy, Debug)]
pub struct Advice {
    /// The code.
    pub code: Code,
    /// Why the program says it, in an officer's words.
    pub cause: &'static str,
    /// What brings it about.
    pub example: Example,
    /// What to do.
    pub mend: &'static str,
}

/// What brings a message about.
#[derive(Clone, Copy, Debug)]
pub enum Example {
    /// Lines which, put into a file of a sound record, do so.
    Added(FileKind, &'static str),
    /// A whole file which does so.
    Whole(FileKind, &'static str),
    /// Something that is no lines of a record.
    Told(&'static str),
}

/// All advice, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Advice> {
    [
        files::ADVICE,
        people::ADVICE,
        addresses::ADVICE,
        cases::ADVICE,
        dates::ADVICE,
        children::ADVICE,
        templates::ADVICE,
        welsh::ADVICE,
        longlist::ADVICE,
        sample::ADVICE,
        information::ADVICE,
        issued::ADVICE,
        findings::ADVICE,
        destroyed::ADVICE,
        sealing::ADVICE,
        report::ADVICE,
        concerns::ADVICE,
        judgements::ADVICE,
        accuracy::ADVICE,
    ]
    .into_iter()
    .flatten()
}

/// The advice on the code of this id, whatever its capitals: `SQS0301`, `sqs0301`.
pub fn find(id: &str) -> Option<&'static Advice> {
    all().find(|advice| advice.code.id.eq_ignore_ascii_case(id))
}

impl Advice {
    /// For a person, in plain lines.
    pub fn text(&self) -> String {
        let Self { code, cause, example, mend } = self;
        let severity = match code.severity {
            Severity::Error => "error: the pack is not built until it is mended",
            Severity::Warning => "warning: the pack is built, and a person should look",
        };
        let example = match example {
            Example::Added(file, lines) | Example::Whole(file, lines) => {
                let lines = lines.lines().map(|line| format!("    {line}").trim_end().to_owned() + "\n");
                format!("in {}:\n{}", file.name(), lines.collect::<String>().trim_end())
            }
            Example::Told(words) => (*words).to_owned(),
        };
        format!("{}: {}\n{severity}\n\ncause: {cause}\n\nexample: {example}\n\nmend: {mend}\n", code.id, code.title)
    }

    /// For programs.
    pub fn to_json(&self) -> Value {
        let (file, example) = match self.example {
            Example::Added(file, lines) | Example::Whole(file, lines) => (Some(file.name()), lines),
            Example::Told(words) => (None, words),
        };
        json!({
            "code": self.code.id,
            "severity": self.code.severity,
            "title": self.code.title,
            "cause": self.cause,
            "file": file,
            "example": example,
            "mend": self.mend,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests::TestRecord;
    use crate::problem::code;

    #[test]
    fn every_code_has_its_advice_and_every_advice_its_code_in_the_same_order() {
        let advised: Vec<&str> = all().map(|advice| advice.code.id).collect();
        let codes: Vec<&str> = code::ALL.iter().map(|code| code.id).collect();
        assert_eq!(advised, codes);
        for code in codes {
            assert!(find(&code.to_lowercase()).is_some_and(|advice| advice.code.id == code));
        }
    }

    #[test]
    fn advice_follows_the_wording_rules() {
        for Advice { code, cause, mend, .. } in all() {
            for text in [cause, mend] {
                assert!(text.starts_with(|first: char| !first.is_uppercase()), "{}: {text}", code.id);
                assert!(!text.ends_with('.') && !text.contains("  "), "{}: {text}", code.id);
                assert_eq!(text.matches('`').count() % 2, 0, "{}: {text}", code.id);
            }
        }
    }

    #[test]
    fn every_example_of_lines_brings_its_message_about_in_a_sound_record() {
        let mut tried = 0;
        for advice in all() {
            let files = match advice.example {
                Example::Added(FileKind::Settings, lines) => TestRecord::sound().settings(lines),
                Example::Added(file, lines) => TestRecord::sound().merge(file, lines),
                Example::Whole(file, lines) => TestRecord::sound().with(file, lines),
                Example::Told(_) => continue,
            };
            let problems = files.problems();
            let told: Vec<&str> = problems.iter().map(|problem| problem.code.id).collect();
            assert!(told.contains(&advice.code.id), "{}: {}", advice.code.id, crate::problem::render(&problems, false));
            tried += 1;
        }
        assert!(tried > 45, "{tried}");
    }

    #[test]
    fn what_is_told_of_addresses_brings_its_message_about() {
        use crate::check::across;
        use FileKind::{Contacts, Inspection};
        let again = TestRecord::sound().change(Inspection, "2027-02-01", "2027-03-01");
        let spelled = again.clone().change(Contacts, "helen.marsh@aberford.example", "h.marsh@aberford.example");
        let copied = again
            .change(Inspection, "Aberford Youth Offending Team", "Brackdale Youth Justice Service")
            .change(Inspection, "[\"Aberford City Council\"]", "[\"Brackdale Council\"]");
        for (code, second) in [(code::OTHER_ADDRESS, spelled), (code::COPIED_CONTACTS, copied)] {
            let (first, second) = (TestRecord::sound().record("a"), second.record("b"));
            let told: Vec<&str> = across([&first, &second]).iter().map(|problem| problem.code.id).collect();
            assert_eq!(told, [code.id]);
        }
        let elsewhere =
            "[[contact]]\nname = \"Jo Lark\"\nroles = [\"report-copy\"]\nemail = \"jo.lark@elsewhere.example\"\n";
        let files = TestRecord::sound()
            .append(Contacts, elsewhere)
            .merge(Inspection, "[yot]\ndomains = [\"aberford.example\"]")
            .settings("[domains]\nknown = [\"ofsted.example\"]\n");
        let is_told = |problem: &crate::problem::Problem| {
            problem.code == code::UNKNOWN_DOMAIN && problem.message.contains("elsewhere.example")
        };
        assert!(files.problems().iter().any(is_told));
    }

    #[test]
    fn no_example_is_told_where_lines_could_show_it() {
        // What a returned sheet holds is no line of a record.
        let is_of_a_sheet = |advice: &&Advice| ["SQS08", "SQS17"].contains(&&advice.code.id[..5]);
        let of_the_choice = ["SQS0901", "SQS0902", "SQS0903", "SQS0907"];
        let told: Vec<&str> = all()
            .filter(|advice| matches!(advice.example, Example::Told(_)) && !is_of_a_sheet(advice))
            .map(|advice| advice.code.id)
            .collect();
        let beyond_a_record = [
            "SQS0001", "SQS0011", "SQS0012", "SQS0013", "SQS0017", "SQS0018", "SQS0019", "SQS0020", "SQS0140",
            "SQS0145", "SQS0146", "SQS0214", "SQS0216", "SQS0313", "SQS0314",
        ];
        let of_children = ["SQS0402", "SQS0405", "SQS0406", "SQS0407", "SQS0409", "SQS0414", "SQS0415"];
        let of_what_is_made = ["SQS0501", "SQS0502", "SQS0503", "SQS0504", "SQS0505", "SQS0506", "SQS0507", "SQS0601"];
        let of_translations = ["SQS0702", "SQS0705", "SQS0706", "SQS0707", "SQS0708", "SQS0709", "SQS0710"];
        let of_the_ledger = ["SQS1102"];
        let of_the_destruction = ["SQS1301", "SQS1302"];
        let of_sealed = ["SQS1351", "SQS1352", "SQS1353", "SQS1354"];
        let of_the_prose = ["SQS1402", "SQS1407"];
        let of_two_files = ["SQS1606", "SQS1805", "SQS1806", "SQS1807", "SQS1808"];
        let all = [
            &beyond_a_record[..],
            &of_children[..],
            &of_what_is_made[..],
            &of_translations[..],
            &of_the_choice[..],
            &of_the_ledger[..],
            &of_the_destruction[..],
            &of_sealed[..],
            &of_the_prose[..],
            &of_two_files[..],
        ];
        assert_eq!(told, all.concat());
    }
}
