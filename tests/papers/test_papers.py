"""Drafting, signing, reading and downloading: who may, what is kept, and what the pages show."""

import json
from datetime import date, timedelta

import pytest
from tests import world
from tests.papers import story
from tests.telling import told_once

from luoshi.cli.main import main
from luoshi.core.errors import BadInput, NotAllowed
from luoshi.facts import clock, evidence
from luoshi.facts import queries as facts
from luoshi.facts.models import Blob
from luoshi.org.actions import NewUnit
from luoshi.org.models import Account, NumberDrawn
from luoshi.papers.actions import sign_paper, write_circular
from luoshi.papers.keeping import text_of
from luoshi.papers.models import Paper
from luoshi.papers.queries import circular, standing_paper, waiting_for
from luoshi.papers.writing.circular import sheet_of
from luoshi.papers.writing.document import document


@told_once
def april_told(county):
    story.april(county)
    return county


@pytest.fixture
def april(april_told, monkeypatch):
    story.seal(monkeypatch, None)
    with clock.at(clock.moment(story.MAY_6)):
        yield april_told


@pytest.fixture
def sign_in(client):
    def as_(username):
        client.force_login(Account.rows.get(username=username))
        return client

    return as_


def draft(county, role="clerk", unit="府办", on=story.MAY_6):
    return Paper.rows.get(uuid=write_circular(county.by(role, unit, on), "2026-04"))


def test_draft_is_a_fact_whose_file_and_text_lie_among_the_evidence(april):
    seq = facts.head()
    paper = draft(april)
    assert (paper.number, paper.signer, paper.up_to_seq) == (None, None, seq)
    assert evidence.path_of(paper.blob).exists()
    assert text_of(paper.text)["as_of"] == "2026-04-29"
    assert set(Blob.rows.values_list("digest", flat=True)) >= {paper.blob, paper.text}
    assert facts.verify() == []


def test_same_ledger_gives_the_same_bytes_and_a_later_draft_takes_the_place(april):
    first = draft(april)
    second = draft(april, "assessment", "考核办")
    assert second.blob == first.blob
    assert second.supersedes == first.uuid
    assert standing_paper("2026-04") == second


def test_only_office_and_assessment_draft_and_only_the_director_signs(april):
    for role, unit in (("head", "金溪镇"), ("reporter", "住建局"), ("county_head", "府办"), ("vice_head", "府办")):
        with pytest.raises(NotAllowed):
            draft(april, role, unit)
    paper = draft(april)
    for role, unit in (("clerk", "府办"), ("chief", "府办"), ("county_head", "府办"), ("assessment", "考核办")):
        with pytest.raises(NotAllowed):
            sign_paper(april.by(role, unit, story.MAY_6), paper.uuid)


def test_signature_draws_the_number_and_changes_nothing_else(april):
    paper = draft(april)
    signed = Paper.rows.get(uuid=sign_paper(april.by("director", at=story.MAY_6), paper.uuid))
    assert (signed.number, signed.supersedes, signed.signer) == (1, paper.uuid, april.post("director"))
    assert signed.up_to_seq == paper.up_to_seq
    drawn = NumberDrawn.rows.get(series="督查通报")
    assert (drawn.year, drawn.number, drawn.ref) == (2026, 1, signed.uuid)
    was, now = text_of(paper.text), text_of(signed.text)
    assert {key for key in now if now[key] != was[key]} == {"number", "day"}
    assert facts.verify() == []


def test_signed_month_takes_no_other_draft_and_no_second_signature(april):
    paper = draft(april)
    sign_paper(april.by("director", at=story.MAY_6), paper.uuid)
    with pytest.raises(BadInput):
        draft(april)
    with pytest.raises(BadInput):
        sign_paper(april.by("director", at=story.MAY_6), paper.uuid)
    assert NumberDrawn.rows.filter(series="督查通报").count() == 1


def test_paper_is_not_signed_once_its_first_day_of_answer_has_come(april):
    paper = draft(april)
    due = date.fromisoformat(text_of(paper.text)["answer_from"])
    with pytest.raises(BadInput, match="答复"):
        sign_paper(april.by("director", at=due), paper.uuid)
    sign_paper(april.by("director", at=due - timedelta(days=1)), paper.uuid)


def test_month_still_reporting_has_no_circular(county):
    world.issue_matter(county)
    with pytest.raises(BadInput, match="还没有结束"):
        draft(county, on=date(2026, 4, 29))


def test_circular_waits_for_the_office_then_for_the_director_then_for_nobody(april):
    def waits(role, unit="府办"):
        return [one.title for one in waiting_for(april.by(role, unit, story.MAY_6))]

    assert waits("clerk") == waits("chief") == ["2026年4月通报还没有出"]
    assert waits("director") == waits("county_head") == waits("head", "金溪镇") == []
    paper = draft(april)
    assert waits("director") == ["2026年4月通报等您签发"]
    assert waits("clerk") == []
    sign_paper(april.by("director", at=story.MAY_6), paper.uuid)
    assert waits("director") == waits("clerk") == []


