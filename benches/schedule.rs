//! How long it takes to schedule the largest inspections: 47 cases, a team of seven, 30 case managers who are often away, at one office
//! and at two. A hundred made-up weeks each; for some of them a change after the schedule went out, the demands that exclude each
//! other, the explanation, and the price of every other slot of a case. And the memory of the worst week.
//!
//! `cargo bench --bench schedule`. Times of a machine that is shared say little; the ratio is to weeks of 20 cases in the same run.

#[path = "common/mod.rs"]
#[allow(dead_code, reason = "shared with the other benches")]
mod common;
#[path = "../src/allocation/tests/weeks.rs"]
mod weeks;

/// What the made-up weeks are made of.
mod asked {
    pub use sqspack::allocation::{
        AbsenceWindow, AskedCase, AskedManager, AskedSlot, CasePlace, ScheduleQuestion, WindowKind,
    };
    pub use sqspack::calendar::Tier;
    pub use sqspack::record::ScheduleGoal;
}

use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::Duration;

use common::parts::ended;
use common::peak::peak;
use common::program::machine;
use common::table::{Row, line, ratio, summary};
use common::timing::{Times, timed};
use common::{Result, program, table, timing};
use sqspack::allocation::{Allocation, ScheduleQuestion, allocate, conflict, cost_of, explain_goals};
use weeks::{Shape, changed, week};

const WEEKS: u64 = 100;
/// Weeks that are planned again, explained and priced as well.
const EXPLAINED: u64 = 25;
const TWENTY: Shape = Shape { cases: 20, members: 3, managers: 14, sites: 1, away: 45 };
const ONE_OFFICE: Shape = Shape { cases: 47, members: 7, managers: 30, sites: 1, away: 45 };
const TWO_OFFICES: Shape = Shape { sites: 2, ..ONE_OFFICE };
/// The word by which the bench calls itself for one week alone.
const ALONE: &str = "alone";

fn main() -> ExitCode {
    let mut words = std::env::args().skip_while(|word| word != ALONE).skip(1);
    if let Some(seed) = words.next().and_then(|word| word.parse().ok()) {
        black_box(allocate(&week(TWO_OFFICES, seed)).is_ok());
        return ExitCode::SUCCESS;
    }
    ended(measure())
}

fn measure() -> Result<()> {
    println!("{}", machine());
    let twenty = Weeks::schedule(TWENTY)?;
    let one = Weeks::schedule(ONE_OFFICE)?;
    let two = Weeks::schedule(TWO_OFFICES)?;
    let mut rows =
        vec![Row::report("47 cases against 20, medians", format!("{:.1}", ratio(&one.times, &twenty.times)))];
    for (words, weeks) in [("20 cases", &twenty), ("47 cases, one office", &one), ("47 cases, two offices", &two)] {
        line(words, &weeks.times);
        rows.push(Row::below(format!("{words}: median, in seconds"), seconds(&weeks.times, 50), 0.1));
        rows.push(Row::below(format!("{words}: worst of {WEEKS}, in seconds"), seconds(&weeks.times, 100), 2.0));
        rows.push(Row::report(format!("{words}: not proven"), weeks.unproven.to_string()));
    }
    for (words, weeks) in [("one office", &one), ("two offices", &two)] {
        rows.extend(weeks.explained(words)?);
    }
    let mut alone = Command::new(std::env::current_exe()?);
    let kilobytes = peak(alone.arg(ALONE).arg(two.worst.to_string()))?;
    rows.push(Row::report("peak memory, the worst week", format!("{:.0} MB", kilobytes as f64 * 1024.0 / 1e6)));
    summary(&rows);
    Ok(())
}

/// Weeks of a shape with their schedules.
struct Weeks {
    scheduled: Vec<(ScheduleQuestion, Allocation)>,
    times: Times,
    unproven: usize,
    /// The number of the week that took longest.
    worst: u64,
}

impl Weeks {
    fn schedule(shape: Shape) -> Result<Self> {
        let (mut scheduled, mut times) = (Vec::new(), Vec::new());
        for seed in 0..WEEKS {
            let question = week(shape, seed);
            let (plan, time) = timed(|| allocate(&question).map_err(|why| format!("{why:?}").into()))?;
            scheduled.push((question, plan));
            times.push(time);
        }
        let is_unproven = |plan: &Allocation| plan.goals.iter().any(|goal| goal.bound < goal.value);
        let unproven = scheduled.iter().filter(|(_, plan)| is_unproven(plan)).count();
        let worst = (0..WEEKS).max_by_key(|&seed| times[seed as usize]).unwrap_or_default();
        Ok(Self { scheduled, times: Times::new(times), unproven, worst })
    }

    fn explained(&self, words: &str) -> Result<Vec<Row>> {
        let mut times: [Vec<Duration>; 4] = Default::default();
        for (seed, (question, plan)) in (0..EXPLAINED).zip(&self.scheduled) {
            let after = changed(question, &plan.places, seed);
            times[0].push(timed(|| Ok(black_box(allocate(&after).is_ok())))?.1);
            times[1].push(timed(|| Ok(black_box(conflict(question).is_some())))?.1);
            times[2].push(timed(|| Ok(black_box(explain_goals(question, plan).is_ok())))?.1);
            times[3].push(timed(|| Ok(black_box(cost_of(question, plan, seed as usize).len())))?.1);
        }
        let names =
            [("planned again", 0.5), ("conflict", 2.0), ("goals explained", 2.0), ("all slots of a case priced", 2.0)];
        let row = |((name, most), times): ((&str, f64), Vec<Duration>)| {
            let times = Times::new(times);
            line(&format!("{words}: {name}"), &times);
            Row::below(format!("{words}: {name}, worst of {EXPLAINED}, in seconds"), seconds(&times, 100), most)
        };
        Ok(names.into_iter().zip(times).map(row).collect())
    }
}

fn seconds(times: &Times, percentile: usize) -> f64 {
    times.percentile(percentile).as_secs_f64()
}
