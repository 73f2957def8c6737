use super::*;

pub fn english() -> Phrases {
    Phrases::read(include_str!("../../templates/phrases/en.toml")).expect("the English phrases are sound")
}

pub fn welsh() -> Phrases {
    Phrases::read(include_str!("../../templates/phrases/cy.toml")).expect("the Welsh phrases are sound")
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn dates_are_put_in_the_house_style() {
    let view = english().date(date("2027-01-18"));
    assert_eq!(view.full, "Monday 18 January 2027");
    assert_eq!(view.long, "18 January 2027");
    assert_eq!(view.day, "Monday 18 January");
}

#[test]
fn a_range_names_its_month_once_unless_it_runs_over_two() {
    let english = english();
    let within = english.range(date("2027-01-18"), date("2027-01-20"));
    assert_eq!(within, "Monday 18 to Wednesday 20 January 2027");
    let over = english.range(date("2027-11-29"), date("2027-12-01"));
    assert_eq!(over, "Monday 29 November to Wednesday 1 December 2027");
}

#[test]
fn times_are_put_in_the_house_style() {
    let texts = ["12:00:00", "09:30:00", "16:00:00", "00:00:00", "12:15:00", "00:05:00"]
        .map(|time| english().time(time.parse().expect("a time")).text);
    assert_eq!(texts, ["midday", "9:30am", "4pm", "midnight", "12:15pm", "12:05am"]);
}

#[test]
fn welsh_dates_have_no_ordinals_and_a_range_ends_in_the_form_that_follows_to() {
    let welsh = welsh();
    assert_eq!(welsh.date(date("2027-03-02")).full, "dydd Mawrth 2 Mawrth 2027");
    let within = welsh.range(date("2027-01-18"), date("2027-01-20"));
    assert_eq!(within, "dydd Llun 18 i ddydd Mercher 20 Ionawr 2027");
    let over = welsh.range(date("2027-11-29"), date("2027-12-01"));
    assert_eq!(over, "dydd Llun 29 Tachwedd i ddydd Mercher 1 Rhagfyr 2027");
}

#[test]
fn welsh_times_and_lists_need_no_changed_form() {
    let welsh = welsh();
    let texts = ["12:00:00", "09:30:00", "16:00:00"].map(|time| welsh.time(time.parse().expect("a time")));
    assert_eq!(texts.map(|time| time.text), ["canol dydd", "9:30am", "4pm"]);
    let when = welsh.when(date("2027-01-07"), Some(&welsh.time(NaiveTime::MIN)));
    assert_eq!(when, "canol nos ddydd Iau 7 Ionawr 2027");
    let by_part = |name| welsh.day_part(name, date("2027-01-07")).1;
    assert_eq!(by_part("afternoon"), "prynhawn dydd Iau 7 Ionawr 2027");
    assert_eq!(by_part("close-of-business"), "diwedd y diwrnod gwaith ddydd Iau 7 Ionawr 2027");
    assert_eq!(welsh.list(&["Cyngor Aber", "Cyngor Bryn"]), "Cyngor Aber, Cyngor Bryn");
}

#[test]
fn a_value_that_looks_like_a_slot_stays_what_it_is() {
    assert_eq!(english().list(&["{last}", "{first}", "{rest}"]), "{last}, {first} and {rest}");
}

#[test]
fn a_list_of_any_length_is_put_in_words() {
    let names = vec!["Aberford"; 100_000];
    let text = english().list(&names);
    assert!(text.starts_with("Aberford, Aberford, ") && text.ends_with(", Aberford and Aberford"));
    assert_eq!(text.matches("Aberford").count(), names.len());
}

#[test]
fn the_inspectorate_has_the_name_of_the_documents_date() {
    assert!(english().inspectorate(date("2016-03-16")).starts_with("Her Majesty"));
    assert!(english().inspectorate(date("2027-01-18")).starts_with("His Majesty"));
    assert_eq!(welsh().inspectorate(date("2016-03-16")), "Arolygiaeth Prawf Ei Mawrhydi");
    assert_eq!(welsh().inspectorate(date("2027-01-18")), "Arolygiaeth Prawf Ei Fawrhydi");
}

#[test]
fn an_order_is_listed_if_it_was_in_force_on_some_day_of_the_window() {
    let names = |first, last| english().orders("custodial", date(first), date(last));
    assert!(!names("2015-08-01", "2016-03-16").contains(&"section 250 sentence".to_owned()));
    assert!(names("2020-06-01", "2020-12-01").contains(&"section 250 sentence".to_owned()));
    assert!(names("2026-05-01", "2027-01-18").contains(&"section 250 sentence".to_owned()));
}

#[test]
fn what_the_long_list_leaves_out_is_data_in_both_languages() {
    let lengths = [english(), welsh()].map(|phrases| phrases.exceptions(date("2027-01-18")).len());
    assert!(lengths[0] > 0 && lengths[0] == lengths[1], "{lengths:?}");
}

#[test]
fn every_milestone_tier_and_role_has_its_words() {
    for phrases in [english(), welsh()] {
        for milestone in crate::calendar::Milestone::ALL {
            assert!(phrases.milestones.contains_key(milestone.name()), "{}", milestone.name());
            assert!(phrases.who.contains_key(milestone.name()), "{}", milestone.name());
        }
        for role in crate::record::Role::ALL {
            assert!(phrases.roles.contains_key(role.word()), "{}", role.word());
        }
        for tier in crate::calendar::Tier::ALL {
            assert!(phrases.tiers.contains_key(tier.name()), "{}", tier.name());
        }
    }
}

#[test]
fn minutes_of_the_day_are_written_in_the_house_style() {
    let times = [540, 570, 675, 720, 735, 780, 1080, 0].map(|minute| english().clock(minute));
    assert_eq!(times, ["9am", "9:30am", "11:15am", "midday", "12:15pm", "1pm", "6pm", "midnight"]);
}

#[test]
fn welsh_times_end_a_range_in_the_form_that_follows_to() {
    let ranges = [(540, 675), (630, 720), (720, 765)].map(|(from, to)| welsh().clock_range(from, to));
    assert_eq!(ranges, ["9am i 11:15am", "10:30am i ganol dydd", "canol dydd i 12:45pm"]);
}
