"""Many files at once: out of the archive they came in, and each to the unit that filled it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from luoshi.core.errors import BadInput, Fault
from luoshi.intake.returns.reading import Opened
from luoshi.org.directory import Directory

MOST_FILES = 300
MOST_BYTES = 60 * 1024 * 1024
_WASTE = ("__MACOSX/", "Thumbs.db", ".DS_Store", "desktop.ini")
_UTF8_NAMES = 0x800


@dataclass(frozen=True, slots=True)
class File:
    name: str
    data: bytes


def unpacked(files: Iterable[File]) -> Iterator[File]:
    """The files themselves, those in archives too. Raises BadInput for an archive that cannot be opened."""
    for file in files:
        if file.name.lower().endswith(".zip"):
            yield from _members(file)
        else:
            yield file


def _members(file: File) -> list[File]:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as package:
            wanted = [one for one in package.infolist() if not one.is_dir() and not _is_waste(_name_of(one))]
            if len(wanted) > MOST_FILES or sum(one.file_size for one in wanted) > MOST_BYTES:
                problem = f"压缩包太大：{len(wanted)} 个文件"
                raise BadInput(
                    Fault(problem, f"一次最多 {MOST_FILES} 个、解开不超过 {MOST_BYTES >> 20} MB", file=file.name)
                )
            return [File(_name_of(one).rpartition("/")[2], package.read(one)) for one in wanted]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise BadInput(Fault("压缩包打不开：损坏或有密码", "解开后把里面的表传上来", file=file.name)) from error


def _name_of(member: zipfile.ZipInfo) -> str:
    """Chinese Windows writes names in GBK without saying so."""
    if member.flag_bits & _UTF8_NAMES:
        return member.filename
    raw = member.filename.encode("cp437", errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def _is_waste(name: str) -> bool:
    return name.startswith(_WASTE) or name.rpartition("/")[2].startswith(("~$", ".~", "._", *_WASTE))


def unit_of(opened: Opened, names: Directory) -> UUID:
    """Whose sheet it is: by its hidden mark, else by the names in its file's name, its tab and its title.

    Raises BadInput where none or several fit, or where the name says another unit than the mark.
    """
    if opened.unit is not None and opened.unit in names.units:
        named = units_named(opened.name, names)
        if len(named) == 1 and opened.unit not in named:
            said, real = names.unit_name(next(iter(named))), names.unit_name(opened.unit)
            raise BadInput(Fault(f"文件名写的是{said}，表是{real}的", "核对是谁的表，改对文件名再传", file=opened.name))
        return opened.unit
    for words in (opened.name, opened.sheet.name, opened.heading):
        named = units_named(words, names)
        if len(named) == 1:
            return next(iter(named))
    raise BadInput(Fault("看不出是哪个单位的表", "文件名写上单位，如“金溪镇.xlsx”", file=opened.name))


def units_named(words: str, names: Directory) -> set[UUID]:
    """The units whose names stand in some words; a name within a longer one does not count."""
    called = {
        name: unit.uuid
        for unit in names.units.values()
        for name in (unit.name, unit.short, *unit.aliases)
        if len(name) > 1 and name in words
    }
    longest = [name for name in called if not any(name != other and name in other for other in called)]
    return {called[name] for name in longest}
