"""How sure one may be of each field of a task, from how it was read.

Every way of reading leaves traits (the owner stood in a bracket, the sentence names three time limits). What a trait
says of being right is in weights.json, fitted by `python -m luoshi.cli.benches.fitting` on annotated documents.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from itertools import compress

from luoshi.core.reading.grammar.sorts import is_unit
from luoshi.core.reading.model import Measure, Task

FIELDS = ("task", "lead_units", "co_units", "leaders", "due", "measures")
_LEAST, _MOST = 0.02, 0.99
_SHORT, _LONG = 14, 160


def notice(task: Task, field: str, *traits: str) -> None:
    """Keeps how a field was read."""
    task.traits[field].update(traits)


def assess(task: Task) -> None:
    """Gives every field that was read its probability; the task as a whole has its own."""
    known = task.traits
    _of_whole(task, known["task"])
    _of_names(task, known)
    if task.due_text:
        known["due"].add("repeats" if task.repeats else "open" if not task.due else "day")
    if task.measures:
        _of_measures(task.measures, known["measures"])
    values = (True, task.lead_units, task.co_units, task.leaders, task.due_text, task.measures)
    task.sure = {field: _curve(field, *known[field]) for field in compress(FIELDS, values)}
    task.confidence = task.sure["task"]


@lru_cache(maxsize=4096)
def _curve(field: str, *traits: str) -> float:
    """The same few ways of reading come again and again."""
    weights = _weights().get(field, {})
    score = weights.get("", 0.0) + sum(weights.get(trait, 0.0) for trait in sorted(traits))
    return round(min(max(1 / (1 + math.exp(-score)), _LEAST), _MOST), 2)


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    data = files("luoshi.core.reading").joinpath("weights.json").read_text(encoding="utf-8")
    weights: dict[str, dict[str, float]] = json.loads(data)
    return weights


def _of_names(task: Task, known: dict[str, set[str]]) -> None:
    if task.lead_units:
        _of_units(task.lead_units, task.resolved, known["lead_units"])
    if task.co_units:
        _of_units(task.co_units, task.resolved, known["co_units"])
    if len(task.leaders) > 1:
        known["leaders"].add("several")
    if task.joint_units:
        known["lead_units"].add("jointly")


def _of_units(names: Sequence[str], resolved: Mapping[str, list[str]], traits: set[str]) -> None:
    if len(names) > 1:
        traits.add("several")
        if len(names) > 4:
            traits.add("many")
    for name in names:
        if not is_unit(name):
            traits.add("odd")
        if len(name) > 12:
            traits.add("long")
    if resolved:
        traits.add("known" if all(map(resolved.get, names)) else "unknown")


def _of_whole(task: Task, traits: set[str]) -> None:
    if task.due_text:
        traits.add("has due_text")
    if task.measures:
        traits.add("has measures")
    if task.lead_units:
        traits.add("has lead_units")
    if task.leaders:
        traits.add("has leaders")
    if not (task.due_text or task.measures or task.lead_units or task.leaders):
        traits.add("bare")
    length = len(task.text)
    if length < _SHORT:
        traits.add("short")
    elif length > _LONG:
        traits.add("long")


def _of_measures(measures: Sequence[Measure], traits: set[str]) -> None:
    if len(measures) > 2:
        traits.add("several")
    for one in measures:
        traits.add("op " + one.op)
        if one.value is None and one.op != "all":
            traits.add("masked")
        if one.value and one.value not in one.text and not _DIGIT.search(one.text):
            traits.add("characters")


_DIGIT = re.compile(r"\d")
