//! Why something may not be in git.

use crate::search::What;

/// Why something may not be in git.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum GuardFault {
    /// It is the children's file, or a copy of it.
    PrivateFile,
    /// It is a children's file that no commit has, and the settings call the children invented.
    Doubted,
    /// It has the name of a sealed children's file, and is not sealed with a passphrase.
    NotSealed,
    /// It lies where sqspack writes what it makes.
    Made,
    /// It has a format that packs have, which nobody can read line by line.
    Format(&'static str),
    /// It holds something of a child.
    Holds(What),
    /// Its name holds something of a child.
    NamedAfter(What),
    /// It holds a passphrase.
    Passphrase,
    /// It is larger than anything that is searched.
    TooLarge,
    /// It is a children's file that cannot be read, or has another name, so that nobody knows whom to look for.
    Unread,
}

impl GuardFault {
    /// In words.
    pub fn words(self) -> String {
        match self {
            Self::PrivateFile => "this is the children's file, or a copy of it".to_owned(),
            Self::Doubted => "this is a children's file that no commit has yet. `sqspack.toml` calls the children invented, and whoever can push \
                              may have written that: if they are, commit the file once with `git commit --no-verify`"
                .to_owned(),
            Self::NotSealed => {
                "this has the name of the sealed children's file, and no passphrase has sealed it".to_owned()
            }
            Self::Made => "sqspack makes this on each machine, and git takes none of it".to_owned(),
            Self::Format(format) => {
                format!("`.{format}` is a format of packs and lists, which cannot be searched here")
            }
            Self::Holds(what) => format!("this holds {}", what.words()),
            Self::NamedAfter(what) => format!("its name holds {}", what.words()),
            Self::Passphrase => {
                "this holds ten words as `sqspack seal` makes a passphrase of them, which belongs into no repository".to_owned()
            }
            Self::TooLarge => "this is too large to be searched".to_owned(),
            Self::Unread => "no child can be read from here, so that nobody knows whom to look for".to_owned(),
        }
    }
}

/// Something that may not be in git.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GuardFinding {
    /// Where: `office/notes.toml:12`, `the message of commit 1f3a9c2`. It holds no term.
    pub place: String,
    /// Why not.
    pub fault: GuardFault,
}
