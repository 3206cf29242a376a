"""Whom the clauses of a sentence name, whatever is asked of them afterwards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from luoshi.core.reading.grammar.addressing import spoken_there, spoken_to
from luoshi.core.reading.grammar.answers import Owners
from luoshi.core.reading.grammar.brackets import split
from luoshi.core.reading.grammar.doers import (
    AGENT,
    ASKED,
    ASKS_OF,
    MAY_ASK,
    Subject,
    after_leading,
    agent_of,
    subject,
)
from luoshi.core.reading.grammar.pausing import unpaused

WITH = re.compile(
    r"(?:要|应|须|应当|必须|积极|主动|牵头|负责|具体|尽快|抓紧|及时|切实|并(?=会同|商|联合|协同)|，|、){0,4}(?:会同|会(?=(?:园区|(?:高新|经开|开发|工业园)区)管委会|[市县区](?![委里领])[\u4e00-\u9fff]{1,8}(?:局|公司|中心|大队))|联手|携(?=[省市县区旗])|携手|会商(?=[省市县区镇])|协同|联合(?![体国会])|(?:与|和|跟(?!踪|进|上)|同(?!步|时))(?=[省市县区各国][\u4e00-\u9fff]{1,12}(?:局|委|办|中心|公司|集团|大队|联|院)|[\u4e00-\u9fff]{2,4}(?:镇|街道|乡))|(?:带[领着上]?|领着|拉上|拉着|叫上|组织)(?=[\u4e00-\u9fff]{2,10}(?:局|委|办|镇|街道|中心))|商同?(?=(?:自治[区州]|[省市县区旗])[\u4e00-\u9fff]{1,10}(?:局|委|办|厅|集团|公司|中心|大队|工会)|"
    rf"{ASKS_OF}))"
)
WITH_FIRST = frozenset("并携拉叫领组与和跟同要应须必积主牵负具尽抓及切，、会协联带商")
_BESIDE_FIRST = frozenset("与同跟")
_YOU_FIRST = frozenset("你贵")
YOU = re.compile(r"[你贵](?:局|委|办|单位|部门|镇|县|区|公司|街道|中心)")


@dataclass(slots=True)
class Clause:
    """Whom a clause names, whatever is asked of it afterwards."""

    at: int
    start: int
    head: int
    """Where it begins behind words that lead in."""
    end: int
    form: str
    """with (会同……), by (由……), beside (与……), or nothing."""
    subject: Subject | None
    agent: Subject | None
    """Who stands behind 由, if nobody stands at the head."""


@dataclass(slots=True)
class Doers:
    """What a sentence's clauses name, looked at once for all that is asked of it."""

    clauses: tuple[Clause, ...]
    within: bool
    """A clause names in its midst who must do something."""
    bare: bool
    """Somebody may be named who neither must, nor leads, nor helps, nor answers; or a list that a comma cuts off."""
    neither: bool
    """The first."""
    listed: bool
    """The second, once it was looked for."""
    known: list[Owners | None]
    """The owners: with neither bare ones nor those named in a clause's midst, with the latter, the former, both."""
    heads: int
    """In how many clauses somebody may stand at the head."""


@lru_cache(maxsize=2048)
def doers(words: str) -> Doers:
    words = unpaused(words)
    clauses = _clauses(words)
    within, neither, heads = False, False, 0
    for one in clauses:
        if one.subject or one.form:
            heads += 1
        if found := one.subject or one.agent:
            within = within or (one.agent is not None and one.form != "by")
            neither = neither or found.role in _NEITHER
    bare = neither or "各" in words
    return Doers(clauses, within, bare, neither, False, [None, None, None, None], heads)


_NEITHER = ("bare", "agent")
"""Who neither must, nor leads, nor helps, nor answers."""


def _clauses(words: str) -> tuple[Clause, ...]:
    """The clauses that name somebody, and the first two if a list may run over them."""
    asked = MAY_ASK.search(words) is not None
    listed = "各" in words or (asked and LIST_FIRST.match(words) is not None)
    pieces = split(words, "，,；;：:。！")
    if "、" in words and _AND_MUST.search(words):
        pieces = [part for piece in pieces for part in parted(words, *piece)]
    relative = "的" in words and ("要" in words or "须" in words or "应" in words or "牵头" in words)
    found: list[Clause] = []
    for at, (start, end) in enumerate(pieces):
        if start == end:
            head, one = start, None
        else:
            head = after_leading(words, start, end)
            one = _clause(words, at, start, head, end, asked, relative)
        if one:
            found.append(one)
        elif at < 2 and listed:
            found.append(Clause(at, start, head, end, "", None, None))
    return tuple(found)


_RELATIVE = re.compile(
    r"[^，。的由把对将向请让]{2,12}的(?=[\u4e00-\u9fff]{1,8}?(?:镇|乡|街道|局|中心|公司)(?:要|须|必须|应|牵头))"
)
"""「排名末位的城关镇要……」: what is said of it stands before it."""
_WHAT = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:改造|建设|整治|工程|项目|工作|征拆|拆迁|搬迁|修复|资金|手续|问题)(?=[\u4e00-\u9fff]{2,8}?(?:局|中心|公司))"
)
"""「人民路的管网改造住建局要……」: behind 的 what is to be done."""
LIST_FIRST = re.compile(r"[\u4e00-\u9fff、]{4,30}[，,](?:请|由)(?=[\u4e00-\u9fff])")
"""「危改办和城关镇，请王主任带着……」: somebody is asked in it."""
_AND_MUST = re.compile(r"要[\u4e00-\u9fff]{2,8}、(?=[\u4e00-\u9fff]{2,6}也?要[\u4e00-\u9fff]{2})")
"""「财政要保障、审计要跟进」: between what one must and what the next must a comma is meant."""


def parted(words: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [found.end() for found in _AND_MUST.finditer(words, start, end)]
    return list(zip([start, *cuts], [*(cut - 1 for cut in cuts), end], strict=True))


def most_doers(words: str) -> int:
    """In how many clauses of a sentence somebody may stand at the head."""
    return doers(words).heads


def _clause(words: str, at: int, start: int, head: int, end: int, asked: bool, relative: bool) -> Clause | None:
    first = words[head : head + 1]
    if first in _BESIDE_FIRST and _BESIDE.match(words, head, end) and not _AS_ONE.search(words, head, end):
        return Clause(at, start, head, end, "beside", None, None)
    if first in WITH_FIRST and WITH.match(words, head, end):
        return Clause(at, start, head, end, "with", None, None)
    by = first in ASKED and AGENT.match(words, head, end)
    you = YOU.match(words, by.end() if by else head, end) if by or first in _YOU_FIRST else None
    if you and WITH.match(words, you.end(), end):  # 「请你局会同……」
        return Clause(at, start, you.end(), end, "with", None, None)
    found = None if by else subject(words, head, end)
    if found is None and not by and relative and (behind := _RELATIVE.match(words, head, end)):
        what = _WHAT.match(words, behind.end(), end)
        found = subject(words, what.end() if what else behind.end(), end)
        found = found if found and found.role in ("must", "lead") else None
    agent = agent_of(words, head, end) if asked and found is None else None
    if at <= 1 and not (by or found or agent):
        if at == 0:
            found = spoken_to(words, head, end)
        elif "你" in words:
            found = spoken_there(words, head, end)
    return Clause(at, start, head, end, "by" if by else "", found, agent) if by or found or agent else None


_AS_ONE = re.compile("一起|一道|共同|联合")
_BESIDE = re.compile(r"(?:与|同|跟)(?=[\u4e00-\u9fff])")
"""「与县规划局协调」: with whom, not who."""
