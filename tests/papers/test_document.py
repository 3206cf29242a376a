"""The .docx: a whole package, GB/T 9704's measures, tables that repeat their heads, and the same bytes each time."""

import io
import zipfile

import pytest
from docx import Document
from lxml import etree
from tests.papers import story
from tests.telling import told_once

from luoshi.papers.queries import circular
from luoshi.papers.writing.circular import sheet_of
from luoshi.papers.writing.document import document
from luoshi.papers.writing.typography import tight, title_lines, width

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MILLIMETRE = 1440 / 25.4


@told_once
def april(county):
    return story.april(county)


@pytest.fixture
def sheet(april, monkeypatch):
    story.seal(monkeypatch, "2026-04", story.towns())
    return sheet_of(circular("2026-04"))


def part(data, name):
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read(name))


def test_every_part_is_well_formed_and_every_relation_leads_somewhere(sheet):
    package = zipfile.ZipFile(io.BytesIO(document(sheet)))
    assert package.testzip() is None
    names = set(package.namelist())
    for name in names:
        etree.fromstring(package.read(name))
    links = etree.fromstring(package.read("word/_rels/document.xml.rels"))
    assert {f"word/{link.get('Target')}" for link in links} <= names
    types = etree.fromstring(package.read("[Content_Types].xml"))
    assert {one.get("PartName").lstrip("/") for one in types if one.get("PartName")} <= names


def test_page_is_a4_with_the_standard_s_type_area_and_grid(sheet):
    section = part(document(sheet), "word/document.xml").find(f"{W}body/{W}sectPr")
    size, margin, grid = (section.find(f"{W}{name}") for name in ("pgSz", "pgMar", "docGrid"))
    measures = {name: int(margin.get(f"{W}{name}")) / MILLIMETRE for name in ("top", "left", "right", "bottom")}
    assert measures == pytest.approx({"top": 37, "left": 28, "right": 26, "bottom": 35}, abs=0.1)
    width_mm, height_mm = (int(size.get(f"{W}{side}")) / MILLIMETRE for side in "wh")
    assert (width_mm, height_mm) == pytest.approx((210, 297), abs=0.1)
    assert width_mm - measures["left"] - measures["right"] == pytest.approx(156, abs=0.1)
    pitch = int(grid.get(f"{W}linePitch"))
    assert int(225 * MILLIMETRE) // pitch == 22
    cell = 16 + int(grid.get(f"{W}charSpace")) / 4096
    assert int(156 / 25.4 * 72 / cell) == 28


def test_styles_carry_the_standard_s_fonts_and_sizes(sheet):
    styles = part(document(sheet), "word/styles.xml")
    found = {
        style.get(f"{W}styleId"): (
            style.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia"),
            int(style.find(f"{W}rPr/{W}sz").get(f"{W}val")) / 2,
        )
        for style in styles.iter(f"{W}style")
        if style.get(f"{W}type") == "paragraph"
    }
    assert found["Body"] == ("仿宋_GB2312", 16)
    assert found["Headline"] == ("方正小标宋简体", 22)
    assert found["Heading1"] == ("黑体", 16)
    assert found["Heading2"] == ("楷体_GB2312", 16)
    assert found["PageNumber"] == ("宋体", 14)
    table = part(document(sheet), "word/fontTable.xml")
    others = {font.get(f"{W}name"): font.find(f"{W}altName").get(f"{W}val") for font in table}
    assert others["仿宋_GB2312"] == "仿宋"


def test_page_number_stands_on_the_outer_side(sheet):
    data = document(sheet)
    assert part(data, "word/settings.xml").find(f"{W}evenAndOddHeaders") is not None
    body = part(data, "word/document.xml")
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    targets = {link.get("Id"): link.get("Target") for link in part(data, "word/_rels/document.xml.rels")}
    sides = {}
    for reference in body.iter(f"{W}footerReference"):
        foot = part(data, f"word/{targets[reference.get(relation)]}")
        assert "".join(foot.itertext()) == "— 1 —"
        sides[reference.get(f"{W}type")] = foot.find(f"{W}p/{W}pPr/{W}jc").get(f"{W}val")
    assert sides == {"default": "right", "even": "left"}


def test_tables_have_three_rules_a_head_on_every_page_and_no_broken_row(sheet):
    body = part(document(sheet), "word/document.xml").find(f"{W}body")
    tables = body.findall(f"{W}tbl")
    assert len(tables) == 3
    for table in tables:
        borders = {border.tag.removeprefix(W) for border in table.find(f"{W}tblPr/{W}tblBorders")}
        assert borders == {"top", "bottom"}
        head, *rows = table.findall(f"{W}tr")
        assert head.find(f"{W}trPr/{W}tblHeader") is not None
        assert head.find(f"{W}tc/{W}tcPr/{W}tcBorders/{W}bottom") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
        grid = sum(int(column.get(f"{W}w")) for column in table.find(f"{W}tblGrid"))
        assert grid == pytest.approx(156 * MILLIMETRE, abs=10)


def test_red_light_stands_in_the_paper_with_unit_and_cause(sheet):
    paper = Document(io.BytesIO(document(sheet)))
    row = [cell.text for cell in paper.tables[0].rows[1].cells]
    assert row[1:3] == ["木耳菌包暂存库建设", "金溪镇"]
    assert "节点“主体封顶”逾期50天" in row[4]


def test_masthead_headline_and_imprint(sheet):
    paper = Document(io.BytesIO(document(sheet)))
    lines = [(paragraph.style.name, paragraph.text) for paragraph in paper.paragraphs]
    assert lines[0] == ("稿本标识", "送审稿")
    assert lines[1] == ("简报名称", "县督查工作简报")
    assert ("公文标题", "关于2026年4月重点工作落实情况的通报") in lines
    rule = part(document(sheet), "word/styles.xml").find(f".//{W}style[@{W}styleId='IssuedBy']//{W}bottom")
    assert rule.get(f"{W}color") == "FF0000"
    box = next(part(document(sheet), "word/document.xml").iter(f"{W}txbxContent"))
    assert "抄送：" in "".join(box.itertext())
    rules = {border.tag.removeprefix(W): border.get(f"{W}sz") for border in next(box.iter(f"{W}tblBorders"))}
    assert rules == {"top": "8", "bottom": "8", "insideH": "6"}


def test_signed_paper_bears_number_and_day_and_no_mark_of_a_draft(sheet):
    signed = document({**sheet, "number": 3, "day": "2026-05-06"})
    text = "".join(part(signed, "word/document.xml").itertext())
    assert "第3期" in text
    assert "2026年5月6日印发" in text
    assert "送审稿" not in text


def test_same_text_gives_the_same_bytes(sheet):
    assert document(sheet) == document(sheet)


def test_title_turns_between_words_into_lines_of_like_length():
    words = ["关于", "2026年10月", "重点工作", "落实情况", "的通报"]
    assert title_lines(words) == ["关于2026年10月重点工作落实情况的通报"]
    turned = title_lines(words, most=14)
    assert "".join(turned) == "".join(words)
    assert len(turned) == 2
    assert max(map(width, turned)) <= 14
    assert title_lines(["一" * 30]) == ["一" * 30]


def test_figures_stand_close_to_chinese_signs():
    assert tight("逾期 12 天，完成 3.5% 后") == "逾期12天，完成3.5%后"
    assert tight("A B") == "A B"
