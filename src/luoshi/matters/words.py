"""Words for the codes that the arithmetic returns: why a light is what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from luoshi.core.timing.periods import Period
from luoshi.facts.canonical import decimal_text
from luoshi.matters.models import Matter, Measure

CAUSES: dict[str, str] = {
    "near_due": "临近时限 {about}{moved}",
    "overdue": "逾期 {days} 天{moved}",
    "node_missed": "节点“{about}”逾期 {days} 天",
    "behind_path": "{about}落后序时（已完成 {number}%）",
    "not_reported": "{about}未填报",
    "not_signed": "{about}填报未审签",
    "no_plan": "节点计划未报",
    "standing_still": "{number} 天没有通过节点",
    "own_blocker": "堵点“{about}”超期 {days} 天",
    "held_blocker": "堵点“{about}”超期 {days} 天",
    "two_periods": "连续两期亮灯",
    "not_confirmed": "{about}前应确认，未审签",
    "undelivered": "牵头单位报：本单位部分未交付 {days} 天",
    "member": "{about}亮灯 {days} 天",
}
"""Cause → its sentence. `days`: since it turned."""


def active(causes: Iterable[Mapping[str, Any]], day: date) -> list[dict[str, Any]]:
    """Those causes that have turned by a day, red ones first, each with its words and since when."""
    found = []
    for cause in causes:
        yellow, red = _day(cause["yellow_from"]), _day(cause["red_from"])
        color = "red" if red and red <= day else "yellow" if yellow and yellow <= day else ""
        if color:
            since = min(one for one in (yellow, red) if one)
            found.append(
                {
                    "code": cause["code"],
                    "light": color,
                    "since": since,
                    "red_from": red,
                    "words": sentence(cause, since, day),
                }
            )
    if any(cause["code"] == "overdue" for cause in found):
        found = [cause for cause in found if cause["code"] != "near_due"]
    return sorted(found, key=lambda cause: (cause["light"] != "red", cause["since"]))


def sentence(cause: Mapping[str, Any], since: date, day: date) -> str:
    number = cause.get("number")
    return _(CAUSES.get(cause["code"], cause["code"])).format(
        about=_about(cause),
        days=(day - since).days + 1,
        number=f"{number:g}" if number is not None else "",
        moved=_moved(cause),
    )


def _moved(cause: Mapping[str, Any]) -> str:
    """The first due day of a matter whose day was moved: it never disappears from a reason."""
    first = _day(cause.get("first_due"))
    return _("（原定 {day}）").format(day=f"{first.month}月{first.day}日") if first else ""


def _about(cause: Mapping[str, Any]) -> str:
    about = str(cause.get("about") or "")
    if cause["code"] in ("near_due", "overdue", "not_confirmed") and (due := _day(about)):
        return f"{due.month}月{due.day}日"
    return about


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def why(causes: Iterable[Mapping[str, Any]], day: date, most: int = 2) -> str:
    """The reasons of a light in one line, the gravest first."""
    return "；".join(cause["words"] for cause in active(causes, day)[:most])


def short_number(number: str, year: int) -> str:
    """「2026 重 012」 is 「重 012」 within its own year."""
    return number.removeprefix(f"{year} ")


def place_of(matter: Matter) -> str:
    """How a fault names the matter it belongs to."""
    return f"{matter.number} {matter.title[:16]}"


def supplied_words(measure: Measure) -> str:
    """「完成投资 取统计数：累计 3.2 / 12 亿元（2026年10月）」; nothing where the unit reports it."""
    if not measure.supplied:
        return ""
    done, value = (decimal_text(one) if one is not None else "—" for one in (measure.done, measure.value))
    return _("{name} 取统计数：累计 {done} / {value} {unit}（{period}）").format(
        name=measure.name,
        done=done,
        value=value,
        unit=measure.unit_of_measure,
        period=Period.parse(measure.supplied).label,
    )


def due_words(matter: Any) -> str:
    """「原定 6月30日，延至 7月31日（第 1 次）」: the first due day stays visible; one that never moved stands alone."""
    if matter.due is None:
        return _("未定")
    if matter.first_due in (None, matter.due):
        return spoken(matter.due, matter.slice_year)
    first, due = spoken(matter.first_due, matter.slice_year), spoken(matter.due, matter.slice_year)
    if matter.extended:
        return _("原定 {first}，延至 {due}（第 {n} 次）").format(first=first, due=due, n=matter.extended)
    return _("原定 {first}，改为 {due}").format(first=first, due=due)


def spoken(day: date, year: int) -> str:
    """「3月9日」; with its year where that is not the year spoken of."""
    short = f"{day.month}月{day.day}日"
    return short if day.year == year else f"{day.year}年{short}"
