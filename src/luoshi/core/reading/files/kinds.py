"""Of what kind a file is, by what is inside. Its name decides only where the content leaves it open."""

from __future__ import annotations

import io
import re
import zipfile

from luoshi.core.reading.files.source import unreadable

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_COMMENTS = re.compile(rb"\A\s*(?:<!--.*?-->\s*)*", re.DOTALL)
_ASK = "用 Word 或 WPS 另存为 .docx，再交来"


def kind_of(name: str, data: bytes) -> str:
    """text, html, docx, pdf, xlsx, xls or doc. Raises BadInput for what is none of them."""
    ending = name.lower().rpartition(".")[2]
    head = data[:1024].lstrip()
    if head.startswith(b"PK\x03\x04"):
        return _of_package(name, data)
    if head.startswith(_OLE):
        return _of_compound(name, data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        raise unreadable(name, "RTF 格式的文件读不了", _ASK)
    if ending in ("docx", "xlsx", "pdf", "xls", "doc") and not _is_markup(head):
        raise unreadable(name, f"文件损坏：内容不是 .{ending} 格式", "在原来的电脑上重新打开、另存一次，再交来")
    _refuse_binary(name, data)
    return "html" if _is_markup(head) or ending in ("html", "htm") else "text"


def _of_package(name: str, data: bytes) -> str:
    try:
        members = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise unreadable(name, "文件损坏，打不开", "在原来的电脑上重新打开、另存一次，再交来") from error
    if "word/document.xml" in members:
        return "docx"
    if any(member.startswith("xl/workbook") for member in members):
        return "xlsx"
    raise unreadable(name, "这是压缩包或不认识的格式，不是文件正文", "交里面的 .docx、.pdf 或 .xlsx")


def _of_compound(name: str, data: bytes) -> str:
    """Old Office files, and new ones with a password, share one container; its streams' names tell them apart."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise unreadable(name, "文件有密码", "去掉密码另存一次，再交来")
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "xls"
    raise unreadable(name, "不认识的旧格式文件", _ASK)


def _is_markup(head: bytes) -> bool:
    start = _COMMENTS.sub(b"", head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe"))[:300].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<p>")) or (
        start.startswith(b"<?xml") and b"<html" in start
    )


def _refuse_binary(name: str, data: bytes) -> None:
    if data.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*", b"BM", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
    ):
        raise unreadable(name, "这是图片或压缩包，没有可读的文字", "图片先做文字识别；压缩包先解开")
