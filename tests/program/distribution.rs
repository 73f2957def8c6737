//! Whom the report goes to once it is final, and what holds it up (guidance §3.5).

use std::collections::BTreeSet;

use crate::support::pdf::Pdf;
use crate::support::{Tree, Workspace};

const FOLDER: &str = Workspace::ABERFORD;

/// The first demonstration with a report that is final: what is not written in it is written here.
fn with_final_report() -> Workspace {
    let workspace = Workspace::aberford();
    for (from, to) in [
        ("state = \"draft\"", "state = \"final\""),
        (
            "# operational-management = [\"…\"]",
            "operational-management = [\"Managers met case managers every month.\"]",
        ),
        ("# protecting-the-public = [\"…\"]", "protecting-the-public = [\"Plans were agreed with the police.\"]"),
        ("# serving-the-sentence = [\"…\"]", "serving-the-sentence = [\"Most appointments were kept.\"]"),
    ] {
        workspace.edit("report.toml", from, to);
    }
    let text = workspace.read("report.toml");
    let reading = "[[quality-assurance]]\nread-by = \"Rowan Ash\"\non = 2027-01-25\nput-right = [\"a slip\"]";
    workspace.write("report.toml", &format!("{text}\n{reading}\n"));
    workspace
}

/// The pack, which is built without a warning.
fn pack(workspace: &Workspace) -> Tree {
    workspace.run(["build", FOLDER]).well();
    Tree::of(&workspace.path("packs").join(FOLDER))
}

/// Those who get a copy of the report, as file names have them.
fn copies(pack: &Tree) -> BTreeSet<String> {
    let name = |path: &&str| Some(path.strip_prefix("4-report/report-copy-message-")?.strip_suffix(".eml")?.to_owned());
    pack.paths().iter().filter_map(name).collect()
}

/// The addresses and attachments of a message.
fn message(pack: &Tree, name: &str) -> (Vec<String>, Vec<String>) {
    let parsed = mail_parser::MessageParser::default();
    let message = parsed.parse(pack.bytes(&format!("4-report/{name}.eml"))).expect("a message");
    let to = message.to().expect("a reader").iter().filter_map(|one| one.address()).map(str::to_owned).collect();
    let attached = message.attachments().filter_map(mail_parser::MimeHeaders::attachment_name);
    (to, attached.map(str::to_owned).collect())
}

#[test]
fn the_final_report_goes_to_the_chair_and_a_copy_to_each_other_whom_the_guidance_names() {
    let workspace = with_final_report();
    let pack = pack(&workspace);
    let all: toml::Table = workspace.read("contacts.toml").parse().expect("TOML");
    let all = all["contact"].as_array().expect("contacts").iter();
    let names = all.map(|one| one["name"].as_str().expect("a name").to_lowercase());
    let names = names.map(|name| name.replace("councillor ", "").replace(' ', "-"));
    let others: BTreeSet<String> = names.filter(|name| name != "imogen-thwaite").collect();
    assert_eq!(copies(&pack), others);
    let (to, attached) = message(&pack, "report-message-imogen-thwaite");
    assert_eq!((to, attached), (vec!["imogen.thwaite@aberford.example".to_owned()], vec!["report.pdf".to_owned()]));
    for name in &others {
        let (to, attached) = message(&pack, &format!("report-copy-message-{name}"));
        assert_eq!((to.len(), attached), (1, vec!["report.pdf".to_owned()]), "{name}");
    }
    let page = String::from_utf8_lossy(pack.bytes("4-report/website-text.html")).into_owned();
    assert!(page.contains("a committed team that gets to know its children well"), "{page}");
}

#[test]
fn the_charts_go_to_the_yot_manager_alone_and_by_secure_mail() {
    let workspace = Workspace::built().and(Workspace::RHYD_Y_TWR).and_findings(Workspace::RHYD_Y_TWR);
    workspace.run(["build", Workspace::RHYD_Y_TWR]).well();
    let pack = Tree::of(&workspace.path("packs").join(Workspace::RHYD_Y_TWR));
    let (to, attached) = message(&pack, "charts-message");
    assert_eq!(attached, ["charts.cy.pdf", "charts.en.pdf"]);
    assert_eq!(to.len(), 1, "{to:?}");
    let carries = |path: &&&str| {
        let name = path.strip_prefix("4-report/").and_then(|name| name.strip_suffix(".eml"));
        name.is_some_and(|name| message(&pack, name).1.iter().any(|file| file.starts_with("charts")))
    };
    assert_eq!(pack.paths().iter().filter(carries).count(), 1);
}

#[test]
fn a_draft_goes_to_nobody_whom_only_the_final_report_is_for() {
    let pack = pack(&Workspace::aberford());
    assert!(copies(&pack).is_empty());
    let names = ["4-report/website-text.html", "4-report/report-message-imogen-thwaite.eml"];
    assert!(pack.paths().iter().all(|path| !names.contains(path)));
}

#[test]
fn a_report_goes_to_nobody_while_the_record_does_not_name_all_who_get_it() {
    let workspace = with_final_report();
    workspace.edit("contacts.toml", "\"police-and-crime-commissioner\"", "\"report-copy\"");
    workspace.edit("contacts.toml", "email = \"carys.holt@yjb.example\"\n", "");
    let built = workspace.run(["build", FOLDER]);
    assert!(built.out.contains("all who get the report by the guidance"), "{}", built.out);
    let pack = Tree::of(&workspace.path("packs").join(FOLDER));
    assert!(copies(&pack).is_empty());
    let check = workspace.run(["check", FOLDER, "--for", "publication"]).out;
    assert!(check.contains("whoever is police-and-crime-commissioner, who gets the report"), "{check}");
    assert!(check.contains("an address of Carys Holt, who gets the report"), "{check}");
    let list = Pdf::read(pack.bytes("4-report/distribution-list.pdf")).text();
    assert!(list.contains("PoliceandCrimeCommissioner") && list.contains("CarysHolt"), "{list}");
}

#[test]
fn whoever_has_no_e_mail_address_gets_the_report_by_post() {
    let workspace = with_final_report();
    let address = "address = [\"4 Brook Street\", \"Aberford\", \"AB1 3EF\"]\n";
    workspace.edit("contacts.toml", "email = \"carys.holt@yjb.example\"\n", address);
    let pack = pack(&workspace);
    assert!(!copies(&pack).contains("carys-holt"));
    let list = Pdf::read(pack.bytes("4-report/distribution-list.pdf")).text();
    assert!(list.contains("Bypost:4BrookStreet,Aberford,AB13EF"), "{list}");
}

#[test]
fn each_authority_of_several_has_its_own_chief_executive_and_elected_members() {
    let workspace = with_final_report();
    let authorities = "authorities = [\"Aberford City Council\"]";
    workspace.edit(
        "inspection.toml",
        authorities,
        "authorities = [\"Aberford City Council\", \"Westmere Borough Council\"]",
    );
    let check = workspace.run(["check", FOLDER, "--for", "publication"]).out;
    for role in ["chief-executive", "elected-member-children", "elected-member-crime"] {
        assert!(check.contains(&format!("whoever is {role} of Westmere Borough Council")), "{role}: {check}");
    }
}
