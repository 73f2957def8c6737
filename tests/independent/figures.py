"""Works out the figures of findings, and which of them are printed, from docs/findings.md alone.

Reads lines of JSON from standard input, one for each inspection, and answers each with a line. It shares nothing with the program: it counts in
another way, and finds out what a reader could conclude by writing down every table that there can be.
"""

import itertools
import json
import sys
from collections import defaultdict
from fractions import Fraction
from functools import cache
from math import floor

TIERS = ["first-tier", "community", "custodial"]
HIDDEN = None


def plus(*figures):
    return tuple(sum(numbers) for numbers in zip((0, 0, 0), *figures))


def printable(figure, least):
    """Rule 1: enough cases for and against, and none or enough in which the question does not arise."""
    good, bad, neither = figure
    return good >= least and bad >= least and not 0 < neither < least


def first_choice(table, sizes, least):
    """Rules 1 to 3: the tiers whose figures are printed; nothing where the total is not."""
    if not printable(plus(*table), least):
        return HIDDEN
    best = ()
    for count in range(len(TIERS) + 1):
        for shown in itertools.combinations(range(len(TIERS)), count):
            hidden = [tier for tier in range(len(TIERS)) if tier not in shown and sizes[tier]]
            if not all(printable(table[tier], least) for tier in shown):
                continue
            if len(hidden) == 1 or hidden and not printable(plus(*(table[tier] for tier in hidden)), least):
                continue
            if sum(sizes[tier] for tier in shown) > sum(sizes[tier] for tier in best):
                best = shown
    return best


def gives_away(tables, hidden):
    """Rule 4: whether a number of a hidden tier is the same in all tables that print alike."""
    for tier in hidden:
        for side in range(3):
            numbers = {table[tier][side] for table in tables}
            # That the question arises in every case of a tier says nothing of the work.
            if len(numbers) == 1 and not (side == 2 and numbers == {0}):
                return True
    return False


def splits(size):
    return [(good, bad, size - good - bad) for good in range(size + 1) for bad in range(size + 1 - good)]


@cache
def judgements(sizes, least):
    """For every table that there can be: the tiers whose figures are printed, and nothing where the total is hidden too."""
    chosen = {table: first_choice(table, sizes, least) for table in itertools.product(*map(splits, sizes))}
    of_print = defaultdict(list)
    for table, shown in chosen.items():
        if shown:
            of_print[plus(*table), shown, tuple(table[tier] for tier in shown)].append(table)
    for (_, shown, _), tables in of_print.items():
        hidden = [tier for tier in range(len(TIERS)) if tier not in shown and sizes[tier]]
        if gives_away(tables, hidden):
            chosen.update(dict.fromkeys(tables, ()))
    of_total = defaultdict(list)
    for table, shown in chosen.items():
        if shown == ():
            of_total[plus(*table)].append(table)
    for tables in of_total.values():
        if gives_away(tables, [tier for tier in range(len(TIERS)) if sizes[tier]]):
            chosen.update(dict.fromkeys(tables, HIDDEN))
    return chosen


def with_share(figure):
    good, bad, neither = figure
    per_cent = floor(Fraction(100 * good, good + bad) + Fraction(1, 2)) if good + bad else None
    return [good, bad, neither, per_cent]


def answer(inspection):
    means = {one["id"]: one["means"] for one in inspection["answers"]}
    side = {"for": 0, "against": 1, "neither": 2}
    given = {one["case"]: one.get("answers", {}) for one in inspection["assessments"]}
    cases = inspection["cases"]
    sizes = tuple(sum(case["tier"] == tier for case in cases) for tier in TIERS)
    missing, figures = 0, {}
    for question in inspection["questions"]:
        table = [[0, 0, 0] for _ in TIERS]
        for case in cases:
            word = given.get(case["id"], {}).get(question)
            missing += word is None
            table[TIERS.index(case["tier"])][side[means.get(word, "neither")]] += 1
        table = tuple(map(tuple, table))
        shown = judgements(sizes, inspection["least"])[table]
        figures[question] = {
            "all": HIDDEN if shown is HIDDEN else with_share(plus(*table)),
            "tiers": [with_share(table[tier]) if shown and tier in shown else HIDDEN for tier in range(len(TIERS))],
        }
    return {"missing": missing, "figures": figures}


for line in sys.stdin.readlines():
    print(json.dumps(answer(json.loads(line))))
