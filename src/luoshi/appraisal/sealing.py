"""A sealed month: made into a package, kept among the evidence, opened again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Result, Scheme, ScoreData, pack, score, verify
from luoshi.core.scoring.seal import RESULT, SCHEME, TABLES
from luoshi.facts import evidence
from luoshi.facts.models import Entry

RESTS_ON = (
    "matter_revision",
    "claim",
    "plan",
    "report",
    "sign_off",
    "verification",
    "ruling",
    "blocker_step",
    "indicator_revision",
    "target_sheet",
    "sheet",
    "group_membership",
    "closing",
    "review",
    "mark_sheet",
    "bonus_claim",
    "bonus_step",
    "sanction",
    "sanction_lifted",
)
"""The kinds of facts that a ranking is made of."""
MANIFEST = "manifest.json"
COLUMNS = ("seq", "day", "kind", "ref", "digest")


def facts_csv(up_to: int) -> str:
    """The chain's entries that a closing rests on, in their order."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    entries = Entry.rows.filter(kind__in=RESTS_ON, seq__lte=up_to).order_by("seq").values_list(*COLUMNS)
    writer.writerows(entries.iterator(chunk_size=2000))
    return out.getvalue()


def link_at(seq: int) -> str:
    """The digest of the chain's link with this number: whoever has the chain can find the place."""
    entry = Entry.rows.filter(seq=seq).first()
    return entry.link() if entry else ""


def seal(text: str, data: ScoreData, result: Result, facts: str, manifest: Mapping[str, Any]) -> bytes:
    """The package of a result, after it has proved itself. Raises BadInput with what differs."""
    package = pack(text, data, result, facts_csv=facts, manifest=manifest)
    verdict = verify(package)
    if not verdict.holds:
        raise BadInput.of(verdict.faults)
    return package


def reasons_json(reasons: Mapping[str, Any]) -> bytes:
    """What stood behind the figures, in one spelling."""
    return json.dumps(reasons, ensure_ascii=False, sort_keys=True, indent=1).encode()


@dataclass(frozen=True, slots=True)
class Sealed:
    """A package, opened: who made it of what, and its result, computed again from its own rules and figures."""

    manifest: Mapping[str, Any]
    result: Result


@lru_cache(maxsize=24)
def opened(package: str) -> Sealed:
    """The sealed package with this digest. What has a digest never changes, so it is opened once."""
    manifest = manifest_of(package)
    return Sealed(manifest, score(*figures_of(package), manifest["period"]))


@lru_cache(maxsize=8)
def figures_of(package: str) -> tuple[Scheme, ScoreData]:
    """The rules and the figures of a sealed package: for whoever asks what would be if they were others."""
    members = _members(package, (*TABLES, SCHEME))
    tables = {name.removeprefix("data/").removesuffix(".csv"): members[name] for name in TABLES}
    return Scheme.from_toml(members[SCHEME]), ScoreData.from_csv(tables)


def manifest_of(package: str) -> dict[str, Any]:
    """What the package says of its making."""
    found: dict[str, Any] = json.loads(_members(package, (MANIFEST,))[MANIFEST])
    return found


def result_json(package: str) -> dict[str, Any]:
    """The result as it was sealed."""
    found: dict[str, Any] = json.loads(_members(package, (RESULT,))[RESULT])
    return found


@lru_cache(maxsize=8)
def reasons_of(reasons: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
    """Unit → item → the matters behind its figure, as they stood at the closing."""
    found: dict[str, dict[str, list[dict[str, Any]]]] = json.loads(_read(reasons))
    return found


def _members(package: str, names: Iterable[str]) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(_read(package))) as opened_zip:
        return {name: opened_zip.read(name).decode() for name in names}


def _read(digest: str) -> bytes:
    try:
        return evidence.read(digest)
    except FileNotFoundError:
        raise BadInput(Fault("封存包不在佐证文件夹里", "从备份里恢复佐证文件夹", file=digest)) from None
