"""A backup gives everything back, or says which part of it is damaged."""

from __future__ import annotations

import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from tests import serving, world

from luoshi.core.errors import BadInput, Conflict
from luoshi.facts import evidence
from luoshi.matters import actions
from luoshi.rounds.backups import content
from luoshi.rounds.backups.making import backup
from luoshi.rounds.backups.restoring import restore

PHOTO = b"\x89PNG\r\n" + b"first pile" * 50


def live(county: world.County) -> str:
    """A county with a matter, a report with a photo, and a telephone number."""
    matter = world.issue_matter(county, others=(("资源局", "co"),))
    node = world.claim_and_plan(county, matter, "金溪镇", date(2026, 3, 3), {"开工": date(2026, 4, 20)})[0]
    digest = actions.attach(county.by("head", "金溪镇", date(2026, 3, 24)), "照片.png", PHOTO)
    words = {"nodes": (node.uuid,), "quantities": (("m1", Decimal("110.5")),), "evidence": (digest,)}
    world.report(county, matter, "金溪镇", date(2026, 3, 24), "2026-03", **words)
    return digest


@pytest.fixture
def made(county, tmp_path) -> Path:
    live(county)
    file = tmp_path / "县.zip"
    backup(file)
    return file


def test_a_backup_holds_every_table_and_every_file_and_is_for_its_owner_alone(made):
    with zipfile.ZipFile(made) as package:
        manifest = json.loads(package.read("manifest.json"))
        names = set(package.namelist())
    assert {content.entry_of(model) for model in content.tables()} <= names
    assert any(name.startswith("evidence/") for name in names)
    assert manifest["entries"].keys() == names - {"manifest.json"}
    assert manifest["facts"] > 20
    assert made.stat().st_mode & 0o077 == 0
    with pytest.raises(BadInput, match="已经有了"):
        backup(made)


def test_a_county_that_lives_is_not_overwritten(made):
    with pytest.raises(Conflict, match="不是空的"):
        restore(made)


def serve(words: list[str], env: dict[str, str]) -> str:
    done = serving.run(words, env)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_restored_county_is_the_same_to_the_last_row_and_file(made, tmp_path):
    database = str(tmp_path / "new.db")
    env = serving.environment()
    said = json.loads(serve(["restore", str(made), "--db", database, "--json"], env))
    assert said["files"] == 1
    assert "没有改动" in serve(["audit", "verify", "--db", database], env)
    assert "没有不同" in serve(["rebuild", "--check", "--db", database], env)
    again = tmp_path / "again.zip"
    serve(["backup", str(again), "--db", database], env)
    with zipfile.ZipFile(made) as first, zipfile.ZipFile(again) as second:
        one, two = (json.loads(package.read("manifest.json"))["entries"] for package in (first, second))
    assert one == two
    assert evidence.digest(PHOTO) in {path.name for path in (tmp_path / "new.db.evidence").glob("??/*")}
    assert serving.run(["restore", str(made), "--db", database], env).returncode == 1


def damaged(made: Path, tmp_path: Path, name: str, change) -> Path:
    """The same backup with one entry changed after the manifest was written."""
    other = tmp_path / "damaged.zip"
    with zipfile.ZipFile(made) as package, zipfile.ZipFile(other, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in package.namelist():
            data = package.read(entry)
            if entry == name:
                data = change(data)
            if data is not None:
                target.writestr(entry, data)
    return other


DAMAGES = (
    ("tables/matters.Report.jsonl", lambda data: data.replace("主体施工".encode(), "主体完工".encode()), "已损坏"),
    ("tables/facts.Entry.jsonl", lambda data: None, "缺这一项"),
    ("manifest.json", lambda data: b"{", "清单读不出来"),
)


@pytest.mark.one_database
def test_a_damaged_entry_is_named_and_nothing_is_restored(made, tmp_path):
    database = str(tmp_path / "new.db")
    for entry, change, words in DAMAGES:
        other = damaged(made, tmp_path, entry, change)
        done = serving.run(["restore", str(other), "--db", database, "--json"], serving.environment())
        assert done.returncode == 1
        errors = json.loads(done.stdout)["errors"]
        assert [one["place"] for one in errors] == [entry]
        assert words in errors[0]["problem"]
    fresh = serving.run(["restore", str(made), "--db", database], serving.environment())
    assert fresh.returncode == 0, fresh.stderr


@pytest.mark.one_database
def test_a_bit_that_fell_over_on_the_disk_is_found(made, tmp_path):
    with zipfile.ZipFile(made) as package:
        info = package.getinfo("tables/matters.MatterRevision.jsonl")
    data = bytearray(made.read_bytes())
    data[info.header_offset + len(info.filename) + 60] ^= 0xFF
    other = tmp_path / "bit.zip"
    other.write_bytes(data)
    env, database = serving.environment(), str(tmp_path / "new.db")
    done = serving.run(["restore", str(other), "--db", database, "--json"], env)
    assert [one["place"] for one in json.loads(done.stdout)["errors"]] == [info.filename]
    assert serving.run(["restore", str(tmp_path / "无.zip"), "--db", database], env).returncode
