"""The table of who does what: who sees it, who signs it, and what its Word file says."""

from __future__ import annotations

import io
import json

import pytest
from django.test import Client
from docx import Document as Word
from tests import circulating as story
from tests.telling import told_once

from luoshi.cli.main import main
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock, evidence
from luoshi.facts.queries import verify
from luoshi.matters import actions
from luoshi.matters.models import Circulating, Matter
from luoshi.org.actions import NewPost, appoint, give_mandate
from luoshi.org.models import Account, NumberDrawn
from luoshi.papers.issuing import sign_table
from luoshi.papers.keeping import table_of
from luoshi.papers.models import Paper
from luoshi.papers.queries import waiting_for
from luoshi.papers.writing.table_document import table_document
from luoshi.rounds.rebuild import rebuild


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def words(data: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in Word(io.BytesIO(data)).tables[0].rows]


@told_once
def ready(county):
    """Confirmed by the vice-head, before the county head."""
    circulation = story.decided(county)
    actions.confirm_rows(county.by("vice_head", at=story.THURSDAY), circulation)
    return circulation


def test_the_county_head_signs_the_table_is_numbered_kept_and_its_rows_are_issued(county, ready):
    county_head = county.by("county_head", at=story.THURSDAY)
    assert [one.title for one in waiting_for(county_head)] == ["在三级干部会上的讲话"]
    for other in ("clerk", "chief", "vice_head"):
        with pytest.raises(NotAllowed):
            sign_table(county.by(other, at=story.THURSDAY), ready)
    assert not Matter.rows.exists()
    assert not NumberDrawn.rows.exists()
    paper = Paper.rows.get(uuid=sign_table(county_head, ready))
    sheet = table_of(paper.text)
    assert (sheet["number"], sheet["day"], sheet["signer"]) == ("政督〔2026〕1号", "2026-03-05", "县长 高原")
    assert table_document(sheet) == evidence.read(paper.blob)
    assert Matter.rows.count() == 3
    assert waiting_for(county_head) == []
    with pytest.raises(BadInput):
        sign_table(county_head, ready)
    assert rebuild(check=True) == []
    assert verify() == []


def test_the_word_file_is_one_landscape_table_with_merged_groups_and_its_head_on_every_page(county, ready):
    paper = Paper.rows.get(uuid=sign_table(county.by("county_head", at=story.THURSDAY), ready))
    file = Word(io.BytesIO(evidence.read(paper.blob)))
    section = file.sections[0]
    assert section.page_width > section.page_height
    assert [one.text for one in file.paragraphs[:3]] == [
        "政督〔2026〕1号\t2026年3月5日",
        "《在三级干部会上的讲话》任务分解表",
        "",
    ]
    rows = words(evidence.read(paper.blob))
    assert rows[0] == ["序号", "类别", "任务内容", "牵头领导", "牵头单位（责任单位）", "配合单位", "完成时限"]
    assert rows[1] == ["1", "产业", "建成暂存库", "副县长 周明", "资源局", "", "6月30日前"]
    assert rows[2][4:] == ["住建局\n资源局", "", "11月30日前"]
    xml = file.tables[0]._tbl.xml
    assert "<w:tblHeader/>" in xml
    assert (xml.count('<w:vMerge w:val="restart"/>'), xml.count("<w:vMerge/>")) == (2, 1)


def test_a_row_sent_back_by_the_county_head_stops_the_signature(county, ready):
    county_head = county.by("county_head", at=story.THURSDAY)
    actions.send_back_row(county_head, story.item("建成").uuid, "写明规模")
    with pytest.raises(BadInput):
        sign_table(county_head, ready)
    assert waiting_for(county_head) == []
    assert not Paper.rows.exists()


def test_without_the_county_heads_step_the_office_issues_the_table(county):
    story.set_steps("comment")
    clerk = county.by("clerk", at=story.MONDAY)
    circulation = actions.circulate(clerk, story.draft(county))
    with pytest.raises(BadInput):
        sign_table(clerk, circulation)
    for unit in ("金溪镇", "资源局", "住建局", "发改局"):
        story.agree(county, unit)
    actions.close_comments(clerk, circulation)
    assert [one.do for one in waiting_for(clerk) if one.title == "在三级干部会上的讲话"] == ["去印发"]
    paper = Paper.rows.get(uuid=sign_table(clerk, circulation))
    assert paper.signer is None


