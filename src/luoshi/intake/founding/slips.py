"""First passwords to hand out: one slip a person, by unit, to be printed and cut apart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import xlsxwriter

from luoshi.intake.founding.house import House
from luoshi.org.accounts.passwords import new_password


@dataclass(frozen=True, slots=True)
class Slip:
    unit: str
    title: str
    name: str
    username: str
    password: str


def slips_of(house: House) -> list[Slip]:
    """A new first password for everybody who signs in, in the order of units and posts."""
    units = {unit.unit: unit for unit in house.units}
    posts = sorted(
        (post for post in house.posts if post.username), key=lambda post: (units[post.unit].place, post.place)
    )
    return [Slip(units[post.unit].short, post.title, post.holder, post.username, new_password()) for post in posts]


def by_unit(slips: Sequence[Slip]) -> list[tuple[str, list[Slip]]]:
    return [(unit, list(some)) for unit, some in groupby(slips, key=lambda slip: slip.unit)]


ACROSS = 3
_LINES = 4


def slips_workbook(slips: Sequence[Slip]) -> bytes:
    """An .xlsx that prints three slips across, with lines to cut along; and the same as a list."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("账号条")
        sheet.set_column(0, ACROSS - 1, 30)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        heading = book.add_format({"font_name": "黑体", "font_size": 13, "valign": "vcenter"})
        plain = {"font_name": "仿宋", "font_size": 12, "indent": 1, "left": 3, "right": 3}
        first = book.add_format(plain | {"bold": True, "top": 3})
        middle, last = book.add_format(plain), book.add_format(plain | {"bottom": 3, "bold": True})
        at = 0
        for unit, some in by_unit(slips):
            sheet.set_row(at, 26)
            sheet.write_string(at, 0, unit, heading)
            at += 1
            for place, slip in enumerate(some):
                top, column = at + place // ACROSS * _LINES, place % ACROSS
                sheet.write_string(top, column, f"{slip.unit} {slip.name}", first)
                sheet.write_string(top + 1, column, slip.title, middle)
                sheet.write_string(top + 2, column, f"用户名 {slip.username}", middle)
                sheet.write_string(top + 3, column, f"首次密码 {slip.password}", last)
            at += -(-len(some) // ACROSS) * _LINES
        listing = book.add_worksheet("名单")
        listing.set_column(0, 4, 18)
        listing.write_row(0, 0, ["单位", "岗位", "姓名", "用户名", "首次密码"], heading)
        for row, slip in enumerate(slips, 1):
            listing.write_row(row, 0, [slip.unit, slip.title, slip.name, slip.username, slip.password])
        listing.freeze_panes(1, 0)
    return target.getvalue()
