"""Guessing waits: after some wrong passwords an account is shut for some minutes, whoever asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from luoshi.facts import clock
from luoshi.org.models import FailedSignIn
from luoshi.org.rules import setting


def shut_until(username: str, at: datetime) -> datetime | None:
    """When this user name may be tried again; None: now."""
    day = clock.local_day(at)
    wait = timedelta(minutes=int(setting("sign_in_wait", day)))
    tries = int(setting("sign_in_tries", day))
    wrong = FailedSignIn.rows.filter(username=username[:40], at__gt=at - wait).order_by("-at")
    newest = list(wrong.values_list("at", flat=True)[:tries])
    return newest[-1] + wait if len(newest) >= tries else None


def wrong_password(username: str, at: datetime) -> None:
    """One more wrong try; those of yesterday are forgotten."""
    with transaction.atomic():
        FailedSignIn.rows.filter(at__lt=at - timedelta(days=1)).delete()
        FailedSignIn.rows.create(username=username[:40], at=at)


def right_password(username: str) -> None:
    """Forgets the wrong tries before it."""
    wrong = FailedSignIn.rows.filter(username=username[:40])
    if wrong.exists():
        wrong.delete()
