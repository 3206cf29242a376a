"""State secrets do not belong here: a marked file is refused before a byte of it is written to disk."""

from __future__ import annotations

import io
import re
import zipfile

from luoshi.core.errors import BadInput, Fault
from luoshi.core.reading.files import text_of

_LEVEL = r"(?:绝\s*密|机\s*密|秘\s*密)"
_STARRED = re.compile(rf"{_LEVEL}\s*(?:级)?\s*[★☆*＊]")
_ALONE = re.compile(rf"(?:密\s*级\s*[:：]?\s*)?{_LEVEL}\s*(?:级|件|文件)?(?:\s*[★☆*＊]?\s*\S{{0,8}}年|\s*长期)?")
_FIRST_LINES = 12
_HEAD = 3000
_DOCUMENTS = (b"PK", b"\xd0\xcf\x11\xe0")
"""The first bytes of Word and Excel files, new and old."""
_PLAIN = (".txt", ".md", ".html", ".htm", ".csv")
_TAGS = re.compile(r"<[^>]*>")


def refuse_if_secret(name: str, text: str, data: bytes = b"") -> None:
    """Raises BadInput if the file bears a mark of secrecy: in its first lines, a header of a Word file, or its name.

    GB/T 9704 sets the mark (秘密★1年) at the top left of the first page; a text that merely speaks of secrets has none.
    """
    lines = [line.strip() for line in text[:_HEAD].splitlines() if line.strip()][:_FIRST_LINES]
    pieces = [piece for line in lines for piece in (line, *re.split(r"\t|\s{2,}|　", line))]
    marked = any(_ALONE.fullmatch(piece.strip()) or _STARRED.search(piece) for piece in pieces)
    if marked or _STARRED.search(name) or _STARRED.search(_headers(data)):
        raise BadInput(
            Fault(
                "文件标有密级，没有读入，也没有保存", "涉密文件按保密规定在涉密设备上办理，不要上传到本系统", file=name
            )
        )


def refuse_secret_file(name: str, data: bytes) -> None:
    """The same for a file of any kind, before anything of it is kept: its first words, where it has words at all."""
    refuse_if_secret(name, _first_words(name, data), data)


def _first_words(name: str, data: bytes) -> str:
    """The words of a document's beginning; none of a picture, nor of a file that cannot be read."""
    try:
        if data.startswith(b"%PDF-"):
            return _first_page(data)
        has_words = data.startswith(_DOCUMENTS) or name.lower().endswith(_PLAIN)
        return text_of(name, data) if has_words else ""
    except BadInput:
        return ""


def _first_page(data: bytes) -> str:
    import pypdfium2 as pdfium

    try:
        return str(pdfium.PdfDocument(data)[0].get_textpage().get_text_range())
    except (pdfium.PdfiumError, IndexError):
        return ""


def _headers(data: bytes) -> str:
    """The words of a Word file's headers and of its first page's text boxes, where the mark often stands."""
    if not data.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [
                one for one in package.infolist() if re.fullmatch(r"word/(?:header\d*|document)\.xml", one.filename)
            ]
            return "\n".join(_TAGS.sub("", _start_of(package, part)) for part in parts)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return ""  # the reader says what is wrong with the file


def _start_of(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> str:
    with package.open(part) as stream:
        return stream.read(60_000).decode("utf-8", errors="ignore")
