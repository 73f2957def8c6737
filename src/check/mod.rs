//! stub
use crate::calendar::BankHolidays;
use crate::facts::Facts;
use crate::problem::Problem;
use crate::record::Record;
use crate::workspace::Settings;
/// stub
pub fn check(
    _r: &Record,
    _f: &Facts<'_>,
    _s: &Settings,
    _h: &BankHolidays,
    _sh: &dyn Fn(char) -> bool,
    found: Vec<Problem>,
) -> Vec<Problem> {
    found
}
