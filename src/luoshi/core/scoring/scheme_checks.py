"""Reading a scheme's TOML: every fault at once, each with its line or item and what would be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from luoshi.core.errors import Fault
from luoshi.core.scoring.aggregates import AGGREGATES, Aggregate
from luoshi.core.scoring.grades import Grade
from luoshi.core.scoring.item import Item, ParameterValue
from luoshi.core.scoring.lines import Lines
from luoshi.core.scoring.methods import METHODS, Method, Parameter
from luoshi.core.scoring.rows import is_countable
from luoshi.core.scoring.scheme_wholes import formulas_hold, ties_can_be_broken, weights_add_up
from luoshi.core.scoring.teams import SUBJECTS, Team, read_teams

TIES = ("competition", "dense", "average")
MISSING = ("respread", "zero", "exclude")
VETOES = ("no_grade", "zero", "last")
SCHEME_KEYS = (
    "name",
    "year",
    "subjects",
    "decimals",
    "ties",
    "tie_break",
    "missing",
    "veto",
    "bonus_cap",
    "penalty_cap",
)
TABLES = ("scheme", "team", "item", "grade", "input")
COMMON_KEYS = ("code", "name", "parent", "weight", "groups")
GRADE_KEYS, INPUT_KEYS = ("name", "share", "score"), ("code", "name", "source")
LEAF_KEYS = (*COMMON_KEYS, "direction", "method", "source", "formula")
NODE_KEYS = (*COMMON_KEYS, "aggregate", "min_present", "cap", "power")
MOST_DECIMALS = 6
MOST_LEVELS = 50


@dataclass(slots=True)
class Draft:
    """A scheme as far as it could be read."""

    name: str = ""
    year: int = 0
    decimals: int | None = None
    ties: str = "competition"
    missing: str = "respread"
    veto: str = "no_grade"
    bonus_cap: Decimal | None = None
    penalty_cap: Decimal | None = None
    tie_break: tuple[str, ...] = ()
    items: list[Item] = field(default_factory=list)
    grades: list[Grade] = field(default_factory=list)
    inputs: list[str] = field(default_factory=list)
    subjects: str = SUBJECTS[0]
    teams: list[Team] = field(default_factory=list)


def read(text: str, file: str = "") -> tuple[Draft, list[Fault]]:
    """Reads a scheme as far as possible; the draft is good if there are no faults."""
    try:
        document = tomllib.loads(text.removeprefix("\ufeff"), parse_float=_exact)
    except (ValueError, RecursionError) as error:
        return Draft(), [_syntax_fault(error, file)]
    reader = _Reader(text, file)
    return reader.scheme(document), reader.faults


def _exact(text: str) -> Decimal:
    """A number as it is written; one that not even a Decimal can hold becomes NaN, and a fault where it stands."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal("nan")


def _syntax_fault(error: Exception, file: str) -> Fault:
    where = re.search(r"at line (\d+), column (\d+)", str(error))
    place = f"第 {where[1]} 行第 {where[2]} 列" if where else "末尾"
    return Fault("这里不是合乎 TOML 写法的内容", "检查引号、等号和括号是否成对，文字要加双引号", place, file)


