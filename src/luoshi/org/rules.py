"""The county's settings: each with the commonest practice as default, each a dated fact when the county changes it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from luoshi.org.models import SettingRevision
from luoshi.org.version import version


@dataclass(frozen=True, slots=True)
class Setting:
    name: str
    default: Any


SETTINGS: dict[str, Setting] = {
    "steps_before_issue": Setting("下发前的征求意见与签批步骤", []),
    "objection_days": Setting("收到任务后可退回的工作日", 3),
    "plan_days": Setting("认领后报送节点计划的工作日", 5),
    "claim_needs": Setting("认领时必须写明的", ["leader_in_charge", "section", "contact", "goals", "plan"]),
    "plan_approval": Setting("节点计划由督查室批准后生效", True),
    "plan_approval_days": Setting("督查室批节点计划的工作日，逾期未批视为同意", 3),
    "deputy_signs": Setting("分管负责人不经授权即可审签", False),
    "report_calendar": Setting(
        "进展填报日历", {"cycle": "month", "cutoff_day": 28, "cutoff_hour": 24, "grace_hour": 10}
    ),
    "warn_hour": Setting("截止日从几点起在待办里提醒", 18),
    "data_close_day": Setting("次月几日数据月关账", 20),
    "light_rules": Setting("亮灯规则", {}),
    "indicator_lights": Setting("指标亮灯规则", {}),
}


def setting(key: str, day: date) -> Any:
    """A setting as it was known on a day: the county's newest revision that had begun, else the default."""
    return all_settings(day)[key]


def all_settings(day: date) -> dict[str, Any]:
    """Every setting as it was known on a day."""
    return _settings(day, version())


@lru_cache(maxsize=400)
def _settings(day: date, _version: str) -> dict[str, Any]:
    values = {key: known.default for key, known in SETTINGS.items()}
    begun = SettingRevision.rows.filter(since__lte=day, day__lte=day)
    return values | {revision.key: revision.value for revision in begun.order_by("since", "at", "uuid")}
