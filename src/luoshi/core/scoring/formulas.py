"""Figures computed from other figures of the same unit and period: + − × ÷, brackets, min and max. Exact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

Number = Fraction | None
"""None: a division by zero."""
Node = tuple[str, tuple["Node", ...]] | str | Fraction

TOKEN = re.compile(r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<name>[^\W\d]\w*|\{[^{}]+\})|(?P<sign>[-+*/×÷−(),（），]))")
SIGNS = {"×": "*", "÷": "/", "−": "-", "（": "(", "）": ")", "，": ","}
FUNCTIONS: dict[str, Callable[[Iterable[Fraction]], Fraction]] = {"min": min, "max": max}
MOST_CHARACTERS, MOST_BRACKETS = 500, 30


class NoFormulaError(ValueError):
    """The text is no formula; the message says why, in words."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read: what it needs, and its value."""

    text: str
    tree: Node

    @classmethod
    def parse(cls, text: str) -> Formula:
        """Reads 「(done - begun) / {planned-total} * 100」. Raises NoFormulaError."""
        if len(text) > MOST_CHARACTERS or text.count("(") + text.count("（") > MOST_BRACKETS:
            raise NoFormulaError(f"算式超过 {MOST_CHARACTERS} 个字，或括号超过 {MOST_BRACKETS} 对")
        return cls(text, _Parser(list(_tokens(text))).whole())

    def names(self) -> list[str]:
        """The codes of the figures it is made of, each once."""
        return list(dict.fromkeys(_names(self.tree)))

    def value(self, figures: Mapping[str, Fraction]) -> Number:
        """The exact value; None where it would divide by zero. Raises KeyError for a figure that is not there."""
        return _value(self.tree, figures)


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            raise NoFormulaError(f"算式里认不出“{text[at:].strip()[:10]}”")
        kind = found.lastgroup or ""
        yield kind, SIGNS.get(found[kind], found[kind])
        at = found.end()


class _Parser:
    """Sums of products of atoms."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens, self.at = tokens, 0

    def whole(self) -> Node:
        tree = self.sum()
        if self.at < len(self.tokens):
            raise NoFormulaError(f"算式里“{self._here()}”的位置不对")
        return tree

    def sum(self) -> Node:
        return self._chain(self.product, "+-")

    def product(self) -> Node:
        return self._chain(self.atom, "*/")

    def _chain(self, part: Callable[[], Node], signs: str) -> Node:
        tree = part()
        while self._here() and self._here() in signs:
            sign = self._take()
            tree = (sign, (tree, part()))
        return tree

    def atom(self) -> Node:
        if self.at >= len(self.tokens):
            raise NoFormulaError("算式没有写完")
        kind = self.tokens[self.at][0]
        word = self._take()
        if kind == "number":
            return Fraction(word)
        if word == "-":
            return ("-", (Fraction(0), self.atom()))
        if word in FUNCTIONS and self._here() == "(":
            return (word, self._listed())
        if kind == "name":
            return word.strip("{}").strip()
        if word != "(":
            raise NoFormulaError(f"算式里“{word}”的位置不对")
        tree = self.sum()
        self._close()
        return tree

    def _listed(self) -> tuple[Node, ...]:
        self._take()
        parts = [self.sum()]
        while self._here() == ",":
            self._take()
            parts.append(self.sum())
        self._close()
        return tuple(parts)

    def _close(self) -> None:
        if self._here() != ")":
            raise NoFormulaError("算式的括号不成对")
        self._take()

    def _here(self) -> str:
        return self.tokens[self.at][1] if self.at < len(self.tokens) else ""

    def _take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1][1]


def _names(tree: Node) -> Iterator[str]:
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, tuple):
        for part in tree[1]:
            yield from _names(part)


def _value(tree: Node, figures: Mapping[str, Fraction]) -> Number:
    if isinstance(tree, str):
        return figures[tree]
    if isinstance(tree, Fraction):
        return tree
    sign, parts = tree
    values = [_value(part, figures) for part in parts]
    known = [value for value in values if value is not None]
    if len(known) < len(values) or (sign == "/" and known[1] == 0):
        return None
    if sign in FUNCTIONS:
        return FUNCTIONS[sign](known)
    left, right = known
    return {"+": left + right, "-": left - right, "*": left * right}[sign] if sign != "/" else left / right


def circle(formulas: Mapping[str, Formula]) -> list[str] | None:
    """Codes that are computed from each other in a circle, or None. In a circle the first stands at the end again."""
    done: set[str] = set()

    def walk(code: str, way: list[str]) -> list[str] | None:
        if code in way:
            return [*way[way.index(code) :], code]
        if code in done or code not in formulas:
            return None
        for name in formulas[code].names():
            found = walk(name, [*way, code])
            if found:
                return found
        done.add(code)
        return None

    for code in formulas:
        found = walk(code, [])
        if found:
            return found
    return None


def in_order(formulas: Mapping[str, Formula]) -> list[str]:
    """The codes so that each comes after those it is made of. There must be no circle."""
    ordered: list[str] = []

    def add(code: str) -> None:
        if code in formulas and code not in ordered:
            for name in formulas[code].names():
                add(name)
            ordered.append(code)

    for code in formulas:
        add(code)
    return ordered
