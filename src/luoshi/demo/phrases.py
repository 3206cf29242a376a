"""What the demonstration's people write: sentences of the script, chosen by how a matter goes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from luoshi.demo.script import Part, county_file

FIGURES = re.compile(r"\{(amount|before|total|left|percent)\}")
KIND_WORDS = {"meeting": "decision"}


def sentence(chance: Random, use: str, part: Part, month: int, blanks: Mapping[str, Any], phase: str = "") -> str:
    """A sentence for a use (progress, no_change, return, …) that fits the matter, the month and what is known."""
    found = [phrase for phrase in _of_use(use) if _fits(phrase, part, month, phase, blanks)]
    if not found:
        return "按计划推进，暂无其他情况。"
    words: str = chance.choice(found)["text"]
    many = chance.randint(4, 12)
    own: dict[str, Any] = {"n": many, "few": chance.randint(1, many - 1), "workers": chance.randint(12, 86)}
    own |= {"machines": chance.randint(3, 14), "unit": part.lead, "village": _village(chance, part)}
    return words.format_map({**own, **blanks})


@cache
def _of_use(use: str) -> list[dict[str, Any]]:
    return [phrase for phrase in county_file("phrases")["phrase"] if phrase["use"] == use]


def _fits(phrase: dict[str, Any], part: Part, month: int, phase: str, blanks: Mapping[str, Any]) -> bool:
    kind = KIND_WORDS.get(part.kind, part.kind)
    words = phrase["text"]
    return (
        part.course in phrase.get("course", (part.course,))
        and kind in phrase.get("kind", (kind,))
        and part.template in phrase.get("template", (part.template,))
        and any(word in part.title for word in phrase.get("about", ("",)))
        and month in phrase.get("months", (month,))
        and ("phase" not in phrase or phase in phrase["phase"])
        and all(blank in OWN or blanks.get(blank) not in (None, "") for blank in re.findall(r"\{(\w+)\}", words))
        and (part.counted or not FIGURES.search(words))
    )


OWN = {"n", "few", "workers", "machines", "unit", "village"}


def _village(chance: Random, part: Part) -> str:
    villages = next((unit.get("villages") for unit in county_file("units")["unit"] if unit["short"] == part.lead), None)
    return str(chance.choice(villages)) if villages else "项目区"
