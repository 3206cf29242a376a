"""The command line: one table of verbs; a verb imports what it needs, when it is called."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from collections.abc import Sequence

from luoshi.core.errors import LuoshiError

VERBS: dict[str, str] = {
    "init": "用一本工作簿建自己的县",
    "demo": "建一个演示县并打开服务",
    "serve": "打开网页服务",
    "read": "把文件读成任务草稿",
    "score": "按考核方案计分、排名",
    "import": "把任务台账收进来，作为草稿",
    "export": "导出单位、事项、填报、亮灯等",
    "tick": "每日例行事项，漏掉的日子依次补办",
    "paper": "出材料",
    "backup": "备份全部数据和佐证",
    "restore": "把备份恢复到空库",
    "rebuild": "从事实重建当前状态",
    "seal": "核验封存的排名",
    "audit": "核验事实链",
    "bench": "与同类做法比快慢",
}
"""Verb → its one line of help. Its module `luoshi.cli.verbs.<verb>` has `arguments(parser)` and `run(options)`."""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one verb. Exit status: 0 done, 1 the input is bad, 2 wrong usage."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0] not in VERBS:
        listing = "\n".join(f"  {verb:<10}{what}" for verb, what in VERBS.items())
        print(
            f"用法：luoshi 命令 …\n\n{listing}\n\n每个命令的选项：luoshi 命令 --help",
            file=sys.stdout if arguments in ([], ["--help"], ["-h"]) else sys.stderr,
        )
        return 0 if arguments in ([], ["--help"], ["-h"]) else 2
    verb = importlib.import_module(f"luoshi.cli.verbs.{arguments[0]}")
    options_parser = argparse.ArgumentParser(prog=f"luoshi {arguments[0]}", description=VERBS[arguments[0]])
    options_parser.add_argument("--json", action="store_true", help="标准输出只给一个 JSON 文档")
    verb.arguments(options_parser)
    options = options_parser.parse_args(arguments[1:])
    try:
        return int(verb.run(options) or 0)
    except LuoshiError as error:
        return report(error, as_json=options.json)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def report(error: LuoshiError, *, as_json: bool) -> int:
    """Says what is wrong: one line a fault on standard error, and with --json the same as a document."""
    for fault in error.faults:
        print(fault.sentence(), file=sys.stderr)
    if as_json:
        print(json.dumps({"errors": [fault.as_dict() for fault in error.faults]}, ensure_ascii=False))
    return 1


if __name__ == "__main__":
    sys.exit(main())
