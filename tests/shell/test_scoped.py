"""Nobody reads a scoped table past the check: its plain manager is for actions, rounds and the tests."""

from __future__ import annotations

import ast
from pathlib import Path

from django.apps import apps

from luoshi.org.permissions import Scoped

SOURCE = Path(__file__).parents[2] / "src" / "luoshi"
MAY = ("actions", "projections", "rounds", "demo")
"""Parts of a path whose modules may: they write, or make anew what was written."""
WHOLE_COUNTY = {
    "matters/lights.py": "brings the lights of some matters up to date, within an action",
    "matters/queries/figures.py": "the month's figures of all units, for closing",
    "matters/queries/amounts.py": "the month's quantities of all units, for closing",
    "matters/queries/held_up.py": "the blockers of all units in a month, for closing",
    "matters/queries/waits.py": "what all units have waited for in a month, for closing",
    "matters/queries/finished.py": "what all units finished in a period, for closing",
    "matters/queries/counting.py": "the month's matters of all units, for closing",
    "matters/queries/settled.py": "how the matters of all units were answered, for closing",
    "matters/queries/report_quality.py": "the month's reports of all units, for closing",
    "matters/queries/supervision.py": "the month's answers of all units, for closing",
    "matters/queries/problems.py": "the month's problems of all units, for closing",
    "matters/queries/plans_then.py": "the plans of all units as of a day, for closing",
    "appraisal/subject_checks.py": "whether any matter is of a programme that a scheme names",
    "appraisal/queries/papers.py": "which unit speaks for a ranked project, to say who may open its papers",
    "appraisal/queries/touched.py": "what came after the closings, for who sees all figures",
    "matters/queries/extensions.py": "the month's extensions out of rule, for papers",
    "matters/queries/past.py": "how all unrestricted matters stood on a day, for papers",
    "matters/open_items.py": "the whole list of a handover, made within its action",
    "matters/queries/export.py": "the whole state, for the command line",
    "org/permissions.py": "the check itself",
}
"""Modules that speak for the whole county, and why."""


def test_scoped_tables_are_read_through_the_check():
    scoped = {model.__name__ for model in apps.get_models() if issubclass(model, Scoped)}
    assert {"Matter", "Line", "Filing", "Blocker"} <= scoped
    found = []
    for file in SOURCE.rglob("*.py"):
        name = file.relative_to(SOURCE).as_posix()
        if name in WHOLE_COUNTY or any(part in MAY for part in name.removesuffix(".py").split("/")):
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            plain = isinstance(node, ast.Attribute) and node.attr == "rows" and isinstance(node.value, ast.Name)
            if plain and node.value.id in scoped:
                found.append(f"{name}:{node.lineno} {node.value.id}.rows")
    assert found == []
