"""Small files of every kind, made by hand."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, **members: str) -> bytes:
    """A .docx with this inside its body."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        for name, content in members.items():
            package.writestr(f"word/{name}.xml", content)
    return data.getvalue()


def paragraph(words: str, extra: str = "") -> str:
    return f"<w:p>{extra}<w:r><w:t>{words}</w:t></w:r></w:p>"


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(words)}</w:tc>"


def xlsx(rows: list[list[str]], merged: tuple[tuple[int, int, int, int, str], ...] = ()) -> bytes:
    """A workbook of one sheet. merged: (first row, first column, last row, last column, words)."""
    import xlsxwriter

    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    sheet = book.add_worksheet("任务")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    for area in merged:
        sheet.merge_range(*area[:4], area[4])
    book.close()
    return data.getvalue()


def pdf(words: list[tuple[float, float, str]], rules: list[tuple[float, float, float, float]] = ()) -> bytes:
    """A page with words at (x, y), 10 points high, and lines from (x, y) to (x, y)."""
    drawn = "".join(f"{a} {b} m {c} {d} l S\n" for a, b, c, d in rules)
    said = "".join(f"BT /F 10 Tf {x} {y} Td <{line.encode('utf-16-be').hex()}> Tj ET\n" for x, y, line in words)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        "1 beginbfrange <0000> <ffff> <0000> endbfrange\nendcmap end end"
    )
    return _pdf_of(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        _stream(drawn + said),
        "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H"
        " /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /DW 1000 /FontDescriptor 8 0 R"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(cmap),
        "<< /Type /FontDescriptor /FontName /A /Flags 4 /Ascent 880 /Descent -120 /FontBBox [0 -120 1000 880]"
        " /ItalicAngle 0 /CapHeight 800 /StemV 80 >>",
    )


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"


def _pdf_of(*objects: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(places) + 1} /Root 1 0 R >>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF".encode()