def test_list_offers_the_month_and_page_ties_figures_to_lists(april, sign_in):
    page = sign_in("clerk").get("/papers").content.decode()
    assert "出2026年4月通报" in page
    answer = sign_in("clerk").post("/papers/circular", {"period": "2026-04"}, follow=True)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert '<a href="#list-red">1</a>' in page
    assert 'id="list-red"' in page
    assert "木耳菌包暂存库建设" in page
    assert "本月排名未封存" in page
    assert "签发" not in page.split("<article")[0].split('<p class="lead')[1]
    assert "签发，编期号" in sign_in("director").get(f"/papers/{standing_paper('2026-04').uuid}").content.decode()


def test_director_signs_on_the_page_and_the_file_comes_down(april, sign_in):
    paper = draft(april)
    answer = sign_in("director").post(f"/papers/{paper.uuid}/sign", follow=True)
    assert "第 1 期" in answer.content.decode()
    signed = standing_paper("2026-04")
    file = sign_in("county_head").get(f"/papers/{signed.uuid}/file")
    assert b"".join(file.streaming_content) == evidence.read(signed.blob)
    assert file["Content-Type"].endswith("wordprocessingml.document")
    assert ".docx" in file["Content-Disposition"]


def test_pages_are_also_data(april, sign_in):
    paper = draft(april)
    listed = sign_in("assessment").get("/papers?format=json").json()
    assert listed["total"] == 1
    assert (listed["papers"][0]["uuid"], listed["papers"][0]["signed"]) == (str(paper.uuid), False)
    one = sign_in("assessment").get(f"/papers/{paper.uuid}?format=json").json()
    assert (one["up_to_seq"], one["file"]) == (paper.up_to_seq, paper.blob)
    assert one["text"]["title"][1] == "2026年4月"


@pytest.mark.parametrize("username", ["head-金溪镇", "reporter-住建局", "vice_head", "auditor"])
def test_others_read_no_papers(april, sign_in, username):
    paper = draft(april)
    for address in ("/papers", f"/papers/{paper.uuid}", f"/papers/{paper.uuid}/file"):
        assert sign_in(username).get(address).status_code == 403
    assert sign_in(username).post("/papers/circular", {"period": "2026-04"}).status_code == 403
    assert sign_in(username).post(f"/papers/{paper.uuid}/sign").status_code == 403


def test_unknown_paper_and_strangers(april, sign_in, client):
    client.logout()
    assert client.get("/papers").status_code == 302
    assert client.get("/papers?format=json").status_code == 401
    assert sign_in("clerk").get("/papers/019a3cb6-bc00-7065-8f1a-8a1d93d20470").status_code == 404


def test_verb_writes_a_draft_and_after_signature_the_signed_paper(april, tmp_path, capsys):
    target = tmp_path / "c.docx"
    assert main(["paper", "circular", "--period", "2026-04", "-o", str(target), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] is None
    paper = draft(april)
    assert target.read_bytes() == evidence.read(paper.blob)
    sign_paper(april.by("director", at=story.MAY_6), paper.uuid)
    assert main(["paper", "circular", "-o", str(target)]) == 0
    assert "已签发的第 1 期" in capsys.readouterr().out
    assert target.read_bytes() == evidence.read(standing_paper("2026-04").blob)


def test_verb_says_what_is_wrong(april, tmp_path, capsys):
    for arguments in (
        ["--period", "2026-13", "-o", str(tmp_path / "c.docx")],
        ["--period", "2026-05", "-o", str(tmp_path / "c.docx")],
        ["-o", str(tmp_path / "c.doc")],
        ["-o", str(tmp_path / "nowhere" / "c.docx")],
    ):
        assert main(["paper", "circular", *arguments]) == 1
        assert capsys.readouterr().err.strip()


def test_papers_made_before_a_merger_reprint_the_same_bytes(april, sign_in):
    signed = Paper.rows.get(uuid=sign_paper(april.by("director", at=story.MAY_6), draft(april).uuid))
    before = evidence.read(signed.blob)
    page = sign_in("clerk").get(f"/papers/{signed.uuid}?format=json").json()
    admin = april.by("admin", at=story.MAY_6)
    merged = NewUnit("县城建和资源局", "城资局", "general", 3)
    old = [april.units["住建局"], april.units["资源局"]]
    world.actions.merge_units(admin, old, merged, story.MAY_6)
    world.actions.succeed(admin, april.post("director"), "冯毅", "director2", story.MAY_6)
    answer = sign_in("clerk").get(f"/papers/{signed.uuid}/file")
    assert b"".join(answer.streaming_content) == before
    assert document(text_of(signed.text)) == before
    again = sign_in("clerk").get(f"/papers/{signed.uuid}?format=json").json()
    assert again == page
    assert "住建局" in json.dumps(again["text"], ensure_ascii=False)
    assert "城资局" not in json.dumps(again["text"], ensure_ascii=False)


def test_a_month_before_a_merger_is_told_as_it_was_also_when_drafted_after_it(april):
    before = sheet_of(circular("2026-04"))
    old = [april.units["住建局"], april.units["资源局"]]
    merged = NewUnit("县城建和资源局", "城资局", "general", 3)
    world.actions.merge_units(april.by("admin", at=story.MAY_6), old, merged, story.MAY_6)
    assert sheet_of(circular("2026-04")) == before
