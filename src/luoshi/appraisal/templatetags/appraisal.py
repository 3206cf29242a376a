"""Points as the pages set them: a true minus, no zeros at the end, signs where something changes."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import template
from django.utils.translation import gettext as _

from luoshi.appraisal import queries, words
from luoshi.appraisal.subjects import kind_of
from luoshi.appraisal.terms import Term
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.aggregates import AGGREGATES
from luoshi.core.scoring.item import Item
from luoshi.core.scoring.sentences import percent, plain, signed

register = template.Library()


@register.filter
def points_text(value: Decimal | None) -> str:
    """56.5556, 10; nothing → —."""
    return plain(value)


@register.filter
def loss_text(value: Decimal | None) -> str:
    """What was lost: 3.5; above the full mark +2; nothing lost → 0."""
    if value is None:
        return "—"
    return f"+{plain(-value)}" if value < 0 else plain(value)


@register.filter
def signed_text(value: Decimal | None) -> str:
    """+3.5, −2, 0; nothing → —."""
    return "—" if value is None else signed(value)


@register.filter
def short_name(term: Term, year: int) -> str:
    """10月, 三季度 of this year; any other with its year."""
    return words.term_name(term, year)


@register.filter
def subject_word(term: Term) -> str:
    """What one of those who are ranked is called: 单位, 项目, 领导, 专班."""
    return words.subject_word(kind_of(term))


@register.simple_tag(takes_context=True)
def place_today(context: Any, matter: UUID) -> queries.PlaceToday | None:
    """Where a project stood in the newest ranking of projects, as the reader may see it."""
    return queries.place_today(context["by"], matter) if "by" in context else None


@register.filter
def rule_text(item: Item) -> str:
    """How an item is scored, or how its members come together."""
    return words.rule(item) if item.is_leaf else _(AGGREGATES[item.aggregate or "sum"].title)


@register.filter
def from_text(item: Item, kind: str) -> str:
    """Where an item's figures come from; a node has none."""
    return words.comes_from(item, kind) if kind else ""


@register.filter
def groups_text(groups: tuple[str, ...] | None) -> str:
    """The groups an item is for; nothing where it is for all."""
    return "、".join(words.group_name(group) for group in groups or ())


@register.filter
def scheme_rules(scheme: Scheme) -> str:
    """「保留 2 位小数，同分并列、后面的名次空出，一票否决不评等次」."""
    said = [_("保留 {n} 位小数").format(n=scheme.decimals), _(words.TIES[scheme.ties]), _(words.VETOES[scheme.veto])]
    return "，".join(said)


@register.filter
def grades_text(grades: tuple[Any, ...]) -> str:
    """「优秀：前 30%；良好：其后 40%、70 分以上；较差：其余」, from the best down."""
    said, is_first = [], True
    for one in grades:
        said.append(words.grade(one.name, one.share, one.score, is_first=is_first))
        is_first = is_first and one.share is None
    return "；".join(said)


@register.filter
def share_text(share: float) -> str:
    """63.4%."""
    return percent(round(share, 3))


@register.filter
def months_listed(rows: Iterable[tuple[Any, bool]]) -> str:
    """「8月、9月、10月」 of suspicions, the earliest first."""
    return words.listed((f"{month.number}月" for month in sorted({one.month for one, _ready in rows})), 12)


@register.filter
def unranked(rows: Iterable[Any]) -> list[Any]:
    """Those without a place."""
    return [row for row in rows if row.rank is None]


@register.filter
def unit_names(rows: Iterable[Any]) -> str:
    return "、".join(row.name for row in rows)
