"""When two ways to write a unit, a person, a day or a measure are the same to a clerk."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

_MARKS = re.compile(r"[\s《》“”\"'‘’()（）]")
_LEVEL = re.compile(r"^[县市区省旗州](?=..)")
_TITLES = re.compile(
    r"(县委|区委|市委|党委|党组)?(副书记|书记|常委|委员|成员)、?|(常务)?副?[县区市镇乡旗]长|同志|主任|[局部院]长|副?主席|秘书长|、"
)
_ROLE = re.compile(
    r".*(?:各|有关|相关|其他|项目|责任|牵头|配合|成员|进驻).*(?:部门|单位|方面|行业)|(?:项目|业主|施工|建设)单位"
)
_AFTER_TITLE = re.compile(r".*(?:书记|主任|[局部院校县区市镇链组队团]长|主席|总指挥)(?!们)([^副长任、各的]{2,4})")
_NOTE = re.compile(r"[(（](?:女|挂职|兼|[\u4e00-\u9fff]族)[)）]$")
"""Behind a name in lists of officials."""
_HOUSE = re.compile(
    r"^县?(?:[\u4e00-\u9fff]{1,3}委|政府|人大|政协)(?=[^委府大协]{2,4}(?:副?(?:书记|主任|主席)|副?县长)$)"
)
"""「政法委卓云帆书记」: the house before the name, the title behind it."""
_PORTFOLIO = re.compile(r"^分管.*的(?=.)")
_NOBODY = ("", "各", "各位", "分管", "各分管")
_SCALES = {"万": 4, "亿": 8}


def _plain(words: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", words))


def names_nobody(name: str) -> bool:
    """Named by their part in the matter alone (各牵头单位, 有关部门): whether a reading keeps the words is free."""
    return bool(_ROLE.fullmatch(_plain(name)))


def unit(name: str) -> str:
    """县财政局 and 财政局 are the same in one document."""
    return _LEVEL.sub("", _plain(name))


def person(name: str) -> str:
    """副县长李文博, 李文博副县长, 城关镇党委书记李文博同志 and 李文博 are the same; 分管副县长 stays."""
    words = _HOUSE.sub("", _plain(_NOTE.sub("", name.strip())))
    if after := _AFTER_TITLE.fullmatch(words.removesuffix("同志")):
        return after[1]
    without = _TITLES.sub("", _PORTFOLIO.sub("", words))
    return words if without in _NOBODY else without


def due_key(due: str | None, repeats: str | None) -> tuple[str | None, str | None]:
    """What has a day does not recur."""
    return (due, None) if due else (None, repeats)


def same_words(one: str, other: str) -> bool:
    """One holds the other, the little words of a limit apart."""
    one, other = (re.sub("之?前|以前|完成|到|于|在", "", _plain(words)) for words in (one, other))
    return bool(one and other) and (one in other or other in one)


def measure_key(op: str, value: str | None, unit: str) -> tuple[str, Decimal | None, str]:
    """1.2 of 万户 is 12000 of 户."""
    words = _plain(unit)
    if op == "all":
        return (op, None, "")
    if op == "x":
        words = ""
    try:
        number = Decimal(_plain(value).replace(",", "")) if value else None
    except InvalidOperation:
        number = None
    while words and words[0] in _SCALES and len(words) > 1:
        number = number * 10 ** _SCALES[words[0]] if number is not None else None
        words = words[1:]
    return (op, number.normalize() if number is not None else None, words)
