"""`python -m tests.small_county`: founds the small county in the database of the environment, with passwords.

Tests that start a server of their own use it: twenty writers, each the head of a unit's matter.
"""

from __future__ import annotations

import os
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luoshi.web.settings")

PASSWORD = "liangshan-2026"
WRITERS = 20
SINCE = date(2026, 3, 2)


def main() -> None:
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command

    from luoshi.org.models import Account
    from tests import world

    call_command("migrate", verbosity=0)
    county = world.found_county()
    Account.rows.update(password=make_password(PASSWORD))
    for number in range(WRITERS):
        matter = world.issue_matter(county, title=f"第 {number} 项", on=SINCE)
        world.claim_and_plan(county, matter, "金溪镇", SINCE, {"开工": date(2026, 4, 20), "完工": date(2026, 10, 20)})


if __name__ == "__main__":
    main()
