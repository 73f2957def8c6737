//! Random edits of everything that a workspace holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use crate::branches::Branches;
use crate::editors::{Style, pause, save};
use crate::files::files;
use crate::random::Random;
use crate::tiny::{NO_SETTINGS, Tiny, catalogue, contacts, inspection, layout, note, team};

/// Names that inspections may have.
const INSPECTIONS: [&str; 4] = ["2027-01-harrowdale", "2027-02-wendmoor", "2027-03-thrane", "2027-04-brack"];

/// Files that are written at once, as an unpacked archive or a synchronised folder does.
const AT_ONCE: usize = 500;
/// Where they are written.
const MANY: &str = "templates/layout/many";

/// Makes random edits in a workspace.
pub struct Editor<'t> {
    tiny: &'t Tiny,
    random: Random,
    count: u64,
    branches: Branches<'t>,
    /// Files of packs that were changed by hand. One that a record no longer calls for stays: a build takes away its own alone.
    pub changed: BTreeSet<PathBuf>,
}

impl<'t> Editor<'t> {
    /// An editor that a seed determines.
    pub fn new(tiny: &'t Tiny, seed: u64) -> Self {
        Self { tiny, random: Random::new(seed), count: 0, branches: Branches::of(tiny), changed: BTreeSet::new() }
    }

    /// Waits for up to so many milliseconds.
    pub fn pause(&mut self, milliseconds: u64) {
        pause(&mut self.random, milliseconds);
    }

