//! The forms of a name: as it is typed, and as addresses and other spellings have it.

use super::text::{Text, fold};
use super::words::{PARTICLES, is_rare};

/// Letters of a name that is looked for in pieces, or with an initial in one word, at least.
pub const FEWEST_LETTERS: usize = 5;

/// First names one by one, a double one whole.
pub fn split(names: &str) -> Vec<String> {
    names.split([' ', ',', '\u{a0}']).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A name in one word.
pub fn whole(name: &str) -> String {
    Text::new(name).words.into_iter().map(|word| word.folded).collect()
}

/// The halves of a double name, without what is no name of its own: `Gwilym` of `ap Gwilym`.
pub fn halves(name: &str) -> Vec<String> {
    let words: Vec<String> = Text::new(name).words.into_iter().map(|word| word.folded).collect();
    let is_half = |half: &String| half.chars().count() > 2 && !PARTICLES.contains(&half.as_str());
    if words.len() > 1 { words.into_iter().filter(is_half).collect() } else { Vec::new() }
}

/// What addresses make of somebody's name: `helenmarsh`, `hmarsh`, `marshh`, `helenm`.
pub fn in_addresses(words: &[String]) -> Vec<String> {
    let Some((first, rest)) = words.split_first() else { return Vec::new() };
    let initial: String = first.chars().take(1).collect();
    let initials: String = words.iter().filter_map(|word| word.chars().next()).collect();
    let mut addresses = Vec::new();
    for start in 0..rest.len() {
        let family = rest[start..].concat();
        let initials: String = initials.chars().take(start + 1).collect();
        for first in [first, &initial, &initials] {
            addresses.extend([format!("{first}{family}"), format!("{family}{first}")]);
        }
        addresses.extend(family.chars().next().map(|letter| format!("{first}{letter}")));
    }
    addresses
}

/// A form without the ending of a plural.
pub fn plural(form: &str) -> impl Iterator<Item = &str> {
    let long = |form: &&str| form.chars().count() > 2;
    ["s", "es"].into_iter().filter_map(move |ending| form.strip_suffix(ending)).filter(long)
}

/// `Mueller` for Müller.
pub fn umlauts(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let written = lower.replace('ü', "ue").replace('ö', "oe").replace('ä', "ae").replace('ø', "oe").replace('å', "aa");
    (written != lower).then(|| Text::new(&written).words.into_iter().map(|word| word.folded).collect())
}

/// `Mac Donald` for MacDonald.
pub fn humps(name: &str) -> Option<String> {
    let mut parted = String::new();
    let mut before = ' ';
    for sign in name.chars() {
        if sign.is_uppercase() && before.is_lowercase() {
            parted.push(' ');
        }
        parted.push(sign);
        before = sign;
    }
    (parted != name)
        .then(|| Text::new(&parted).words.iter().map(|word| word.folded.as_str()).collect::<Vec<_>>().join(" "))
}

/// Other forms of a family name that a relative bears, or another pen writes: `McAllister` for MacAllister, `Wiśniewska` for Wiśniewski,
/// `Ivanova` for Ivanov, `Novotná` for Novotný.
pub fn of_relatives(name: &str) -> Vec<String> {
    const FEWEST: usize = 6;
    const ENDINGS: [(&str, &str); 9] = [
        ("ski", "ska"),
        ("cki", "cka"),
        ("dzki", "dzka"),
        ("ski", "scy"),
        ("cki", "ccy"),
        ("ska", "scy"),
        ("cka", "ccy"),
        ("ov", "ova"),
        ("ev", "eva"),
    ];
    let whole = whole(name);
    if whole.chars().count() < FEWEST {
        return Vec::new();
    }
    let mut forms = Vec::new();
    let scottish = whole.strip_prefix("mac").map(|rest| ("mc", rest));
    if let Some((start, rest)) = scottish.or_else(|| whole.strip_prefix("mc").map(|rest| ("mac", rest))) {
        forms.extend([format!("{start}{rest}"), format!("{start} {rest}")]);
    }
    for (one, other) in ENDINGS {
        forms.extend(whole.strip_suffix(one).map(|stem| format!("{stem}{other}")));
        forms.extend(whole.strip_suffix(other).map(|stem| format!("{stem}{one}")));
    }
    for (one, other) in [('ý', "a"), ('á', "y")] {
        forms.extend(name.ends_with(one).then(|| format!("{}{other}", &whole[..whole.len() - 1])));
    }
    forms
}

/// What addresses make of a name with its initials: `zquillfeather`, `quillfeatherz`, and `zebulonq` where few others have the first name.
pub fn with_initials(first: &str, family: &str) -> Vec<String> {
    let initials: String = split(first).iter().filter_map(|name| fold(name).chars().next()).collect();
    let initial: String = initials.chars().take(1).collect();
    let halves = Text::new(family).words.into_iter().map(|word| word.folded);
    let families = halves.filter(|half| half.chars().count() > 2).chain([whole(family)]);
    let both = |family: String| {
        let initials = [&initial, &initials].into_iter().filter(|initials| !initials.is_empty());
        initials.flat_map(|initials| [format!("{initials}{family}"), format!("{family}{initials}")]).collect::<Vec<_>>()
    };
    let first = split(first).first().map(|name| whole(name)).unwrap_or_default();
    let is_long = first.chars().count() >= FEWEST_LETTERS;
    let of_family =
        fold(family).chars().next().filter(|_| is_long && is_rare(&first)).map(|letter| format!("{first}{letter}"));
    families.flat_map(both).filter(|word| word.chars().count() >= FEWEST_LETTERS).chain(of_family).collect()
}
