use super::*;

/// The slip of a line of which nobody knows what its key takes.
fn slip(line: &str) -> Option<Slip> {
    find(line, Above::default())
}

#[track_caller]
fn assert_mended(line: &str, words: &str, mended: &str) {
    let slip = slip(line).unwrap_or_else(|| panic!("no slip in {line}"));
    assert!(slip.message.contains(words), "{}", slip.message);
    assert_eq!(slip.line.as_deref(), Some(mended));
    assert!(toml::de::DeTable::parse(mended.trim_end_matches(',')).is_ok() || !mended.contains('='), "{mended}");
}

#[test]
fn quotation_marks_of_a_word_processor_are_named_and_made_straight_wherever_they_stand() {
    for line in ["name = “Priya Nair”", "name = \"Priya Nair”", "name = „Priya Nair“", "name = ‘Priya Nair’"]
    {
        assert_mended(line, "curly quotation mark, `", "name = \"Priya Nair\"");
    }
    assert_mended("name = “Pat O’Dwyer” # who", "`“`", "name = \"Pat O’Dwyer\" # who");
    assert_mended("roles = [“yot-manager”, “board-chair”]", "`“`", "roles = [\"yot-manager\", \"board-chair\"]");
    assert_mended("  “A line, and more”,", "`“`", "\"A line, and more\",");
}

#[test]
fn a_no_break_space_is_named_and_all_slips_of_the_line_are_mended_at_once() {
    assert_mended("name\u{a0}= \"Priya Nair\"", "no-break space", "name = \"Priya Nair\"");
    assert_mended("name\u{a0}=\u{a0}“Priya Nair”", "no-break space", "name = \"Priya Nair\"");
}

#[test]
fn an_apostrophe_or_a_quotation_mark_that_ends_a_text_early_is_said_to() {
    assert_mended("name = 'Pat O'Dwyer'", "apostrophe ends the text", "name = \"Pat O'Dwyer\"");
    assert_mended("name = 'Pat Dwyer", "no end", "name = \"Pat Dwyer\"");
    assert_mended("name = \"The \"Old\" Mill\"", "inside the text", "name = \"The 'Old' Mill\"");
    assert_mended("name = \"Helen Marsh", "at the end", "name = \"Helen Marsh\"");
}

#[test]
fn a_telephone_number_or_a_word_without_quotation_marks_gets_them() {
    for number in ["01632960145", "01632 960145", "+44 7700 900111", "(01632) 960145"] {
        assert_mended(&format!("telephone = {number}"), "telephone number", &format!("telephone = \"{number}\""));
    }
    assert_mended("name = Helen Marsh", "quotation marks", "name = \"Helen Marsh\"");
    assert_mended("name = Pat O'Dwyer", "quotation marks", "name = \"Pat O'Dwyer\"");
    assert_mended("selected = True", "small letters", "selected = true");
}

#[test]
fn a_date_in_another_form_is_shown_in_the_records() {
    for day in ["18/01/2027", "18.1.2027", "2027/01/18", "18 January 2027", "Monday 18th January 2027", "18 Jan 27"] {
        assert_mended(&format!("starts = {day}"), "year, month and day", "starts = 2027-01-18");
    }
    assert_mended("away = [18/01/2027, 2027-01-19]", "year, month", "away = [2027-01-18, 2027-01-19]");
    assert!(slip("away = [8 March]").unwrap().message.contains("no year"));
    let slip = slip("starts = 2027-02-30").unwrap();
    assert!(slip.message.contains("no such day") && slip.how.contains("last of that month"), "{slip:?}");
}

#[test]
fn a_time_in_another_form_is_shown_in_the_records() {
    for time in ["1.30pm", "1:30 pm", "1.30 p.m."] {
        assert_mended(&format!("time = {time}"), "time of day", "time = 13:30:00");
    }
    assert_mended("time = midday", "time of day", "time = 12:00:00");
}

#[test]
fn a_key_with_another_sign_behind_it_or_with_spaces_is_shown_with_its_equals_sign() {
    let file =
        serde_json::json!({ "properties": { "name": { "type": "string" }, "first-tier": { "type": "integer" } } });
    for (line, mended) in [
        ("name == \"Helen\"", "name = \"Helen\""),
        ("name – \"Helen\"", "name = \"Helen\""),
        ("name: Helen Marsh", "name = \"Helen Marsh\""),
        ("Name  “Helen”", "name = \"Helen\""),
        ("first tier = 4", "first-tier = 4"),
        ("First tier: four", "first-tier = 4"),
        ("full name = \"Helen\"", "name = \"Helen\""),
        ("• name = \"Helen\"", "name = \"Helen\""),
        ("// by hand", "# by hand"),
        ("*** Copies ***", "# Copies"),
        ("budget plan = 4", "the keys here are"),
    ] {
        let slip = find(line, Above { group: Group::below(&file, None), list: Wanted::default() })
            .unwrap_or_else(|| panic!("{line}"));
        match slip.line.as_deref() {
            Some(line) => assert_eq!(line, mended),
            None => assert!(slip.how.starts_with(mended), "{line}: {slip:?}"),
        }
    }
}

#[test]
fn a_missing_equals_sign_bracket_or_value_is_named() {
    assert_mended("name: \"Helen\"", "equals sign", "name = \"Helen\"");
    assert_mended("name \"Helen\"", "equals sign", "name = \"Helen\"");
    assert_mended("[[contact]", "bracket", "[[contact]]");
    assert_mended("[fieldwork", "bracket", "[fieldwork]");
    assert_eq!(slip("email =").unwrap().line, None);
}

#[test]
fn a_sound_line_has_no_slip() {
    for line in [
        "",
        "# a “comment”",
        "[yot]",
        "[[case]]",
        "[dates.long-list-due]",
        "name = \"The “Old” Mill\" # a 'b'",
        "name = \"O'Kelly\u{a0}x\"",
        "away = [2027-01-18]",
        "time = 13:30:00",
        "area = \"\"\"",
        "on = true",
        "roles = [",
        "  \"one\",",
        "]",
    ] {
        assert_eq!(slip(line), None, "{line}");
    }
}
