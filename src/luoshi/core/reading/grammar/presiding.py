"""Who sees to a work that the sentence names behind him: 「副县长×负责上述问题的协调」, 「此项工作的总调度为×」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.names import Name
from luoshi.core.reading.grammar.numerals import count_said
from luoshi.core.reading.grammar.seeing import DOES, persons_at, some_one

_WHICH = (
    r"(?:(?P<back>以上|上述|前述|上列)|[本该此这])的?(?P<count>[二两三四五六七八九十\d]{1,2})?[项条件个块点类方几]?"
    r"(?:阶段|部分|板块|方面|领域|章|节|组|专项|行动|战役)?(?:的)?(?:全部|所有|各项)?(?:重点|具体|主要)?(?:工作|任务|事项|事情?|问题|项目|工程|案件)?"
)
MAY_PRESIDE = re.compile(
    "[本该此这以上前](?<=[责调协筹抓头管联保办盯帅挥关衔领督案导].)"
    "(?:(?<![以上前])[阶部板方领章节组专项件块个类事战工任]|(?<![本该此这])[上述列])"
)
"""A work named behind a verb: a cheap look."""
_MAY_BE_LAST = re.compile("[本该此这以上前牵统协负主分调总会][^，。]{1,20}[是为：:]")
_DOING = "统筹|协调|调度|督办|督导|推进|落实|组织|指挥|实施"
_TAIL = rf"(?:的(?:{_DOING})(?:[、和与]?(?:{_DOING}))?(?:工作)?)?"
_BEHIND = re.compile(rf"(?P<does>{DOES}){_WHICH}{_TAIL}(?=[，,。；;]|$)")
_NAMED_LAST = re.compile(
    rf"(?:会议(?:明确|议定|决定)[，,：:]?)?(?:牵头|统筹|协调|负责|主抓|分管|调度|总)*{_WHICH}的?"
    r"(?:总|具体|第一|直接)?(?:牵头|负责|责任|协调|调度|统筹|包案|包联|包抓|督办|指挥|召集|分管)?(?:人|领导|者|同志|长)?的?(?:均|都)?[是为：:]"
)
_NEAR = 44


def presiding(words: str) -> tuple[list[Name], int, int] | None:
    """The persons, of how many items before it is said (-1 of all, 0 of what stands beside it), where that ends."""
    if _MAY_BE_LAST.match(words) and (said := _NAMED_LAST.match(words)):
        end = _END.search(words, said.end())
        last = end.start() if end else len(words)
        named = persons_at(words, said.end(), last) if last - said.end() <= _NEAR else []
        return (named, _back(said), last) if named and some_one(named, words) else None
    if not MAY_PRESIDE.search(words, 4, _NEAR + 20):
        return None
    for said in _BEHIND.finditer(words, 2, _NEAR + 20):
        if _END.search(words, 0, said.start()):
            return None
        begin = _ASKED.match(words)
        named = persons_at(words, begin.end() if begin else 0, said.start())
        if named and some_one(named, words):
            return named, _back(said), said.end()
    return None


def _back(said: re.Match[str]) -> int:
    if count := said["count"]:
        return count_said(count)
    return -1 if said["back"] else 0


_END = re.compile("[，,。；;！]")
_ASKED = re.compile("(?:会议)?(?:明确|议定|决定)?[，,]?(?:由|请|责成|指定)")
