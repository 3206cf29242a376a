"""What somebody enters for a matter's period, as typed: on a page, in a sheet; and what is wrong with it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.shell.answers import number_field

_UNCHANGED = re.compile(
    r"(?:本[期月])?(?:没有|无)变化(?:$|是?因为|[，,、：:；;。\s]+(?:是?因为)?)[：:，,…\s]*(.*)", re.DOTALL
)
REASONS = ("未到计划时间", "等上级批复", "等资金到位", "受季节影响")
"""Reasons that are often true: a tap instead of typing. Anything else is typed."""
WORDS, QUANTITY, NODES = "words", "quantity:", "nodes"
"""Where a fault belongs in a row: its sentence, one of its numbers (by code), its nodes."""

SUPPLIED = "这个数由统计数据提供，不用填报"


@dataclass(frozen=True, slots=True)
class Entered:
    """A sentence, numbers as typed by the measure's code, and nodes ticked."""

    words: str = ""
    quantities: Mapping[str, str] = field(default_factory=dict)
    nodes: tuple[str, ...] = ()

    @classmethod
    def of(cls, data: Any) -> Entered:
        """From a program's or a draft's document. Raises BadInput where it has another shape."""
        data = data if isinstance(data, Mapping) else {}
        numbers, nodes = data.get("quantities") or {}, data.get("nodes") or []
        if not isinstance(numbers, Mapping) or not isinstance(nodes, list | tuple):
            raise BadInput(Fault("填的内容形状不对", '写成 {"words": "…", "quantities": {}, "nodes": []}', "fields"))
        typed = {str(code): str(text).strip() for code, text in numbers.items() if str(text or "").strip()}
        words = str(data.get("words") or "").replace("\x00", "").strip()
        return cls(words, dict(sorted(typed.items())), tuple(sorted({str(node) for node in nodes})))

    def as_json(self) -> dict[str, Any]:
        return {"words": self.words, "quantities": dict(self.quantities), "nodes": list(self.nodes)}

    def without(self, codes: Collection[str]) -> Entered:
        """Without numbers that are no longer asked for."""
        return replace(self, quantities={code: text for code, text in self.quantities.items() if code not in codes})

    @property
    def no_change(self) -> str | None:
        """The reason behind 「无变化，因为……」; empty: said without a reason; None: something did change."""
        said = _UNCHANGED.fullmatch(self.words)
        return " ".join(said[1].split()) if said else None

    @property
    def answered(self) -> bool:
        """Whether there is something to send: a number alone is enough, 「无变化」 without a reason is not."""
        if self.no_change is not None:
            return bool(self.no_change)
        return bool(self.words or self.quantities or self.nodes)


@dataclass(frozen=True, slots=True)
class Asked:
    """What may be entered for a matter: its numbers (code → name and unit of measure) and its nodes."""

    measures: Mapping[str, tuple[str, str]]
    nodes: frozenset[str]
    most: int
    """The longest sentence, in characters."""
    supplied: frozenset[str] = frozenset()
    """Codes of the numbers that the statistics give: they are not entered."""


def number_of(text: str, unit_of_measure: str, place: str) -> Decimal | None:
    """A number as typed: full-width digits, thousands separators, its own unit behind it. Raises BadInput."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    if unit_of_measure:
        plain = plain.removesuffix(unicodedata.normalize("NFKC", unit_of_measure))
    return number_field(plain, place)


def wrong(entered: Entered, asked: Asked) -> list[tuple[str, Fault]]:
    """Everything that would keep this from being filed, each with the field it belongs to."""
    found: list[tuple[str, Fault]] = []
    if len(entered.words) > asked.most:
        problem = f"写了 {len(entered.words)} 字，最多 {asked.most} 字"
        found.append((WORDS, Fault(problem, "写短些，详情放进佐证", "本期一句话")))
    if entered.no_change == "":
        found.append((WORDS, Fault("只说了无变化，没有说原因", "接着写因为什么", "本期一句话")))
    for code, text in entered.quantities.items():
        name, unit = asked.measures.get(code, ("", ""))
        if code in asked.supplied:
            found.append((QUANTITY + code, Fault(SUPPLIED, "清空这个数", name)))
            continue
        if not name:
            found.append((QUANTITY + code, Fault(f"“{code}”不是这项的数", "只填列出的数", code)))
            continue
        try:
            number_of(text, unit, name)
        except BadInput as error:
            found += [(QUANTITY + code, fault) for fault in error.faults]
    if any(node not in asked.nodes for node in entered.nodes):
        found.append((NODES, Fault("勾了不属于这项的节点", "从列出的节点里勾", "节点")))
    return found


def numbers_of(entered: Entered, asked: Asked) -> tuple[tuple[str, Decimal], ...]:
    read = ((code, number_of(text, asked.measures[code][1], code)) for code, text in entered.quantities.items())
    return tuple((code, value) for code, value in read if value is not None)


def nodes_of(entered: Entered) -> tuple[UUID, ...]:
    return tuple(UUID(node) for node in entered.nodes)
