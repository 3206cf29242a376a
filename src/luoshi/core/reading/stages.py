"""Until when what stands under a heading is to be done, where the heading says so."""

from __future__ import annotations

from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.dues import best_due, dues
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.numbering import Number
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.sayings import Saying
from luoshi.core.reading.standing import WHOLE_YEARS, YEAR, has_items, in_bracket, level_of, stage_of, year_of
from luoshi.core.reading.structure import Block

_DEEPEST = 99
_LONGEST_LEAD_IN = 30


class Stages:
    """Keeps the limit of the last heading that set one, and gives it to the passages under it."""

    def __init__(self) -> None:
        self._limit: Saying | None = None
        """「确保完成全年主要预期目标」 as a heading: until when what stands under it is to be done."""
        self._level = _DEEPEST
        """A number this high or higher ends what it is said of."""
        self._held: list[tuple[Passage, Saying]] = []

    def end(self) -> None:
        """What follows stands under no heading."""
        self._limit = None

    def reach(self, number: Number) -> None:
        """A number as high as the heading's ends what stands under it."""
        if number.level <= self._level:
            self._limit, self._level = None, _DEEPEST

    def heading(self, block: Block, level: int) -> None:
        """What a heading says of the time, if it stands under no other that does."""
        if level <= self._level:
            self._limit = year_of(block)
            self._level = level if self._limit else _DEEPEST

    def limits(self, block: Block, following: Block) -> bool:
        """Whether a block only says until when: 「（一）5月底前，完成以下工作：」 over its items."""
        words = block.flow.text
        begin = block.number.end if block.number else 0
        lead_in = words.endswith(("：", ":")) and len(words) - begin <= _LONGEST_LEAD_IN
        if not (lead_in and has_items(following, block)):
            return False
        best = best_due(dues(words[begin:]))
        if best is None or best.repeats or WHOLE_YEARS.search(best.text) or subject_owners(words[begin:]).any():
            return False
        due = best._replace(start=best.start + begin, end=best.end + begin)
        self._limit = Saying(Owners(due=due), block.flow, 0, len(words), source="above", shared=True)
        self._level = level_of(block) or level_of(following) - 1
        return True

    def hold(self, passage: Passage) -> None:
        """A passage that its own first sentence limits, or the heading over it."""
        if within := stage_of(passage) or self._limit:
            self._held.append((passage, within))

    def settle(self) -> None:
        """Gives the limits, once it is known whose the passages are: 「今年」 limits only what somebody answers for."""
        for passage, within in self._held:
            due = within.owners.due
            if passage.sayings or due is None or not YEAR.fullmatch(due.text) or in_bracket(within, due):
                passage.within = within
