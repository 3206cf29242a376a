"""What was learnt, as the next reading applies it; and what a correction has to teach."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from luoshi.intake.models import Lesson
from luoshi.intake.names import Names, bare, is_vague, is_vague_leader
from luoshi.matters.models import DraftRow

_NUMBER = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）]?[、.．,，\s]?)\s*(?=[\u4e00-\u9fff])")
_LEAD_IN = re.compile(r"^\s*(会议[\u4e00-\u9fff]{2,6}|[\u4e00-\u9fff]{2,8}(?=[，,：:]))")
_NAMED = re.compile(r"(?:由|责成|交)([\u4e00-\u9fff]{2,12}?)(?:具体)?(?:牵头|负责|主办|承办)")
_LONGEST_NAME = 20
TWICE = 2
"""One correction is a case, two are a habit."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """What holds of headings and first words. Names are taught to the register itself."""

    owners: Mapping[str, Lesson] = field(default_factory=dict)
    headings: Mapping[str, Lesson] = field(default_factory=dict)
    lead_ins: Mapping[str, Lesson] = field(default_factory=dict)

    @classmethod
    def of(cls, standing: Iterable[Lesson]) -> Lessons:
        kinds: dict[str, dict[str, Lesson]] = {what: {} for what in Lesson.What.values}
        for one in standing:
            kinds[one.what][one.words] = one
        return cls(kinds[Lesson.What.OWNER], kinds[Lesson.What.HEADING], kinds[Lesson.What.LEAD_IN])

    def owner_of(self, section: Sequence[str]) -> Lesson | None:
        """Who leads what stands under a heading without a name."""
        return self.owners.get(heading_of(section))

    def against(self, section: Sequence[str], text: str) -> Lesson | None:
        """What says that such a row is no task."""
        return self.headings.get(heading_of(section)) or self.lead_ins.get(lead_in_of(text))


def heading_of(section: Sequence[str]) -> str:
    """The nearest heading, without its number and its marks: the next document may count otherwise."""
    return re.sub(r"[\s，。：:、；;（）()]", "", _NUMBER.sub("", section[-1]))[:100] if section else ""


def lead_in_of(text: str) -> str:
    """The first words of a sentence, before its first mark: 「会议指出」, 「下一步」."""
    found = _LEAD_IN.match(text)
    return found[1][:4] if found and found[1].startswith("会议") else found[1] if found else ""


def named_in(text: str) -> tuple[str, int, int] | None:
    """「由办公室牵头」: words that stand where a unit would, and their place, where the reader knew no unit."""
    found = _NAMED.search(text)
    return (found[1], found.start(1), found.end(1)) if found and not is_vague(found[1]) else None


@dataclass(frozen=True, slots=True)
class Teaching:
    """What one correction teaches."""

    what: str
    words: str
    unit: UUID | None = None
    post: UUID | None = None


def names_taught(before: DraftRow, changes: Mapping[str, Any], names: Names) -> list[Teaching]:
    """Names that a correction of the lead, of the units beside it, or of the leader explains."""
    found: list[tuple[str, UUID | None]] = []
    if unit := changes.get("unit"):
        found.append((_name_of_lead(before, names), UUID(str(unit))))
    if "others" in changes:
        found.append(_name_of_other(before.others, changes["others"]))
    taught = [
        Teaching(Lesson.What.ALIAS, words, unit)
        for words, unit in found
        if unit and _teachable(words, names) and names.units(words) != [unit]
    ]
    return [*taught, *_leader_taught(before, changes.get("leader"), names)]


def _leader_taught(before: DraftRow, post: Any, names: Names) -> list[Teaching]:
    """Words for one leader that meant nobody."""
    words = re.sub(r"\s", "", before.leader_words)
    if not post or before.leader or not 2 <= len(words) <= _LONGEST_NAME or "、" in words or is_vague_leader(words):
        return []
    return [] if names.leader(words) else [Teaching(Lesson.What.LEADER, words, post=UUID(str(post)))]


def _teachable(words: str, names: Names) -> bool:
    return 2 <= len(bare(words)) <= _LONGEST_NAME and not is_vague(words) and not names.registered(words)


def _name_of_lead(before: DraftRow, names: Names) -> str:
    """The one name for the lead that meant nobody, or only ended like somebody's name."""
    if not before.unit_words:
        named = named_in(before.text) if before.unit is None else None
        return named[0] if named else ""
    first, *rest = before.unit_words.split("、")
    return first if not rest and len(names.units(first)) <= 1 else ""


def _name_of_other(before: Iterable[Mapping[str, Any]], after: Iterable[Mapping[str, Any]]) -> tuple[str, UUID | None]:
    """One unknown name gone and one unit come in its place."""
    kept = {str(one.get("words")) for one in after if not one.get("unit")}
    gone = [str(one["words"]) for one in before if not one.get("unit") and one["words"] not in kept]
    had = {one["unit"] for one in before if one.get("unit")}
    come = [one["unit"] for one in after if one.get("unit") and one["unit"] not in had]
    return (gone[0], UUID(come[0])) if len(gone) == len(come) == 1 else ("", None)


def owner_taught(row: DraftRow, others: Iterable[DraftRow]) -> Teaching | None:
    """Twice the same unit for rows under one heading that name nobody: the heading is that unit's."""
    heading = heading_of(row.section)
    if not heading or row.unit is None or row.unit_words:
        return None
    same = [one for one in others if not one.unit_words and heading_of(one.section) == heading]
    leads = {one.unit for one in same if one.unit}
    mine = sum(one.unit == row.unit for one in same)
    return Teaching(Lesson.What.OWNER, heading, row.unit) if leads == {row.unit} and mine >= TWICE else None


def passes_taught(discarded: Iterable[DraftRow], kept: Iterable[DraftRow]) -> list[Teaching]:
    """Headings and first words of which two rows or more were taken out, and none was left as a task."""
    gone, left = list(discarded), list(kept)
    found = []
    for what, of in ((Lesson.What.HEADING, _heading), (Lesson.What.LEAD_IN, _lead_in)):
        stays = {of(row) for row in left}
        counts: dict[str, int] = {}
        for row in gone:
            counts[of(row)] = counts.get(of(row), 0) + 1
        found += [Teaching(what, words) for words, n in counts.items() if words and n >= TWICE and words not in stays]
    return found


def _heading(row: DraftRow) -> str:
    return heading_of(row.section)


def _lead_in(row: DraftRow) -> str:
    return lead_in_of(row.text)
