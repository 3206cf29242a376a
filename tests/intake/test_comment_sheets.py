"""Comment sheets come back as Word files: each entered for its unit whole, or refused with the place of each fault."""

from __future__ import annotations

import io
import zipfile
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import circulating as story
from tests.intake.conftest import signed_in
from tests.telling import told_once

from luoshi.facts import clock
from luoshi.matters.models import Answer, Commented, UnitAsked


@pytest.fixture(autouse=True)
def _on_tuesday():
    with clock.at(clock.moment(story.TUESDAY)):
        yield


@told_once
def out(county) -> UUID:
    return story.out_for_comment(county)


def sheet(county, out: UUID, unit: str, **edits: str) -> bytes:
    """The unit's sheet as downloaded, with words of it replaced as somebody does in WPS."""
    data = signed_in("clerk").get(f"/circulations/{out}/comments/file?unit={county.units[unit]}").content
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(kept, "w") as new:
        for member in old.namelist():
            text = old.read(member)
            if member == "word/document.xml":
                words = text.decode()
                for before, after in edits.items():
                    assert f">{before}</w:t>" in words or before == "opinion"
                    words = words.replace(f">{before}</w:t>", f">{after}</w:t>")
                if "opinion" in edits:
                    at = words.rindex("</w:p></w:tc></w:tr>")
                    words = f"{words[:at]}<w:r><w:t>{edits['opinion']}</w:t></w:r>{words[at:]}"
                text = words.encode()
            new.writestr(member, text)
    return kept.getvalue()


def hand_in(out: UUID, **files: bytes) -> dict[str, dict]:
    sent = [SimpleUploadedFile(f"{name}.docx", data) for name, data in files.items()]
    answer = signed_in("clerk").post(f"/circulations/{out}/sheets?format=json", {"files": sent})
    return {one["file"].removesuffix(".docx"): one for one in answer.json()["files"]}


def test_several_sheets_at_once_are_entered_for_their_units(county, out):
    found = hand_in(
        out,
        一=sheet(county, out, "住建局", **{"9月30日前": "11月30日前"}, opinion="汛期不能开挖"),
        二=sheet(county, out, "发改局"),
        三=sheet(county, out, "金溪镇", 金溪镇="资源局", opinion="用地手续在资源局"),
    )
    assert {name: (one["unit"], one["comments"], one["errors"]) for name, one in found.items()} == {
        "一": ("住建局", 1, []),
        "二": ("发改局", 0, []),
        "三": ("金溪镇", 1, []),
    }
    said = {one.unit: (one.changes, one.reason) for one in Commented.rows.all()}
    assert said[county.units["住建局"]] == ({"due": "2026-11-30"}, "汛期不能开挖")
    assert said[county.units["金溪镇"]][0]["unit"] == str(county.units["资源局"])
    entered = Answer.rows.get(unit=county.units["发改局"])
    assert (entered.on_behalf_of, bool(entered.paper)) == (county.units["发改局"], True)
    page = signed_in("clerk").get(f"/circulations/{out}").content.decode()
    assert "督查室 方晓 代 发改局" in page


def test_one_fault_keeps_its_whole_file_out_and_says_where(county, out):
    found = hand_in(
        out,
        无理由=sheet(county, out, "住建局", **{"9月30日前": "11月30日前"}),
        无此单位=sheet(county, out, "金溪镇", 资源局="自然局", opinion="职责不符"),
        没有日子=sheet(county, out, "资源局", **{"6月30日前": "尽快"}),
        不是表=b"PK\x03\x04 broken",
    )
    places = {name: [(fault["place"], fault["problem"]) for fault in one["errors"]] for name, one in found.items()}
    assert places["无理由"] == [("第 2 项“修改意见及理由”", "改了任务没有写理由")]
    assert ("第 1 项“配合单位”", "“自然局”不在单位名册里") in places["无此单位"]
    assert ("第 1 项“完成时限”", "“尽快”看不出是哪一天") in places["没有日子"]
    assert found["不是表"]["errors"]
    assert not Answer.rows.exists()


def test_a_sheet_handed_in_again_is_no_second_answer_and_a_units_own_word_is_not_replaced(county, out):
    kept = sheet(county, out, "住建局", opinion="汛期不能开挖")
    hand_in(out, 住建局=kept)
    assert hand_in(out, 住建局=kept)["住建局"]["same"]
    assert Answer.rows.count() == 1
    story.agree(county, "发改局")
    refused = hand_in(out, 发改局=sheet(county, out, "发改局", opinion="太多"))["发改局"]
    assert "已在页面上反馈过" in refused["errors"][0]["problem"]
    assert UnitAsked.rows.get(unit=county.units["发改局"]).entered == {}
