"""A scheme is adopted: whole, checked, from a day on."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from django.db import transaction

from luoshi.appraisal import rules
from luoshi.appraisal.models import SchemeRevision
from luoshi.core.errors import BadInput, Fault
from luoshi.core.scoring import Scheme
from luoshi.core.scoring.seal import digest
from luoshi.facts.actions import append_all
from luoshi.indicators.models import Indicator
from luoshi.org import permissions
from luoshi.org.acting import By

_CODE = re.compile(r"[a-z0-9_-]{1,40}")


def adopt_scheme(by: By, code: str, toml: str, since: date) -> UUID:
    """Adopts the rules of an appraisal from a day on. The same rules from the same day twice are one.

    Raises BadInput with every fault of the scheme: what does not hold together, what cannot be published, items
    whose figures nobody has.
    """
    permissions.require(by, "close")
    scheme = Scheme.from_toml(toml)
    faults = [*_code_faults(code), *scheme_faults(scheme)]
    if faults:
        raise BadInput.of(faults)
    with transaction.atomic():
        begun = SchemeRevision.rows.filter(code=code, since__lte=since)
        last = begun.order_by("since", "at", "uuid").last()
        if last is not None and (last.since, last.toml) == (since, toml):
            return last.uuid
        revision = revision_of(by, code, scheme, toml, since)
        append_all([revision])
    return revision.uuid


def scheme_faults(scheme: Scheme) -> list[Fault]:
    """Why a scheme that holds together cannot rank this county's units."""
    return [*_publishing_faults(scheme), *_source_faults(scheme)]


def _code_faults(code: str) -> list[Fault]:
    if _CODE.fullmatch(code):
        return []
    return [Fault(f"方案代码“{code}”不能用", "用小写字母、数字、横线或下划线，如 month")]


def _publishing_faults(scheme: Scheme) -> list[Fault]:
    faults = []
    if scheme.decimals is None:
        faults.append(Fault("分析用的方案（没有 decimals）不能用来排名", "在 [scheme] 里写 decimals = 2"))
    if scheme.ties == "average":
        faults.append(Fault("并列取平均会排出 2.5 这样的名次", '写 ties = "competition" 或 "dense"'))
    return faults


def _source_faults(scheme: Scheme) -> list[Fault]:
    codes = rules.indicator_codes(scheme)
    known = set(Indicator.rows.filter(code__in=codes).values_list("code", flat=True))
    own = "、".join(rules.FROM_THE_LOOP)
    return [
        Fault(f"考核项“{code}”没有数据来源", f"用 {own}，或已登记的指标的代码", f"考核项“{code}”")
        for code in codes
        if code not in known
    ]


def revision_of(by: By, code: str, scheme: Scheme, toml: str, since: date) -> SchemeRevision:
    return SchemeRevision(
        code=code, name=scheme.name[:60], since=since, toml=toml, digest=digest(toml.encode()), **by.stamp()
    )
