"""Why a matter is red, in the few words that fit a cell of the circular's table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from luoshi.core.timing.pace import light
from luoshi.matters.words import sentence
from luoshi.papers.writing.typography import tight

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("overdue", ("overdue",)),
    ("node_missed", ("node_missed",)),
    ("behind_path", ("behind_path",)),
    ("unreported", ("not_reported", "not_signed", "no_plan")),
)
"""Under which heading a red light is counted: the first of these that is red. Each is counted once."""

MOST = 2
"""Reasons told of one matter, beside who was to clear its way; its own page tells them all."""

EXPLAINS_NOTHING = frozenset({"two_periods", "near_due", "held_blocker"})
"""Left out where a matter is red only because it was yellow twice running: what made it yellow is told instead."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause that has turned by the day: since when, for how many days, and how grave."""

    code: str
    about: str
    number: float | None
    since: date
    days: int
    """As the matter's own page counts them: the first day is one."""
    light: str
    words: str


def reason(causes: Iterable[Mapping[str, Any]], day: date) -> str:
    """Why a matter is red: the due day, the nodes taken together, the figures; and who was to clear its way."""
    turned = _turned(causes, day)
    told = _told(turned)
    said = [*_overdue(told), *_nodes(told), *_figures(told), *_others(told, day)][:MOST]
    if not any(cause.light == "red" for cause in told):
        said.insert(0, "连续两期亮灯")
    clearers = sorted({_clearer(cause) for cause in turned if cause.code == "held_blocker"} - {""})
    waits = [f"堵点待{'、'.join(clearers)}解决"] if clearers else []
    return tight("；".join([*said, *waits]))


def group_of(causes: Iterable[Mapping[str, Any]], day: date) -> str:
    """The heading under which a red light is counted."""
    codes = {cause.code for cause in _told(_turned(causes, day))}
    return next((group for group, members in GROUPS if codes & set(members)), "other")


def _turned(causes: Iterable[Mapping[str, Any]], day: date) -> list[Cause]:
    found = []
    for cause in causes:
        yellow, red = (date.fromisoformat(cause[key]) if cause[key] else None for key in ("yellow_from", "red_from"))
        since = min((turn for turn in (yellow, red) if turn), default=None)
        if since is None or since > day:
            continue
        words, days = sentence(cause, since, day), (day - since).days + 1
        about = str(cause.get("about") or "")
        found.append(Cause(cause["code"], about, cause["number"], since, days, light(day, yellow, red), words))
    return sorted(found, key=lambda cause: cause.since)


def _told(turned: Sequence[Cause]) -> list[Cause]:
    """The causes that made it red; where that is only two yellow closings running, those behind them."""
    red = [cause for cause in turned if cause.light == "red" and cause.code != "two_periods"]
    return red or [cause for cause in turned if cause.code not in EXPLAINS_NOTHING]


def _overdue(told: Sequence[Cause]) -> list[str]:
    return [f"超过办结时限{cause.days}天" for cause in told if cause.code == "overdue"]


def _nodes(told: Sequence[Cause]) -> list[str]:
    """「“施工许可证”等 3 个节点逾期，最长 187 天」: many missed nodes are one reason."""
    missed = [cause for cause in told if cause.code == "node_missed"]
    if len(missed) > 1:
        return [f"“{missed[0].about}”等{len(missed)}个节点逾期，最长{missed[0].days}天"]
    return [f"节点“{cause.about}”逾期{cause.days}天" for cause in missed]


def _figures(told: Sequence[Cause]) -> list[str]:
    """「完成投资 39.8%，落后序时」."""
    behind = [cause for cause in told if cause.code == "behind_path"]
    return [f"{cause.about}{cause.number:g}%，落后序时" for cause in behind if cause.number is not None]


def _others(told: Sequence[Cause], day: date) -> list[str]:
    """The rest in the words of the matter's own page; a month of this year without its year."""
    codes = ("own_blocker", "not_reported", "not_signed", "no_plan", "standing_still")
    return [cause.words.removeprefix(f"{day.year}年") for code in codes for cause in told if cause.code == code]


def _clearer(cause: Cause) -> str:
    """The clearing unit, which the cause names at its end: 「…未拨付（财政局）」."""
    return cause.about.rpartition("（")[2].rstrip("）")
