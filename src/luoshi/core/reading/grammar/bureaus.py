"""Where a bureau's short name ends in speech, whatever it does: 「文旅局拟一个意见」, 「住建局、城管局砌500米挡墙」."""

from __future__ import annotations

import re

from luoshi.core.reading.grammar.heads import by_first
from luoshi.core.reading.grammar.lexicon import ACTIONS, DEPARTMENTS, DOINGS

_VERB = (
    "拟编理摸补修砌铺换送跑找测算办建装拆搬调供买采招聘核定列画印设挖打种收卖租借筹挤拨划腾空开停封接转"
    "安救罚曝结认谈敲推演试消流平回加抢登张上搞想碰验保出让天关查清管守看劝走约兑兜包签盘复贴靠帮代"
)
_OFFICE = (
    r"(?:项目|创[\u4e00-\u9fff]|文明|防[指汛火]|[\u4e00-\u9fff]委|两|金融|人防|招商|移民|征[拆迁收]|编|外|侨|台|"
    r"网信|双创|营商|接待|信访)办"
)
_LEAGUE = r"(?:妇联|残联|工商联|工会|总工会|侨联|文联|科协|红十字会|团[县市区]?委|融媒)"
_DEEDS = by_first(f"{ACTIONS}|{DOINGS}")
_ACTED = by_first(ACTIONS)
_ENDS = (
    r"(?<![格布全大开棋结当残饭邮])局|镇|乡(?!村)|街道(?:办事处)?|公司|集团|大队|支行|派出所|管委会|"
    rf"{_LEAGUE}|{_OFFICE}"
)
_ONE = (
    rf"(?:(?:{by_first(DEPARTMENTS)})(?:局|委|办|站|所)|(?!{_DEEDS})[\u4e00-\u9fff](?:(?![归由请让给的把将对为在从与和跟同会商报局及等县])[\u4e00-\u9fff]){{0,7}}?(?:{_ENDS})|"
    rf"{_LEAGUE}|{_OFFICE})"
)
_NO_DEED = (
    "的长、，。；：:！？和与及或等里内外前后门大楼院老小新旧宿党机领班系干职人员科股所站队下各"
    "以还是有没正被已曾也都原副主负分局（(“”《"
)
_BUREAUS = re.compile(
    rf"(?:(?:{by_first(DEPARTMENTS)})局)(?:[、和](?:{by_first(DEPARTMENTS)})局){{0,5}}(?=[^{_NO_DEED}\d\s])|"
    rf"{_ONE}(?:[、和]{_ONE}){{0,5}}(?=(?:[一都也再就来去先])?(?:(?:{_ACTED})|\d{{1,3}}(?:小时|天|人)|[{_VERB}](?![公法事学卡件料子案品口])[\u4e00-\u9fff\d]))"
)


def bureaus_end(clause: str) -> int:
    """Where the names end at a clause's head; 0 if there are none, or nothing is done behind them."""
    if not _MAY_END.search(clause, 1, _NEAR):
        return 0
    found = _BUREAUS.match(clause)
    return found.end() if found else 0


_ITS = re.compile(
    rf"(?P<who>{_ONE})的[\u4e00-\u9fff]{{2,8}}?(?:\d{{1,2}}月(?:份|底|中旬|上旬|底前|\d{{1,2}}日前)?|[\u4e00-\u9fff]{{2,4}}前|今年|尽快|马上|赶紧)?(?:要(?![求素点的])|必须)(?=[\u4e00-\u9fff]{{1,4}})"
)


def whose_must(clause: str) -> tuple[int, int] | None:
    """「县财政局的配套资金4月份要拨出去」: where the unit's name ends, and where what must be done begins."""
    found = _ITS.match(clause) if "的" in clause[2:_NEAR] and ("要" in clause or "必须" in clause) else None
    return (found.end("who"), found.end()) if found else None


_NEAR = 14
_MAY_END = re.compile(
    "[局委办站所镇乡协媒道司团队行会联]"
    "(?:(?<=[局委办站所镇乡协媒])|(?<=街道|公司|集团|大队|支行)|(?<=[委工字]会)|(?<=[妇残商侨文]联))"
)
"""Each of the names ends in one of these: no more is tried where only 会议 or 进行 is said."""
