"""Builds the demonstration county: a function of its seed and of today, made through the product's own verbs."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from django.db import transaction

from luoshi.appraisal.actions import settle_touched
from luoshi.demo.asking import Asking
from luoshi.demo.blocking import Blocking
from luoshi.demo.campaigning import Campaigning
from luoshi.demo.checking import Checking
from luoshi.demo.circulating import Circulating
from luoshi.demo.claiming import Claiming
from luoshi.demo.company import Company
from luoshi.demo.deciding import Deciding
from luoshi.demo.instructing import Instructing
from luoshi.demo.merging import Merging
from luoshi.demo.observing import Observing
from luoshi.demo.people import found_county
from luoshi.demo.play import Play
from luoshi.demo.ranking import Ranking
from luoshi.demo.reporting import Reporting
from luoshi.demo.restricting import Restricting
from luoshi.demo.reviewing import Reviewing
from luoshi.demo.script import parts
from luoshi.demo.sealing import Sealing
from luoshi.demo.sending import Sending
from luoshi.demo.sharing_out import SharingOut
from luoshi.demo.stamp import STAMP
from luoshi.demo.turning import Turning
from luoshi.facts import clock, identity
from luoshi.facts.models import Stamp
from luoshi.org.acting import system
from luoshi.org.version import held


def build(today: date, seed: int) -> None:
    """Fills an empty database with the county's last twelve months. Raises if the database is not empty."""
    start = (today - timedelta(days=366)).replace(day=1)
    with identity.seeded(seed), held():
        script = parts(today)
        with clock.at(clock.moment(start, 8)), transaction.atomic():
            Stamp.rows.create(key=STAMP, value=f"{today} {seed}")
            people = found_county(clock.moment(start, 8), start)
            observing = Observing(people, seed, today)
            observing.begin(start)
        company = Company(people, Random(seed), today)
        deciding = Deciding(company)
        play = Play(
            company,
            deciding,
            Blocking(company),
            Reporting(company),
            Turning(company),
            Sealing(company, observing, Checking(company), Reviewing(company)),
            Merging(company),
            observing,
            (
                Circulating(company, deciding),
                Instructing(company),
                SharingOut(company, deciding),
                Restricting(company),
                Sending(company),
                Campaigning(company),
                Claiming(company),
                Asking(company),
                Ranking(company),
            ),
            observing.days(start),
        )
        play.run(script, start, today)
        with transaction.atomic():
            play.reporting.on_the_eve(today - timedelta(days=1))
            settle_touched(system(clock.moment(today, 0, 10)))
