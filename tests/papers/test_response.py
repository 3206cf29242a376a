"""办理情况报告: the leader's own words, what was done, what comes next; and extensions out of rule in the circular."""

import io
import json
from datetime import date

import pytest
from docx import Document
from tests import world
from tests.papers import story
from tests.telling import told_once

from luoshi.cli.main import main
from luoshi.core.errors import BadInput
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import Matter
from luoshi.org.models import Account
from luoshi.papers.queries.circular import circular
from luoshi.papers.queries.response import response
from luoshi.papers.writing.circular import sheet_of
from luoshi.papers.writing.document import words
from luoshi.papers.writing.response import response_document

ANSWERED = date(2026, 3, 5)


@told_once
def instruction(county) -> Matter:
    decided = actions.Decided(
        title="城西积水点整治",
        unit=county.units["住建局"],
        matter_kind="instruction",
        due=date(2026, 3, 9),
        origin_kind="instruction",
        origin_leader=county.post("vice_head"),
        origin_day=date(2026, 3, 1),
        origin_words="抓紧处理，报我。",
        reported=False,
    )
    return Matter.rows.get(uuid=actions.record_instruction(county.by("clerk"), decided))


def answer(county, matter: Matter) -> None:
    world.claim_and_plan(county, matter, "住建局", date(2026, 3, 3), {"三处全部清完": date(2026, 3, 8)})
    world.report(county, matter, "住建局", ANSWERED, "2026-03", words="已清淤两处。")


def text_of(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs if paragraph.text]


def test_the_paper_says_her_words_what_was_done_and_what_comes_next(county, instruction):
    assert response(county.by("clerk"), instruction.uuid) is None
    answer(county, instruction)
    found = response(county.by("clerk", at=date(2026, 3, 6)), instruction.uuid)
    text = text_of(response_document(found))
    assert text[0] == "关于周明副县长批示办理情况的报告"
    assert "3月1日您批示：“抓紧处理，报我。”" in "".join(text)
    assert text[text.index("二、办理情况") + 1] == "已清淤两处。"
    assert text[text.index("三、下一步") + 1] == "3月8日前，三处全部清完。"
    assert text[-2:] == ["县住房和城乡建设局", "2026年3月5日"]
    assert response_document(found) == response_document(found)


def test_the_leader_reads_and_downloads_it_and_writes_beneath_it(county, instruction, client):
    answer(county, instruction)
    client.force_login(Account.rows.get(username="vice_head"))
    with clock.at(clock.moment(date(2026, 3, 6))):
        page = client.get(f"/matters/{instruction.uuid}/answer").content.decode()
        assert page.index("抓紧处理，报我。") < page.index("已清淤两处。") < page.index("再办")
        file = client.get(f"/matters/{instruction.uuid}/response.docx")
        assert "二、办理情况" in text_of(file.content)
        client.post(f"/matters/{instruction.uuid}/mark", {"mark": "agreed", "ends": "1"})
    assert Matter.rows.get(uuid=instruction.uuid).end == "done"


def test_the_command_writes_it(county, instruction, tmp_path, capsys):
    target = tmp_path / "报告.docx"
    words_of = ["paper", "response", "--matter", str(instruction.uuid), "-o", str(target), "--json"]
    assert main(words_of) == 1
    answer(county, instruction)
    capsys.readouterr()
    assert main(words_of) == 0
    assert json.loads(capsys.readouterr().out)["number"] == "2026 批 001"
    assert "已清淤两处。" in text_of(target.read_bytes())
    assert main(["paper", "response", "-o", str(target)]) == 1


def test_extensions_out_of_rule_are_named_in_the_circular(county):
    matter = story.april(county)[0]
    with pytest.raises(BadInput, match="不晚于现定时限"):
        actions.request(
            county.by("head", "金溪镇", date(2026, 4, 10)), matter.uuid, "extension", "雨", new_due=ANSWERED
        )
    asked = county.by("head", "金溪镇", date(2026, 4, 18))
    actions.request(asked, matter.uuid, "extension", "雨季", new_due=date(2026, 5, 31))
    sheet = sheet_of(circular("2026-04"))
    said = [words(paragraph) for paragraph in sheet["body"]]
    assert "4月不按规定申请延期1项：逾期申请金溪镇1项。" in said
    listed = next(one for one in sheet["lists"] if one["key"] == "extensions")
    assert [row["matter"] for row in listed["rows"]] == [str(matter.uuid)]
