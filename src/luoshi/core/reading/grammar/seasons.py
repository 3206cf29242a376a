"""Limits by feasts, seasons and events: some of them no calendar knows."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.feasts import limit_before
from luoshi.core.reading.grammar.heads import searched
from luoshi.core.reading.grammar.moments import YEAR, Calendar, Due, made, year_said

TERM = re.compile(r"(?:本届(?:县|市|区|镇)?(?:政府|党委)?|本)?任期(?:之内|以内|内)")
SCHOOL = searched(r"(?:[本下上]|[春秋]季)学(?:期|年)(?:结束|开始|开学)?(?:之?内|之?前|以前|末|底)")
"""「本学期内」, 「春季学期结束前」."""
FEAST = searched(
    r"[“\"]?(?:(?:元旦|春节|五一|端午|中秋|国庆|十一)[”\"]?[、和][“\"]?)?(?<!双)(?P<feast>元旦|春节|元宵|三八|清明|五一|五四|六一|端午|正月十五|七一|八一|教师节|中秋|重阳|国庆|十一)[”\"]?(?:国际|劳动|青年|妇女|儿童|建党|建军)*节?(?:假期|长假|小长假|黄金周)?(?:期间|来临|到来)?(?:之前|以前|前(?!后))|"
    r"(?:今年|明年)?[春夏秋冬]季(?=(?:正式|全面)?(?:投入|建成|开学|招生|启用|投用|开工|完工|竣工|交付))|(?:在)?(?:主)?汛(?:期)?(?:来临|到来)?(?:之前|以前|前)|(?:秋季|春季|新学期)?(?:开学|学期开始|入学)(?:之前|前)|(?:(?:[春夏秋冬]季)?(?:森林|草原)?(?:防火|防汛|枯水|丰水|农忙|封冻|禁渔|旅游旺|迎峰度[夏冬])期?|旅?游?旺季|入冬|入汛|上冻|封冻|霜冻|入秋|春耕|秋收|夏收|秋播|供暖[季期]?|采暖[季期]|封山|雨季|高温|春运|高考|中考)(?:来临|到来|开始)?(?:之前|以前|前)|"
    r"(?:下(?:一)?次|下周)[\u4e00-\u9fff]{0,10}会(?:议)?(?:之前|以前|前)|(?:县|市|省|全国)?[“\"]?两会[”\"]?(?:召开)?(?:之前|以前|前)"
)


def term(match: re.Match[str], when: Calendar) -> Due | None:
    return made(match, None)


def feast(match: re.Match[str], when: Calendar) -> Due | None:
    start = match.start()
    of = _OF_YEAR.search(match.string, max(start - 8, 0), start)
    year = year_said(of["year"] if of else None, when)
    day = limit_before(match["feast"], year, None if of else when.date) if match["feast"] and year else None
    start = of.start() if of else start
    return Due(match.string[start : match.end()], start, match.end(), None, day)


_OF_YEAR = re.compile(rf"(?P<year>{YEAR})$")
"""「2027年春节前」."""
