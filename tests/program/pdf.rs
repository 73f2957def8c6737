//! Every PDF of every demonstration, looked at by readers that are not the program's own.

use crate::support::{Workspace, demonstrations, pdf::Pdf, standards};

/// Every PDF of the demonstrations and examples: inspection, path and bytes.
fn each(mut look: impl FnMut(&str, &str, &[u8])) {
    for (workspace, inspection) in demonstrations() {
        let pack = workspace.pack(inspection);
        for path in pack.paths().into_iter().filter(|path| path.ends_with(".pdf")) {
            look(inspection, path, pack.bytes(path));
        }
    }
}

#[test]
fn every_pdf_is_accessible_and_archivable() {
    let mut seen = 0;
    each(|_, _, bytes| {
        standards::assert_accessible_and_archivable(bytes);
        seen += 1;
    });
    assert!(seen > 100, "{seen}");
}

#[test]
fn every_pdf_says_what_it_is_in_its_metadata() {
    each(|inspection, path, bytes| {
        let pdf = Pdf::read(bytes);
        let title = pdf.info("Title");
        let is_welsh = path.ends_with(".cy.pdf");
        let team = if is_welsh { "Gwasanaeth Troseddau Ieuenctid" } else { "Youth" };
        // What is made for a person is called by the person.
        let is_of_a_person = ["interview-slip", "team-interviews", "print-pack"].iter().any(|one| path.contains(one));
        assert!(title.contains(": ") && (is_of_a_person || title.contains(team)), "{path}: {title}");
        // The inspectorate changed its name with the sovereign.
        let sovereign = if inspection.starts_with("2016") { "Her" } else { "His" };
        let author = pdf.info("Author");
        if is_welsh {
            assert_eq!(author, "Arolygiaeth Prawf Ei Fawrhydi", "{path}");
        } else {
            let is_right = author.starts_with(sovereign) && author.ends_with("Inspectorate of Probation");
            assert!(is_right, "{path}: {author}");
        }
        assert_eq!(pdf.language(), if is_welsh { "cy-GB" } else { "en-GB" }, "{path}");
        let marking = if is_welsh { "SWYDDOGOL" } else { "OFFICIAL" };
        assert!(pdf.info("Keywords").contains(marking) && pdf.info("Keywords").contains(inspection), "{path}");
    });
}

#[test]
fn a_pdf_bears_the_date_of_the_milestone_that_it_serves() {
    for (workspace, inspection) in demonstrations() {
        let timeline = workspace.run(["timeline", inspection, "--format", "json"]).well().json();
        let pack = workspace.pack(inspection);
        let date = |milestone: &str| {
            let entry = timeline.as_array().unwrap().iter().find(|entry| entry["milestone"] == milestone).unwrap();
            format!("D:{}000000Z", entry["date"].as_str().unwrap().replace('-', ""))
        };
        // What goes out to be checked first bears the date of that, until the record calls it final.
        let calls_final = |file: &str| {
            let path = workspace.root().join("inspections").join(inspection).join(file);
            std::fs::read_to_string(path).unwrap_or_default().contains("= \"final\"")
        };
        let schedule = if calls_final("cases.toml") { "final-schedule" } else { "sample-sent" };
        let report = if calls_final("report.toml") { "publication" } else { "draft-report-sent" };
        for (document, milestone) in [
            ("1-announcement/confirmation-letter.", "announcement"),
            ("2-sample/schedule.", schedule),
            ("4-report/report.", report),
        ] {
            for path in pack.paths().into_iter().filter(|path| path.starts_with(document) && path.ends_with(".pdf")) {
                let pdf = Pdf::read(pack.bytes(path));
                assert_eq!(pdf.info("CreationDate"), date(milestone), "{inspection}/{path}");
                assert_eq!(pdf.info("ModDate"), date(milestone), "{inspection}/{path}");
            }
        }
    }
}

#[test]
fn every_font_is_embedded_and_of_the_one_family() {
    each(|_, path, bytes| {
        let fonts = Pdf::read(bytes).fonts();
        assert!(!fonts.is_empty(), "{path}");
        for (name, is_embedded) in fonts {
            // Six letters and a plus sign say that only a part of the font is there.
            let family = name.split_once('+').map(|(_, family)| family);
            assert!(family.is_some_and(|family| family.starts_with("SqspackSans")), "{path}: {name}");
            assert!(is_embedded, "{path}: {name}");
        }
    });
}

#[test]
fn a_schedule_has_one_landscape_page_for_each_member_of_the_team() {
    for ((workspace, inspection), members) in demonstrations().iter().zip([3, 3, 2, 7]) {
        let pdf = Pdf::read(workspace.pack(inspection).english("2-sample/schedule.pdf"));
        let pages = pdf.pages();
        assert_eq!(pages.len(), members, "{inspection}");
        assert!(pages.iter().all(|(width, height)| width > height), "{inspection}");
    }
}

#[test]
fn a_schedule_names_every_case_and_no_more() {
    for ((workspace, inspection), cases) in demonstrations().iter().zip([20, 20, 14, 47]) {
        let text = Pdf::read(workspace.pack(inspection).english("2-sample/schedule.pdf")).text();
        let mut ids: Vec<&str> = text.split("HMIPID:").skip(1).map(|rest| &rest[..4]).collect();
        ids.sort_unstable();
        // A local assessor's page shows the case that is observed as well.
        ids.dedup();
        assert_eq!(ids.len(), cases, "{inspection}: {ids:?}");
    }
}

#[test]
fn a_confirmation_letter_has_two_portrait_pages_at_most() {
    for (workspace, inspection) in demonstrations() {
        let pages = Pdf::read(workspace.pack(inspection).english("1-announcement/confirmation-letter.pdf")).pages();
        assert!(pages.len() <= 2 && pages.iter().all(|(width, height)| width < height), "{inspection}: {pages:?}");
    }
}

#[test]
fn an_english_pack_says_nothing_of_welsh() {
    for (workspace, inspection) in
        demonstrations().iter().filter(|(_, inspection)| *inspection != Workspace::RHYD_Y_TWR)
    {
        let pack = workspace.pack(inspection);
        for path in pack.paths() {
            let text = match path.rsplit_once('.') {
                Some((_, "pdf")) => Pdf::read(pack.bytes(path)).text(),
                Some((_, "xlsx")) => continue,
                _ => String::from_utf8_lossy(pack.bytes(path)).into_owned(),
            };
            for word in ["Welsh", "Cymraeg", "Gymraeg", "\"cy\""] {
                assert!(!text.contains(word), "{inspection}/{path}: {word}");
            }
        }
    }
}
