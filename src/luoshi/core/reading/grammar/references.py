"""Sentences that say by number whose the items are: 「第1、2项由县发改局负责，第3项由县住建局牵头」, 「①②由……」."""

from __future__ import annotations

import re
from dataclasses import dataclass

from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.dues import due_of_owner
from luoshi.core.reading.grammar.moments import Due
from luoshi.core.reading.grammar.numerals import han_value
from luoshi.core.reading.grammar.owners import owners_of

_ONE = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[①-⑳])"
_REFERS = re.compile(
    rf"(?:以上|上述|前述)?(?:第(?P<counted>{_ONE}(?:(?:项|条|件)?[、，,和及至到—–~～-]{{1,2}}第?{_ONE}){{0,9}})|(?P<front>(?<![之以此目提])前[一二两三四五六七八九\d]{{1,2}})|(?P<back>(?:其余|剩余|余下|后|最后)(?:的)?[一二两三四五六七八九\d]{{0,2}})|(?P<plain>\d{{1,2}}(?:[、和及至到—–~～-]{{1,2}}\d{{1,2}}){{1,9}}|(?<=[，,；;])\d{{1,2}}))(?:[两二三四五六七八九十])?(?:项|条|件)(?:工作|任务|事项|内容)?[，,]?(?:均|都|则|分别)?(?=由|请|归|责任|牵头|领导)"
    rf"|(?P<circled>[①-⑳](?:[、至—-]?[①-⑳])*)(?=由|[:：])"
)
_MARK = re.compile(_ONE)
_RANGE = re.compile(r"[至到—–~～-]")
_BY = re.compile(r"\s*[:：]?(?:均|都)?由?")
_LONGEST = 400
_ASSIGNED = re.compile("[由责牵领:：]")
_NUMBERED = re.compile(r"[项条件①-⑳](?:(?<=[①-⑳])|(?<=[\d一二两三四五六七八九十余].))")
"""Without one of each nothing is said of an item by its number."""


@dataclass(frozen=True, slots=True)
class Reference:
    """Who answers for the items of these numbers; places within the owners count from `start`."""

    begin: int

    numbers: frozenset[int]
    owners: Owners
    start: int
    end: int


def references(words: str, count: int = 0) -> list[Reference]:
    """What a sentence or bracket says of items by their numbers, if it does nothing else. Empty if it does not.

    count: how many items there are, of which the last may be meant (后两项).
    """
    if len(words) > _LONGEST or not (_ASSIGNED.search(words) and _NUMBERED.search(words)):
        return []
    marks = list(_REFERS.finditer(words))
    if not marks or _WORDED.search(words[: marks[0].start()].rpartition("。")[2]):
        return []
    found: list[Reference] = []
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(words)
        by = _BY.match(words, mark.end(), end)
        start = by.end() if by else mark.end()
        said = assignment(words[start:end].rstrip("，,；;】）] "))
        owners = said.owners if said else owners_of(words[start:end].rstrip("，,；;】）]。 "))
        if not owners.any():
            return []
        found.append(Reference(mark.start(), frozenset(_numbers(mark, count, found)), owners, start, end))
    return found


_WORDED = re.compile(r"[\u4e00-\u9fff]{6}")
_MARKED = r"(?:[（(]\d{1,2}[)）]|[①-⑳])"
_ITEM = rf"(?:{_MARKED}|{_ONE})"
_TIMED = re.compile(
    rf"(?:[^：:，。\s]{{0,6}}(?:时限|期限|时间|日期)[:：])?\s*(?:以上|上述|前述|其中)?(?P<items>(?:第?{_ITEM}(?:项|条|件)?[、和至及—–~～-])*(?:第?{_ITEM}(?:项|条|件)|(?:{_MARKED})+))(?:工作|任务|事项)?[:：]?(?:于|在|均|为)?(?P<when>.+)"
)


_CLAUSE = re.compile("[^，,；;。]+[，,；;。]?")
_ONLY_WHEN = re.compile(r"[前底末日月内年度](?:全部)?(?:完成|办结|办完|完工|落实|到位|见效)?$")
_ANY_ITEM = re.compile(r"[（(①-⑳第](?:(?<=[（(])\d|(?<=[①-⑳])|(?<=第)[\d一二三四五六七八九十])")


def timed_references(words: str) -> list[tuple[frozenset[int], Due]]:
    """「办结时限：（1）（2）于5月底前，（3）于年底前」: until when the items of these numbers are to be done."""
    if len(words) > _LONGEST or not _ANY_ITEM.search(words, 0, 24):
        return []
    found: list[tuple[frozenset[int], Due]] = []
    at = 0
    for piece in _CLAUSE.findall(words):
        said = _TIMED.fullmatch(piece.rstrip("，,；;。"))
        due = due_of_owner(said["when"], 0, len(said["when"])) if said else None
        if said is None or due is None or not _ONLY_WHEN.search(said["when"]):
            return []
        shift = at + said.start("when")
        numbers = frozenset(_numbers_in(said["items"]))
        found.append((numbers, due._replace(start=due.start + shift, end=due.end + shift)))
        at += len(piece)
    return found


def number_value(mark: str) -> int | None:
    """3. or （三） or ③ as a number."""
    found = _MARK.search(mark)
    return _value(found[0]) if found else None


def _value(mark: str) -> int | None:
    if mark.isdecimal():
        return int(mark)
    return ord(mark) - ord("①") + 1 if "①" <= mark <= "⑳" else han_value(mark)


def _numbers(mark: re.Match[str], count: int, before: list[Reference]) -> set[int]:
    if mark["front"]:
        return set(range(1, (_value(mark["front"][1:].replace("两", "二")) or 0) + 1))
    if mark["back"]:
        last = _MARK.search(mark["back"].replace("两", "二"))
        named = set().union(*(one.numbers for one in before)) if before else set()
        many = (_value(last[0]) or 0) if last else (1 if "最后" in mark["back"] else count - max(named, default=0))
        return set(range(count - many + 1, count + 1)) if count and 0 < many <= count else {0}
    return _numbers_in(mark["counted"] or mark["plain"] or mark["circled"])


def _numbers_in(words: str) -> set[int]:
    numbers: set[int] = set()
    last: int | None = None
    ended = 0
    for one in _MARK.finditer(words):
        value = _value(one[0])
        if value is None:
            continue
        through = last is not None and _RANGE.search(words, ended, one.start())
        numbers.update(range(last + 1 if through and last else value, value + 1))
        last, ended = value, one.end()
    return numbers
