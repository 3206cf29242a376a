import io
import json
import zipfile

import pytest
from tests.core.scoring.world import PERIOD, data, leaf, toml, value

from luoshi.core.errors import BadInput
from luoshi.core.scoring import Scheme, ScoreData, pack, score, verify
from luoshi.core.scoring.seal import digest

TEXT = toml(leaf("a", "completion", weight=60), leaf("b", "as_is", weight=40))
FIGURES = [value("甲", "a", 1, 3), value("甲", "b", "39.50"), value("乙", "a", 2, 3), value("乙", "b", 40)]
BONUS = [{"unit": "甲", "period": PERIOD, "points": "1.5", "reason": "现场会，\n“首创”"}]
MANIFEST = {"clock": "2026-07-20T02:00:00+00:00", "edition": 1, "closing": "七月"}


def sealed(figures=FIGURES, text=TEXT):
    figured = data(figures, adjustments=BONUS)
    result = score(Scheme.from_toml(text), figured)
    return pack(text, figured, result, facts_csv="seq,digest\n1,ab\n", manifest=MANIFEST)


def opened(package):
    with zipfile.ZipFile(io.BytesIO(package)) as found:
        return {name: found.read(name) for name in found.namelist()}


def closed(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()


def redigested(members):
    """As somebody would who knows how the digests are made."""
    manifest = json.loads(members["manifest.json"])
    manifest["digests"] = {name: digest(members[name]) for name in manifest["digests"]}
    return members | {"manifest.json": json.dumps(manifest).encode()}


def problems(package):
    verdict = verify(package)
    assert not verdict.holds
    return "".join(fault.sentence() for fault in verdict.faults)


def test_a_package_holds_everything_that_its_result_rests_on():
    members = opened(sealed())
    assert sorted(members) == [
        "data/adjustments.csv", "data/units.csv", "data/values.csv", "data/vetoes.csv",
        "facts.csv", "manifest.json", "result.json", "scheme.toml",
    ]  # fmt: skip
    manifest = json.loads(members["manifest.json"])
    assert manifest["digests"] == {name: digest(members[name]) for name in members if name != "manifest.json"}
    assert {key: manifest[key] for key in (*MANIFEST, "period", "scheme")} == {
        **MANIFEST, "period": PERIOD, "scheme": "考核方案",
    }  # fmt: skip


def test_it_verifies_and_names_its_own_digest():
    package = sealed()
    verdict = verify(package)
    assert (verdict.holds, verdict.faults, verdict.digest) == (True, (), digest(package))


def test_the_same_content_gives_the_same_bytes_in_whatever_order_the_rows_came():
    assert sealed() == sealed(FIGURES[::-1])


def test_its_figures_are_in_the_form_that_the_command_reads(tmp_path):
    for name, content in opened(sealed()).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    again = score(Scheme.from_toml(TEXT), ScoreData.from_folder(tmp_path / "data"))
    assert again.to_json().encode() == (tmp_path / "result.json").read_bytes()


def test_a_changed_figure_is_found_even_if_the_digests_were_made_anew():
    members = opened(sealed())
    forged = members | {"data/values.csv": members["data/values.csv"].replace(b"39.50", b"39.90")}
    assert "data/values.csv" in problems(closed(forged))
    assert "rankings[乡镇].rows[甲].score：存 61.0，算 61.4" in problems(closed(redigested(forged)))


def test_a_changed_result_is_found_and_named():
    members = opened(sealed())
    forged = redigested(members | {"result.json": members["result.json"].replace(b'"rank": 2', b'"rank": 1')})
    assert "rank：存 1，算 2" in problems(closed(forged))


def test_a_result_written_otherwise_is_found():
    members = opened(sealed())
    forged = redigested(members | {"result.json": members["result.json"].replace(b"61.00", b"61.0")})
    assert "写法不同" in problems(closed(forged))


@pytest.mark.parametrize(
    ("name", "said"), [("facts.csv", "缺少"), ("manifest.json", "缺少"), ("data/units.csv", "缺少")]
)
def test_a_member_that_is_gone_is_named(name, said):
    members = opened(sealed())
    del members[name]
    assert f"{name}：封存包里{said}" in problems(closed(members))


def test_a_surplus_member_is_named():
    assert "extra.txt：封存包里多了" in problems(closed(opened(sealed()) | {"extra.txt": b""}))


def test_a_changed_shell_is_found():
    assert "外壳" in problems(closed(opened(sealed())))


@pytest.mark.parametrize("broken", [b"", b"PK", b"no zip", sealed()[:400], sealed().replace(b"39.50", b"39.90")])
def test_a_broken_package_is_refused_without_raising(broken):
    assert problems(broken)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        *[("manifest.json", b"[]"), ("manifest.json", b"\xff"), ("result.json", b"{"), ("scheme.toml", b"\xff")],
        *[("scheme.toml", b"[scheme]"), ("data/units.csv", b"unit\n")],
    ],
)
def test_a_package_with_broken_members_is_refused_without_raising(name, content):
    members = opened(sealed()) | {name: content}
    assert problems(closed(members))
    if name != "manifest.json":
        assert problems(closed(redigested(members)))


def test_only_what_the_figures_give_is_sealed():
    figured = data(FIGURES)
    other = score(Scheme.from_toml(TEXT), data([*FIGURES[:3], value("乙", "b", 1)]))
    with pytest.raises(BadInput, match="算出的不同"):
        pack(TEXT, figured, other, facts_csv="", manifest=MANIFEST)


def test_a_manifest_needs_its_clock_and_edition():
    figured = data(FIGURES)
    with pytest.raises(BadInput, match=r"clock[\s\S]*edition"):
        pack(TEXT, figured, score(Scheme.from_toml(TEXT), figured), facts_csv="", manifest={})
