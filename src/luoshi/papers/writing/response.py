"""The report on how an instruction was carried out, in words: hers first, then what was done, then what comes next."""

from __future__ import annotations

from collections.abc import Iterable

from luoshi.papers.queries.response import Response
from luoshi.papers.writing.document import plain_document
from luoshi.papers.writing.typography import day_words, tight


def response_document(it: Response) -> bytes:
    """办理情况报告 as a .docx. The same facts give the same bytes."""
    title = ["关于", f"{it.holder}{it.post}", "批示", "办理情况", "的报告"]
    return plain_document(title, list(_lines(it)), it.unit, it.signed_on)


def _lines(it: Response) -> Iterable[tuple[str, str]]:
    year = it.signed_on.year
    yield "addressee", f"{it.holder}{it.post}："
    when = day_words(it.written_on, year) if it.written_on else ""
    yield "heading", "一、批示内容"
    yield "body", f"{when}您批示：“{it.words.strip()}”（{tight(it.number)}）"
    yield "heading", "二、办理情况"
    for paragraph in it.done.splitlines():
        if paragraph.strip():
            yield "body", tight(paragraph.strip())
    if it.next_steps:
        yield "heading", "三、下一步"
        for day, what in it.next_steps:
            yield "body", f"{day_words(day, year)}前，{tight(what)}。"
    yield "body", "特此报告。"
