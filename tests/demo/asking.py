"""Asks each role's desk in a process of its own, and says how many SELECTs it took: `asking DAY`."""

from __future__ import annotations

import json
import sys
from datetime import date

import django


def count(day: date) -> dict[str, int]:
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from luoshi.demo.people import SIGN_IN
    from luoshi.facts import clock
    from luoshi.org.models import Account

    settings.ALLOWED_HOSTS = ["testserver"]
    found = {}
    for role, (_words, username) in SIGN_IN.items():
        visitor = Client()
        visitor.force_login(Account.rows.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
        with clock.at(clock.moment(day, 15)):
            visitor.get("/desk")  # what is read of the house is kept in memory
            with CaptureQueriesContext(connection) as captured:
                assert visitor.get("/desk").status_code == 200, role
        asked = [query["sql"] for query in captured.captured_queries]
        found[role] = sum(sql.startswith(("SELECT", "WITH")) for sql in asked)
    return found


if __name__ == "__main__":
    django.setup()
    print(json.dumps(count(date.fromisoformat(sys.argv[1]))))
