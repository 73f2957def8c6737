//! Days that stand as dates in the record, and are a child's date of birth.

use chrono::NaiveDate;

use super::children::named;
use super::{Context, Findings};
use crate::record::{At, FileKind};

/// No date of the record is a child's date of birth (guidance §10.4): one that was typed into the wrong file is printed like any other.
pub fn are_no_childs(context: &Context<'_>, findings: &mut Findings) {
    let (record, terms) = (context.record, &context.terms);
    if terms.children() == 0 {
        return;
    }
    for file in FileKind::RECORD.into_iter().filter(|file| !file.is_private()) {
        let Some(source) = record.sources.get(&file) else { continue };
        for (span, _) in record.keys(file) {
            let typed = source.text.get(span.clone()).unwrap_or_default();
            let day = typed.get(..10).and_then(|day| day.parse::<NaiveDate>().ok());
            if let Some(found) = day.and_then(|day| terms.born_on(day)) {
                let at = At { file, start: span.start, end: span.end };
                findings.add(named(&found, terms.line(&found), &at, false));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::tests::TestRecord;
    use crate::record::FileKind::{Children, Inspection};

    #[test]
    fn a_date_of_birth_in_the_place_of_another_date_is_told_at_its_place() {
        let child =
            "[[child]]\nfamily-name = \"Quillfeather\"\nfirst-names = \"Zebulon\"\ndate-of-birth = 2009-12-14\n";
        let told = |day: &str| {
            let agreed = format!("[[agreed]]\non = {day}\nwith = \"Helen Marsh\"\nwhat = \"a plan\"\n");
            let files = TestRecord::sound().with(Children, child).append(Inspection, &agreed);
            files.problems().iter().filter(|problem| problem.code.id == "SQS0402").count()
        };
        assert_eq!((told("2009-12-14"), told("2009-12-15")), (1, 0));
    }
}
