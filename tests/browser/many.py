"""`python -m tests.browser.many UNIT N DAY`: gives a unit of the demonstration N more matters, claimed and planned."""

from __future__ import annotations

import os
import sys
from datetime import date, timedelta
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")


def main(short: str, n: int, day: date) -> None:
    import django

    django.setup()
    from luoshi.core.timing.periods import Period
    from luoshi.facts import clock
    from luoshi.matters import actions
    from luoshi.matters.models import Line
    from luoshi.org.acting import acting_as
    from luoshi.org.directory import directory

    at = clock.moment(day - timedelta(days=20))
    with clock.at(at):
        names = directory(clock.today())
        unit = next(one.uuid for one in names.units.values() if one.short == short)
        clerk, head = (
            acting_as(next(post.official for post in names.posts_of(role) if role == "clerk" or post.unit == unit), at)
            for role in ("clerk", "head")
        )
        measure = (actions.MeasureWanted("m1", "完成投资", ">=", Decimal(1200), "万元"),)
        until = date(day.year, 12, 31)
        wanted = [
            actions.Decided(f"第{place}项", unit, "task", due=until, measures=measure if place % 2 else ())
            for place in range(n)
        ]
        matters = actions.issue(clerk, wanted)
        lines = dict(Line.rows.filter(matter__in=matters).values_list("matter", "uuid"))
        quarter = str(Period.containing(day, "quarter"))
        goals = {
            matter: ((quarter, "主体封顶", Decimal(1200) if place % 2 else None),)
            for place, matter in enumerate(matters)
        }
        words = {
            matter: actions.ClaimWords("分管镇长", "项目办", "王芳 13900000123", goals[matter]) for matter in matters
        }
        actions.claim_each(head, {lines[matter]: words[matter] for matter in matters})
        steps = [("主体封顶", date(day.year, 12, 10), 1)]
        plans = [actions.plan(head, lines[matter], steps) for matter in matters]
        actions.rule_plans(clerk, plans, True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), date.fromisoformat(sys.argv[3]))
