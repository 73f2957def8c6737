//! Entries to fill in for the people to whom an inspection is announced.

use super::commented::CommentedText;
use crate::calendar::Country;
use crate::record::Role;

/// An entry to fill in for each role to which the announcement goes (guidance §10.1). `authorities` are TOML strings.
pub fn stubs(country: Country, authorities: &[String]) -> String {
    let mut page = CommentedText::default();
    page.blank_line();
    page.comment(
        "The announcement goes to these people. Somebody who holds several roles is listed once, with all of them.",
    );
    for (role, title) in council_roles(country) {
        for authority in authorities {
            stub(&mut page, role, title, Some(authority));
        }
    }
    stub(&mut page, Role::BoardChair, "Chair of the Management Board", None);
    stub(&mut page, Role::YotManager, "YOT Manager", None);
    page.text
}

/// The roles that each authority has, with the usual title of the post.
fn council_roles(country: Country) -> [(Role, &'static str); 2] {
    let director = match country {
        Country::England => (Role::DirectorOfChildrensServices, "Director of Children's Services"),
        Country::Wales => (Role::DirectorOfSocialServices, "Director of Social Services"),
    };
    [(Role::ChiefExecutive, "Chief Executive"), director]
}

fn stub(page: &mut CommentedText, role: Role, title: &str, authority: Option<&String>) {
    page.blank_line();
    page.spare("[[contact]]");
    page.spare("name = \"\"");
    page.spare(&format!("title = \"{title}\""));
    page.spare(&format!("roles = [\"{}\"]", role.word()));
    if let Some(authority) = authority {
        page.spare(&format!("organisation = {authority}"));
    }
    page.spare("email = \"\"");
    page.spare("telephone = \"\"");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_authority_has_its_own_chief_executive_and_director() {
        let authorities = ["\"Brack Valley Council\"".to_owned(), "\"Aberford City Council\"".to_owned()];
        let text = stubs(Country::Wales, &authorities);
        assert_eq!(text.matches("director-of-social-services").count(), 2);
        assert_eq!(text.matches("organisation = \"Brack Valley Council\"").count(), 2);
        assert!(!text.contains("childrens-services"));
    }
}
