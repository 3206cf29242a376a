"""Files behind a report: kept by digest, seen by those who see the report, refused above the limit."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests import world

from luoshi.facts import clock, evidence
from luoshi.org.models import Account

LIMIT = 20 * 1024 * 1024


@pytest.fixture
def town(county):
    client = Client()
    client.force_login(Account.rows.get(username="head-金溪镇"))
    return client


def test_a_file_of_exactly_the_limit_is_kept_whole(town):
    data = b"%PDF-" + b"x" * (LIMIT - 5)
    with clock.at(clock.moment(date(2026, 3, 20))):
        answer = town.post("/evidence", {"file": SimpleUploadedFile("大图.pdf", data)})
    assert answer.status_code == 201
    assert evidence.read(answer.json()["digest"]) == data


def test_a_report_carries_its_photo_and_only_those_who_see_the_report_see_it(county, town):
    matter = world.issue_matter(county)
    photo = SimpleUploadedFile("现场.png", b"\x89PNG\r\nsite")
    with clock.at(clock.moment(date(2026, 3, 20))):
        form = {"period": "2026-03", "words": "基础完成。", "files": photo}
        form["quantity:m1"] = "1,200"
        answer = town.post(f"/matters/{matter.uuid}/reports", form)
        assert answer.status_code == 302
        shown = town.get(f"/matters/{matter.uuid}?format=json")
        assert shown.json()["measures"][0]["done"] == 1200.0
        page = town.get(f"/matters/{matter.uuid}").content.decode()
        address = page.split('href="/evidence/')[1].split('"')[0]
        assert town.get(f"/evidence/{address}").status_code == 200
        stranger = Client()
        stranger.force_login(Account.rows.get(username="head-石桥镇"))
        assert stranger.get(f"/evidence/{address}").status_code == 404


def test_what_was_typed_stands_again_beside_the_fault(county, town):
    matter = world.issue_matter(county)
    with clock.at(clock.moment(date(2026, 3, 20))):
        form = {"period": "2026-03", "words": "写了一大段。", "quantity:m1": "很多"}
        answer = town.post(f"/matters/{matter.uuid}/reports", form)
    assert answer.status_code == 422
    assert "“很多”不是一个数" in answer.content.decode()
    assert "写了一大段。" in answer.content.decode()


def test_two_who_report_the_same_period_are_told_and_shown_both(county, town):
    matter = world.issue_matter(county)
    with clock.at(clock.moment(date(2026, 3, 20))):
        first = town.post(f"/matters/{matter.uuid}/reports", {"period": "2026-03", "words": "第一份。"})
        assert first.status_code == 302
        stale = {"period": "2026-03", "words": "第二份。", "based_on": "00000000-0000-7000-8000-000000000000"}
        page = town.post(f"/matters/{matter.uuid}/reports", stale)
        assert page.status_code == 409
        assert "第一份。" in page.content.decode()
        assert "第二份。" in page.content.decode()
        answer = town.post(f"/matters/{matter.uuid}/reports", stale, content_type="application/json")
    assert answer.status_code == 409
    assert answer.json()["newest"]["words"] == "第一份。"
    assert answer.json()["yours"]["words"] == "第二份。"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({"period": 3}, "不是文字"),
        ({"period": "2026-03", "words": "a", "nonsense": 1}, "不认识"),
        ({"period": "2026-03", "words": "a", "quantities": {"m1": "NaN"}}, "不是一个数"),
        ({"period": "2026-03", "words": "a", "nodes": ["x"]}, "不是一个标识"),
        ({"period": "2026-03", "words": "a", "undelivered": [{"unit": "无此局", "since": "2026-03-01"}]}, "未交部分"),
        ({"period": "2021-02-30"}, "2021-02-30"),
    ],
)
def test_another_programs_faults_are_named_field_by_field(county, town, body, words):
    matter = world.issue_matter(county)
    with clock.at(clock.moment(date(2026, 3, 20))):
        answer = town.post(f"/matters/{matter.uuid}/reports", body, content_type="application/json")
    assert answer.status_code == 422
    assert words in answer.json()["errors"][0]["problem"]
