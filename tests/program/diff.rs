//! What `diff` shows of two states of a record, and what it never shows.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Workspace;
use crate::support::pdf::Pdf;

fn git(folder: &Path, arguments: &[&str]) {
    let who = ["-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "core.autocrlf=false"];
    let run = Command::new("git").arg("-C").arg(folder).args(who).args(arguments).output().expect("git is at hand");
    assert!(run.status.success(), "{arguments:?}: {run:?}");
}

fn commit(workspace: &Workspace) {
    git(workspace.root(), &["add", "--all"]);
    git(workspace.root(), &["commit", "--quiet", "-m", "the record"]);
}

#[test]
fn what_differs_is_shown_word_by_word_and_the_exit_status_tells_it() {
    let workspace = Workspace::aberford();
    git(workspace.root(), &["init", "--quiet"]);
    let none = workspace.run(["diff", "aberford"]);
    assert!(none.code == 2 && none.err.contains("no commit yet"), "{}", none.err);
    commit(&workspace);
    let letter = ["diff", "aberford", "--document", "announcement-email"];
    let same = workspace.run(letter).well();
    assert!(same.out.contains("0 documents differ, 1 document says the same"), "{}", same.out);
    // A file that was checked out with other line ends says the same.
    let contacts = workspace.read("contacts.toml");
    workspace.write("contacts.toml", &contacts.replace('\n', "\r\n"));
    workspace.run(letter).well();

    workspace.write("contacts.toml", &contacts.replace("01632 960140", "0113 496 0177"));
    let run = workspace.run(letter);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.out.contains("Announcement e-mail: 1 place"), "{}", run.out);
    assert!(run.out.contains("[-01632 960140-]{+0113 496 0177+}"), "{}", run.out);
    let json = workspace.run([&letter[..], &["--format", "json"]].concat()).json();
    let document = &json["inspections"][0]["documents"][0];
    assert_eq!((document["state"].as_str(), document["places"].as_u64()), (Some("changed"), Some(1)));
    let page = workspace.run([&letter[..], &["--format", "html"]].concat()).out;
    assert!(page.contains("deleted: </span>01632 960140") && page.contains("inserted: </span>0113 496 0177"), "{page}");

    let pdf = workspace.command([&letter[..], &["--format", "pdf"]].concat()).output().expect("it runs").stdout;
    let words: String = Pdf::read(&pdf).text().split_whitespace().collect();
    assert!(words.contains("[-01632960140-]{+01134960177+}"), "{words}");

    // Between two commits, whatever the files are now.
    commit(&workspace);
    workspace.write("contacts.toml", "");
    let run = workspace.run(["diff", "HEAD~1..HEAD", "aberford", "--document", "announcement-email"]);
    assert!(run.code == 1 && run.out.contains("{+0113 496 0177+}"), "{}\n{}", run.out, run.err);
    workspace.write("contacts.toml", &contacts);

    // An old record that this program does not read.
    workspace.edit("team.toml", "[support-officer]", "[support-officers]");
    commit(&workspace);
    workspace.edit("team.toml", "[support-officers]", "[support-officer]");
    let run = workspace.run(["diff", "HEAD", "aberford"]);
    let place = "HEAD:inspections/2027-01-aberford/team.toml:";
    assert!(run.code == 2 && run.err.contains(place), "{}", run.err);
    let run = workspace.run(["diff", "nowhere", "aberford"]);
    assert!(run.code == 2 && run.err.contains("no commit `nowhere`"), "{}", run.err);
}

#[test]
fn a_child_whom_an_old_record_names_is_not_shown() {
    let workspace = Workspace::aberford();
    git(workspace.root(), &["init", "--quiet"]);
    let private = workspace.read("children.private.toml");
    let line = |key: &str| {
        let line = private.lines().find(|line| line.starts_with(key)).expect("a child");
        line.split('"').nth(1).expect("a name").to_owned()
    };
    let (family, first) = (line("family-name"), line("first-names"));
    // The private file stays out of git, as it does in an office.
    fs::write(workspace.path(".gitignore"), "*private*\n").expect("written");
    let contacts = workspace.read("contacts.toml");
    workspace
        .write("contacts.toml", &contacts.replacen("title = \"", &format!("title = \"Aunt of {first} {family}, "), 1));
    commit(&workspace);
    workspace.write("contacts.toml", &contacts);
    for format in ["human", "json", "html"] {
        let run = workspace.run(["diff", "aberford", "--document", "announcement-email", "--format", format]);
        assert_eq!(run.code, 1, "{}", run.err);
        for shown in [&run.out, &run.err] {
            assert!(!shown.contains(&family) && !shown.contains(&first), "{shown}");
        }
        assert!(format != "human" || run.out.contains("not shown, since they may tell of a child"), "{}", run.out);
        assert!(run.out.contains("no children.private.toml"), "{}", run.out);
    }
    // Nor is a branch that is called after a child.
    let branch = format!("{first}-{family}");
    git(workspace.root(), &["branch", &branch]);
    for format in ["human", "json", "html"] {
        let run = workspace.run(["diff", &branch, "aberford", "--document", "announcement-email", "--format", format]);
        assert!(run.code == 1 && !(run.out + &run.err).contains(&family), "{format}");
    }
    let letter = ["diff", "aberford", "--document", "announcement-email", "--format", "pdf"];
    let pdf = workspace.command(letter).output().expect("it runs").stdout;
    let words = Pdf::read(&pdf).text();
    assert!(
        !words.contains(&family) && !words.contains(&first) && words.contains("nochildren.private.toml"),
        "{words}"
    );
}

