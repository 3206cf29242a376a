"""On which line of a scheme's text each section and each of its keys stands: what a fault points to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SECTION = re.compile(r"\s*\[\[?\s*(\w+)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"""\s*["']?([\w-]+)["']?\s*=""")
_CODE = re.compile(r"""\s*code\s*=\s*["']([^"']*)["']""")
_LONG = re.compile("\"\"\"|'''")


@dataclass(slots=True)
class Section:
    """A [table] or one of several [[tables]]: where it begins, and the line of each of its keys."""

    name: str
    line: int
    keys: dict[str, int] = field(default_factory=dict)
    code: str = ""


class Lines:
    """Where everything stands. What is written in another way (`item = [{…}]`) is named without a line."""

    def __init__(self, text: str) -> None:
        self._sections = list(_sections(text))
        self._of: dict[str, Section] = {}
        """Place in words → its section."""

    def table(self, name: str, number: int, tables: int, words: str) -> str:
        """The place of one of so many [[tables]] of a name: 「第 11 行 考核项“a”」."""
        known = [one for one in self._sections if one.name == name]
        return self._placed(known[number] if len(known) == tables else None, words)

    def at(self, place: str, key: str) -> str:
        """The same place, with the line of one of its keys."""
        section = self._of.get(place)
        if section is None or key not in section.keys:
            return place
        return place.replace(f"第 {section.line} 行", f"第 {section.keys[key]} 行", 1)

    def head(self, key: str = "") -> str:
        """「第 4 行 [scheme] subjects」; of a key that is not there, where [scheme] begins."""
        section = next((one for one in self._sections if one.name == "scheme"), None)
        line = section.keys.get(key, section.line) if section is not None else None
        words = f"[scheme] {key}".strip()
        return f"第 {line} 行 {words}" if line is not None else words

    def item(self, code: str, *keys: str) -> str:
        """「第 15 行 考核项“luck”」, with the line of the first of these keys that is written."""
        known = [one for one in self._sections if one.name == "item" and one.code == code]
        place = self._placed(known[0] if len(known) == 1 else None, f"考核项“{code}”")
        return next((line for key in keys if (line := self.at(place, key)) != place), place)

    def _placed(self, section: Section | None, words: str) -> str:
        if section is None:
            return words
        place = f"第 {section.line} 行 {words}"
        self._of[place] = section
        return place


def _sections(text: str) -> Iterator[Section]:
    """Lines inside a text of several lines are no sections and no keys."""
    section, is_long = None, False
    for number, line in enumerate(text.splitlines(), 1):
        was_long, is_long = is_long, is_long ^ (len(_LONG.findall(line)) % 2 == 1)
        if was_long:
            continue
        if begins := _SECTION.match(line):
            if section is not None:
                yield section
            section = Section(begins[1], number)
        elif section is not None and (key := _KEY.match(line)):
            section.keys.setdefault(key[1], number)
            if code := _CODE.match(line):
                section.code = section.code or code[1]
    if section is not None:
        yield section
