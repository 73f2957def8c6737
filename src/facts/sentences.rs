//! What follows from a child's sentence before any rule judges it.

use chrono::NaiveDate;

use crate::calendar::Tier;

/// Ages at sentence, in years, that a child can have: from 10, the age of criminal responsibility, to 17.
pub const AGES: std::ops::RangeInclusive<u32> = 10..=17;

/// Whether somebody born on a day was a child of an age to be sentenced on another.
pub fn is_a_childs_age(born: NaiveDate, sentenced: NaiveDate) -> bool {
    sentenced.years_since(born).is_some_and(|age| AGES.contains(&age))
}

/// Words by which the name of an order tells its tier.
const ORDERS: [(Tier, &[&str]); 3] = [
    (Tier::FirstTier, &["referral", "reparation"]),
    (Tier::Community, &["youth rehabilitation"]),
    (Tier::Custodial, &["detention", "custod"]),
];

/// The tier of an order by its name, where the name tells just one (guidance Appendix A). A sentence that is called by its
/// section alone is a custodial one.
pub fn tier_of_order(order: &str) -> Option<Tier> {
    let order = order.to_lowercase();
    let tells = |(tier, words): &(Tier, &[&str])| words.iter().any(|word| order.contains(word)).then_some(*tier);
    let tiers: Vec<Tier> = ORDERS.iter().filter_map(tells).collect();
    match tiers[..] {
        [tier] => Some(tier),
        [] => order.starts_with("section ").then_some(Tier::Custodial),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_tells_its_tier_by_its_name_or_its_section_and_where_it_tells_two_neither() {
        for (order, tier) in [
            ("Referral order", Some(Tier::FirstTier)),
            ("youth rehabilitation order with intensive supervision and surveillance", Some(Tier::Community)),
            ("detention and training order", Some(Tier::Custodial)),
            ("section 252A sentence", Some(Tier::Custodial)),
            ("referral order, then custody", None),
            ("another order", None),
        ] {
            assert_eq!(tier_of_order(order), tier, "{order}");
        }
    }
}
