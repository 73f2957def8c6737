//! The smallest set of demands that exclude each other, as a minimum cut: case managers flow through times of the week into slots,
//! and what excludes them is a set of case managers with more cases than the times and slots that are left to them.

use std::collections::BTreeMap;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

use super::board::Board;
use super::demand::ScheduleDemand;
use super::demands::{presents, slots};

/// How many nodes the search for a cut may take.
const NODES: u64 = 3_000;

/// Slots at one time and place that the same windows close and in which the same case is pinned.
struct Room {
    time: usize,
    slots: Vec<usize>,
    pinned: Option<usize>,
}

/// A row of a program.
type Terms = Vec<(Variable, f64)>;

/// The demands of a minimum cut; nothing where there is none or the search ended without one.
pub fn cut(board: &Board<'_>) -> Option<Vec<ScheduleDemand>> {
    let mut cut = Cut::new(board);
    cut.add_managers();
    cut.solve()
}

struct Cut<'b, 'q> {
    board: &'b Board<'q>,
    problem: Problem,
    rooms: Vec<Room>,
    /// The demands, each with whether it is in the set.
    demands: Vec<(ScheduleDemand, Variable)>,
    windows: BTreeMap<(usize, usize), Variable>,
    sites: BTreeMap<usize, Variable>,
    pins: BTreeMap<usize, Variable>,
    /// Whether the slots of a room count among those that are left.
    left: Vec<Variable>,
    /// Cases that want a slot, less times and slots that are left to them.
    balance: Terms,
}

impl<'b, 'q> Cut<'b, 'q> {
    fn new(board: &'b Board<'q>) -> Self {
        let problem = Problem::new(OptimizationDirection::Minimize);
        let (demands, windows, sites, pins, left, balance) = Default::default();
        let mut cut = Self { board, problem, rooms: rooms(board), demands, windows, sites, pins, left, balance };
        for (case, _) in board.question.cases.iter().enumerate().filter(|(_, case)| case.pinned.is_some()) {
            let pin = cut.demand(ScheduleDemand::Pin { case });
            cut.pins.insert(case, pin);
        }
        let all = cut.demand(slots(board.question));
        for room in 0..cut.rooms.len() {
            let left = cut.problem.add_binary_var(0.0);
            cut.row(&[(left, 1.0), (all, -1.0)]);
            cut.balance.push((left, -(cut.rooms[room].slots.len() as f64)));
            cut.left.push(left);
        }
        cut
    }

    fn demand(&mut self, demand: ScheduleDemand) -> Variable {
        let variable = self.problem.add_binary_var(1.0);
        self.demands.push((demand, variable));
        variable
    }

    /// A sum is 0 at most.
    fn row(&mut self, terms: &[(Variable, f64)]) {
        self.problem.add_constraint(terms, ComparisonOp::Le, 0.0);
    }

    fn add_managers(&mut self) {
        let board = self.board;
        for (manager, asked) in board.question.managers.iter().enumerate() {
            let held: Vec<usize> = board.held(manager).collect();
            if held.is_empty() {
                continue;
            }
            let presents = self.demand(presents(board.question, manager, held.len()));
            for window in 0..asked.windows.len() {
                let variable = self.demand(ScheduleDemand::Unavailable { manager, window });
                self.windows.insert((manager, window), variable);
            }
            if asked.site.is_some() {
                let variable = self.demand(ScheduleDemand::Site { manager });
                self.sites.insert(manager, variable);
            }
            self.add_manager(manager, &held, presents);
        }
    }

