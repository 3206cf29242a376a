"""Leaders of parts and items by their numbers: 「第一、二部分由副县长×牵头」, 「责任领导（第8至10项）：×」."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from luoshi.core.reading.grammar.answers import names_at
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.labels import role_of_label
from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.numerals import han_value
from luoshi.core.reading.grammar.seeing import CLASS_OF_PERSONS, persons_at, who_sees

_ONE = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）])"
_PART = r"部分|章|板块|大项|大类|方面|篇"
_ITEM = r"项|条|件|款|个|号"
_WORK = (
    r"(?:[“《][^”》]{2,16}[”》]|[（(][^（()）]{2,16}[)）])?(?:所列|所涉|涉及|中|里|内)?的?(?:各项|全部|所有|各)?"
    r"(?:重点|具体|主要)?(?:工作|任务|事项|内容|举措|措施|问题|项目|案件){0,2}"
)
_PLACE = re.compile(
    rf"第(?P<numbers>{_ONE}(?:(?:{_PART}|{_ITEM})?[、，和及与至到—–~～-]{{1,2}}第?{_ONE}){{0,9}})"
    rf"[两二三四五六七八九十]?个?(?:(?P<part>{_PART})|{_ITEM})"
)
_NUMBER = re.compile(r"\d{1,2}|[一二三四五六七八九十]{1,3}")
_RANGE = re.compile("[至到—–~～-]")
_BY = re.compile(
    rf"{_WORK}[，,：:]?(?:均|都|统一|一并|分别)*(?:继续)?(?:"
    rf"(?P<by>由|请|归|交由|交给|责成)|(?:的)?(?:总|具体|第一|直接|县级|市级)?(?P<label>[\u4e00-\u9fff]{{2,6}}?)(?:均|都|统一)*[为是：:]+(?:均为|都是)?)"
)
_LABEL_BEFORE = re.compile(r"(?:^|[，,。；;：:\s])(?P<label>[\u4e00-\u9fff]{2,8})[（(]$")
_LABEL_END = re.compile(r"\s*[)）]\s*(?:均|都)?[为是：:]\s*")
_SHUT = re.compile(r"[）)]?\s*$")
_STOP = re.compile("[，,。；;！）)]|$")
_CLAUSE_END = re.compile("[，,。；;：:！]")
_OTHERS = re.compile(r"(?:报告|文件|方案|通知|意见|条例|[》”])(?:的|中)?$")
"""「报告第三部分」: of another paper."""


class Led(NamedTuple):
    """The leaders of the parts, or of the items, of these numbers."""

    numbers: frozenset[int]
    parts: bool
    leaders: list[Name]


def led_by_number(words: str) -> list[Led]:
    """What a sentence says of the leaders of parts or items by their numbers; nothing if it says no such thing."""
    places = list(_PLACE.finditer(words))
    found = []
    for at, place in enumerate(places):
        if _OTHERS.search(words, max(place.start() - 6, 0), place.start()) and not _OWN.search(
            words, max(place.start() - 6, 0), place.start()
        ):
            continue
        end = places[at + 1].start() if at + 1 < len(places) else len(words)
        named = _behind(words, place, end) or _before(words, place)
        if named:
            found.append(Led(frozenset(_numbers_in(place["numbers"])), place["part"] is not None, named))
    return found


_OWN = re.compile("[本该此](?:方案|通知|意见)(?:的|中)?$")


_EACH_OF = re.compile(
    rf"[\s、，,；;]*(?P<who>[\u4e00-\u9fff·]{{2,14}}?)[（(]第?(?P<numbers>{_ONE}(?:[、，,及和至到—–~～-]{{1,2}}{_ONE}){{0,9}})(?:{_ITEM})?[)）]"
)
_LABEL_AT_HEAD = re.compile(r"\s*(?P<label>[\u4e00-\u9fff]{2,8})[:：]")


def led_in_brackets(words: str) -> list[Led]:
    """「牵头领导：谢明（1、2）、赵敏（3）」: of which items each of them is the leader; nothing if it says more."""
    label = _LABEL_AT_HEAD.match(words)
    if label is None or role_of_label(label["label"]) != "leader":
        return []
    found: list[Led] = []
    end = label.end()
    while one := _EACH_OF.match(words, end):
        named = [name for name in names_at(words, *one.span("who")) if name.kind == "person"]
        if not named:
            return []
        found.append(Led(frozenset(_numbers_in(one["numbers"])), parts=False, leaders=named))
        end = one.end()
    return found if not words[end:].strip("。；; ") else []


def _behind(words: str, place: re.Match[str], end: int) -> list[Name]:
    if (label := _LABEL_BEFORE.search(words, max(place.start() - 12, 0), place.start())) and (
        close := _LABEL_END.match(words, place.end(), end)
    ):
        return _named(words, close.end(), end) if role_of_label(label["label"]) == "leader" else []
    said = _BY.match(words, place.end(), end)
    if said is None:
        return []
    if said["label"]:
        return _named(words, said.end(), end) if role_of_label(said["label"]) == "leader" else []
    shut = _SHUT.search(words, said.end(), end)
    end = shut.start() if shut else end
    led = who_sees(words, said.end(), end, asked=True)
    if led is None or CLASS_OF_PERSONS.match(words, said.end()):
        return []
    leaders, last = led
    for first, stop in split(words[last:end], "，,。；;"):
        more = who_sees(words, last + first, last + stop) if stop - first > 3 else None
        leaders = leaders + more[0] if more else leaders
    return leaders


def _before(words: str, place: re.Match[str]) -> list[Name]:
    """「副县长×牵头第一至三部分」."""
    work = _WORK_ALONE.match(words, place.end())
    if work is None or not _STOP.match(words, work.end()):
        return []
    begin = max(place.start() - _NEAR, 0)
    start = max((one.end() for one in _CLAUSE_END.finditer(words, begin, place.start())), default=0)
    led = who_sees(words, start, place.start())
    return led[0] if led and led[1] == place.start() else []


_NEAR = 40
_WORK_ALONE = re.compile(_WORK)


def _named(words: str, start: int, end: int) -> list[Name]:
    """Behind a label: persons, and nothing else up to the clause's end."""
    stop = _LIST_END.search(words, start, end)
    named = persons_at(words, start, stop.start() if stop else end)
    return [] if any(CLASS_OF_PERSONS.match(name.text) for name in named) else named


_LIST_END = re.compile(r"[。；;！]|[，,](?=不再|不另|下同|[^，。；]{0,6}(?:负责|牵头|落实))|[）)]?$")


def _numbers_in(words: str) -> Iterator[int]:
    last, ended = 0, 0
    for one in _NUMBER.finditer(words):
        value = int(one[0]) if one[0].isdecimal() else han_value(one[0]) or 0
        through = last and value > last and _RANGE.search(words, ended, one.start())
        yield from range(last + 1 if through else value, value + 1)
        last, ended = value, one.end()
