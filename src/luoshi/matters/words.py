"""Words for the codes that the arithmetic returns: why a light is what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from luoshi.matters.models import Matter

CAUSES: dict[str, str] = {
    "near_due": "临近时限 {about}",
    "overdue": "逾期 {days} 天",
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
        about=_about(cause), days=(day - since).days + 1, number=f"{number:g}" if number is not None else ""
    )


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
