"""Fits what the reader's traits say of being right: `python -m luoshi.cli.benches.fitting FOLDER…`.

A folder is a gold set. The rules were corrected on the same documents, so that they err there less than elsewhere: an
error weighs DOUBT times, and of what was right a share is taken for wrong, by field as much as was wrong on documents
that the reader met for the first time. The tasks of one document tend to be right or wrong together: many of them say
less than as many from different documents.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from luoshi.cli.benches import gold, judging
from luoshi.core.reading.confidence import FIELDS
from luoshi.core.reading.draft import read

DOUBT = 2.0
SURPRISE = {"task": 0.08, "lead_units": 0.07, "co_units": 0.06, "leaders": 0.08, "due": 0.065, "measures": 0.05}
RIDGE = 1.5
"""Holds the weights of rare traits near nothing."""
ROUNDS = 400
RARE = 4
"""A trait seen less often says nothing."""
WEIGHTS = Path(__file__).parents[2] / "core" / "reading" / "weights.json"

Case = tuple[frozenset[str], bool, float]
"""The traits with which a field was read, whether it was right, and how much the case weighs."""


def cases(folder: Path) -> dict[str, list[Case]]:
    """Every field of every task found in a folder's documents."""
    found: dict[str, list[Case]] = defaultdict(list)
    for document in gold.load(folder):
        for field, seen in _of_document(document).items():
            weight = 1 / math.sqrt(len(seen))
            found[field] += [(traits, right, weight) for traits, right in seen]
    return found


def _of_document(document: gold.Gold) -> dict[str, list[tuple[frozenset[str], bool]]]:
    seen: dict[str, list[tuple[frozenset[str], bool]]] = defaultdict(list)
    tasks = read(document.text, tables=document.tables).tasks
    pairs = judging.matches(document.tasks, tasks)
    hit = {id(task) for _, task in pairs}
    for task in tasks:
        if document.judged and judging.overlap(document.judged, (task.start, task.end)):
            seen["task"].append((frozenset(task.traits["task"]), id(task) in hit))
    for wanted, task in pairs:
        for field in FIELDS[1:]:
            right = judging.right(field, wanted, task)
            if field in task.sure and right is not None:
                seen[field].append((frozenset(task.traits.get(field, ())), right))
    return seen


def fit(seen: Sequence[Case], surprise: float) -> dict[str, float]:
    """Weights of a logistic curve with a ridge, found by going downhill."""
    traits = sorted({trait for one, _, _ in seen for trait in one})
    known = [trait for trait in traits if sum(trait in one for one, _, _ in seen) >= RARE]
    weights = dict.fromkeys(["", *known], 0.0)
    whole = sum(weight for _, _, weight in seen)
    for _ in range(ROUNDS):
        slope = {trait: RIDGE * weight for trait, weight in weights.items() if trait} | {"": 0.0}
        for one, right, weight in seen:
            active = ["", *(trait for trait in one if trait in weights)]
            weight, wanted = (weight, 1 - surprise) if right else (DOUBT * weight, 0.0)
            gap = weight * (1 / (1 + math.exp(-sum(weights[trait] for trait in active))) - wanted)
            for trait in active:
                slope[trait] += gap
        for trait in weights:
            weights[trait] -= 2.0 * slope[trait] / whole
    return {trait: round(weight, 2) for trait, weight in weights.items() if not trait or abs(weight) >= 0.05}


def main(folders: Sequence[str]) -> None:
    """Writes weights.json, and says how many cases each field had."""
    gathered: dict[str, list[Case]] = defaultdict(list)
    for folder in folders:
        for field, seen in cases(Path(folder)).items():
            gathered[field] += seen
    weights = {field: fit(gathered[field], SURPRISE[field]) for field in FIELDS if gathered[field]}
    WEIGHTS.write_text(json.dumps(weights, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for field, seen in gathered.items():
        sys.stdout.write(f"{field}: {len(seen)} 例，{sum(right for _, right, _ in seen)} 对\n")


if __name__ == "__main__":
    main(sys.argv[1:])
