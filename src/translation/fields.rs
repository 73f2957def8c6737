//! The fields of the view that a template uses, so that two variants can be compared.

use std::collections::BTreeMap;

use super::{Pair, place};
use crate::problem::{Problem, code};
use crate::template::Templates;
use crate::template::{Path, Segment, named, shown};

/// What to say of the fields that one of a pair uses and the other does not.
pub fn compare(templates: &Templates, pair: &Pair) -> Vec<Problem> {
    let (english, welsh) = (fields(&templates.text(&pair.english)), fields(&templates.text(&pair.welsh)));
    let alone = |has: &BTreeMap<String, usize>, lacks: &BTreeMap<String, usize>, path: &str, other: &str| {
        has.iter()
            .filter(|(field, _)| !lacks.contains_key(*field))
            .map(|(field, at)| {
                let message = format!("`{field}` is used in `{path}` and not in `{other}`");
                let help = format!("say in `templates/{other}` what it says here, or take it out of both");
                Problem::new(code::FIELDS_DIFFER, place(templates, path, *at..*at), message, help)
            })
            .collect::<Vec<_>>()
    };
    let mut problems = alone(&english, &welsh, &pair.english, &pair.welsh);
    problems.extend(alone(&welsh, &english, &pair.welsh, &pair.english));
    problems
}

/// The fields in a template's tags, with the byte where each is first named. Which entry of a list is named does not matter.
fn fields(template: &str) -> BTreeMap<String, usize> {
    let mut fields = BTreeMap::new();
    for (path, at) in named(template).paths {
        let any = |step: &Segment| if matches!(step, Segment::Entry(_)) { Segment::Each } else { step.clone() };
        let path: Path = path.iter().map(any).collect();
        fields.entry(shown(&path)).or_insert(at);
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(template: &str) -> Vec<String> {
        fields(template).into_keys().collect()
    }

    #[test]
    fn fields_are_found_in_values_conditions_and_loops_and_not_in_quotes_or_filters() {
        let template = "{{ yot.name | default(value=\"yot.area\") }}{% if team.lead_inspector?.name == 'x' %}{% endif %}\
                        {% for tier in tiers %}{{ tier.from.long }}{% endfor %}{# office.email #}";
        assert_eq!(names(template), ["team.lead_inspector.name", "tiers", "tiers[].from.long", "yot.name"]);
    }

    #[test]
    fn a_name_that_the_template_sets_is_no_field() {
        assert_eq!(names("{% set lead = team.lead.name %}{{ lead }}"), ["team.lead.name"]);
    }

    #[test]
    fn a_field_is_found_at_its_first_place_whichever_entry_it_is_of() {
        let found = fields("Mae {{ roles.chair[0].name }} a {{ roles.chair[1].name }}.");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("roles.chair[].name".to_owned(), 7)]);
    }
}
