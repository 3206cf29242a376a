"""What a task is called: the first clause that says what is done."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import behind, searched

_EDGE = " \u3000\n。；;、，,"
_FRONT = searched(
    r"^(?:[一二三四五六七八九十]{1,3}(?:是|要)|第[一二三四五六七八九十][，,、]|(?:同时|此外|另外|特别是|下一步)[，,]?|(?:要(?![素求道件闻害])|必须|务必)(?=[\u4e00-\u9fff]{2})|[\s“]*[（(]?\d{1,2}[)）．.、](?!\d))+"
)
_SUBJECT = re.compile(r"^[\u4e00-\u9fff、（）()]{2,40}?(?:(?<![主需重只首想])要|负责|必须|务必)(?=[\u4e00-\u9fff]{4})")
_WHO_OR_ABOUT = re.compile(
    r"^(?=[^，,]*+[，,](?<=[题作面头责合].))(?:关于[^，,]{1,20}(?:问题|工作|方面)|由[^，,]{2,40}牵头|[^，,]{2,60}(?:(?:具体|分别|共同)?负责|牵头|配合))[，,]"
)
_WITH_OR_WHEN = searched(
    r"^(?:(?:积极)?(?:会同|联合|商)[^，,]{2,40}[，,]|(?:在|于|要在)?(?:(?:\d{4}|今|明|本)年)?"
    r"(?:\d{1,2}月(?:\d{1,2}日|底|末|份|[上中下]旬)?|年底|年内|月底|[上下]半年|[一二三四]季度末?|春节|元旦|国庆节?|五一)"
    r"(?:之?[前内]|底前|以?前)[，,]?)(?=[^，,。；]{4})"
)
"""With whom and by when: they stand in columns of their own."""
_ENDS = f"{_EDGE}：:！"
_MARK = re.compile("[，,。；;：:！]")
_LONGEST_TITLE = 40


def title_for(words: str) -> str:
    """A short title: the first clause that says what is done, without its number, who does it and by when."""
    bare = behind(_FRONT, words.strip(_EDGE)).strip(_EDGE)
    while who := _WHO_OR_ABOUT.match(bare):
        bare = behind(_FRONT, bare[who.end() :])
    if len(what := behind(_SUBJECT, bare)) >= 8:
        bare = what
    while aside := _WITH_OR_WHEN.match(bare):
        bare = bare[aside.end() :]
    for mark in _MARK.finditer(bare):
        if len(bare[: mark.end()].strip(_EDGE)) >= (4 if mark[0] in "。；;" else 8):
            bare = bare[: mark.end()]
            break
    title = bare.strip(_ENDS)
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
