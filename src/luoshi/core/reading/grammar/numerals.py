"""Numbers as documents write them: 12, 1,200, １２, 十二, 两, X."""

from __future__ import annotations

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_TENS = {"十": 10, "百": 100, "千": 1000}
HAN = "[一二两三四五六七八九十百千零〇]"


def han_value(words: str) -> int | None:
    """十二 → 12, 一百零五 → 105, 二〇二六 → 2026; None if it is no number."""
    if not words:
        return None
    if _TENS.keys().isdisjoint(words):
        digits = [_DIGITS.get(char) for char in words]
        return None if None in digits else int("".join(map(str, digits)))
    total, digit = 0, 0
    for char in words:
        if char in _TENS:
            total += (digit or 1) * _TENS[char]
            digit = 0
        elif char in _DIGITS:
            digit = _DIGITS[char]
        else:
            return None
    return total + digit


def count_said(words: str) -> int:
    """How many items before it a sentence speaks of: 「以上三项」, 「这两件」; -1, of all of them, where it is 几."""
    return (int(words) if words.isdigit() else han_value(words) or 0) or -1


_DECIMAL = re.compile(r"\d+(?:\.\d+)?")


def decimal_of(words: str) -> str | None:
    """A number's plain decimal: full width becomes half width, commas between thousands fall away. X gives None."""
    if words.isascii() and words.isdecimal():
        return words
    plain = words.translate(_NARROW).replace(",", "").replace("，", "")
    if _DECIMAL.fullmatch(plain):
        return plain
    value = han_value(words)
    return None if value is None else str(value)


_NARROW = {ord(full): half for full, half in zip("０１２３４５６７８９．，", "0123456789.,", strict=True)}