#[test]
fn a_masked_comparison_names_nobody_and_finds_the_same_places() {
    let workspace = Workspace::aberford();
    git(workspace.root(), &["init", "--quiet"]);
    commit(&workspace);
    workspace.edit("contacts.toml", "Helen Marsh", "Helen Ashworth");
    workspace.edit("team.toml", "07700 900111", "07700 900199");
    let asked = ["diff", "HEAD", Workspace::ABERFORD];
    let plain = workspace.run(asked);
    let masked = workspace.run([&asked[..], &["--masked"]].concat());
    assert_eq!((plain.code, masked.code), (1, 1));
    assert!(plain.out.contains("Helen") && plain.out.contains("2027-01-aberford"), "{}", plain.out);
    for name in ["Helen", "helen", "Marsh", "Ashworth", "Aberford", "aberford", "900199", "Calder"] {
        assert!(!masked.out.contains(name), "{name}: {}", masked.out);
    }
    let places = |out: &str| out.matches("[-").count();
    assert_eq!(places(&plain.out), places(&masked.out), "{}", masked.out);
    workspace.edit("contacts.toml", "helen.marsh@aberford.example", "nowhere");
    let broken = workspace.run([&asked[..], &["--masked"]].concat());
    assert!(!broken.err.contains("nowhere") && !broken.err.contains("aberford"), "{}", broken.err);
}

#[test]
fn two_commits_are_searched_for_the_children_of_this_machine() {
    let workspace = Workspace::aberford();
    git(workspace.root(), &["init", "--quiet"]);
    fs::write(workspace.path(".gitignore"), "*private*\n").expect("written");
    let contacts = workspace.read("contacts.toml");
    workspace.write("contacts.toml", &contacts.replacen("title = \"", "title = \"Aunt of Zebulon Quillfeather, ", 1));
    commit(&workspace);
    workspace.write("contacts.toml", &contacts);
    commit(&workspace);
    let compared = |what: &str| workspace.run(["diff", what, "aberford", "--document", "announcement-email"]);
    for what in ["HEAD~1..HEAD", "HEAD~1..", "HEAD..HEAD~1"] {
        let run = compared(what);
        assert!(run.code == 1 && run.out.contains("not shown, since they may tell of a child"), "{}", run.out);
        assert!(!run.out.contains("no child is known"), "{}", run.out);
        assert!(!run.out.contains("Quillfeather") && !run.err.contains("Quillfeather"), "{}{}", run.out, run.err);
    }
    // An inspection that was moved has its children under another name.
    fs::rename(workspace.path("inspections/2027-01-aberford"), workspace.path("inspections/2027-02-aberford"))
        .expect("moved");
    let run = workspace.run(["diff", "HEAD~1..HEAD", "--document", "announcement-email"]);
    assert!(run.code == 1 && run.out.contains("not shown, since they may tell of a child"), "{}", run.out);
    assert!(!run.out.contains("Quillfeather") && !run.err.contains("Quillfeather"), "{}{}", run.out, run.err);
    fs::rename(workspace.path("inspections/2027-02-aberford"), workspace.path("inspections/2027-01-aberford"))
        .expect("moved");
    // Where no child can be read from the file, nothing is shown at all.
    for unread in ["\0\0", "child = []\n", "[[child"] {
        workspace.write("children.private.toml", unread);
        let run = compared("HEAD~1..HEAD");
        assert!(run.code == 2 && run.out.is_empty() && !run.err.contains("Quillfeather"), "{}{}", run.out, run.err);
    }
    workspace.remove("children.private.toml");
    assert!(compared("HEAD~1..HEAD").out.contains("no child is known here, so that nothing shown was searched"));
}
