"""What the words of one sentence give, and why it is no task."""

from __future__ import annotations

import re
from collections.abc import Callable

from luoshi.core.reading.announced import is_counted_off, is_within, lists_of_works
from luoshi.core.reading.filling import REACH, of_whom
from luoshi.core.reading.grammar.dues import dues
from luoshi.core.reading.grammar.measures import measures
from luoshi.core.reading.grammar.moments import Calendar, Due
from luoshi.core.reading.grammar.subjects import subject_owners
from luoshi.core.reading.judging.standpoint import Context, Given, sought
from luoshi.core.reading.judging.verdict import reason_against
from luoshi.core.reading.passages import Passage
from luoshi.core.reading.signs import bids
from luoshi.core.reading.structure import Sentence


class Judge:
    """Judges the sentences of one document, passage by passage."""

    def __init__(self, text: str, when: Calendar) -> None:
        self._when = when
        self._lists = lists_of_works(text)
        self._reasons: dict[int, str | None] = {}
        """Of the passage in hand, by where the sentence begins: it is asked whether there is a task, then for each."""

    def begin(self) -> None:
        """Another passage is in hand."""
        self._reasons.clear()

    def has_own(self, words: str) -> bool:
        """Whether it says until when or how much."""
        words = words[:REACH]
        return bool(dues(words, self._when) or measures(words))

    def reason(self, passage: Passage, sentence: Sentence, context: Context) -> str | None:
        """Why the sentence is no task; None if it is one. It is kept until the next passage begins."""
        at, known = sentence.start, self._reasons
        if at not in known:
            known[at] = self.reason_of(passage, sentence, context)
        return known[at]

    def reason_of(self, passage: Passage, sentence: Sentence, context: Context) -> str | None:
        """The same, of a part of a sentence."""
        words = passage.block.flow.text[sentence.start : sentence.end][:REACH]
        past = _PAST_YEAR.match(words) if words.startswith("20") else None
        if past and self._when.year and int(past[1]) < self._when.year and not self.has_due(words):
            return "review"
        owned = bool(passage.sayings) and not passage.inherited
        reason = reason_against(words, context, _Given(words, self.has_due, owned=owned))
        return None if reason in _BY_ITSELF and self.is_listed(passage, sentence) else reason

    def is_listed(self, passage: Passage, sentence: Sentence) -> bool:
        """Whether it is an item of the works announced for the year: it is one of them, though it be no task alone."""
        if not (self._lists and is_within(self._lists, passage.block.flow.place(sentence.start))):
            return False
        alone = passage.block.number is not None and passage.sentences() == [sentence]
        return alone or is_counted_off(passage.words(sentence))

    def _is_past(self, due: Due) -> bool:
        """Whether its day had gone by when the document was written."""
        if due.day is None:
            return False
        written, year = self._when.date, self._when.year
        if self._when.ahead and written:
            return due.day < written
        return bool((year and due.day.year < year) or (written and written.year == year and due.day < written))

    def has_due(self, words: str) -> bool:
        """Whether it says until when something is to be done, by a day that had not gone by."""
        for due in dues(words, self._when):
            if not (self._is_past(due) or of_whom(words, due) or due.text.startswith(_FOR_GOOD)):
                return True
        return False

    def has_owner(self, words: str) -> bool:
        """Whether it says who must do it, or does it."""
        return bids.is_line_of_work(words.strip()) or subject_owners(words).any() or _has_doer(words)


class _Given(Given):
    """What the words of one sentence give."""

    def __init__(self, words: str, has_due: Callable[[str], bool], *, owned: bool) -> None:
        """has_due: whether words say until when. owned: somebody answers for the sentence anyway."""
        self._words = words
        self._has_due = has_due
        self._owned = owned

    @sought
    def owner(self) -> bool:
        return self._owned or subject_owners(self._words, agents="head").any()

    @sought
    def doer(self) -> bool:
        must = self._owned or subject_owners(self._words, agents="head").any()
        return not must and _has_doer(self._words)

    @sought
    def due(self) -> bool:
        return self._has_due(self._words)

    @sought
    def measure(self) -> bool:
        return bool(measures(self._words))


def _has_doer(words: str) -> bool:
    """Somebody does, where nothing speaks of what has been."""
    return not _BEEN.search(words) and subject_owners(words, bare=True).any()


_PAST_YEAR = re.compile(
    r"\s*(20\d\d)年(?:度)?[，,]?(?!底|末|内|\d)[^，。\d]{0,12}(?:完成|实现|累计|共|办结|新增|建成|增长|突破|接待|达到?|[生总]产?值)[^。]*\d"
)
"""「2025年全县完成固定资产投资118亿元。」 in a paper of 2026."""
_FOR_GOOD = ("长期", "持续", "常年", "常态化")
"""「……，长期坚持」 is said of attitudes too, and makes no task of them."""
_BY_ITSELF = ("general", "heading", "prose", "slogan", "norm", "principle")
"""What a sentence is by its own words alone."""
_BEEN = re.compile(
    r"提出(?:了)?(?:明确|具体)?要求|参加会议|参加了?$|出席|列席|陪同|参加。|了|已|曾|先后|刚才|以来|汇报|听取|通报了|派出(?!所)|取得|研究了|同比|一直|正在"
)
