"""A file that bears a mark of secrecy is refused wherever it comes in, before a byte of it is on disk."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from django.conf import settings
from docx import Document

from luoshi.core.errors import BadInput
from luoshi.matters import actions
from luoshi.papers.forms.actions import learn_form

DAY = date(2026, 3, 2)


def word(*lines: str) -> bytes:
    paper, kept = Document(), io.BytesIO()
    for line in lines:
        paper.add_paragraph(line)
    paper.save(kept)
    return kept.getvalue()


def sheet(*cells: str) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        page = book.add_worksheet()
        for at, words in enumerate(cells):
            page.write(at, 0, words)
    return kept.getvalue()


SECRET = [
    ("批件.docx", word("秘密★1年", "关于某事的通知")),
    ("统计表.xlsx", sheet("机密★长期", "全县情况统计表")),
    ("说明.txt", "绝密\n内部情况\n".encode()),
    ("机密★5年扫描件.jpg", b"\xff\xd8\xff" + bytes(20)),
]


def kept() -> list[str]:
    return [path.name for path in settings.EVIDENCE.rglob("*") if path.is_file()]


@pytest.mark.parametrize(("name", "data"), SECRET, ids=[name for name, _ in SECRET])
def test_a_marked_file_backs_no_report_and_leaves_nothing_on_disk(county, name, data):
    with pytest.raises(BadInput, match="标有密级"):
        actions.attach(county.by("reporter", "金溪镇", DAY), name, data)
    assert kept() == []


def test_a_marked_form_is_not_learnt(county):
    with pytest.raises(BadInput, match="标有密级"):
        learn_form(county.by("clerk", at=DAY), "空表.xlsx", sheet("秘密★2年", "序号"))
    assert kept() == []


def test_a_file_that_only_speaks_of_secrets_is_kept(county):
    spoken = word("保密工作总结", "全年组织保守国家秘密教育 4 次。")
    assert actions.attach(county.by("reporter", "金溪镇", DAY), "总结.docx", spoken) in kept()
