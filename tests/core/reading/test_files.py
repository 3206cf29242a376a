"""Files of every kind become the text that one sees in them."""

import io
import zipfile

import pytest
from tests.core.reading.making import cell, docx, paragraph, pdf, xlsx
from tests.core.reading.samples import SPEECH

from luoshi.core.errors import BadInput
from luoshi.core.reading.files import read_file, text_of


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_text_reads_the_same_in_every_encoding(encoding):
    assert text_of("讲话.txt", SPEECH.encode(encoding)) == SPEECH


def test_line_ends_and_invisible_marks_are_made_one():
    assert text_of("a.txt", "县发改局\r\n县\u200b财政局\r".encode()) == "县发改局\n县财政局\n"


def test_one_bad_byte_does_not_lose_a_document():
    assert "县财政局" in text_of("a.txt", SPEECH.encode() + b"\xff" + "县财政局".encode())


def test_markdown_keeps_its_headings_and_loses_its_stars():
    assert text_of("a.md", "# 要点\n**县住建局**牵头".encode()) == "# 要点\n县住建局牵头"


def test_a_page_is_read_without_navigation_scripts_and_footer():
    page = (
        "<html><head><title>x</title><script>var a='确保6月底前完成'</script></head><body><div class='nav'>首页</div>"
        "<h1>讲话</h1><p>&nbsp;&nbsp;县住建局要<b>加快</b>建设<p>第二段<div id=foot>备案号</div></body>"
    )
    text = text_of("a.html", page.encode())
    assert text.split() == ["讲话", "县住建局要加快建设", "第二段"]


def test_a_page_that_nests_without_end_is_read():
    assert "底" in text_of("a.html", ("<html><body>" + "<div>" * 1000 + "底").encode())


def test_a_table_of_a_page_is_laid_out_with_its_merged_cells():
    page = "<table><tr><td rowspan=2>项目</td><td>任务甲</td></tr><tr><td>任务乙</td></tr></table>"
    (table,) = read_file("a.html", page.encode()).tables
    assert [[one.text for one in row] for row in table] == [["项目", "任务甲"], ["项目", "任务乙"]]
    assert table[0][0] is table[1][0]


def test_word_gives_what_one_sees_not_what_was_deleted():
    body = (
        paragraph("保留的话")
        + "<w:p><w:del><w:r><w:delText>删去的话</w:delText></w:r></w:del><w:r><w:t>后面</w:t></w:r></w:p>"
    )
    assert text_of("a.docx", docx(body)) == "保留的话\n后面\n"


def test_words_own_numbering_becomes_words():
    number = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rules = (
        f'<w:numbering {space}><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    body = paragraph("抓项目", number) + paragraph("抓招商", number)
    assert text_of("a.docx", docx(body, numbering=rules)) == "一、抓项目\n二、抓招商\n"


def test_a_merged_cell_in_word_stands_in_every_row_it_covers():
    first = cell("项目", '<w:vMerge w:val="restart"/>') + cell("甲")
    second = cell("", "<w:vMerge/>") + cell("乙")
    third = cell("合并", '<w:gridSpan w:val="2"/>')
    rows = "".join(f"<w:tr>{row}</w:tr>" for row in (first, second, third))
    source = read_file("a.docx", docx(f"<w:tbl>{rows}</w:tbl>"))
    assert [[one.text for one in row] for row in source.tables[0]] == [["项目", "甲"], ["项目", "乙"], ["合并", "合并"]]
    assert all(source.text[one.start : one.end] == one.text for row in source.tables[0] for one in row)


def test_entities_in_word_are_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("机密")
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        package.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY e SYSTEM "file://{secret}">]><w:document xmlns:w="{space}"><w:body>'
            "<w:p><w:r><w:t>正文&e;</w:t></w:r></w:p></w:body></w:document>",
        )
    assert "机密" not in text_of("a.docx", held.getvalue())


def test_a_zip_bomb_is_refused(monkeypatch):
    monkeypatch.setattr("luoshi.core.reading.files.docx.LARGEST", 10_000)
    with pytest.raises(BadInput, match="大得不正常"):
        read_file("a.docx", docx(paragraph("县" * 20_000)))


def test_a_workbook_under_any_name_is_a_workbook():
    data = xlsx([["任务", "责任单位"], ["修路", "县交通局"]])
    for name in ("a.xlsx", "a.xls", "a.docx", "没有后缀"):
        assert read_file(name, data).kind == "xlsx"
        assert "修路\t县交通局" in read_file(name, data).text


def test_a_word_file_that_calls_itself_a_workbook_is_read():
    assert read_file("台账.xlsx", docx(paragraph("抓项目"))).text == "抓项目\n"


def test_pdf_lines_are_read_without_the_blanks_and_page_numbers_of_typesetting():
    data = pdf([(50, 700, "县住建局 2026 年要加快建设"), (50, 680, "6 月底前完成"), (290, 30, "— 3 —")])
    assert text_of("a.pdf", data) == "县住建局2026年要加快建设\n6月底前完成\n"


def test_a_ruled_table_of_a_pdf_is_a_table_and_a_missing_line_a_merged_cell():
    level = [(50, 700, 350, 700), (150, 670, 350, 670), (50, 640, 350, 640)]
    upright = [(50, 640, 50, 700), (150, 640, 150, 700), (250, 640, 250, 700), (350, 640, 350, 700)]
    words = [
        (60, 720, "标题"),
        (60, 665, "项目"),
        (160, 685, "修路"),
        (160, 674, "架桥"),
        (260, 680, "县交通局"),
        (160, 650, "建校"),
        (260, 650, "县教体局"),
    ]
    source = read_file("a.pdf", pdf(words, [*level, *upright]))
    (table,) = source.tables
    assert [[one.text for one in row] for row in table] == [
        ["项目", "修路架桥", "县交通局"],
        ["项目", "建校", "县教体局"],
    ]
    assert source.text.startswith("标题\n")


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("空.txt", b"", "空的"),
        ("空白.txt", b" \n\n", "没有文字"),
        ("坏.docx", b"PK\x03\x04" + b"\x00" * 100, "损坏"),
        ("坏.docx", b"hello", "损坏"),
        ("坏.pdf", b"%PDF-1.4\nxx", "损坏"),
        ("坏.xlsx", b"PK\x03\x04" + b"xl" * 50, "损坏"),
        ("坏.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "不认识"),
        ("坏.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\x00" * 600, "读不了"),
        ("图.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "图片"),
        ("乱.txt", bytes(range(256)) * 20, "编码"),
    ],
)
def test_what_cannot_be_read_is_named_with_a_remedy(name, data, says):
    with pytest.raises(BadInput) as caught:
        read_file(name, data)
    (fault,) = caught.value.faults
    assert fault.file == name
    assert says in fault.problem
    assert fault.remedy


def test_a_cut_off_word_file_is_named():
    data = docx(paragraph("县" * 5000))
    with pytest.raises(BadInput):
        read_file("a.docx", data[: len(data) // 2])