    /// The cases of a case manager that are in the set want each time that they could use, and each such time uses itself up or
    /// every slot in it that is not closed to them.
    fn add_manager(&mut self, manager: usize, held: &[usize], presents: Variable) {
        let board = self.board;
        let times: Vec<Variable> = (0..board.times.len()).map(|_| self.problem.add_binary_var(0.0)).collect();
        let free = held.iter().filter(|&&case| board.question.cases[case].pinned.is_none()).count();
        if free > 0 {
            self.balance.push((presents, free as f64));
            for &time in &times {
                self.row(&[(presents, 1.0), (time, -1.0)]);
            }
        }
        for &case in held {
            let Some(pinned) = board.question.cases[case].pinned else { continue };
            self.balance.push((presents, 1.0));
            for (at, &time) in times.iter().enumerate() {
                let is_there = board.class_of[pinned].is_some_and(|class| board.times[at].contains(&class));
                // Elsewhere the case cannot be, as long as it is pinned.
                let escape = self.pins.get(&case).filter(|_| !is_there).map(|&pin| (pin, -1.0));
                let row: Terms = [(presents, 1.0), (time, -1.0)].into_iter().chain(escape).collect();
                self.row(&row);
            }
        }
        for (at, &time) in times.iter().enumerate() {
            let used = self.problem.add_binary_var(0.0);
            self.balance.push((used, -1.0));
            for room in (0..self.rooms.len()).filter(|&room| self.rooms[room].time == at).collect::<Vec<_>>() {
                let mut row = vec![(time, 1.0), (used, -1.0), (self.left[room], -1.0)];
                row.extend(self.closing(manager, room).into_iter().map(|closing| (closing, -1.0)));
                self.row(&row);
            }
        }
    }

    /// The demands that close a room to a case manager.
    fn closing(&self, manager: usize, room: usize) -> Vec<Variable> {
        let (question, room) = (self.board.question, &self.rooms[room]);
        let asked = &question.managers[manager];
        let windows = asked.windows.iter().enumerate().filter(|(_, window)| window.slots.contains(&room.slots[0]));
        let windows = windows.filter_map(|(window, _)| self.windows.get(&(manager, window)));
        let site = question.slots[room.slots[0]].site;
        let is_elsewhere = asked.site.is_some_and(|own| site.is_some_and(|site| site != own));
        let site = self.sites.get(&manager).filter(|_| is_elsewhere);
        let is_other = |case: &usize| question.cases[*case].manager != Some(manager);
        let pin = room.pinned.filter(is_other).and_then(|case| self.pins.get(&case));
        windows.chain(site).chain(pin).copied().collect()
    }

    fn solve(mut self) -> Option<Vec<ScheduleDemand>> {
        let mut balance: BTreeMap<usize, (Variable, f64)> = BTreeMap::new();
        for &(variable, factor) in &self.balance {
            balance.entry(variable.idx()).or_insert((variable, 0.0)).1 += factor;
        }
        let balance: Terms = balance.into_values().collect();
        self.problem.add_constraint(balance.as_slice(), ComparisonOp::Ge, 1.0);
        let mut options = SolveOptions::default();
        options.node_limit = Some(NODES);
        let Ok(SolveOutcome::Solution(solution)) = self.problem.solve_with(options) else { return None };
        let is_in = |variable: &Variable| solution.var_value(*variable) > 0.5;
        let mut found: Vec<ScheduleDemand> =
            self.demands.iter().filter(|(_, variable)| is_in(variable)).map(|(demand, _)| demand.clone()).collect();
        found.sort();
        Some(found)
    }
}

fn rooms(board: &Board<'_>) -> Vec<Room> {
    let mut rooms: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, slot) in board.question.slots.iter().enumerate() {
        let Some(class) = board.class_of[at] else { continue };
        let Some(time) = board.times.iter().position(|time| time.contains(&class)) else { continue };
        let closing = board
            .question
            .managers
            .iter()
            .map(|manager| manager.windows.iter().map(|window| window.slots.contains(&at)).collect::<Vec<bool>>());
        rooms.entry((time, slot.site, board.pinned[at], closing.collect::<Vec<_>>())).or_default().push(at);
    }
    rooms.into_iter().map(|((time, _, pinned, _), slots)| Room { time, slots, pinned }).collect()
}
