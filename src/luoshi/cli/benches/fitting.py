"""Fits what the reader's traits say of being right: `python -m luoshi.cli.benches.fitting FOLDER…`.

A folder holds NAME.txt beside NAME.gold.json. The rules were corrected on the same documents, so that they err there
less than elsewhere: an error weighs DOUBT times, and a share SURPRISE of what was right is taken for wrong.
"""

from __future__ import annotations

import json
import math
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from luoshi.core.reading.confidence import FIELDS
from luoshi.core.reading.draft import read
from luoshi.core.reading.files import read_file
from luoshi.core.reading.model import Task

DOUBT = 2.0
SURPRISE = 0.05
RIDGE = 0.6
"""Holds the weights of rare traits near nothing."""
ROUNDS = 400
RARE = 4
"""A trait seen less often says nothing."""
WEIGHTS = Path(__file__).parents[2] / "core" / "reading" / "weights.json"

Case = tuple[frozenset[str], bool]
"""The traits with which a field was read, and whether it was right."""


def cases(folder: Path) -> dict[str, list[Case]]:
    """Every field of every task found in a folder's documents."""
    found: dict[str, list[Case]] = defaultdict(list)
    for file in sorted(folder.glob("*.gold.json")):
        notes = json.loads(file.read_text(encoding="utf-8"))
        stem = file.name.removesuffix(".gold.json")
        path = next((one for end in (".txt", ".md") if (one := file.with_name(stem + end)).is_file()), None)
        if path:
            for field, case in _of_document(path, notes):
                found[field].append(case)
    return found


def _of_document(path: Path, notes: Mapping[str, Any]) -> Iterator[tuple[str, Case]]:
    source = read_file(path.name, path.read_bytes())
    gold = [(_place(source.text, note), note) for note in notes["tasks"]]
    tasks = read(source.text, tables=source.tables).tasks
    for task in tasks:
        over = [note for (start, end), note in gold if start < task.end and task.start < end]
        if notes.get("complete") is True:
            yield "task", (frozenset(task.traits["task"]), len(over) == 1 and _alone(over[0], gold, tasks))
        if len(over) == 1:
            yield from _of_task(task, over[0])


def _place(text: str, note: Mapping[str, Any]) -> tuple[int, int]:
    anchor = note["anchor"] if isinstance(note["anchor"], str) else note["anchor"][0]
    start = note["start"] if "start" in note else text.find(anchor)
    return start, start + len(anchor)


def _alone(note: Mapping[str, Any], gold: Sequence[tuple[tuple[int, int], Any]], tasks: Sequence[Task]) -> bool:
    """Whether no other task overlaps the same anchor."""
    start, end = next(place for place, one in gold if one is note)
    return sum(1 for task in tasks if start < task.end and task.start < end) == 1


def _of_task(task: Task, note: Mapping[str, Any]) -> Iterator[tuple[str, Case]]:
    for field in FIELDS[1:]:
        if field in task.sure and (right := _is_right(field, task, note)) is not None:
            yield field, (frozenset(task.traits.get(field, ())), right)


def _is_right(field: str, task: Task, note: Mapping[str, Any]) -> bool | None:
    """Whether a field is as annotated; None if the annotation says nothing of it."""
    if field == "measures":
        wanted = note.get("measures")
        return None if wanted is None else _measures(wanted) == _measures([one.as_dict() for one in task.measures])
    if field == "due":
        if "due" in note:
            return (note["due"], None if note["due"] else note.get("repeats")) == (task.due, task.repeats)
        return _plain(note.get("due_text", "")) in _plain(task.due_text) if note.get("due_text") else False
    return {_plain(name) for name in note.get(field, ())} == {_plain(name) for name in getattr(task, field)}


def _measures(listed: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((one["op"], one["value"] or "", one["unit"] or "") for one in listed if one["op"] != "all")


def _plain(words: str) -> str:
    return re.sub(r"[\s（）()、《》“”]|^[县市区]|前|完成|同志|(?:常务)?副?县长", "", words)


def fit(seen: Sequence[Case]) -> dict[str, float]:
    """Weights of a logistic curve with a ridge, found by going downhill."""
    traits = sorted({trait for one, _ in seen for trait in one})
    known = [trait for trait in traits if sum(trait in one for one, _ in seen) >= RARE]
    weights = dict.fromkeys(["", *known], 0.0)
    for _ in range(ROUNDS):
        slope = {trait: RIDGE * weight for trait, weight in weights.items() if trait} | {"": 0.0}
        for one, right in seen:
            active = ["", *(trait for trait in one if trait in weights)]
            weight, wanted = (1.0, 1 - SURPRISE) if right else (DOUBT, 0.0)
            gap = weight * (1 / (1 + math.exp(-sum(weights[trait] for trait in active))) - wanted)
            for trait in active:
                slope[trait] += gap
        for trait in weights:
            weights[trait] -= 2.0 * slope[trait] / len(seen)
    return {trait: round(weight, 2) for trait, weight in weights.items() if not trait or abs(weight) >= 0.05}


def main(folders: Sequence[str]) -> None:
    """Writes weights.json, and says how many cases each field had."""
    gathered: dict[str, list[Case]] = defaultdict(list)
    for folder in folders:
        for field, seen in cases(Path(folder)).items():
            gathered[field] += seen
    weights = {field: fit(gathered[field]) for field in FIELDS if gathered[field]}
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for field, seen in gathered.items():
        sys.stdout.write(f"{field}: {len(seen)} 例，{sum(right for _, right in seen)} 对\n")


if __name__ == "__main__":
    main(sys.argv[1:])
