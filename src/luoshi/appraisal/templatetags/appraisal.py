"""Points as the pages set them: a true minus, no zeros at the end, signs where something changes."""

from __future__ import annotations

from decimal import Decimal

from django import template

from luoshi.core.scoring.sentences import plain, signed

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
