"""Figures as people type them: 1,234.5, full-width digits, a word where there is no figure."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.course import FIGURE, rounded
from luoshi.indicators.models import Status

WORDS: dict[str, str] = {
    "未报": Status.NOT_REPORTED,
    "不适用": Status.NOT_APPLICABLE,
    "未发布": Status.NOT_PUBLISHED,
}
"""What stands in the place of a figure."""

REMEDY = "只填数字；没有数就写“未报”“不适用”或“未发布”"
MOST = Decimal(10) ** 14
_PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")


def read_figure(given: Decimal | int | str) -> tuple[Decimal | None, str]:
    """A figure and its status. Raises BadInput for what is neither a figure nor one of the three words."""
    if isinstance(given, Decimal | int):
        return _checked(Decimal(given)), Status.REPORTED
    text = unicodedata.normalize("NFKC", given).replace("−", "-")
    text = "".join(text.split()).replace(",", "")
    if text in WORDS:
        return None, WORDS[text]
    if not _PLAIN.fullmatch(text):
        raise BadInput(Fault(f"“{given.strip()}”不是一个数", REMEDY))
    return _checked(Decimal(text)), Status.REPORTED


def _checked(value: Decimal) -> Decimal:
    if not value.is_finite() or abs(value) >= MOST:
        raise BadInput(Fault(f"{value} 不是一个普通的数", "核对数字和计量单位"))
    return rounded(value, FIGURE)
