//! Why a schedule is as it is: what stood in the way of a goal.

use super::allocate::Allocation;
use super::board::Board;
use super::canonical::Canonical;
use super::counted::Counted;
use super::found::{KeptCount, NoPlan};
use super::question::{CasePlaces, ScheduleQuestion};
use super::search::{GoalReached, Search};

/// What is known of a number beside its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedGoal {
    /// What the schedule reaches.
    pub reached: GoalReached,
    /// The fewest, did nothing else count.
    pub alone: u64,
    /// What stood in the way of that or, where it was reached and is not 0, of 0.
    pub obstacle: Option<Obstacle>,
}

/// What keeps a number from being smaller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Obstacle {
    /// The first of those that count earlier that alone excludes the fewest.
    Earlier(Counted),
    /// Several of those that count earlier, none of them alone.
    SeveralEarlier,
    /// What a person pinned.
    Pins {
        /// The fewest without any pin, did nothing else count.
        without: u64,
        /// The cases each of whose pins alone is in the way, as positions in the question; empty where only several together are.
        cases: Vec<usize>,
    },
    /// Availability, sites and slots themselves.
    Availability,
    /// The search ended before it knew.
    Unknown,
}

/// What a schedule reaches in everything that is counted, and why not more.
///
/// # Errors
///
/// The solver could not be trusted.
pub fn explain_goals(question: &ScheduleQuestion, allocation: &Allocation) -> Result<Vec<ExplainedGoal>, NoPlan> {
    let asker = Asker { question, allocation };
    let mut earlier: Vec<KeptCount> = Vec::new();
    let mut explained = Vec::new();
    for &reached in &allocation.goals {
        let alone = match reached.value {
            0 => 0,
            _ => asker.fewest(&[], reached.counted)?,
        };
        let obstacle = asker.obstacle(&earlier, reached, alone)?;
        explained.push(ExplainedGoal { reached, alone, obstacle });
        earlier.push(KeptCount { counted: reached.counted, most: reached.value });
    }
    Ok(explained)
}

/// Asks for the fewest under other conditions; the schedule itself is where each search begins.
struct Asker<'a> {
    question: &'a ScheduleQuestion,
    allocation: &'a Allocation,
}

impl Asker<'_> {
    fn fewest(&self, kept: &[KeptCount], counted: Counted) -> Result<u64, NoPlan> {
        fewest_of(self.question, &self.allocation.places, kept, counted)
    }

    fn obstacle(&self, earlier: &[KeptCount], reached: GoalReached, alone: u64) -> Result<Option<Obstacle>, NoPlan> {
        if reached.value == 0 {
            return Ok(None);
        }
        if reached.value > alone {
            if reached.bound < reached.value {
                return Ok(Some(Obstacle::Unknown));
            }
            for &kept in earlier {
                if self.fewest(&[kept], reached.counted)? > alone {
                    return Ok(Some(Obstacle::Earlier(kept.counted)));
                }
            }
            return Ok(Some(Obstacle::SeveralEarlier));
        }
        let pins = || self.question.cases.iter().enumerate().filter(|(_, case)| case.pinned.is_some());
        if pins().next().is_some() {
            let free = self.without_pins(|_| true, reached.counted)?;
            if free < alone {
                let mut cases = Vec::new();
                for (case, _) in pins() {
                    if self.without_pins(|other| other == case, reached.counted)? < alone {
                        cases.push(case);
                    }
                }
                return Ok(Some(Obstacle::Pins { without: free, cases }));
            }
        }
        Ok(Some(Obstacle::Availability))
    }

    fn without_pins(&self, is_free: impl Fn(usize) -> bool, counted: Counted) -> Result<u64, NoPlan> {
        let mut question = self.question.clone();
        let freed = question.cases.iter_mut().enumerate().filter(|(at, _)| is_free(*at));
        freed.for_each(|(_, case)| case.pinned = None);
        fewest_of(&question, &self.allocation.places, &[], counted)
    }
}

/// The fewest of what is counted among the schedules that keep some numbers; `places` are one of them.
fn fewest_of(
    question: &ScheduleQuestion,
    places: &CasePlaces,
    kept: &[KeptCount],
    counted: Counted,
) -> Result<u64, NoPlan> {
    let canonical = Canonical::new(question);
    let board = Board::new(&canonical.question);
    let mut search = Search::from(&board, canonical.in_order(places), kept.to_vec());
    Ok(search.reach(counted, 0)?.value)
}