    /// A random number below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.random.below(limit)
    }

    /// Makes an edit, and says what it was.
    pub fn edit(&mut self) -> String {
        self.count += 1;
        // They make every step after them slow, so that they do not stay for long.
        if self.tiny.path(MANY).exists() && self.random.one_in(3) {
            return self.write_many();
        }
        match self.random.below(100) {
            0..50 => self.save_record(),
            50..58 => self.break_and_mend(),
            58..66 => self.move_away_and_back(),
            66..70 => self.come_or_go(),
            70..78 => self.save_template(),
            78..84 => self.save_settings(),
            84..93 => self.change_pack(),
            93..98 => self.check_out(),
            98..99 => self.touch(),
            _ => self.write_many(),
        }
    }

    /// Mends all that may be broken, so that there is something to compare.
    pub fn mend(&mut self) -> String {
        let style = *self.random.pick(&Style::ALL);
        save(style, &self.tiny.path("templates/note/en.typ"), &note("mended"), &mut self.random);
        save(style, &self.tiny.path("sqspack.toml"), NO_SETTINGS, &mut self.random);
        for name in INSPECTIONS.iter().filter(|name| self.tiny.path(&format!("inspections/{name}")).exists()) {
            self.tiny.begin(name);
        }
        format!("all mended by {style:?}")
    }

    fn save_record(&mut self) -> String {
        let (path, mut text) = self.record();
        let style = *self.random.pick(&Style::ALL);
        if self.random.one_in(8) {
            text = self.broken(&text);
        }
        save(style, &self.tiny.path(&path), &text, &mut self.random);
        format!("{style:?} of {path}, {} bytes", text.len())
    }

    /// An invalid state that does not last.
    fn break_and_mend(&mut self) -> String {
        let (path, text) = self.record();
        let broken = self.broken(&text);
        let [first, then] = [(); 2].map(|()| *self.random.pick(&Style::ALL));
        save(first, &self.tiny.path(&path), &broken, &mut self.random);
        self.pause(40);
        save(then, &self.tiny.path(&path), &text, &mut self.random);
        format!("{first:?} of a broken {path}, then {then:?} of a good one")
    }

    fn move_away_and_back(&mut self) -> String {
        let name = *self.random.pick(&INSPECTIONS);
        let (here, away) = (self.tiny.path(&format!("inspections/{name}")), self.tiny.path(&format!("away-{name}")));
        if fs::rename(&here, &away).is_err() {
            return format!("{name} is not there to be moved");
        }
        self.pause(80);
        if self.random.one_in(2) {
            let names = self.names();
            fs::write(away.join("contacts.toml"), contacts(&names)).expect("written");
        }
        fs::rename(&away, &here).expect("moved back");
        format!("{name} moved away and back")
    }

    /// An inspection begins, ends or changes its name.
    fn come_or_go(&mut self) -> String {
        let name = *self.random.pick(&INSPECTIONS);
        let other = *self.random.pick(&INSPECTIONS);
        let [here, there] = [name, other].map(|name| self.tiny.path(&format!("inspections/{name}")));
        if !here.exists() {
            self.tiny.begin(name);
            return format!("{name} begun");
        }
        if !there.exists() {
            fs::rename(here, there).expect("renamed");
            return format!("{name} renamed to {other}");
        }
        fs::remove_dir_all(here).expect("removed");
        format!("{name} removed")
    }

    fn save_template(&mut self) -> String {
        let style = *self.random.pick(&Style::ALL);
        let number = self.random.below(5);
        let word = format!("word{number}");
        let (path, text) = match self.random.below(6) {
            0 | 1 => ("note/en.typ", note(&word)),
            2 => ("layout/tiny.typ", layout(9 + u32::try_from(number).expect("small"))),
            3 => ("message/en.txt", format!("{word} {{{{ yot.name }}}}\n")),
            4 => ("catalogue.toml", catalogue(&word)),
            _ => ("note/en.typ", format!("{} {{{{ no_such_thing }}}}", note(&word))),
        };
        save(style, &self.tiny.path(&format!("templates/{path}")), &text, &mut self.random);
        format!("{style:?} of templates/{path}, number {number}")
    }

    fn save_settings(&mut self) -> String {
        let style = *self.random.pick(&Style::ALL);
        let number = self.random.below(5);
        let text = match self.random.below(4) {
            0 => NO_SETTINGS.to_owned(),
            1 if self.random.one_in(2) => "[office\n".to_owned(),
            2 => format!(
                "[programme]\nannouncement-notice = {}\n\n[[bank-holiday]]\non = 2027-03-0{}\nname = \"jubilee\"\n\n\
                 [[closure]]\nfrom = 2027-03-08\nto = 2027-03-1{number}\nname = \"closed\"\n",
                10 + number,
                1 + number
            ),
            _ => format!("[office]\ntelephone = \"0161 496 000{number}\"\n"),
        };
        save(style, &self.tiny.path("sqspack.toml"), &text, &mut self.random);
        format!("{style:?} of sqspack.toml, {} bytes", text.len())
    }

    /// A file of a pack is changed, deleted or replaced by hand.
    fn change_pack(&mut self) -> String {
        let name = *self.random.pick(&INSPECTIONS);
        let pack = self.tiny.path("packs").join(name);
        let paths: Vec<PathBuf> = files(&pack).into_keys().map(|path| pack.join(path)).collect();
        if paths.is_empty() {
            return format!("no pack of {name} to change");
        }
        let path = self.random.pick(&paths).clone();
        self.changed.insert(path.clone());
        // The watcher may be at the same file.
        let did = match self.random.below(5) {
            // A manifest that reads well and is wrong.
            3 => fs::read_to_string(pack.join("manifest.json")).and_then(|text| {
                fs::write(pack.join("manifest.json"), text.replace("\"pages\": 1", "\"pages\": 7"))
                    .map(|()| "and its manifest changed")
            }),
            0 => fs::remove_file(&path).map(|()| "deleted"),
            1 => fs::write(&path, "changed by hand").map(|()| "overwritten"),
            2 => fs::remove_dir_all(&pack).map(|()| "deleted with its whole pack"),
            _ => fs::read(&path).and_then(|mut bytes| {
                // A file that the watcher is about to write is still empty.
                bytes.iter_mut().take(1).for_each(|first| *first ^= 1);
                fs::write(&path, bytes).map(|()| "changed in one bit")
            }),
        };
        format!("{} {}", path.strip_prefix(self.tiny.root()).expect("below").display(), did.unwrap_or("left alone"))
    }

    /// All is committed, and perhaps another branch checked out.
    fn check_out(&mut self) -> String {
        self.branches.commit();
        if self.random.one_in(3) { "committed".to_owned() } else { self.branches.check_out_the_other() }
    }

    /// A file is saved as it was.
    fn touch(&mut self) -> String {
        let style = *self.random.pick(&Style::ALL);
        let (path, _) = self.record();
        let place = self.tiny.path(&path);
        let Ok(text) = fs::read_to_string(&place) else { return format!("no {path} to save again") };
        save(style, &place, &text, &mut self.random);
        format!("{style:?} of {path} as it was")
    }

    /// Five hundred files at once, or all of them gone.
    fn write_many(&mut self) -> String {
        let folder = self.tiny.path(MANY);
        if folder.exists() {
            fs::remove_dir_all(folder).expect("removed");
            return format!("{AT_ONCE} files removed");
        }
        for index in 0..AT_ONCE {
            self.tiny.write(&format!("{MANY}/{index}.typ"), &format!("#let x = {}\n", self.count));
        }
        format!("{AT_ONCE} files written")
    }

    /// A file of a record with a good text for it.
    fn record(&mut self) -> (String, String) {
        let name = *self.random.pick(&INSPECTIONS);
        let number = self.random.below(30);
        let (file, text) = match self.random.below(5) {
            0 => ("inspection.toml", self.inspection(number)),
            1 => ("team.toml", team(&format!("Ruth Calder {number}"))),
            _ => ("contacts.toml", contacts(&self.names())),
        };
        (format!("inspections/{name}/{file}"), text)
    }

    /// `inspection.toml` with another name or week, and perhaps with dates that have moved before.
    fn inspection(&mut self, number: u64) -> String {
        let text = inspection(&format!("Harrowdale YOT {}", number % 5));
        let text = text.replace("starts = 2027-03-15", &format!("starts = 2027-03-{:02}", 8 + 7 * (number % 3)));
        if self.random.one_in(2) { text } else { format!("{text}\n[calendar]\nrevision = {}\n", 1 + number % 4) }
    }

    fn names(&mut self) -> Vec<String> {
        let count = self.random.below(4);
        (0..count).map(|_| format!("Helen Marsh {}", self.random.below(1_000))).collect()
    }

    /// A text that is not a good one any more.
    fn broken(&mut self, text: &str) -> String {
        match self.random.below(4) {
            0 => String::new(),
            1 => text.chars().take(text.len() / 2).collect(),
            2 => format!("{text}\nunknown-key = 1\n"),
            _ => format!("{text}\n= nonsense\n"),
        }
    }
}
