//! The files of the Aberford demonstration's pack.

/// The case managers of the demonstration, as file names have them.
const MANAGERS: [&str; 11] = [
    "anneke-visser",
    "bronagh-kelly",
    "gill-shaw",
    "kofi-mensah",
    "mared-ellis",
    "nadia-farouk",
    "owen-tranter",
    "peter-sugden",
    "ravi-kapoor",
    "sally-lomax",
    "tom-ridley",
];

/// The whole pack of an inspection whose record holds everything.
pub fn whole() -> Vec<String> {
    let once = [
        "1-announcement/announcement-email.eml",
        "1-announcement/case-sample-specification.pdf",
        "1-announcement/case-sample-spreadsheet.xlsx",
        "1-announcement/confirmation-letter.pdf",
        "1-announcement/information-request.pdf",
        "1-announcement/recipients.pdf",
        "1-announcement/team-and-preparation.pdf",
        "1-announcement/timeline.ics",
        "1-announcement/timeline.pdf",
        "2-sample/case-manager-needs.pdf",
        "2-sample/final-schedule-message.eml",
        "2-sample/sample-message.eml",
        "2-sample/schedule.pdf",
        "2-sample/selected-case-sample.pdf",
        "2-sample/team-interviews-denise-cartwright.pdf",
        "2-sample/team-interviews-tom-hale.pdf",
        "2-sample/whole-schedule.pdf",
        "3-fieldwork/destruction-receipt.pdf",
        "3-fieldwork/evaluation-invitation.eml",
        "3-fieldwork/judgement-sheet-dev-chaudhry.xlsx",
        "3-fieldwork/judgement-sheet-priya-nair.xlsx",
        "3-fieldwork/judgement-sheet-ruth-calder.xlsx",
        "3-fieldwork/monday-briefing.pdf",
        "3-fieldwork/print-pack-dev-chaudhry.pdf",
        "3-fieldwork/print-pack-priya-nair.pdf",
        "3-fieldwork/print-pack-ruth-calder.pdf",
        "3-fieldwork/team-briefing-message.eml",
        "3-fieldwork/team-briefing.pdf",
        "4-report/accuracy-message.eml",
        "4-report/accuracy-response.pdf",
        "4-report/distribution-list.pdf",
        "4-report/draft-report-message.eml",
        "4-report/draft-to-final.pdf",
        "4-report/factual-accuracy-form.xlsx",
        "4-report/report.html",
        "4-report/report.pdf",
        "manifest.json",
    ];
    let each = [
        ("2-sample/interview-calendar", "ics"),
        ("2-sample/interview-invitation", "eml"),
        ("2-sample/interview-slip", "pdf"),
        ("3-fieldwork/survey-invitation", "eml"),
    ];
    let each =
        each.iter().flat_map(|(what, ending)| MANAGERS.iter().map(move |name| format!("{what}-{name}.{ending}")));
    let mut all: Vec<String> = once.into_iter().map(str::to_owned).chain(each).collect();
    all.sort();
    all
}
