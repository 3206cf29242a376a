"""A task ledger comes in as drafts, all rows or none, and goes out as the sheet that comes in again."""

import importlib
import json
import subprocess
import sys
from argparse import ArgumentParser
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.intake import files
from tests.intake.conftest import drafts, page_of

from luoshi.core.errors import BadInput
from luoshi.facts import queries as facts
from luoshi.intake.actions import take_ledger
from luoshi.intake.ledgers.rows import goals, read_ledger
from luoshi.intake.measures import read_back
from luoshi.matters.models import Document, DraftRow, Matter

GOOD = (
    [1, "9个项目全部开工", "周明", "县发改局", "国土局、各镇办", date(2026, 6, 30), "开工 ≥ 9 个"],
    [2, "金溪木耳大棚建设", "", "金溪镇", "", "10月底前", "建成投用"],
    [3, "每月通报进度", "分管副县长", "住建", "无", "每月", ""],
)
DAY = date(2026, 3, 2)


def hand_in(client, name: str, data: bytes, **fields: str):
    return client.post(reverse("intake:ledger"), {"file": SimpleUploadedFile(name, data), **fields})


def faults_of(data: bytes, name: str = "台账.xlsx") -> dict[str, str]:
    with pytest.raises(BadInput) as raised:
        read_ledger(name, data, DAY)
    return {fault.place: f"{fault.problem}；{fault.remedy}" for fault in raised.value.faults}


def test_a_ledger_with_a_title_above_becomes_drafts_ready_to_issue(clerk, county):
    answer = hand_in(clerk, "台账.xlsx", files.workbook(*GOOD))
    document = Document.rows.get()
    assert answer.headers["Location"] == reverse("intake:document", args=[document.uuid])
    assert document.title == "2026年重点任务台账"
    opening, towns, monthly = drafts(document)
    assert (opening.unit, opening.due, opening.leader) == (
        county.units["发改局"],
        date(2026, 6, 30),
        county.post("vice_head"),
    )
    assert len(opening.others) == 3
    assert opening.measures[0]["value"] == "9"
    assert opening.text == document.text[opening.start : opening.end]
    assert (towns.due, towns.measures[0]["what"]) == (date(2026, 10, 31), "建成投用")
    assert (monthly.due, monthly.repeats, monthly.leader) == (None, "monthly", county.post("vice_head"))
    assert "未定牵头单位" not in clerk.get(page_of(document, show="unit")).content.decode()
    clerk.post(reverse("intake:issue", args=[document.uuid]))
    assert Matter.rows.count() == 3


def test_a_vague_collective_beside_the_lead_keeps_its_words_and_binds_nobody(county):
    data = files.workbook([1, "小水电整治", "", "住建局", "有关镇办、县环委会成员单位、资源局", "上半年", ""])
    row = read_ledger("台账.xlsx", data, DAY).rows[0]
    assert [(one["words"], one["unit"]) for one in row["others"]] == [
        ("有关镇办", None),
        ("县环委会成员单位", None),
        ("资源局", str(county.units["资源局"])),
    ]
    assert row["due"] == date(2026, 6, 30)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_comes_in_whatever_its_encoding(county, encoding):
    text = "任务,责任单位,完成时限\n𠮷祥路建设,住建局、资源局,2026/9/30\n"
    row = read_ledger("台账.csv", text.encode(encoding), DAY).rows[0]
    assert (row["text"], row["unit"], row["due"]) == ("𠮷祥路建设", county.units["住建局"], date(2026, 9, 30))
    assert row["others"] == [{"unit": str(county.units["资源局"]), "words": "资源局", "role": "joint"}]


def test_merged_cells_sections_and_sums_are_understood(county):
    data = files.workbook(
        [None] * 7,
        [1, None, "周明", "发改局", "资源局", "年底", "投资 ≥ 3 亿元"],
        [2, None, "周明", "发改局", "住建局", "年底", "入库 ≥ 5 个"],
        [3, "老旧小区改造", "", "住建局", "", "11月底", "12 个"],
        ["合计", "3项"],
        merges=((2, 0, 2, 6, "一、项目建设"), (3, 1, 4, 1, "产业园建设")),
    )
    park, homes = read_ledger("台账.xlsx", data, DAY).rows
    assert (park["title"], park["section"]) == ("产业园建设", ["一、项目建设"])
    assert [one["unit"] for one in park["others"]] == [str(county.units["资源局"]), str(county.units["住建局"])]
    assert [one["value"] for one in park["measures"]] == ["3", "5"]
    assert homes["unit"] == county.units["住建局"]


