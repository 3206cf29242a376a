"""Limits by feasts, seasons and events: some of them no calendar knows."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.feasts import limit_before
from luoshi.core.reading.grammar.heads import by_first, searched
from luoshi.core.reading.grammar.lexicon import ACTIONS, any_of
from luoshi.core.reading.grammar.moments import YEAR, Calendar, Due, made, year_said

TERM = re.compile(r"(?:本届(?:县|市|区|镇)?(?:政府|党委)?|本)?任期(?:之内|以内|内)")
SCHOOL = searched(r"(?:[本下上]|[春秋]季)学(?:期|年)(?:结束|开始|开学)?(?:之?内|之?前|以前|末|底)")
"""「本学期内」, 「春季学期结束前」."""
FEAST = searched(
    r"[“\"]?(?:(?:元旦|春节|五一|端午|中秋|国庆|十一)[”\"]?[、和][“\"]?)?(?<!双)(?P<feast>元旦|春节|除夕|元宵|三八|清明|五一|五四|六一|端午|正月十五|七一|八一|教师节|中秋|重阳|国庆|十一)[”\"]?(?:国际|劳动|青年|妇女|儿童|建党|建军)*节?(?:假期|长假|小长假|黄金周)?(?:期间|来临|到来)?(?:之前|以前|前(?!后))|"
    r"(?:今年|明年)?[春夏秋冬]季(?=(?:正式|全面)?(?:投入|建成|开学|招生|启用|投用|开工|完工|竣工|交付))|(?:在)?(?:主)?汛(?:期)?(?:来临|到来)?(?:之前|以前|前)|(?:秋季|春季|新学期)?(?:开学|学期开始|入学)(?:之前|前)|(?:(?:[春夏秋冬]季)?(?:森林|草原)?(?:防火|防汛|枯水|丰水|农忙|封冻|禁渔|旅游旺|迎峰度[夏冬])期?|旅?游?旺季|入冬|入汛|上冻|封冻|霜冻|入秋|春耕|秋收|夏收|秋播|供暖[季期]?|采暖[季期]|封山|雨季|高温|春运|高考|中考)(?:来临|到来|开始)?(?:之前|以前|前)|"
    r"第一场[雨雪霜](?:来临|到来)?(?:之前|以前|前)|(?:下(?:一)?次|下周)[\u4e00-\u9fff]{0,10}会(?:议)?(?:之前|以前|前)|(?:县|市|省|全国)?[“\"]?两会[”\"]?(?:召开)?(?:之前|以前|前)"
)

_TIMES = any_of("""
    春耕 备耕 春耕备耕 备春耕 春播 春管 春灌 春防 夏收 夏种 夏播 三夏 三秋 双抢 秋收 秋种 秋播 冬种 麦收 麦播
    收割 插秧 采茶 采摘 开镰 开秤 开榨 榨 打草 转场 产羔 接羔 接羔保育 剪毛 封山 造林 植树 飞播 防火 防汛
    防汛关键 主汛 汛 入汛 雨 梅雨 台风 旱 枯水 丰水 蓄水 灌溉 禁渔 休渔 开渔 捕捞 高温 迎峰度夏 迎峰度冬
    用电高峰 供暖 供热 采暖 停暖 上冻 封冻 霜冻 冰冻 入冬 入夏 入秋 立春 立夏 立秋 立冬 开春 春运 暑运 旅游旺 旺
    旅游 寒假 暑假 寒 暑 放假 中考 高考 征兵 农忙 农闲 黄金施工
""")
_PARTS_OF_YEAR = (
    r"(?:(?:今年|明年|来年|当年)?(?:[春夏秋冬](?:季(?:节)?|天)|(?:雨|旱|汛|旺|淡)季|汛期|开春)"
    r"|今[春夏秋冬](?:明[春夏秋冬])?|明[春夏秋冬]|春夏两季|秋冬两?季|冬春两?季)"
)
SEASON = searched(
    rf"(?:今年|明年|来年)?(?:[春夏秋冬]季)?(?:森林|草原|土壤|大地)?(?:(?:{by_first(_TIMES)})[”\"]?(?:旺季|季节?|关键期|期|时节|假期|假)?"
    r"(?:(?:来临|到来|开始|结束)?(?P<by>之前|以前|前(?![后期沿]))|(?:期间|之间|期内|(?<=期)内|时节))|"
    r"(?P<end>供热|供暖)(?=前)前)|"
    rf"(?:(?<![\u4e00-\u9fff])|(?<=力争)|(?<=计划)|(?<=确保)|(?<=争取))(?P<bare>{_PARTS_OF_YEAR})(?=[，,]?(?:要|须|应|{by_first(ACTIONS)})|[县市区镇乡各旗][\u4e00-\u9fff]{{1,10}}?(?:局|委|办|镇|乡|中心|街道|公司|部门)|(?!学[期年])[^从至于自，。；:：\d\W]{{2,6}}[\d.]+(?![\d.年月日]))"
)
"""「麦收前」, 「暑假期间」; and, at a clause's head before what is then done, 「春季造林6.4万亩」."""
EVENT_AHEAD = searched(
    rf"(?:(?<=[在于局镇])|(?<=确保)|(?<=力争)|(?<=争取)|(?<![\u4e00-\u9fff”]))(?![以目之此提事会本在于])(?:(?![前局在])[\u4e00-\u9fff“”]){{2,14}}?"
    r"(?:(?:完工|竣工|修复|修好|加固|除险|整改到位|验收合格)(?:之前|以前|前)(?=[，,]?(?:一律|必须|要|须|继续|全部)?(?:空库|停止|暂停|停用|停运|停业|停产|降低|控制|限制|限行|封闭|保持|维持))|"
    rf"(?:召开|举办|举行|开幕|开赛|来临|到来|结束|验收|考核|检查|完工|竣工|登陆|报到|开采|上市|高峰)(?:之前|以前|前)(?=[，,][^，。；]{{0,12}}(?:{by_first(ACTIONS)})|(?:[^，。；]{{0,3}}(?:{by_first(ACTIONS)})|[^，。；]{{1,10}}\d)))"
)
"""「那达慕大会召开前完成看台维修」: before something that is to come about; and what is to be
kept up until then: 「在除险完工之前空库运行」."""


def season(match: re.Match[str], when: Calendar) -> Due | None:
    """No calendar knows it; what it lasts through (期间) is less than a day or a rhythm named beside it."""
    return Due(match[0], match.start(), match.end(), often=match["by"] is None and match["end"] is None)


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
