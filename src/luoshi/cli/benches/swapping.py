"""The same document of another county: other units, people, places and days. A reader sees no difference."""

from __future__ import annotations

import calendar
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date
from itertools import accumulate
from typing import Any

from luoshi.cli.benches.gold import Changed
from luoshi.core.reading.model import Span

YEARS = 11
"""2037 has the calendar of 2026: weekdays stay."""

BUREAUS = (
    *("发改局", "统计局", "财政局", "审计局", "住建局", "城管局", "自然资源局", "水利局", "农业农村局", "林业局"),
    *("交通运输局", "商务局", "交通局", "工信局", "教体局", "卫健局", "民政局", "人社局", "文旅局", "科技局"),
    *("应急局", "司法局", "市场监管局", "行政审批局", "公安局", "医保局", "招商局", "乡村振兴局", "资源局", "信访局"),
    *("发展改革局", "工业和信息化局", "教育体育局", "卫生健康局", "生态环境局", "应急管理局"),
)
RARE = (
    *("统筹局", "物价局", "国资局", "金融局", "园林局", "城建局", "国土局", "港航局", "畜牧局", "林草局", "农机局"),
    *("航空局", "口岸局", "海洋渔业局", "盐务局", "体育局", "疾控局", "侨务局", "老龄局", "编制局", "广电局", "数据局"),
    *("地震局", "外事局", "药监局", "机关事务局", "国安局", "烟草局", "投资促进局", "移民局", "测绘局", "邮政局"),
    *("规划建设局", "知识产权局", "民族宗教局", "退役军人局", "河务管理局", "粮食储备局"),
)
_OTHER_BUREAU = dict(zip(BUREAUS, RARE, strict=False))

SURNAMES = "欧阮霍樊殷庞倪窦"
TOWNS = ("柳塘", "石堰", "双桐", "竹坝", "金滩", "红砚", "灵丘坪", "南屿")
_TOWN = re.compile(r"([\u4e00-\u9fff]{2,3}?)(?=镇$|乡$|街道$|街道办$|街道办事处$)")
_DAY = re.compile(r"(?<!\d)(\d{1,2})月(?:(\d{1,2})日)?(底|上旬|中旬|下旬)?")
_YEAR = re.compile(r"(?:20\d\d|二[〇○]二[一二三四五六七八九])(?=年|[.\-]\d|〕|］|\))")
_HAN = "〇一二三四五六七八九"
_LUNAR = re.compile("春节|元宵|清明|端午|中秋|重阳")
_PLAN = re.compile("十[一二三四五六]五")
_DATED = re.compile(r"20\d\d年(\d{1,2})月")


def swapped(text: str, notes: Mapping[str, Any]) -> Changed:
    """The document and its annotation under other names and days."""
    edit = _edit(text, notes)
    pieces: list[tuple[int, int, str]] = [(one.start(), one.end(), edit(one)) for one in edit.pattern.finditer(text)]
    return Changed(_applied(text, pieces), _notes(notes, edit), _place(pieces))


def _later(year: str) -> str:
    """2026 or 二〇二六, years on."""
    if year.isdigit() and year.isascii():
        return str(int(year) + YEARS)
    later = 2000 + 10 * _HAN.index(year[2]) + _HAN.index(year[3]) + YEARS
    return "二" + year[1] + "".join(_HAN[int(digit)] for digit in str(later)[2:])


class _Edit:
    """One pattern, and what each of its matches becomes."""

    def __init__(self, words: Mapping[str, str], county: str) -> None:
        self.words = words
        fixed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
        self.pattern = re.compile(f"{_YEAR.pattern}|(?:{fixed})|{county}")

    def __call__(self, match: re.Match[str]) -> str:
        found = match[0]
        if found in self.words:
            return self.words[found]
        return ("县" if found == "区" else "区") if len(found) == 1 else _later(found)

    def on(self, words: str) -> str:
        return self.pattern.sub(self, words)


