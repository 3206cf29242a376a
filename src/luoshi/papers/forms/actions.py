"""Forms are stored, learnt and changed; a filled one is kept as it was sent."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from luoshi.core.errors import BadInput, Fault
from luoshi.core.timing.periods import Period
from luoshi.facts import evidence
from luoshi.facts.actions import append_all
from luoshi.facts.canonical import canonical
from luoshi.facts.models import Blob
from luoshi.facts.queries import head
from luoshi.matters.actions.recording import one_line
from luoshi.org import permissions
from luoshi.org.acting import By
from luoshi.papers.forms.fields import FIELDS
from luoshi.papers.forms.learning import learn
from luoshi.papers.forms.writing import XLSX, Filled, into_word, word, workbook
from luoshi.papers.keeping import DOCX, JSON
from luoshi.papers.models import Paper, PaperKind, StoredForm

MOST_COLUMNS = 30
STANDARD = ("serial", "title", "units", "due", "latest", "problem", "next")
"""The columns that prefectures ask for most, for the first form of a county that has none."""


def learn_form(by: By, name: str, data: bytes) -> UUID:
    """Stores a form learnt from the empty table that another office sent; the file itself is kept."""
    permissions.require(by, "write_paper")
    found = learn(name, data)
    digest = evidence.store(data)
    form = StoredForm(
        name=one_line(found.title or name.rsplit(".", 1)[0])[:60],
        title=one_line(found.title)[:200],
        header=found.header,
        fields=found.fields,
        learnt_from=digest,
        file_name=name[:200],
        made_by=by.official,
        made_at=by.at,
    )
    with transaction.atomic():
        _keep(by, [Blob(digest=digest, size=len(data), type=_kind(name), name=name[:200], **by.stamp())])
        form.save(force_insert=True)
    return form.uuid


def store_form(by: By, name: str, title: str, columns: Sequence[tuple[str, str]], form: UUID | None = None) -> UUID:
    """Stores a form, or changes one: its name, the title above the table, and (heading, field) of each column.

    Raises BadInput without a name, without columns, or for a field that there is not.
    """
    permissions.require(by, "write_paper")
    columns = [(one_line(heading), field) for heading, field in columns if one_line(heading)]
    faults = [] if one_line(name) else [Fault("没有名称", "起一个一看就知道报给谁的名字", "名称")]
    if not columns:
        faults.append(Fault("一列也没有", "至少留一列", "列"))
    if len(columns) > MOST_COLUMNS:
        faults.append(Fault(f"有 {len(columns)} 列，最多 {MOST_COLUMNS} 列", "去掉不用的列", "列"))
    unknown = [(heading, field) for heading, field in columns if field not in FIELDS]
    faults += [Fault(f"没有“{field}”这种内容", "从列表里选", heading) for heading, field in unknown]
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        known = StoredForm.rows.select_for_update().filter(uuid=form).first() if form else None
        stored = known or StoredForm(header=[], fields=[], made_by=by.official, made_at=by.at)
        headings = [heading for heading, _ in columns]
        if not stored.header or [row for row in stored.header[-1:] if row != headings]:
            stored.header = [headings]
        stored.name, stored.title = one_line(name)[:60], one_line(title)[:200]
        stored.fields = [field for _, field in columns]
        stored.save()
    return stored.uuid


def drop_form(by: By, form: UUID) -> None:
    """Takes a form off the list. What was sent in it stays."""
    permissions.require(by, "write_paper")
    StoredForm.rows.filter(uuid=form).delete()


def written(form: StoredForm, filled: Filled, kind: str) -> bytes:
    """A filled form as a file: as Word in the sender's own table where it was one."""
    if kind == "xlsx":
        return workbook(filled)
    own = form.file_name.lower().endswith(".docx") and form.learnt_from
    if own and form.header == filled.header:
        return into_word(evidence.read(form.learnt_from), filled)
    return word(filled)


def send(by: By, form: StoredForm, filled: Filled, kind: str, recipient: str) -> UUID:
    """Keeps a filled form as it goes out: the file and its words, by whom, to whom. Answers the paper."""
    permissions.require(by, "write_paper")
    if not one_line(recipient):
        raise BadInput(Fault("没有写报给谁", "如“市政府督查室”", "报送"))
    data = written(form, filled, kind)
    said = canonical(
        {"title": filled.title, "header": filled.header, "rows": filled.rows, "recipient": one_line(recipient)}
    )
    name = f"{filled.title or form.name}.{kind}"
    blobs = [
        Blob(digest=evidence.store(content), size=len(content), type=type_, name=called[-200:], **by.stamp())
        for content, type_, called in ((data, XLSX if kind == "xlsx" else DOCX, name), (said, JSON, f"{name}.json"))
    ]
    paper = Paper(
        paper_kind=PaperKind.FORM,
        period=str(Period.containing(by.day, "month")),
        title=f"{one_line(filled.title or form.name)[:150]}（报{one_line(recipient)[:40]}）",
        up_to_seq=head(),
        blob=blobs[0].digest,
        text=blobs[1].digest,
        **by.stamp(),
    )
    with transaction.atomic():
        _keep(by, blobs)
        append_all([paper])
    return paper.uuid


def _keep(by: By, blobs: Sequence[Blob]) -> None:
    known = set(Blob.rows.filter(digest__in=[blob.digest for blob in blobs]).values_list("digest", flat=True))
    append_all([blob for blob in {one.digest: one for one in blobs}.values() if blob.digest not in known])


def _kind(name: str) -> str:
    return DOCX if name.lower().endswith(".docx") else XLSX
