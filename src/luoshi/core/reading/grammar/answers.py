"""Who answers for something, and in what role."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from luoshi.core.reading.grammar.moments import Due
from luoshi.core.reading.grammar.names import Name, names
from luoshi.core.reading.grammar.sorts import has_title, is_post, is_unit


@dataclass(slots=True)
class Owners:
    """Who answers for something, as one stretch of words says it. Each name keeps its place."""

    lead: list[Name] = field(default_factory=list)
    co: list[Name] = field(default_factory=list)
    joint: list[Name] = field(default_factory=list)
    """Those of `co` who answer jointly."""
    leaders: list[Name] = field(default_factory=list)
    due: Due | None = None
    together: bool = False
    """The first of those who answer jointly leads, for want of a word."""
    vague: bool = False
    """Somebody is named, but nobody in particular: 有关部门."""

    def any(self) -> bool:
        return (self.lead or self.co or self.leaders or None) is not None

    def copy(self) -> Owners:
        """The same owners, to be changed apart from these; their names are nobody's to change."""
        lead, co, joint, leaders = [*self.lead], [*self.co], [*self.joint], [*self.leaders]
        return Owners(lead, co, joint, leaders, self.due, self.together, self.vague)

    def take(self, role: str, found: list[Name]) -> None:
        """Adds names in a role. Of those who answer together the first leads, unless somebody leads already."""
        units: list[Name] = []
        helping: list[Name] = []
        persons = False
        for name in found:
            if name.kind == "unit" and name.text.endswith("）"):
                name, beside = _with_helpers(name)
                units.append(name)
                helping += beside
            elif name.kind == "unit":
                units.append(name)
            elif name.kind == "person":
                persons = True
            else:
                self.vague = True
        if persons and role != "none":
            self.leaders = _of_one_person([*self.leaders, *_persons(found, self.leaders)])
        if role in ("none", "charge"):  # who watches over it does none of it
            self.vague |= role == "none"
            return
        if role == "leader" and all(_is_sure(name) for name in units):
            self.take("joint", units)
        elif role == "leader":
            self.leaders = sorted([*self.leaders, *units], key=lambda one: one.start)
        elif role == "lead":
            if self.together:  # 「责任单位：B；牵头单位：A」: B only answers with A
                self.co[:0], self.joint[:0] = self.lead, self.lead
                self.lead, self.together = [], False
            self.lead += units
        elif role == "joint" and not self.lead:
            self.lead += units[:1]
            self.together = bool(units)
            self._join(units[1:])
        elif role == "joint":
            self._join(units)
        else:
            self.co += units
        self.co += helping

    def _join(self, units: list[Name]) -> None:
        self.co += units
        self.joint += units


_SOMEBODY = re.compile("明确|指定|确定|[一1两](?:名|位)|专人")
"""各单位明确一名班子成员: nobody in particular."""


def _persons(found: list[Name], known: list[Name]) -> list[Name]:
    """The persons among names; beside a bare name (令狐明，县委副书记) a post is no second person."""
    persons = [name for name in found if name.kind == "person" and not _SOMEBODY.search(name.text)]
    bare = [name for name in (*known, *persons) if not has_title(name.text)]
    return [name for name in persons if not ((bare and is_post(name.text)) or _is_told(name.text))]


def _of_one_person(found: list[Name]) -> list[Name]:
    """「副县长，县公安局局长谢明」: a mere post right before another's post and name is the same person's."""
    return [
        name
        for name, behind in zip(found, [*found[1:], None], strict=False)
        if behind is None
        or behind.start - name.end != 1
        or not is_post(name.text)
        or name.text.startswith(_OWN_POSTS)
        or is_post(behind.text)
        or not has_title(behind.text)
        or behind.text.endswith("同志")
    ]


_OWN_POSTS = ("分管", "常务", "各", "县长", "市长", "区长")
"""Of these there is but one, or they are many."""


def _is_told(text: str) -> bool:
    """「向谢明同志负责」: to whom one answers, unless he is called 向."""
    return text[0] in "向对" and len(text) > _LONGEST_CALLED and has_title(text[1:])


_LONGEST_CALLED = 4
"""向明同志."""


def _is_sure(name: Name) -> bool:
    """A unit beyond doubt, whatever the label says: 「责任领导及单位：赵敏，县住建局」."""
    long = len(name.text) > 3 or (len(name.text) == 3 and name.text[-1] in "股局办委室")
    return long and is_unit(name.text) and not _POSTS.search(name.text)


def _with_helpers(name: Name) -> tuple[Name, list[Name]]:
    """「县教育局（团县委、县关工委）」: several units in a unit's brackets help it; one alone may be its other name."""
    opened = name.text.find("（")
    if opened < 2:
        return name, []
    inner = names_at(name.text, opened + 1, len(name.text) - 1)
    several = len(inner) > 1 or (bool(inner) and inner[0].text.startswith("各"))
    if (
        not several
        or all(_KIND_OF_PLACE.fullmatch(one.text) for one in inner)
        or not is_unit(name.text[:opened])
        or not all(is_unit(one.text) for one in inner)
    ):
        return name, []
    moved = [replace(one, start=one.start + name.start, end=one.end + name.start) for one in inner]
    return replace(name, text=name.text[:opened], end=name.start + opened), moved


_KIND_OF_PLACE = re.compile("各?(?:自治区|直辖市|自治州|[省市县区旗州镇乡]|街道|园区|管委会)")
"""每个省（自治区、直辖市）: of what kinds they are, and no units."""
_POSTS = re.compile(r"[县市区镇乡局院部]长|书记|主任|主席|领导")


def names_at(words: str, start: int, end: int) -> list[Name]:
    """Names of a stretch, with their places in all the words."""
    found = names(words[start:end])
    return [Name(name.text, name.start + start, name.end + start, name.kind) for name in found] if start else found
