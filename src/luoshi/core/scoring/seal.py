"""Seals a published ranking: rules, figures, facts and result in one package that anybody can recompute.

The package is a zip with the same bytes for the same content: members in order, fixed timestamps, nothing compressed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from luoshi.core.errors import BadInput, Fault, LuoshiError
from luoshi.core.scoring import differences, writing
from luoshi.core.scoring.data import ScoreData
from luoshi.core.scoring.reference import score
from luoshi.core.scoring.result import Result
from luoshi.core.scoring.scheme import Scheme

FORM = 1
"""Version of the package's form."""
MANIFEST, SCHEME, FACTS, RESULT = "manifest.json", "scheme.toml", "facts.csv", "result.json"
TABLES = tuple(f"data/{name}.csv" for name in ("adjustments", "units", "values", "vetoes"))
MEMBERS = tuple(sorted((*TABLES, SCHEME, FACTS, RESULT)))
"""What a package holds beside its manifest."""
MOST_BYTES = 256 * 1024 * 1024
"""A member larger than this is not opened."""


def pack(scheme_toml: str, data: ScoreData, result: Result, *, facts_csv: str, manifest: Mapping[str, Any]) -> bytes:
    """The sealed package of a result.

    `manifest` must have `clock` (the moment of closing, as text) and `edition`; anything else JSON knows may stand
    beside them. Raises BadInput if the result is not what scheme and figures give, or the manifest lacks something.
    """
    faults = [
        Fault(f"封存清单缺少 {key}", f"写上 {key}", MANIFEST) for key in ("clock", "edition") if key not in manifest
    ]
    if result.scheme.decimals is None:
        faults.append(Fault("分析用的方案（没有 decimals）不能封存", "公布的方案写 decimals = 2", SCHEME))
    tables = data.as_csv()
    again = score(Scheme.from_toml(scheme_toml, SCHEME), ScoreData.from_csv(tables), result.period)
    different = differences.between(result.as_dict() | {"engine": again.engine}, again.as_dict())
    if different:
        faults.append(
            Fault(f"要封存的结果与方案、数据算出的不同：{different[0]}", "用同一份方案和数据重新计分后再封存", RESULT)
        )
    if faults:
        raise BadInput.of(faults)
    texts = {f"data/{name}.csv": text for name, text in tables.items()}
    members = {name: text.encode() for name, text in (texts | {SCHEME: scheme_toml, FACTS: facts_csv}).items()}
    members[RESULT] = again.to_json().encode()
    own = {
        "form": FORM,
        "scheme": result.scheme.name,
        "period": result.period,
        "digests": {name: digest(members[name]) for name in sorted(members)},
    }
    members[MANIFEST] = writing.to_json(dict(sorted((dict(manifest) | own).items()))).encode()
    return _zip(members)


def digest(content: bytes) -> str:
    """The SHA-256 of a member, or of a whole package, as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found. It holds if there is no fault."""

    digest: str
    """Of the whole package: compare it with the one that was published."""
    faults: tuple[Fault, ...] = ()
    manifest: Mapping[str, Any] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        return not self.faults

    def as_dict(self) -> dict[str, Any]:
        return {
            "holds": self.holds,
            "digest": self.digest,
            "manifest": dict(self.manifest),
            "differences": [fault.as_dict() for fault in self.faults],
        }


def verify(data: bytes) -> Verdict:
    """Recomputes a sealed ranking from its own package and says what differs. Never raises for a bad package."""
    mark = digest(data)
    members, faults = _open(data)
    if faults:
        return Verdict(mark, tuple(faults))
    manifest = _manifest(members[MANIFEST])
    if manifest is None:
        return Verdict(mark, (Fault("封存清单读不出来", "取回原来的封存包", MANIFEST),))
    faults = [*_digest_faults(members, manifest), *_recomputed_faults(members, manifest)]
    if not faults and _zip(members) != data:
        faults.append(Fault("封存包的外壳被改动过，内容未变", "取回原来的封存包"))
    return Verdict(mark, tuple(faults), manifest)


def _zip(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name in sorted(members):
            member = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            member.create_system = 3
            member.external_attr = 0o100644 << 16
            package.writestr(member, members[name])
    return out.getvalue()


def _open(data: bytes) -> tuple[dict[str, bytes], list[Fault]]:
    """The members of a package, or what keeps it from being opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            found = package.infolist()
            names = [member.filename for member in found]
            faults = [
                Fault("封存包里缺少这个文件", "取回原来的封存包", name)
                for name in (*MEMBERS, MANIFEST)
                if name not in names
            ]
            faults += [Fault("封存包里多了这个文件", "取回原来的封存包", name) for name in _surplus(names)]
            if sum(member.file_size for member in found) > MOST_BYTES:
                faults.append(Fault("封存包展开后过大", f"不应超过 {MOST_BYTES // 1024 // 1024} 兆字节"))
            return ({} if faults else _read(package, faults)), faults
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError):
        return {}, [Fault("不是封存包，或已损坏", "给出 .zip 的封存包")]


def _read(package: zipfile.ZipFile, faults: list[Fault]) -> dict[str, bytes]:
    members = {}
    for name in package.namelist():
        try:
            members[name] = package.read(name)
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
            faults.append(Fault("内容损坏或被改动过，校验不符", "取回原来的封存包", name))
    return members


def _surplus(names: list[str]) -> list[str]:
    known = {*MEMBERS, MANIFEST}
    return sorted({name for name in names if name not in known or names.count(name) > 1})


def _manifest(content: bytes) -> dict[str, Any] | None:
    try:
        manifest = json.loads(content)
    except (ValueError, RecursionError):
        return None
    is_good = isinstance(manifest, dict) and isinstance(manifest.get("digests"), dict)
    return manifest if is_good and isinstance(manifest.get("period"), str) else None


def _digest_faults(members: Mapping[str, bytes], manifest: Mapping[str, Any]) -> list[Fault]:
    return [
        Fault("内容与清单上的摘要不符，封存后被改动过", "取回原来的封存包", name)
        for name in MEMBERS
        if manifest["digests"].get(name) != digest(members[name])
    ]


def _recomputed_faults(members: Mapping[str, bytes], manifest: Mapping[str, Any]) -> list[Fault]:
    """Scores the package's own figures by its own scheme and compares with its result, byte for byte."""
    try:
        texts = {name: members[name].decode() for name in (*TABLES, SCHEME)}
        scheme = Scheme.from_toml(texts[SCHEME], SCHEME)
        tables = {name.removeprefix("data/").removesuffix(".csv"): texts[name] for name in TABLES}
        again = score(scheme, ScoreData.from_csv(tables), manifest["period"]).to_json()
    except UnicodeDecodeError:
        return [Fault("文字编码不是 UTF-8", "取回原来的封存包", "data")]
    except LuoshiError as error:
        return list(error.faults)
    faults = (
        [] if manifest.get("scheme") == scheme.name else [Fault("清单上的方案名称与方案不同", scheme.name, MANIFEST)]
    )
    if again.encode() == members[RESULT]:
        return faults
    try:
        different = differences.between(json.loads(members[RESULT]), json.loads(again))
    except (ValueError, RecursionError):
        return [*faults, Fault("结果读不出来", "取回原来的封存包", RESULT)]
    named = different or ["数值相同，但写法不同"]
    return faults + [Fault(f"封存的结果与重新计算的不同：{one}", "以重新计算的为准，查明改动", RESULT) for one in named]
