"""`luoshi init WORKBOOK.xlsx`: a county of one's own from one workbook."""

from __future__ import annotations

import argparse
import json
import os
from pathlib import Path
from typing import IO

from luoshi.cli.database import database_argument, prepare, use_database
from luoshi.core.errors import BadInput, Fault


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workbook", type=Path, metavar="WORKBOOK.xlsx", nargs="?", help="填好的工作簿（六张表）")
    parser.add_argument("--template", type=Path, metavar="OUT.xlsx", help="只写一本空工作簿，带下拉和示例")
    parser.add_argument("--passwords", type=Path, metavar="OUT.xlsx", help="首次密码写到哪里（默认写在工作簿旁边）")
    database_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Founds the county, all or nothing; the first passwords go to a file of their own, for its owner's eyes."""
    if options.template:
        return _template(options)
    if options.workbook is None:
        raise BadInput(Fault("没有给工作簿", "luoshi init 工作簿.xlsx；空工作簿用 --template 写出"))
    try:
        data = options.workbook.read_bytes()
    except OSError:
        raise BadInput(Fault("读不到这个文件", "给出工作簿的路径", file=str(options.workbook))) from None
    passwords = options.passwords or options.workbook.with_name(f"{options.workbook.stem}-首次密码.xlsx")
    use_database(options, must_exist=False)
    prepare()
    from luoshi.facts import clock
    from luoshi.intake.founding.actions import found_county
    from luoshi.intake.founding.slips import slips_workbook
    from luoshi.org.acting import system

    with _fresh(passwords) as target:
        try:
            founded = found_county(
                system(clock.now()), options.workbook.name, data, lambda slips: target.write(slips_workbook(slips))
            )
        except BaseException:
            passwords.unlink(missing_ok=True)
            raise
    counts = {"units": founded.units, "people": founded.people, "matters": founded.matters}
    if options.json:
        print(json.dumps(counts | {"accounts": len(founded.slips), "passwords": str(passwords)}, ensure_ascii=False))
    else:
        print("已经启用：{units} 个单位、{people} 人、{matters} 项任务".format(**counts))
        print(f"{len(founded.slips)} 个账号的首次密码在 {passwords}，打印剪开发到本人，然后删去这个文件")
    return 0


def _template(options: argparse.Namespace) -> int:
    use_database(options, must_exist=False)
    from luoshi.intake.founding.template import empty_workbook

    try:
        options.template.write_bytes(empty_workbook())
    except OSError as error:
        raise BadInput(Fault(f"写不了这个文件：{error.strerror}", "换一个位置", file=str(options.template))) from error
    if options.json:
        print(json.dumps({"template": str(options.template)}, ensure_ascii=False))
    else:
        print(f"空工作簿已写到 {options.template}")
    return 0


def _fresh(file: Path) -> IO[bytes]:
    """A new file that only its owner reads, written before anything is founded: passwords must not get lost."""
    try:
        return os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except OSError as error:
        raise BadInput(
            Fault(f"首次密码写不到这里：{error.strerror}", "用 --passwords 换一个还没有的文件名", file=str(file))
        ) from error