def _edit(text: str, notes: Mapping[str, Any]) -> _Edit:
    words = dict(_OTHER_BUREAU)
    for number, name in enumerate(sorted({name for task in notes["tasks"] for name in task.get("leaders", ())})):
        if not name.startswith(("分管", "各", "县", "区", "市", "镇", "主")):
            words[name] = SURNAMES[number % len(SURNAMES)] + name[1:]
    words |= _towns(notes)
    first = _DATED.search(text)
    month = int(first[1]) if first else 3
    words |= {limit: _moved(limit, month) for task in notes["tasks"] for limit in _limits(task) if _DAY.search(limit)}
    by_counties = text.count("县") >= text.count("区政府") + text.count("区长")
    return _Edit(words, "县" if by_counties else "区(?=政府|长|委|人民|直|级|财政|域内)")


def _towns(notes: Mapping[str, Any]) -> dict[str, str]:
    """Town in the annotation → another; the kind of its name stays."""
    named = {name for task in notes["tasks"] for role in ("lead_units", "co_units") for name in task.get(role, ())}
    towns = sorted({found[1] for name in named if (found := _TOWN.match(name)) and name[0] not in "各县区城有"})
    return {town: TOWNS[number % len(TOWNS)] for number, town in enumerate(towns)}


def _limits(task: Mapping[str, Any]) -> list[str]:
    return [task["due_text"]] if task.get("due_text") and task.get("due") else []


def _moved(limit: str, document: int) -> str:
    """A month earlier unless that lies before the document, and a day earlier; the year as everywhere."""

    def earlier(found: re.Match[str]) -> str:
        month = int(found[1]) - (int(found[1]) - 1 > document)
        day = f"{min(28, max(1, int(found[2]) - 1))}日" if found[2] else ""
        return f"{month}月{day}{found[3] or ''}"

    return _YEAR.sub(lambda year: _later(year[0]), _DAY.sub(earlier, limit, count=1))


def _applied(text: str, pieces: list[tuple[int, int, str]]) -> str:
    made: list[str] = []
    at = 0
    for start, end, words in pieces:
        made += [text[at:start], words]
        at = end
    return "".join([*made, text[at:]])


def _place(pieces: list[tuple[int, int, str]]) -> Callable[[Span], Span]:
    """Where a place of the old text lies in the new: a place inside a changed word counts as the word's end."""
    ends = [end for _, end, _ in pieces]
    grown = [0, *accumulate(len(words) - (end - start) for start, end, words in pieces)]

    def at(place: int) -> int:
        return place + grown[bisect_right(ends, place)]

    return lambda span: (at(span[0]), at(span[1]))


def _notes(notes: Mapping[str, Any], edit: _Edit) -> dict[str, Any]:
    return {**notes, "tasks": [_task(task, edit) for task in notes["tasks"]]}


def _task(task: Mapping[str, Any], edit: _Edit) -> dict[str, Any]:
    names = {name: [edit.on(one) for one in task.get(name, ())] for name in ("lead_units", "co_units", "leaders")}
    told = {**task, **names, "due_text": edit.on(task.get("due_text") or "")}
    if task.get("due_texts_all"):
        told["due_texts_all"] = [edit.on(words) for words in task["due_texts_all"]]
    if "anchor" in task:
        words = task["anchor"]
        told["anchor"] = edit.on(words) if isinstance(words, str) else [edit.on(one) for one in words]
    if task.get("due") and _LUNAR.search(task["due_text"]):
        del told["due"]  # Another year's day of it: the words must do.
    elif task.get("due") and not _PLAN.search(task["due_text"]):
        told["due"] = _due(date.fromisoformat(task["due"]), task["due_text"], told["due_text"])
    return told


def _due(day: date, old: str, new: str) -> str:
    """The day that the new words mean, from what the old ones meant."""
    year = day.year + YEARS
    before, after = _DAY.search(old), _DAY.search(new)
    if not before or not after:
        return _last(year, day.month) if day == _end(day) else day.replace(year=year).isoformat()
    if after[2]:
        return date(year, int(after[1]), int(after[2])).isoformat()
    month = day.month + int(after[1]) - int(before[1])
    return _last(year, month) if day == _end(day) else date(year, month, day.day).isoformat()


def _end(day: date) -> date:
    return date.fromisoformat(_last(day.year, day.month))


def _last(year: int, month: int) -> str:
    return date(year, month, calendar.monthrange(year, month)[1]).isoformat()
