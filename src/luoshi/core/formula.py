"""An indicator reckoned from others: 税收收入 / 一般公共预算收入 * 100, with the codes for names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, DivisionByZero, InvalidOperation, localcontext

from luoshi.core.errors import BadInput, Fault

_TOKEN = re.compile(r"\s*(?:(\d+(?:\.\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|([-+*/()]))")
_HOW = "用指标代码、数和 + - * / ( )，如 tax_revenue / local_revenue * 100；代码里有横线的先改代码"
DEEPEST = 30
"""Brackets within brackets."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that has been read: in reverse Polish order."""

    text: str
    steps: tuple[str | Decimal, ...]

    @property
    def codes(self) -> frozenset[str]:
        """The indicators it needs."""
        return frozenset(step for step in self.steps if isinstance(step, str) and step not in _STRENGTH)

    def value(self, known: Mapping[str, Decimal]) -> Decimal | None:
        """What it comes to; nothing where a figure is missing or it would divide by zero."""
        stack: list[Decimal] = []
        try:
            with localcontext() as context:
                context.prec = 40
                for step in self.steps:
                    if isinstance(step, Decimal):
                        stack.append(step)
                    elif step in _STRENGTH:
                        right, left = stack.pop(), stack.pop()
                        stack.append(_done(step, left, right))
                    elif step in known:
                        stack.append(known[step])
                    else:
                        return None
        except (DivisionByZero, InvalidOperation):
            return None
        return stack[0]


_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


def _done(sign: str, left: Decimal, right: Decimal) -> Decimal:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    return left * right if sign == "*" else left / right


def read_formula(text: str) -> Formula:
    """Reads a formula. Raises BadInput for what is none."""
    steps: list[str | Decimal] = []
    waiting: list[str] = []
    value_next = True
    for token in _tokens(text):
        if isinstance(token, Decimal) or token not in "+-*/()":
            _expect(value_next, text, token)
            steps.append(token)
            value_next = False
        elif token == "(":
            _expect(value_next and len(waiting) < DEEPEST, text, token)
            waiting.append(token)
        elif token == "-" and value_next:
            steps.append(Decimal(0))
            waiting.append("-")
        elif token == ")":
            _expect(not value_next, text, token)
            _close(steps, waiting, text)
        else:
            _expect(not value_next, text, token)
            while waiting and waiting[-1] != "(" and _STRENGTH[waiting[-1]] >= _STRENGTH[token]:
                steps.append(waiting.pop())
            waiting.append(token)
            value_next = True
    _expect(not value_next and "(" not in waiting, text, "结尾")
    return Formula(text.strip(), (*steps, *reversed(waiting)))


def _close(steps: list[str | Decimal], waiting: list[str], text: str) -> None:
    while waiting and waiting[-1] != "(":
        steps.append(waiting.pop())
    _expect(bool(waiting), text, ")")
    waiting.pop()


def _expect(fits: bool, text: str, token: object) -> None:
    if not fits:
        raise BadInput(Fault(f"公式“{text}”在“{token}”处读不下去", _HOW))


def _tokens(text: str) -> Iterable[str | Decimal]:
    plain = text.translate(str.maketrans("（）×÷－＋", "()*/-+"))
    at = 0
    while at < len(plain.rstrip()):
        found = _TOKEN.match(plain, at)
        if found is None:
            raise BadInput(Fault(f"公式“{text}”里的“{plain[at:].strip()[:1]}”读不懂", _HOW))
        at = found.end()
        yield Decimal(found[1]) if found[1] else found[2] or found[3]


def order_of(formulas: Mapping[str, Formula]) -> list[str]:
    """The codes in an order in which each can be reckoned. Raises BadInput for a circle, and names it."""
    ordered: list[str] = []
    state: dict[str, str] = {}

    def visit(code: str, path: tuple[str, ...]) -> None:
        if state.get(code) == "done" or code not in formulas:
            return
        if state.get(code) == "open":
            circle = "、".join((*path[path.index(code) :], code))
            raise BadInput(Fault(f"公式绕成了圈：{circle}", "改其中一个公式，不再用到自己", code))
        state[code] = "open"
        for other in sorted(formulas[code].codes):
            visit(other, (*path, code))
        state[code] = "done"
        ordered.append(code)

    for code in sorted(formulas):
        visit(code, ())
    return ordered
