"""The county head's speeches, read by the product's own reader, corrected by its clerk, and issued."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from luoshi.core.reading.draft import read
from luoshi.demo.people import People
from luoshi.demo.script import Part, passages, speech
from luoshi.facts import clock
from luoshi.matters import actions
from luoshi.matters.models import DraftRow
from luoshi.org.acting import By


def speak(people: People, parts: list[Part], day: date) -> dict[str, UUID]:
    """Takes the speech of these parts in, issues what it decided, and answers each matter by its key in the script."""
    text = speech(parts[0].speech, day.year)
    places = passages(text, parts)
    by = people.by("督查办/clerk", clock.moment(day, 9, 0))
    document = take_in(people, by, text, [part for part in parts if part.key in places], f"县长讲话{day.year}.txt")
    with clock.at(by.at):
        actions.issue_rows(by, document)
    made = DraftRow.rows.filter(document=document, state=DraftRow.State.ISSUED).values_list("start", "matter")
    by_start = {start: matter for start, matter in made if matter is not None}
    return {key: by_start[place[0]] for key, place in places.items()}


def take_in(people: People, by: By, text: str, parts: list[Part], file_name: str) -> UUID:
    """A paper as the reader and the clerk have drafted it: a row for each task, and for each sentence that is none."""
    places = passages(text, parts)
    rows = [_row(people, part, places[part.key], text) for part in sorted(parts, key=lambda part: places[part.key])]
    rows += _others(text, list(places.values()))
    rows.sort(key=lambda row: row["start"])
    read_as = actions.Read(
        title=text.split("\n", 1)[0].strip(),
        file_name=file_name,
        data=text.encode(),
        text=text,
        reader="1",
        rows=rows,
        dated=by.day,
    )
    with clock.at(by.at):
        return actions.take_document(by, read_as)


def _row(people: People, part: Part, place: tuple[int, int], text: str) -> dict[str, Any]:
    measures = [
        {
            "what": m["what"],
            "op": m["op"],
            "value": m.get("value"),
            "unit": m.get("unit", ""),
            "kind": m["kind"],
            "code": m["code"],
        }
        for m in part.measures
    ]
    return {
        "start": place[0],
        "end": place[1],
        "state": DraftRow.State.DRAFT,
        "title": part.title,
        "text": text[place[0] : place[1]],
        "unit": people.units[part.lead],
        "unit_words": part.lead,
        "others": [{"unit": str(people.units[co]), "words": co, "role": "co"} for co in part.co if co in people.units],
        "leader": people.posts.get(f"leader/{part.post}"),
        "due": part.due,
        "measures": measures,
        "matter_kind": part.kind,
        "confidence": 1.0,
    }


def _others(text: str, taken: list[tuple[int, int]]) -> list[dict[str, Any]]:
    """The sentences that are no task, with the reader's reasons; drafts that the clerk took out."""
    reading = read(text)
    rows: list[dict[str, Any]] = [
        {
            "start": one.start,
            "end": one.end,
            "state": DraftRow.State.PASSED,
            "why_not": one.reason,
            "text": text[one.start : one.end],
        }
        for one in reading.passed
    ]
    rows += [
        {
            "start": task.start,
            "end": task.end,
            "state": DraftRow.State.DISCARDED,
            "why_not": "clerk",
            "title": task.title[:200],
            "text": task.text,
            "confidence": task.confidence,
        }
        for task in reading.tasks
    ]
    return [row for row in rows if not any(row["start"] < end and start < row["end"] for start, end in taken)]
