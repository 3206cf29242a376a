"""How much of the annotated a reading finds, and how right it is. No file and no clock: readings in, figures out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from luoshi.cli.benches.gold import Gold, GoldTask
from luoshi.cli.benches.sameness import due_key, measure_key, names_nobody, person, same_words, unit
from luoshi.core.reading.model import Span, Task

FIELDS = ("tasks", "lead_units", "co_units", "leaders", "due", "measures")
SURE = ("lead_units", "co_units", "leaders", "due", "measures")


@dataclass(frozen=True, slots=True)
class Tally:
    """right: in both; found: in the reading; gold: in the annotation."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.found + other.found, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        both = self.found + self.gold
        return 2 * self.right / both if both else 1.0


@dataclass(slots=True)
class Judged:
    """One document's figures. tasks.found counts only what lies where every task is annotated."""

    tallies: dict[str, Tally] = field(default_factory=lambda: dict.fromkeys(FIELDS, Tally()))
    sure: list[tuple[str, float, bool]] = field(default_factory=list)
    """Field, the confidence it was given with, and whether it was right."""

    def __add__(self, other: Judged) -> Judged:
        tallies = {name: self.tallies[name] + other.tallies[name] for name in FIELDS}
        return Judged(tallies, self.sure + other.sure)


def total(judged: Iterable[Judged]) -> Judged:
    return sum(judged, Judged())


def matches(gold: Sequence[GoldTask], found: Sequence[Task]) -> list[tuple[GoldTask, Task]]:
    """Pairs: the found task overlaps the core, no other found one does, and it answers for one alone."""
    pairs: list[tuple[GoldTask, Task]] = []
    taken: set[int] = set()
    for task in sorted(gold, key=lambda one: one.anchors):
        over = [at for at, one in enumerate(found) if any(overlap(core, (one.start, one.end)) for core in task.anchors)]
        if len(over) == 1 and over[0] not in taken:
            taken.add(over[0])
            pairs.append((task, found[over[0]]))
    return pairs


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def judge(gold: Gold, found: Sequence[Task]) -> Judged:
    """The figures of one document."""
    pairs = matches(gold.tasks, found)
    judged = Judged()
    inside = [one for one in found if gold.judged and overlap(gold.judged, (one.start, one.end))]
    judged.tallies["tasks"] = Tally(len(pairs), len(inside) if gold.judged else len(pairs), len(gold.tasks))
    for task, one in pairs:
        for name in FIELDS[1:]:
            judged.tallies[name] += _tally(name, task, one)
            held = right(name, task, one)
            if name in (given := _given(one)) and held is not None:
                judged.sure.append((name, given[name], held))
    if gold.judged:
        hit = {id(one) for _, one in pairs}
        judged.sure += [("tasks", given["task"], id(one) in hit) for one in inside if "task" in (given := _given(one))]
    return judged


def right(name: str, gold: GoldTask, found: Task) -> bool | None:
    """Whether a field of a matched task is wholly as annotated; None if neither side gives it."""
    tally = _tally(name, gold, found)
    return tally.right == tally.found == tally.gold if tally.found or tally.gold else None


def _given(task: Task) -> dict[str, float]:
    return getattr(task, "sure", None) or {}


def _tally(name: str, gold: GoldTask, found: Task) -> Tally:
    if name == "due":
        return _due(gold, found)
    if name == "measures":
        if gold.measures is None:
            return Tally()
        return _measures(gold.measures, found)
    if name == "leaders":
        return _common(map(person, gold.leaders), map(person, found.leaders))
    return _common(_units(getattr(gold, name)), _units(getattr(found, name)))


def _measures(gold: Sequence[tuple[str, str | None, str]], found: Task) -> Tally:
    """Beside a number it is free whether 全部 counts as a measure of its own."""
    wanted = [measure_key(*one) for one in gold]
    given = [measure_key(one.op, one.value, one.unit) for one in found.measures]
    free = any(key[0] != "all" for key in wanted) and not any(key[0] == "all" for key in wanted)
    return _common(wanted, [key for key in given if not (free and key[0] == "all")])


def _units(names: Iterable[str]) -> list[str]:
    return [unit(name) for name in names if not names_nobody(name)]


def _common(gold: Iterable[object], found: Iterable[object]) -> Tally:
    wanted, given = Counter(gold), Counter(found)
    return Tally((wanted & given).total(), given.total(), wanted.total())


def _due(gold: GoldTask, found: Task) -> Tally:
    """By the day or the recurrence if they are annotated, else by the words."""
    asked = bool(gold.due or gold.repeats or gold.due_texts)
    given = bool(found.due or found.repeats or found.due_text)
    if gold.dated:
        right = due_key(gold.due, gold.repeats) == due_key(found.due, found.repeats)
    else:
        right = any(same_words(words, found.due_text) for words in gold.due_texts)
    return Tally(int(asked and given and right), int(given), int(asked))