def test_all_faults_are_named_by_sheet_and_cell_and_nothing_is_taken(clerk, county):
    data = files.workbook(
        [1, "甲任务", "", "县资原局", "火星局", "2021-02-30", ""],
        [2, "", "", "发改局", "", "", ""],
        [3, "乙任务", "", "", "", "13月底前1", ""],
        [4, "丙任务", "", "各镇办", "", "", ""],
        [5, "丁任务", "", "发改局", "", "", ""],
        [6, "丁任务", "", "发改局", "", "", ""],
    )
    found = faults_of(data)
    assert "“县资原局”不在单位名册里；是不是“资源局”" in found["Sheet1!D3"]
    assert "火星局" in found["Sheet1!E3"]
    assert "没有“2021-02-30”这一天" in found["Sheet1!F3"]
    assert "没有写任务内容" in found["Sheet1!B4"]
    assert "没有写牵头单位" in found["Sheet1!D5"]
    assert "看不懂时限" in found["Sheet1!F5"]
    assert "2 个单位" in found["Sheet1!D6"]
    assert "与 Sheet1!B7 重复" in found["Sheet1!B8"]
    before = facts.head()
    page = hand_in(clerk, "台账.xlsx", data)
    assert page.status_code == 422
    assert "Sheet1!F3" in page.content.decode()
    assert facts.head() == before
    assert not DraftRow.rows.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("空.xlsx", files.workbook(title="", header=[]), "台账是空的"),
        ("头.xlsx", files.workbook(["a", "b"], header=["姓名", "电话"]), "找不到表头"),
        ("没行.xlsx", files.workbook(), "台账里没有任务"),
        ("空.csv", b"", "空的"),
        ("坏.xlsx", b"PK\x03\x04xx", "损坏"),
        ("文.docx", b"abc", "这不是台账"),
        ("假.csv", files.workbook(*GOOD), "不是 .csv"),
        ("密.csv", "秘密★1年\n任务,牵头单位\n甲,发改局\n".encode(), "密级"),
    ],
)
def test_what_is_no_ledger_is_said(county, name, data, words):
    with pytest.raises(BadInput, match=words):
        read_ledger(name, data, DAY)


def test_the_missing_heading_is_named(county):
    found = faults_of(files.workbook(["甲", "b"], header=["工作任务", "电话"]))
    assert "缺“牵头单位”一栏" in next(iter(found.values()))


def test_all_rows_of_one_kind(county):
    found = read_ledger("台账.xlsx", files.workbook(*GOOD), DAY, "重点项目")
    assert {row["matter_kind"] for row in found.rows} == {"key_project"}
    with pytest.raises(BadInput, match="可用"):
        read_ledger("台账.xlsx", files.workbook(*GOOD), DAY, "小事")


def test_the_template_is_empty_and_what_goes_out_comes_in_again(clerk, county):
    empty = clerk.get(reverse("intake:template"))
    with pytest.raises(BadInput, match="没有任务"):
        read_ledger("模板.xlsx", empty.content, DAY)
    hand_in(clerk, "台账.xlsx", files.workbook(*GOOD))
    document = Document.rows.get()
    out = clerk.get(reverse("intake:as_ledger", args=[document.uuid])).content
    again = read_ledger("又来.xlsx", out, DAY)
    kept = ("title", "unit", "leader", "due", "repeats", "matter_kind")
    for before, after in zip(drafts(document), again.rows, strict=True):
        assert {name: after[name] for name in kept} == {name: getattr(before, name) for name in kept}
        assert {one["unit"] for one in after["others"]} == {one["unit"] for one in before.others}
        assert [one["value"] for one in after["measures"]] == [one["value"] for one in before.measures]


def test_a_dry_run_takes_nothing(county):
    before = facts.head()
    assert take_ledger(county.by("clerk"), "台账.xlsx", files.workbook(*GOOD), dry_run=True) == (None, 3)
    assert facts.head() == before


@pytest.fixture
def verb(monkeypatch):
    """`luoshi import` within this process, on the test's own database."""
    module = importlib.import_module("luoshi.cli.verbs.import")
    monkeypatch.setattr(module, "use_database", lambda options: None)

    def run(*arguments: str) -> int:
        parser = ArgumentParser()
        parser.add_argument("--json", action="store_true")
        module.arguments(parser)
        return module.run(parser.parse_args(list(arguments)))

    return run


def test_the_command_takes_a_ledger_in(county, verb, tmp_path, capsys):
    ledger = tmp_path / "台账.xlsx"
    ledger.write_bytes(files.workbook(*GOOD))
    assert verb(str(ledger), "--dry-run", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"document": None, "rows": 3, "dry_run": True}
    assert not Document.rows.exists()
    assert verb(str(ledger), "--as", "民生实事") == 0
    assert "已读入 3 项草稿" in capsys.readouterr().out
    assert {row.matter_kind for row in drafts(Document.rows.get())} == {"livelihood"}
    with pytest.raises(BadInput, match="读不到"):
        verb(str(tmp_path / "没有.xlsx"))


def test_the_command_needs_no_django_to_say_how_it_is_used():
    code = (
        "import sys, importlib, argparse; m = importlib.import_module('luoshi.cli.verbs.import'); "
        "m.arguments(argparse.ArgumentParser()); sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("12月20日前完成", []),
        ("完成时间：12月20日", []),
        ("10天内办结", []),
        ("12月20日前完成全部整改", [("全部整改", "all", None)]),
        ("12月20日前完成入户核查120户", [("入户核查", "=", "120")]),
        ("2026-12-20前完成；建成率 ≥ 98%", [("建成率", ">=", "98")]),
        ("等候时间 ≤ 3 天", [("等候时间", "<=", "3")]),
        ("1-2月完成投资3亿元", [("1-2月完成投资", "=", "3")]),
    ],
)
def test_a_day_is_no_measure(words, read):
    assert [(one["what"], one["op"], one["value"]) for one in goals(words)] == read


def test_a_day_typed_as_a_measure_is_sent_to_its_own_column():
    with pytest.raises(BadInput, match="是时限，不是目标"):
        read_back("12月20日前完成")
