use super::*;

#[test]
fn no_code_is_given_out_twice_and_they_stand_in_order() {
    assert!(ALL.windows(2).all(|pair| pair[0].id < pair[1].id));
}

#[test]
fn titles_follow_the_wording_rules() {
    for code in ALL {
        assert!(code.title.starts_with(char::is_lowercase) && !code.title.ends_with('.'), "{}", code.id);
    }
}
