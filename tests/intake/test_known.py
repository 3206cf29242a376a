"""What a document says once more is found among the matters, and linked, taken as an update, or put aside."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests import world
from tests.intake.conftest import drafts, hand_in, page_of, signed_in, taken
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.intake.queries import document_page
from luoshi.matters import actions
from luoshi.matters.models import Document, DraftRow, KnownMatter, Line, Matter, MatterRevision, Measure

PAPER = (
    "在会议上的讲话\n（2026年3月2日）\n石桥镇负责，11月底前完成木耳菌包暂存库建设投资1500万元。\n"
    "县住建局要在6月底前完成老旧小区改造3个。\n"
)


@told_once
def depot(county) -> Matter:
    return world.issue_matter(county, "石桥镇", on=date(2026, 3, 2))


@pytest.fixture
def paper(clerk, depot) -> Document:
    hand_in(clerk, "讲话.txt", PAPER.encode())
    return Document.rows.get()


def do(client, document: Document, what: str, row: DraftRow, ref) -> str:
    answer = client.post(
        reverse("intake:rows", args=[document.uuid]), {"do": f"{what} {row.uuid} {row.version} {ref}"}, follow=True
    )
    return answer.content.decode()


def test_what_is_known_already_is_offered_beside_the_row_and_comes_first(county, clerk, paper, depot):
    again, fresh = drafts(paper)
    with CaptureQueriesContext(connection) as asked:
        page = document_page(county.by("clerk"), paper.uuid)
    assert len(asked) <= 15
    shown = {row.uuid: row for row in page.rows}
    assert [one.ref for one in shown[again.uuid].offers] == [depot.uuid]
    assert shown[again.uuid].unsure
    assert shown[fresh.uuid].offers == ()
    html = clerk.get(page_of(paper)).content.decode()
    assert f"重 001 {depot.title}" in html
    assert all(word in html for word in ("关联", "更新它", "重复", "不相干"))


def test_linked_both_stay_and_each_shows_the_other(county, clerk, paper, depot):
    again, _fresh = drafts(paper)
    body = {"cell": "known", "value": f"related {depot.uuid}", "version": again.version}
    assert "取消" in clerk.post(reverse("intake:row", args=[again.uuid]), body).content.decode()
    clerk.post(reverse("intake:issue", args=[paper.uuid]))
    issued = Matter.rows.get(title__contains="暂存库", origin_document=paper.uuid)
    there, here = (reverse("matters:page", args=[one.uuid]) for one in (depot, issued))
    assert here in clerk.get(there).content.decode()
    assert there in clerk.get(here).content.decode()


def test_an_update_gives_the_matter_its_new_day_and_figure_and_issues_nothing(county, clerk, paper, depot):
    again, fresh = drafts(paper)
    with clock.at(clock.moment(date(2026, 3, 2), 15)):
        assert "更新原来的事项" in do(clerk, paper, "update", again, depot.uuid)
    depot.refresh_from_db()
    assert (depot.due, depot.first_due) == (date(2026, 11, 30), date(2026, 12, 31))
    assert Line.rows.get(matter=depot, role="lead").due == date(2026, 11, 30)
    measure = Measure.rows.get(matter=depot)
    assert (measure.op, measure.value) == (">=", Decimal(1500))
    last = MatterRevision.rows.filter(matter=depot.uuid).order_by("at", "uuid").last()
    assert "讲话" in last.reason
    again.refresh_from_db()
    assert (again.state, again.why_not) == ("discarded", "update")
    clerk.post(reverse("intake:issue", args=[paper.uuid]))
    assert Matter.rows.count() == 2, "the other row alone"
    unit = signed_in("head-石桥镇").get(reverse("matters:page", args=[depot.uuid])).content.decode()
    assert "更新自" in unit
    assert fresh.uuid


def test_the_same_once_more_is_put_aside_with_the_way_to_it_and_can_come_back(county, clerk, paper, depot):
    again, _fresh = drafts(paper)
    do(clerk, paper, "same", again, depot.uuid)
    again.refresh_from_db()
    assert (again.state, again.known_matter) == ("discarded", depot.uuid)
    aside = clerk.get(page_of(paper, show="none", why="known")).content.decode()
    assert reverse("matters:page", args=[depot.uuid]) in aside
    address = reverse("matters:page", args=[depot.uuid])
    assert "重复自" in clerk.get(address).content.decode()
    assert "重复自" not in signed_in("head-石桥镇").get(address).content.decode(), "a draft is the office's alone"
    do(clerk, paper, "restore", again, "")
    again.refresh_from_db()
    assert (again.state, again.known_as, again.known_matter) == ("draft", "none", None)
    assert sorted(fact.how for fact in KnownMatter.rows.all()) == ["none", "same"]
    assert "重复自" not in clerk.get(address).content.decode()


def test_the_draft_of_another_document_is_offered_too_and_nothing_of_another_town(county, clerk, paper, depot):
    text = (
        "工作要点\n石桥镇负责，10月底前完成便民服务中心改造。\n"
        "金溪镇负责，11月底前完成木耳菌包暂存库建设投资900万元。\n"
    )
    first = taken(clerk, "要点.txt", text)
    second = taken(clerk, "要点二.txt", text.replace("10月底", "9月底"))
    service, depot_elsewhere = drafts(second)
    assert [one.get("row") for one in service.alike] == [str(drafts(first)[0].uuid)]
    assert str(depot.uuid) not in [one.get("matter") for one in depot_elsewhere.alike]
    do(clerk, second, "same", service, drafts(first)[0].uuid)
    service.refresh_from_db()
    assert service.known_row == drafts(first)[0].uuid


def test_a_restricted_matter_is_never_compared(county, clerk, depot):
    by = county.by("chief")
    actions.restrict(by, depot.uuid, [county.post("head", "石桥镇")], "专班")
    hand_in(clerk, "讲话.txt", PAPER.encode())
    assert drafts(Document.rows.get())[0].alike == []


def test_who_did_the_like_last_year_is_suggested_with_its_ground_and_taken_with_one_click(county, clerk):
    with clock.at(clock.moment(date(2026, 3, 1))):
        world.issue_matter(county, "住建局", title="城西片区雨水管网清淤", on=date(2026, 3, 1), slice_year=2025)
    hand_in(clerk, "讲话.txt", "讲话\n要在5月底前完成城西片区雨水管网清淤12公里。\n".encode())
    row = drafts(Document.rows.get())[0]
    assert row.unit is None
    assert row.grounds["unit"] == "去年同类事项 重 001 由住建局牵头"
    page = clerk.get(page_of(Document.rows.get())).content.decode()
    assert "建议 · 去年同类事项" in page
    clerk.post(reverse("intake:rows", args=[row.document]), {"do": "adopt", "row": f"{row.uuid} {row.version}"})
    row.refresh_from_db()
    assert (row.unit, row.grounds) == (county.units["住建局"], {"leader": "分管住建局"})
