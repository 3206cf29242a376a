"""`luoshi bench`: how fast, as ratios against a named peer that does the same work in the same run."""

from __future__ import annotations

import argparse
import importlib
import json
from collections.abc import Iterable
from pathlib import Path

from luoshi.cli.benches import BENCHES, Compared


def arguments(parser: argparse.ArgumentParser) -> None:
    listing = "；".join(f"{name}：{what}" for name, what in BENCHES.items())
    parser.add_argument("name", nargs="?", metavar="NAME", choices=tuple(BENCHES), help=f"{listing}。不写就都比")
    parser.add_argument("--gold", type=Path, metavar="FOLDER", help="只判读文件夹里标注过的文件，见 docs/annotation.md")


def run(options: argparse.Namespace) -> int:
    """Prints one line a comparison as each is done, or with --json all of them as one document."""
    names = ["read"] if options.gold else [options.name] if options.name else list(BENCHES)
    done: list[Compared] = []
    for name in names:
        measure = importlib.import_module(f"luoshi.cli.benches.{name}").measure
        compared = measure(options.gold) if options.gold else measure()
        done += compared
        if not options.json:
            print("\n".join(one.sentence for one in compared), flush=True)
    if options.json:
        print(document(done))
    return 0


def document(compared: Iterable[Compared]) -> str:
    return json.dumps({"comparisons": [one.as_dict() for one in compared]}, ensure_ascii=False)
