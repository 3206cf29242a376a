"""What the rules on the grass roots' burden forbid, and the manual's chapter that answers them clause by clause."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from luoshi.appraisal.actions import adopt_scheme
from luoshi.appraisal.rules import FROM_THE_LOOP, scheme_text
from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme
from luoshi.core.timing.periods import Period
from luoshi.matters import actions
from luoshi.matters.models import Filing
from tests import world

ROOT = Path(__file__).parent.parent
CHAPTER = ROOT / "docs" / "manual" / "burden.md"
TEMPLATES = sorted((ROOT / "src").rglob("*.html")) + sorted((ROOT / "src" / "luoshi" / "web" / "static").glob("*.js"))


def test_every_clause_of_the_chapter_names_a_test_that_there_is():
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", CHAPTER.read_text(encoding="utf-8"))
    missing = [
        f"{file}::{name}"
        for file, name in named
        if not (ROOT / file).exists() or (name and f"def {name}(" not in (ROOT / file).read_text(encoding="utf-8"))
    ]
    assert len(named) >= 12
    assert missing == []


def test_nothing_asks_for_a_place_or_a_track():
    asking = re.compile(r"geolocation|watchPosition|getCurrentPosition|签到|打卡")
    assert [str(file) for file in TEMPLATES if asking.search(file.read_text(encoding="utf-8"))] == []


def test_no_score_rests_on_use(county):
    """What a scheme can take is work done and kept; of reports whether they came and stood, never how many."""
    assert set(FROM_THE_LOOP) == {
        "nodes_kept",
        "quantities",
        "on_time",
        "matters_done",
        "late_reports",
        "report_quality",
        "blockers_held",
        "blockers_cleared",
        "problems_solved",
        "supervision_points",
    }
    used = scheme_text(Period.parse("2026-03"))[1].replace('code = "nodes_kept"', 'code = "logins"')
    with pytest.raises(BadInput, match="logins"):
        adopt_scheme(county.by("assessment", "考核办", date(2026, 3, 2)), "month", used, date(2026, 3, 2))


def test_nobodys_reading_is_kept():
    """No column of the product's own tables says who saw or opened something, or how long."""
    kept = re.compile(r"seen|read_(?:at|on|by)|opened_(?:at|by)|viewed|visits?|clicks?|duration|online|last_login")
    columns = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("luoshi.")
        for field in model._meta.get_fields()
        if isinstance(field, models.Field) and kept.fullmatch(field.name)
    ]
    assert columns == []


def _matter(county):
    matter = world.issue_matter(county)
    world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})
    return matter


def test_a_report_needs_no_file(county):
    assert world.report(county, _matter(county), "金溪镇", date(2026, 3, 25), "2026-03").stands


def test_no_change_is_an_answer(county):
    filed = world.report(
        county, _matter(county), "金溪镇", date(2026, 3, 25), "2026-03", words="", no_change="等施工图审查"
    )
    assert (filed.stands, filed.late) == (True, False)


def test_a_report_sent_twice_is_one(county):
    matter, by = _matter(county), county.by("head", "金溪镇", date(2026, 3, 25))
    first, _ = actions.file_reports(by, [actions.FiledReport(matter.uuid, "2026-03", words="已开工。")])[0]
    again = actions.FiledReport(matter.uuid, "2026-03", words="已开工。", uuid=first)
    assert actions.file_reports(by, [again]) == [(first, False)]
    assert Filing.rows.filter(matter=matter).count() == 1


def test_lateness_is_a_capped_deduction(db):
    item = Scheme.from_toml(scheme_text(Period.parse("2026-03"))[1]).item("late_reports")
    assert (item.method, Decimal(str(item.weight))) == ("deduction", Decimal(10))
