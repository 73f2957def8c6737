//! The schedule's words in one language. Whatever takes a name or a number is a function that returns the whole phrase,
//! since another language may put it elsewhere or change the words around it.

use crate::record::Language;

/// The words of one language.
#[derive(Debug)]
pub struct Words {
    /// A time of day, from minutes after midnight: `9:30am`.
    pub time: fn(u16) -> String,
    /// From one time to another: `9am to 11:15am`.
    pub range: fn(u16, u16) -> String,
    /// A member's heading, from role and name: `Lead inspector: Ruth Calder`.
    pub heading: fn(&str, &str) -> String,
    /// On the way to the YOT.
    pub travel_out: &'static str,
    /// When the team arrives (guidance §12.1).
    pub on_site: &'static str,
    /// On the way home.
    pub travel_home: &'static str,
    /// The briefing of the whole team.
    pub briefing: &'static str,
    /// A short break.
    pub pause: &'static str,
    /// Lunch.
    pub lunch: &'static str,
    /// Lunch of the lead inspector.
    pub lead_lunch: &'static str,
    /// Meeting with the head of the YOT, from the title of the post.
    pub manager: fn(&str) -> String,
    /// Meeting with the local assessor or the inspector of that name.
    pub partner: fn(&str) -> String,
    /// Quality check with the local assessor or the inspector of that name.
    pub quality_check: fn(&str) -> String,
    /// Debrief of the whole team.
    pub debrief: &'static str,
    /// Debrief with the local assessor or the inspector of that name.
    pub partner_debrief: fn(&str) -> String,
    /// Preparation.
    pub preparation: &'static str,
    /// A case, from its number on the page: `Case 3`.
    pub case: fn(usize) -> String,
    /// A slot that no case has been put into.
    pub no_case: &'static str,
    /// What stands for the case manager of a case without one (guidance §11.6).
    pub records_alone: &'static str,
    /// The first interview of a case manager (guidance §11.5).
    pub first_interview: &'static str,
    /// The case is observed by the local assessor of that name.
    pub observed_by: fn(&str) -> String,
    /// The local assessor observes the inspector of that name with the case of that number.
    pub observe: fn(&str, usize) -> String,
    /// A day without fieldwork.
    pub no_fieldwork: &'static str,
    /// The key, kind by kind.
    pub key: [(&'static str, &'static str); 4],
}

/// The words of a language.
pub fn of(language: Language) -> &'static Words {
    match language {
        Language::Welsh => &WELSH,
        Language::English => &ENGLISH,
    }
}

/// English.
pub static ENGLISH: Words = Words {
    time: english_time,
    range: |from, to| format!("{} to {}", english_time(from), english_time(to)),
    heading: |role, name| format!("{role}: {name}"),
    travel_out: "Travel to the YOT",
    on_site: "On site from about 1pm",
    travel_home: "Travel home",
    briefing: "IT, health and safety briefing",
    pause: "Break",
    lunch: "Lunch",
    lead_lunch: "Lunch, and time for other work of the lead inspector",
    manager: |title| format!("Meeting with the {title}"),
    partner: |name| format!("Meeting with {name}"),
    quality_check: |name| format!("Quality check with {name}"),
    debrief: "Inspection debrief",
    partner_debrief: |name| format!("Debrief with {name}"),
    preparation: "Preparation",
    case: |number| format!("Case {number}"),
    no_case: "No case in this slot",
    records_alone: "No interview: inspected from the case record",
    first_interview: "First interview: also covers local management, training and supervision",
    observed_by: |name| format!("Observed by {name}, local assessor"),
    observe: |name, number| format!("Observing {name}: case {number}"),
    no_fieldwork: "No inspection fieldwork",
    key: [
        ("interview", "Case manager interviews"),
        ("meeting", "Meetings"),
        ("it", "IT, health and safety"),
        ("inspectorate", "Inspectorate meetings and preparation"),
    ],
};

fn english_time(minute: u16) -> String {
    let (hour, minute) = (minute / 60 % 24, minute % 60);
    let half = if hour < 12 { "am" } else { "pm" };
    let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, minute) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{shown}{half}"),
        _ => format!("{shown}:{minute:02}{half}"),
    }
}

/// Welsh. A name or the title of a post stands after a colon, where it keeps its own first letter.
pub static WELSH: Words = Words {
    time: welsh_time,
    range: |from, to| format!("{} i {}", welsh_time(from), welsh_time_after_to(to)),
    heading: |role, name| format!("{role}: {name}"),
    travel_out: "Teithio at y tîm a arolygir",
    on_site: "Ar y safle tua 1yp",
    travel_home: "Teithio adref",
    briefing: "Briffio ar TG, iechyd a diogelwch",
    pause: "Egwyl",
    lunch: "Cinio",
    lead_lunch: "Cinio, ac amser i waith arall yr arolygydd arweiniol",
    manager: |title| format!("Cyfarfod: {title}"),
    partner: |name| format!("Cyfarfod: {name}"),
    quality_check: |name| format!("Gwirio ansawdd: {name}"),
    debrief: "Trafodaeth gloi’r arolygiad",
    partner_debrief: |name| format!("Trafodaeth gloi: {name}"),
    preparation: "Paratoi",
    case: |number| format!("Achos {number}"),
    no_case: "Dim achos yn y slot hwn",
    records_alone: "Dim cyfweliad: arolygir ar sail cofnod yr achos",
    first_interview: "Cyfweliad cyntaf: yn cynnwys rheolaeth leol, hyfforddiant a goruchwyliaeth",
    observed_by: |name| format!("Arsylwr: {name}, asesydd lleol"),
    observe: |name, number| format!("Arsylwi: {name}, achos {number}"),
    no_fieldwork: "Dim gwaith maes arolygu",
    key: [
        ("interview", "Cyfweliadau rheolwyr achos"),
        ("meeting", "Cyfarfodydd"),
        ("it", "TG, iechyd a diogelwch"),
        ("inspectorate", "Cyfarfodydd a gwaith paratoi’r arolygiaeth"),
    ],
};

fn welsh_time(minute: u16) -> String {
    let (hour, minute) = (minute / 60 % 24, minute % 60);
    let half = if hour < 12 { "yb" } else { "yp" };
    let shown = if hour % 12 == 0 { 12 } else { hour % 12 };
    match (hour, minute) {
        (0, 0) => "canol nos".to_owned(),
        (12, 0) => "canol dydd".to_owned(),
        (_, 0) => format!("{shown}{half}"),
        _ => format!("{shown}:{minute:02}{half}"),
    }
}

/// A time after `i`, 'to', which changes the first letter of a word; a figure stays as it is.
fn welsh_time_after_to(minute: u16) -> String {
    match minute % (24 * 60) {
        0 => "ganol nos".to_owned(),
        720 => "ganol dydd".to_owned(),
        _ => welsh_time(minute),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_in_the_house_style() {
        let times = [540, 570, 675, 720, 735, 780, 1080, 0].map(english_time);
        assert_eq!(times, ["9am", "9:30am", "11:15am", "midday", "12:15pm", "1pm", "6pm", "midnight"]);
    }
    #[test]
    fn welsh_times_end_a_range_in_the_form_that_follows_to() {
        let ranges = [(540, 675), (630, 720), (720, 765)].map(|(from, to)| (WELSH.range)(from, to));
        assert_eq!(ranges, ["9yb i 11:15yb", "10:30yb i ganol dydd", "canol dydd i 12:45yp"]);
    }
}
