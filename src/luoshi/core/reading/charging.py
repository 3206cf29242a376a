"""Sentences that only say which leader is in charge of what their paragraph says."""

from __future__ import annotations

import re
from typing import NamedTuple

from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.assignments import assignment
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.charge import in_person, topic_leaders
from luoshi.core.reading.grammar.subjects import adds_only, subject_owners
from luoshi.core.reading.structure import Sentence, sentences


class Charge(NamedTuple):
    """The leaders, and where the sentence that names them stands; their places count from its beginning."""

    owners: Owners
    start: int
    end: int


_LEADERS = re.compile("[长志席记任人员老]")
"""With one of them ends whatever a leader is called: 县长, 书记, 主席, 主任, 同志, 负责人, 党组成员; 老耿 begins so."""


def names_leader(words: str, begin: int) -> bool:
    """Whether a leader may be named at all: without, nobody is in charge."""
    return _LEADERS.search(words, begin) is not None


def charge_within(words: str, begin: int) -> Charge | None:
    """「钱塘同志蹲点，一天不通就一天不撤。」: a sentence among others that only says which leader sees to all of it."""
    if not _SEEN_TO.search(words, begin):
        return None
    parts = sentences(words, begin)
    for one in parts if len(parts) > 1 else ():
        if one.end - one.start > _LONGEST_CHARGE or not _SEEN_TO.search(words, one.start, one.end):
            continue
        said = words[one.start : one.end]
        clauses = [clause for clause in split(said, "，,；;") if said[slice(*clause)].strip("。；; ")]
        at, leaders = next(((at, who) for at, one in enumerate(clauses) if (who := in_person(said, *one))), (0, []))
        more = said[: clauses[at][0]] + said[clauses[at][1] :]
        if not leaders or adds_only(said) or _DIGIT.search(said) or subject_owners(more, bare=True).any():
            continue
        return Charge(Owners(leaders=leaders), one.start, one.end)
    return None


_DIGIT = re.compile(r"\d")
_SEEN_TO = re.compile(r"[长志席记任](?:来|去|就|亲自|具体)*(?:蹲点|包|盯|挂帅|抓|管|负总责|督)")
_LONGEST_CHARGE = 40
_SHORT_HEAD = 24


def charge_ahead(words: str, begin: int) -> Charge | None:
    """「二、……要管得严。赵县长抓总。县交通局……」: a sentence that does nothing but say which leader is in charge."""
    if len(words) < 30:
        return None
    if topic := _of_topic(words, begin):
        return topic
    if not (_BIDDEN.search(words, begin, begin + _SHORT_HEAD) or _IN_CHARGE.search(words, begin, begin + 90)):
        return None
    opening = _next(words, begin, _OPENING)[:3]
    for at, (start, end) in enumerate(opening[:-1]):
        led = words[start] in "由请" or _IN_CHARGE.search(words, start, end)
        said = assignment(words[start:end]) if led else None
        if said and said.owners.leaders and not (said.owners.lead or said.owners.co or said.back):
            return Charge(said.owners, start, end)
        if at or end - start > _SHORT_HEAD or _PARTED.search(words, start, end):
            return None
    return None


_OPENING = 200
_PARTED = re.compile(r"\d|[，,；;]")


def _next(words: str, begin: int, reach: int) -> list[Sentence]:
    """The sentences of the next so many characters."""
    if len(words) <= begin + reach:
        return sentences(words, begin)
    return [Sentence(begin + start, begin + end) for start, end in sentences(words[begin : begin + reach])]


def _of_topic(words: str, begin: int) -> Charge | None:
    """「城中村这块，归胥主席管。……」: in charge of all that the paragraph says behind it."""
    first = _TOPIC_LED.search(words, begin, begin + _FAR)
    if first is None:
        return None
    for at, (start, end) in enumerate(_next(words, begin, _FAR)[:-1]):
        if end <= first.start() or not _TOPIC_LED.search(words, start, end) or (at and _BACKWARD.match(words, start)):
            continue
        leaders, units = topic_leaders(words[start:end])
        if leaders:
            return Charge(Owners(lead=units[:1], co=units[1:], leaders=leaders), start, end)
    return None


_BIDDEN = re.compile("(?:^|。)[由请]")
_FAR = 400
_BACKWARD = re.compile(r"\s*(?:会议[^，]{2}[，：])?(?:该|此|这|本|以上|上述)")
_TOPIC_LED = re.compile(
    r"(?:归|由|请)[^，。；]{1,36}?[长志席记任人委](?:[\u4e00-\u9fff]{2,3})?[^，。；\d]{0,3}(?:管|挂帅|牵头|负责|抓|负总责|盯|调度|统筹|挑头|领衔)"
)
_IN_CHARGE = re.compile(
    r"[长任席记志](?:[\u4e00-\u9fff]{2,4})?(?:总|具体|全面|亲自|负责)*(?:牵头|负责|负总责|抓总|挂帅|包案|包联|包抓|领衔|领办|督导|总抓|协调|调度|主抓|分管)"
)
