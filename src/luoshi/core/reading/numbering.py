"""The numbers of official documents: 一、 （一） 1. （1） ① and, within paragraphs, 一要 二是 第一，."""

from __future__ import annotations

import re
from typing import NamedTuple

_HAN = "[一二三四五六七八九十百]{1,4}"
_NO_PART = "季度|阶段|批次|产业|时间|责任|书记|议题|中学|小学|医院|条线|人称|名单"
"""第一战线 and 第二赛道 head a part, 第一季度 does not."""
_AS_WELL = "、[二三四五六七八九十]?|[和及]?[三四五六七八九十]?"
NO_NUMBER = f"(?![二三四五六七八九十]{{1,2}}(?:{_AS_WELL})(?:产业?|季度|线|级|类|期|批|等|年级|孩|次产))"
"""「一、二、三产业」 is no first part."""
_FORMS: tuple[tuple[int, str], ...] = (
    (9, rf"\s*第{_HAN}条[\s　]*"),
    (
        1,
        rf"[\s#*]*(?:第{_HAN}(?:部分|章|编|板块|组|篇|类)[、\s]*|"
        rf"第{_HAN}(?!{_NO_PART})[\u4e00-\u9fff]{{2}}(?:[:：]|[\s　]+)\s*|{_HAN}、{NO_NUMBER}\s*)",
    ),
    (
        2,
        rf"[\s#*◎●■◆★▲◇□○△]*(?:【(?:任务|议题|专题|事项|项目|问题|实事)(?:{_HAN}|\d{{1,2}})】|(?:任务|议题|专题|行动|工程|专项|事项|项目|实事|案件|积案|信访件|交办件|清单|课题){_HAN}[:：\s、]+|(?:任务|议题|专题|事项|案件|积案|交办件)\d{{1,2}}[:：\s、]+|[\u4e00-\u9fff]{{2,4}}之{_HAN}[:：\s]+|[（(]{_HAN}[)）]|[㈠-㈩]|第{_HAN}节|第{_HAN}(?:件|项|类)(?=[\s\u3000:：、])[:：]?|【第(?:{_HAN}|\d{{1,2}})[件项条]】|[壹贰叁肆伍陆柒捌玖拾]{{1,3}}[·、．.：:]|第{_HAN}(?:步|阶段)(?:[:：，、]|(?=[（(])))[、\s]*",
    ),
    (
        3,
        r"[\s#*-]*[⒈-⒛]\s*|[\s#*-]*(?!\d{1,3}[、和至—]\d{1,3}[两二三四五]?[项条件](?:由|责任|牵头))\d{1,3}(?:[．﹒、]|\.(?!\d)|\.(?=20\d\d年|\d{1,2}月(?:\d{1,2}日|[底前上中下份]))|\s?[)）])\s*",
    ),
    (4, r"[\s#]*[（(]\d{1,3}[)）][、\s]*"),
    (5, r"[\s#]*[①-⑳]\s*"),
    (6, rf"\s*(?:{_HAN}(?:要|是(?![的否]))|第{_HAN}[，,、]|其[一二三四五六七八九十]{{1,2}}[，,、])"),
    (7, r"\s*(?:——|—(?=[\u4e00-\u9fff]{2,8}[:：])|--|[•●■◆◇□▲△○★☆※➢►✓◎◉⊙❖▶▷➤◼◈▣▪▫✦✧☑☞▼◊]|·|[-*]\s)\s*"),
)
_ARTICLE = 9
_FIRST = r"[^\u4e00-\u9fff]|[第其任议专行工事项实一二三四五六七八九十百壹贰叁肆伍陆柒捌玖拾]|[\u4e00-\u9fff]{2,4}之"
"""What a number begins with: most words can be told by it to have none."""
_NUMBER = re.compile(rf"(?={_FIRST})(?:{'|'.join(f'({form})' for _, form in _FORMS)})")
"""All at once; the first form that fits, each in a group of its own."""
_LEVELS = (0, *(level for level, _ in _FORMS))
"""Of the groups, by their numbers."""


class Number(NamedTuple):
    """A number in front of words: how deep it is, how it reads, and where the words begin."""

    level: int
    """1 for 一、 … 5 for ①; 6 for 一要 or 一是; 7 for a dash; 9 for an article of a regulation (第十条)."""
    mark: str
    end: int


def number_of(words: str) -> Number | None:
    """The number that the words begin with."""
    found = _NUMBER.match(words)
    if found is None:
        return None
    level, mark = _LEVELS[found.lastindex or 0], found[0]
    return Number(level, mark.strip() if level == _ARTICLE else mark.strip(" #"), len(mark))