def test_a_units_sheet_for_comments_holds_its_own_rows_and_no_others(county):
    circulation = story.out_for_comment(county)
    address = f"/circulations/{circulation}/comments/file"
    with clock.at(clock.moment(story.TUESDAY)):
        rows = words(signed_in("reporter-金溪镇").get(address).content)
        assert [row[1] for row in rows] == ["任务内容", "建成暂存库"]
        assert rows[0][-1] == "修改意见及理由"
        assert [row[1] for row in words(signed_in("head-资源局").get(address).content)[1:]] == [
            "建成暂存库",
            "城西污水管网建设",
        ]
        assert signed_in("head-石桥镇").get(address).status_code == 404
        foreign = f"{address}?unit={county.units['发改局']}"
        assert signed_in("reporter-金溪镇").get(foreign).status_code == 404
        for user, status in (("reporter-金溪镇", 404), ("vice_head", 404), ("clerk", 200), ("county_head", 200)):
            assert signed_in(user).get(f"/circulations/{circulation}/table").status_code == status
            assert signed_in(user).get(f"/circulations/{circulation}/table/file").status_code == status


def test_the_county_head_signs_on_the_page_and_everybody_finds_the_paper(county, ready):
    head = signed_in("county_head")
    with clock.at(clock.moment(story.THURSDAY)):
        assert "签发，下发任务" in head.get(f"/circulations/{ready}/table").content.decode()
        page = head.post(f"/circulations/{ready}/table", follow=True).content.decode()
        assert "政督〔2026〕1号" in page
        assert "任务分解表" in head.get("/papers").content.decode()
        listed = head.get("/papers?format=json").json()["papers"]
        assert [one["kind"] for one in listed] == ["decomposition"]
        paper = Paper.rows.get()
        assert head.get(f"/papers/{paper.uuid}", follow=True).status_code == 200
        assert head.get(f"/papers/{paper.uuid}/file", follow=True).content == evidence.read(paper.blob)
        assert signed_in("director").post(f"/papers/{paper.uuid}/sign").status_code == 422


def test_the_command_writes_the_signed_table_or_a_draft_of_it(county, ready, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("luoshi.cli.verbs.paper.use_database", lambda options: None)
    document, file = str(Circulating.rows.get().origin_document), tmp_path / "表.docx"
    asked = ["paper", "--json", "decomposition", "--document", document, "-o", str(file)]
    with clock.at(clock.moment(story.THURSDAY)):
        assert main(asked) == 0
        assert json.loads(capsys.readouterr().out)["number"] is None
        assert words(file.read_bytes())[1][2] == "建成暂存库"
        sign_table(county.by("county_head", at=story.THURSDAY), ready)
        assert main(asked) == 0
    assert json.loads(capsys.readouterr().out)["number"] == 1
    assert file.read_bytes() == evidence.read(Paper.rows.get().blob)
    assert main(["paper", "decomposition", "--document", "x", "-o", str(file)]) == 1


def test_a_secretary_signs_the_table_only_by_a_mandate_to_sign_and_the_page_says_for_whom(county, ready):
    admin, head = county.by("admin", at=story.MONDAY), county.post("county_head")
    post = NewPost(county.units["府办"], "秘书", "secretary", 60, "王静", "secretary")
    appoint(admin, [post], story.MONDAY)
    give_mandate(admin, post.official, head, "act", story.MONDAY)
    with clock.at(clock.moment(story.THURSDAY)):
        secretary = signed_in("secretary")
        assert "签发，下发任务" not in secretary.get(f"/circulations/{ready}/table").content.decode()
        assert secretary.post(f"/circulations/{ready}/table").status_code == 403
        give_mandate(county.by("admin", at=story.THURSDAY), post.official, head, "sign", story.THURSDAY)
        secretary.post(f"/circulations/{ready}/table")
        assert "王静 代 县长 高原" in secretary.get(f"/circulations/{ready}/table").content.decode()
    assert Paper.rows.get().on_behalf_of == head