class _Reader:
    """Walks over a parsed scheme and notes what is wrong."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.least_weight: int | None = 0
        """In analysis a weight may be negative (a loading of a principal component)."""
        self.lines = Lines(text)

    def wrong(self, place: str, problem: str, remedy: str) -> None:
        self.faults.append(Fault(problem, remedy, place, self.file))

    def wrong_at(self, place: str, key: str, problem: str, remedy: str) -> None:
        """With the line of the key that is wrong."""
        self.wrong(self.lines.at(place, key), problem, remedy)

    # the head

    def scheme(self, document: Mapping[str, Any]) -> Draft:
        for key in document:
            if key not in TABLES:
                self.wrong(
                    self.lines.table(key, 0, 1, key),
                    f"方案里没有“{key}”这一节",
                    "只有 [scheme]、[[team]]、[[item]]、[[grade]] 和 [[input]]",
                )
        draft = Draft()
        head = document.get("scheme")
        if isinstance(head, dict):
            self._head(head, draft)
        else:
            self.wrong("[scheme]", "缺少 [scheme] 一节", "写上 [scheme]，下面写 name 和 year")
        draft.teams = read_teams(self._listed(document.get("team", []), "team"), self.lines, draft.subjects, self.wrong)
        draft.inputs = self._inputs(document.get("input", []))
        draft.grades = self._grades(document.get("grade", []))
        tables = document.get("item")
        if isinstance(tables, list) and tables and all(isinstance(table, dict) for table in tables):
            self._items(tables, draft)
        else:
            self.wrong("[[item]]", "方案里没有考核项", "每个考核项写一节 [[item]]")
        return draft

    def _head(self, head: Mapping[str, Any], draft: Draft) -> None:
        for key in head:
            if key not in SCHEME_KEYS:
                self.wrong(self.lines.head(key), f"没有“{key}”这个设置", f"可用的有 {'、'.join(SCHEME_KEYS)}")
        draft.name = self._text(head, "name", self.lines.head("name"), needed=True) or ""
        year = head.get("year")
        if type(year) is int and 1990 <= year <= 2100:
            draft.year = year
        else:
            self.wrong(self.lines.head("year"), f"年份写成了“{_shown(year)}”", "写四位年份，如 year = 2026")
        draft.subjects = self._choice(head, "subjects", SUBJECTS)
        decimals = head.get("decimals")
        if decimals is not None and (type(decimals) is not int or not 0 <= decimals <= MOST_DECIMALS):
            problem = f"小数位数写成了“{_shown(decimals)}”"
            self.wrong(self.lines.head("decimals"), problem, f"写 0 到 {MOST_DECIMALS} 的整数")
        else:
            draft.decimals = decimals
        self.least_weight = None if decimals is None else 0
        draft.ties = self._choice(head, "ties", TIES)
        draft.missing = self._choice(head, "missing", MISSING)
        draft.veto = self._choice(head, "veto", VETOES)
        draft.bonus_cap = self._number(head, "bonus_cap", self.lines.head("bonus_cap"), at_least=0)
        draft.penalty_cap = self._number(head, "penalty_cap", self.lines.head("penalty_cap"), at_least=0)
        place = self.lines.head("tie_break")
        draft.tie_break = self._words(head, "tie_break", place, 'tie_break = ["investment"]') or ()

    def _choice(self, head: Mapping[str, Any], key: str, choices: Sequence[str]) -> str:
        value = head.get(key, choices[0])
        if value not in choices:
            self.wrong(self.lines.head(key), f"不认识“{_shown(value)}”", f"可用的有 {'、'.join(choices)}")
            return choices[0]
        return str(value)

    def _text(self, table: Mapping[str, Any], key: str, place: str, *, needed: bool = False) -> str | None:
        value = table.get(key)
        if value is None and not needed:
            return None
        if not isinstance(value, str) or not value.strip():
            self.wrong_at(place, key, f"{key} 应是文字，写成了“{_shown(value)}”", f'写 {key} = "…"')
            return None
        return value.strip()

    # the items

    def _items(self, tables: Sequence[Mapping[str, Any]], draft: Draft) -> None:
        places = [self._place(number, table, len(tables)) for number, table in enumerate(tables)]
        seen: dict[str, str] = {}
        parents = {table.get("parent") for table in tables if isinstance(table.get("parent"), str)}
        for table, place in zip(tables, places, strict=True):
            item = self._item(table, place, is_parent=table.get("code") in parents)
            if item.code in seen:
                self.wrong(place, f"代码“{item.code}”已经用过（{seen[item.code]}）", "每个考核项用一个不同的代码")
            elif item.code:
                seen[item.code] = place
            draft.items.append(item)
        self._tree(draft.items, dict(zip((item.code for item in draft.items), places, strict=True)))
        adding = {item.code for item in draft.items if item.aggregate and AGGREGATES[item.aggregate].adds_points}
        for number, (table, place) in enumerate(zip(tables, places, strict=True)):
            item = draft.items[number]
            if "weight" not in table and item.parent is not None:
                draft.items[number] = self._weighed(item, place, draft.decimals, under_sum=item.parent in adding)
        if not self.faults:
            self._wholes(draft, seen)

    def _wholes(self, draft: Draft, places: Mapping[str, str]) -> None:
        """What can only be said of items that are each in order."""
        if draft.decimals is not None:
            weights_add_up(draft.items, self._at_key(places, "weight"), self.wrong)
        formulas_hold(draft.items, draft.inputs, self._at_key(places, "formula"), self.wrong)
        ties_can_be_broken(draft.tie_break, draft.items, self.lines, self.wrong)
        for code in draft.inputs:
            if code in places:
                self.wrong(f"[[input]] “{code}”", f"代码已经用过（{places[code]}）", "换一个代码")

    def _at_key(self, places: Mapping[str, str], key: str) -> dict[str, str]:
        return {code: self.lines.at(place, key) for code, place in places.items()}

    def _place(self, number: int, table: Mapping[str, Any], tables: int) -> str:
        code = table.get("code")
        words = f"考核项“{code}”" if isinstance(code, str) and code else f"第 {number + 1} 个考核项"
        return self.lines.table("item", number, tables, words)

    def _item(self, table: Mapping[str, Any], place: str, *, is_parent: bool) -> Item:
        code = self._text(table, "code", place, needed=True) or ""
        method = self._method(table, place)
        aggregate = self._aggregate(table, place)
        self._kind(table, place, is_parent=is_parent)
        direction = table.get("direction", 1)
        if type(direction) is not int or direction not in (1, -1):
            self.wrong_at(
                place,
                "direction",
                f"direction 写成了“{_shown(direction)}”",
                "越多越好写 1，越少越好写 -1",
            )
            direction = 1
        return Item(
            code=code,
            name=self._text(table, "name", place) or code,
            parent=self._text(table, "parent", place),
            weight=self._number(table, "weight", place, at_least=self.least_weight),
            direction=direction,
            groups=self._groups(table, place),
            method=method,
            aggregate=aggregate,
            min_present=self._min_present(table, place),
            parameters=self._parameters(table, place, METHODS.get(method or ""), direction),
            source=self._text(table, "source", place) or "",
            formula=self._text(table, "formula", place),
        )

    def _kind(self, table: Mapping[str, Any], place: str, *, is_parent: bool) -> None:
        if "method" in table and "aggregate" in table:
            self.wrong(place, "同时写了 method 和 aggregate", "末级项写 method，上级项写 aggregate，只写一个")
        elif is_parent and "method" in table:
            self.wrong_at(
                place,
                "method",
                "下面还有考核项，却写了 method",
                "上级项改写 aggregate；或把下级项的 parent 改掉",
            )
        elif is_parent and "aggregate" not in table:
            self.wrong(place, "上级项没有写怎样汇总", '写 aggregate = "sum"')
        elif not is_parent and "aggregate" in table:
            remedy = "给它加下级项（parent 写它的代码），或改写 method"
            self.wrong_at(place, "aggregate", "写了 aggregate，下面却没有考核项", remedy)
        elif not is_parent and "method" not in table:
            self.wrong(place, "末级项没有写计分方法", f"写 method，可用的有 {_named(METHODS)}")

    def _method(self, table: Mapping[str, Any], place: str) -> str | None:
        return self._row(table, "method", place, METHODS)

    def _aggregate(self, table: Mapping[str, Any], place: str) -> str | None:
        return self._row(table, "aggregate", place, AGGREGATES)

    def _row(
        self, table: Mapping[str, Any], key: str, place: str, known: Mapping[str, Method | Aggregate]
    ) -> str | None:
        value = table.get(key)
        if value is None or (isinstance(value, str) and value in known):
            return value
        same = next((code for code, row in known.items() if value == row.title), None)
        remedy = f'写 {key} = "{same}"' if same else f"可用的有 {_named(known)}"
        self.wrong_at(place, key, f"没有“{_shown(value)}”这个 {key}", remedy)
        return None

    def _groups(self, table: Mapping[str, Any], place: str) -> tuple[str, ...] | None:
        return self._words(table, "groups", place, 'groups = ["towns"]；适用全部时不写')

    def _words(self, table: Mapping[str, Any], key: str, place: str, like: str) -> tuple[str, ...] | None:
        value = table.get(key)
        if value is None:
            return None
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one.strip() for one in value):
            self.wrong_at(place, key, f"{key} 写成了“{_shown(value)}”", f"写名称，如 {like}")
            return None
        return tuple(one.strip() for one in value)

    # grades and inputs

    def _grades(self, tables: object) -> list[Grade]:
        """From the best down; only the last may be for all who are left."""
        grades: list[Grade] = []
        listed = self._listed(tables, "grade")
        for number, table in enumerate(listed):
            place = self.lines.table("grade", number, len(listed), f"第 {number + 1} 个 [[grade]]")
            for key in table:
                if key not in GRADE_KEYS:
                    self.wrong_at(place, key, f"没有“{key}”这个参数", f"可用的有 {'、'.join(GRADE_KEYS)}")
            one = Grade(
                name=self._text(table, "name", place, needed=True) or "",
                share=self._number(table, "share", place, at_least=0),
                score=self._number(table, "score", place, at_least=None),
            )
            if grades and grades[-1].share is None and grades[-1].score is None:
                self.wrong(place, "前一等次没有写比例和分数，后面的等次轮不到", "前面的等次写 share 或 score")
            if one.name in [before.name for before in grades]:
                self.wrong(place, f"等次“{one.name}”写了两次", "每个等次用一个不同的名称")
            grades.append(one)
        if sum((one.share or Decimal(0) for one in grades), Decimal(0)) > 1:
            self.wrong("[[grade]]", "各等次的比例合计超过 1", "比例写 0 到 1 之间的数，合计不超过 1，如 share = 0.3")
        return grades

    def _inputs(self, tables: object) -> list[str]:
        codes: list[str] = []
        listed = self._listed(tables, "input")
        for number, table in enumerate(listed):
            place = self.lines.table("input", number, len(listed), f"第 {number + 1} 个 [[input]]")
            for key in table:
                if key not in INPUT_KEYS:
                    self.wrong_at(place, key, f"没有“{key}”这个参数", f"可用的有 {'、'.join(INPUT_KEYS)}")
            code = self._text(table, "code", place, needed=True) or ""
            if code in codes:
                self.wrong(place, f"代码“{code}”已经用过", "每一节用一个不同的代码")
            codes.append(code)
        return codes

    def _listed(self, tables: object, key: str) -> list[Mapping[str, Any]]:
        if isinstance(tables, list) and all(isinstance(table, dict) for table in tables):
            return tables
        self.wrong(key, f"{key} 写得不对", f"每一条写一节 [[{key}]]")
        return []

    def _min_present(self, table: Mapping[str, Any], place: str) -> Decimal:
        share = self._number(table, "min_present", place, at_least=0) or Decimal(0)
        if share > 1:
            self.wrong_at(
                place,
                "min_present",
                f"min_present 写成了“{share}”",
                "写 0 到 1 之间的数：至少有多大比例的下级项有数",
            )
        return share

    # parameters

    def _parameters(
        self, table: Mapping[str, Any], place: str, method: Method | None, direction: int
    ) -> dict[str, ParameterValue]:
        """Whatever stands beside the keys that every item has; unknown ones are faults."""
        is_node = "aggregate" in table
        if method is None and not is_node:
            return {}
        known: Mapping[str, Parameter] = {} if method is None or is_node else method.parameters
        taken: dict[str, ParameterValue] = {}
        for key in table:
            if key in known:
                self._parameter(table, key, place, known[key], taken)
            elif key not in (NODE_KEYS if is_node else LEAF_KEYS):
                allowed = "、".join([*known, *(NODE_KEYS if is_node else LEAF_KEYS)])
                self.wrong_at(place, key, f"没有“{key}”这个参数", f"可用的有 {allowed}")
        if is_node:
            self._parameter(table, "cap", place, Parameter(at_least=0), taken)
            self._power(table, place, taken)
        for key, parameter in known.items():
            if parameter.needed and key not in table:
                self.wrong(place, f"方法 {table['method']} 缺少参数 {key}", f"写上 {key} = …")
        problem = method.problem(taken, direction) if method is not None else None
        if problem:
            self.wrong(place, problem, "改正后再计")
        return taken

    def _power(self, table: Mapping[str, Any], place: str, taken: dict[str, ParameterValue]) -> None:
        """The exponent of a generalised mean."""
        if table.get("aggregate") != "power":
            if "power" in table:
                self.wrong(place, '只有 aggregate = "power" 才有参数 power', "去掉 power，或改 aggregate")
            return
        self._parameter(table, "power", place, Parameter(), taken)
        if not taken.get("power"):
            self.wrong(place, "幂平均缺少不为 0 的 power", "写上 power = …；0 次幂请用 geometric")

    def _parameter(
        self, table: Mapping[str, Any], key: str, place: str, rule: Parameter, taken: dict[str, ParameterValue]
    ) -> None:
        if rule.kind == "number":
            number = self._number(table, key, place, at_least=rule.at_least)
            if number is not None:
                taken[key] = number
            return
        value = table[key]
        if rule.kind == "flag":
            if not isinstance(value, bool):
                self.wrong_at(place, key, f"{key} 写成了“{_shown(value)}”", f"写 {key} = true 或 {key} = false")
            taken[key] = value is True
            return
        if rule.kind == "choice":
            if value not in rule.choices:
                self.wrong_at(place, key, f"{key} 写成了“{_shown(value)}”", f"可用的有 {'、'.join(rule.choices)}")
            taken[key] = str(value)
            return
        numbers = [_decimal(one) for one in value] if isinstance(value, list) else [None]
        if None in numbers or not numbers:
            self.wrong_at(place, key, f"{key} 写成了“{_shown(value)}”", f"写一列数，如 {key} = [60, 80]")
        else:
            taken[key] = tuple(number for number in numbers if number is not None)

    def _number(self, table: Mapping[str, Any], key: str, place: str, *, at_least: int | None) -> Decimal | None:
        value = table.get(key)
        if value is None:
            return None
        number = _decimal(value)
        if number is None:
            self.wrong_at(
                place,
                key,
                f"{key} 应是数，写成了“{_shown(value)}”",
                f"写 {key} = 1 或 {key} = 0.5，不加引号",
            )
            return None
        if at_least is not None and number < at_least:
            self.wrong_at(place, key, f"{key} 是 {number}，不能小于 {at_least}", f"写不小于 {at_least} 的数")
            return None
        return number

    # the tree

    def _tree(self, items: Sequence[Item], places: Mapping[str, str]) -> None:
        parents = {item.code: item.parent for item in items}
        roots = [item.code for item in items if item.parent is None]
        if len(roots) != 1:
            named = f"（{'、'.join(roots)}）" if roots else ""
            self.wrong("[[item]]", f"没有上级的考核项有 {len(roots)} 个{named}", "应恰有一个总项不写 parent")
        for item in items:
            if item.parent is not None and item.parent not in parents:
                place = self.lines.at(places[item.code], "parent")
                self.wrong(place, f"上级“{item.parent}”不在方案里", "parent 写另一个考核项的 code")
                continue
            above = _above(item.code, parents)
            if above[-1] == item.code:
                self.wrong_at(
                    places[item.code],
                    "parent",
                    "它的上级绕了一圈又回到它自己",
                    "改正 parent，使每一项最终归到总项",
                )
            elif len(above) > MOST_LEVELS:
                self.wrong(places[item.code], f"层级超过 {MOST_LEVELS} 层", "减少层级")

    def _weighed(self, item: Item, place: str, decimals: int | None, *, under_sum: bool) -> Item:
        """An item without a weight: in a sum its full mark must follow from the method; in analysis it weighs 1."""
        if under_sum and (item.method is None or METHODS[item.method].full_mark(item.parameters) is not None):
            return item
        if decimals is None:
            return replace(item, weight=Decimal(1))
        self.wrong(place, "没有写权重（满分）", "写上 weight = …")
        return item


def _above(code: str, parents: Mapping[str, str | None]) -> list[str]:
    """The items above one, from its parent on; ends at the root, or with the first that comes a second time."""
    above: list[str] = []
    here = parents.get(code)
    while here is not None:
        again = here == code or here in above
        above.append(here)
        if again:
            break
        here = parents.get(here)
    return above or [""]


def _decimal(value: object) -> Decimal | None:
    """A TOML number as it is written; None for text, truth values, inf and nan, and numbers beyond all measure."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Decimal(value)
    return number if is_countable(number) else None


def _named(known: Mapping[str, Method | Aggregate]) -> str:
    """「completion（完成率法）、growth（增长率法）」."""
    return "、".join(f"{code}（{row.title}）" for code, row in known.items())


def _shown(value: object) -> str:
    """A value as a fault quotes it, short enough for one line."""
    text = "" if value is None else str(value)
    return text if len(text) <= 40 else text[:40] + "…"
