"""Units and officials by all the names they go by."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass

from luoshi.core.errors import BadInput, Fault

_TOWN_KINDS = frozenset({"town", "乡镇", "镇", "镇办", "乡镇街道", "街道", "乡"})
_DEPARTMENT_KINDS = frozenset({"department", "部门", "县直部门", "局", "party", "党委部门"})
_OWN_COUNTY = re.compile(r"^(?:[\u4e00-\u9fff]{2,6}?(?:自治县|县|市|区|州|旗))(?=[\u4e00-\u9fff]{2})")
_LEVEL = re.compile(r"^(?:省|市|县|区|州|旗)(?=[\u4e00-\u9fff]{2})")
_NO_NAMES = frozenset({"管委会", "政府", "人民政府", "办事处", "办公室", "委员会", "工委", "党工委"})
"""What is left of 高新区管委会 without 高新区 says nothing."""
_ALL_TOWNS = re.compile(
    r"(?:全县|县内)?各(?:镇办|镇街|乡镇|镇|乡|街道|乡镇街道|镇(?:和|、|及)?街道)(?:[（(](?:街道|办|场)[)）])?(?:人民政府|政府|办事处|党委)?"
)
_ALL_DEPARTMENTS = re.compile(r"(?:县直|市直|区直|县级|全县)各?(?:有关)?(?:部门|单位)")


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of the county."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    """What sort of unit: 「town」 or 「乡镇」 for towns, which 各镇办 means."""
    duties: str = ""


@dataclass(frozen=True, slots=True)
class Official:
    """An official: 「谢明」, post 「副县长」, also called 谢县长."""

    name: str
    post: str = ""
    aliases: tuple[str, ...] = ()


class Registry:
    """Answers which units a name in a document means."""

    def __init__(self, units: Iterable[Unit], officials: Iterable[Official] = ()) -> None:
        self.units = list(units)
        self.officials = list(officials)
        self._by_name: dict[str, list[str]] = {}
        for unit in self.units:
            for name in (unit.name, *unit.aliases):
                for form in _forms(name):
                    self._add(form, unit.name)

    def _add(self, form: str, unit: str) -> None:
        known = self._by_name.setdefault(form, [])
        if unit not in known:
            known.append(unit)

    def resolve(self, name: str) -> list[str]:
        """The units that a name means: none if it is unknown or could be several, all towns for 各镇办."""
        name = _plain(name)
        if _ALL_TOWNS.fullmatch(name):
            return [unit.name for unit in self.units if unit.kind.strip().lower() in _TOWN_KINDS]
        if _ALL_DEPARTMENTS.fullmatch(name) and "有关" not in name:
            return [unit.name for unit in self.units if unit.kind.strip().lower() in _DEPARTMENT_KINDS]
        for form in _forms(name):
            known = self._by_name.get(form, [])
            if len(known) == 1:
                return list(known)
        return self._by_abbreviation(name)

    def resolve_official(self, name: str) -> list[str]:
        """The official whom a name means: 谢明, 谢县长, 副县长谢明."""
        name = _plain(name)
        exact = [one.name for one in self.officials if name in (one.name, *one.aliases) or one.name in name]
        if exact:
            return exact if len(exact) == 1 else []
        called = [
            one.name for one in self.officials if name[:1] == one.name[:1] and name[1:] and one.post.endswith(name[1:])
        ]
        return called if len(called) == 1 else []

    def _by_abbreviation(self, name: str) -> list[str]:
        """发改局 is short for 发展和改革局 if its characters stand there in this order, and in no other unit's name."""
        short = _core(name)
        if len(short) < 2:
            return []
        fitting = [unit.name for unit in self.units if _is_short_for(short, _core(unit.name))]
        return fitting if len(fitting) == 1 else []


def read_registry(file: str, data: bytes) -> Registry:
    """A registry from UNITS.csv: columns unit, aliases (split by |), kind, duties. Raises BadInput with the line."""
    from luoshi.core.reading.files.plain import decode

    rows = csv.DictReader(io.StringIO(decode(file, data)))
    columns = [column.strip() for column in rows.fieldnames or []]
    if "unit" not in columns:
        raise BadInput(Fault("单位名册没有 unit 列", "第一行写列名：unit,aliases,kind,duties", "第1行", file))
    rows.fieldnames = columns
    units: list[Unit] = []
    faults: list[Fault] = []
    seen: set[str] = set()
    for line, row in enumerate(rows, start=2):
        unit = _unit(row)
        if not unit.name or unit.name in seen:
            problem = f"单位“{unit.name}”出现两次" if unit.name else "单位名称是空的"
            faults.append(Fault(problem, "每个单位只写一行", f"第{line}行", file))
        seen.add(unit.name)
        units.append(unit)
    if faults:
        raise BadInput.of(faults)
    return Registry(units)


def _unit(row: dict[str, str]) -> Unit:
    values = {column: (row.get(column) or "").strip() for column in ("unit", "aliases", "kind", "duties")}
    aliases = tuple(alias.strip() for alias in re.split(r"[|｜]", values["aliases"]) if alias.strip())
    return Unit(values["unit"], aliases, values["kind"], values["duties"])


def _plain(name: str) -> str:
    return re.sub(r"\s", "", name).replace("(", "（").replace(")", "）")


def _forms(name: str) -> list[str]:
    """A name as it stands, without its county, and without 县 before it. The exact one comes first."""
    name = _plain(name)
    forms = [name]
    for cut in (_OWN_COUNTY, _LEVEL):
        shorter = cut.sub("", forms[-1], count=1)
        if shorter != forms[-1] and len(shorter) >= 2 and shorter not in _NO_NAMES:
            forms.append(shorter)
    return forms


def _core(name: str) -> str:
    """The name's own characters, without county and level."""
    return _forms(name)[-1]


def _is_short_for(short: str, full: str) -> bool:
    """Whether the characters of `short` stand in `full` in this order, from the first one on."""
    if not full or short[0] != full[0] or len(short) > len(full):
        return False
    rest = iter(full)
    return all(char in rest for char in short)
