"""Units, posts, people and what they may sign for, each from a day to a day; settings, numbers and signatures."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from luoshi.facts.identity import new_uuid
from luoshi.facts.models import Fact, FactRow


class UnitKind(models.TextChoices):
    TOWN = "town", "镇办"
    ECONOMIC = "economic", "经济部门"
    GENERAL = "general", "其他部门"
    VERTICAL = "vertical", "垂直管理单位"
    OFFICE = "office", "县级机关"


class Role(models.TextChoices):
    """What a post is for. Permissions hang on this alone."""

    CLERK = "clerk", "督查室经办"
    CHIEF = "chief", "督查室主任"
    DIRECTOR = "director", "府办主任"
    REPORTER = "reporter", "联络员"
    HEAD = "head", "主要负责人"
    DEPUTY = "deputy", "分管负责人"
    VICE_HEAD = "vice_head", "副县长"
    SECRETARY = "secretary", "县领导秘书"
    COUNTY_HEAD = "county_head", "县长"
    ASSESSMENT = "assessment", "考核办"
    PROJECTS = "projects", "项目办"
    AUDITOR = "auditor", "审计监督"
    ADMIN = "admin", "系统管理"
    SYSTEM = "system", "系统"


class Valid(models.Model):
    """Holds from a day up to, not including, another; without an end it still holds."""

    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        abstract = True


class UnitRevision(Fact, Valid):
    """A unit as it is from a day on: names, place in the tree, what it answers for."""

    kind = "unit_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: (
            "unit",
            "name",
            "short",
            "aliases",
            "unit_kind",
            "duties",
            "parent",
            "successor",
            "place",
            "paper",
            "since",
            "until",
        )
    }

    unit = models.UUIDField(db_index=True)
    name = models.CharField(max_length=60)
    short = models.CharField(max_length=20)
    aliases = models.JSONField(default=list)
    unit_kind = models.CharField(max_length=10, choices=UnitKind.choices)
    duties = models.TextField(blank=True)
    parent = models.UUIDField(null=True)
    successor = models.UUIDField(null=True)
    place = models.PositiveIntegerField()
    paper = models.CharField(max_length=64, blank=True)
    """Digest of the document that says so (机构改革方案)."""


class GroupMembership(Fact, Valid):
    """A unit belongs to an appraisal group from a day on."""

    kind = "group_membership"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("unit", "group", "since", "until")}

    unit = models.UUIDField(db_index=True)
    group = models.CharField(max_length=20)


class PostRevision(Fact, Valid):
    """A post of a unit: matters belong to posts, never to persons."""

    kind = "post_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("post", "unit", "title", "role", "place", "since", "until")}

    post = models.UUIDField(db_index=True)
    unit = models.UUIDField(db_index=True)
    title = models.CharField(max_length=40)
    role = models.CharField(max_length=12, choices=Role.choices)
    place = models.PositiveIntegerField()


class OfficialRevision(Fact):
    """A person's name, and where the telephone number is kept."""

    kind = "official_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("official", "name", "phone", "phone_digest")}

    official = models.UUIDField(db_index=True)
    name = models.CharField(max_length=20)
    phone = models.UUIDField(null=True)
    """The telephone number: kept in Private, erasable."""
    phone_digest = models.CharField(max_length=64, blank=True)


class Tenure(Fact, Valid):
    """Who is in a post from a day on. The newest tenure that has begun is the one that holds."""

    kind = "tenure"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("post", "official", "since", "until")}

    post = models.UUIDField(db_index=True)
    official = models.UUIDField(db_index=True)


class PortfolioRevision(Fact, Valid):
    """What a leader's post looks after: units and programmes. The newest revision that has begun holds."""

    kind = "portfolio_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("post", "units", "programmes", "since", "until")}

    post = models.UUIDField(db_index=True)
    units = models.JSONField(default=list)
    programmes = models.JSONField(default=list)


class Mandate(Fact, Valid):
    """A written leave to act or sign for another's post: every fact done under it says "X 代 Y"."""

    kind = "mandate"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {
        1: ("holder", "post", "power", "covers_restricted", "paper", "since", "until")
    }

    class Power(models.TextChoices):
        ACT = "act", "代办"
        SIGN = "sign", "代签"

    holder = models.UUIDField(db_index=True)
    post = models.UUIDField()
    power = models.CharField(max_length=4, choices=Power.choices)
    covers_restricted = models.BooleanField(default=False)
    paper = models.CharField(max_length=64, blank=True)


class Handover(Fact):
    """Everything open of a unit or of a leader's post on the day it passed to another: listed, to be accepted."""

    kind = "handover"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("unit", "post", "successor", "leaver", "since", "paper")}

    unit = models.UUIDField(null=True, db_index=True)
    """The unit that hands over; of a post's handover the post's own."""
    post = models.UUIDField(null=True, db_index=True)
    successor = models.UUIDField(db_index=True)
    """The unit that takes over, or the person who comes into the post."""
    leaver = models.UUIDField(null=True)
    """The person who was in the post before."""
    since = models.DateField()
    paper = models.CharField(max_length=64, blank=True)


class HandoverItem(FactRow):
    """One open thing as it was called at the handover."""

    kind = "handover_item"
    digested = ("about", "ref", "matter", "words")

    class About(models.TextChoices):
        LEADS = "leads", "牵头事项"
        LINE = "line", "责任、配合事项"
        BLOCKER = "blocker", "堵点"
        PENDING = "pending", "待审签"
        REQUEST = "request", "待批申请"
        MANDATE = "mandate", "委托"

    fact = models.ForeignKey(Handover, models.DO_NOTHING, related_name="items")
    about = models.CharField(max_length=10, choices=About.choices)
    ref = models.UUIDField()
    matter = models.UUIDField(null=True)
    words = models.CharField(max_length=300)


class HandoverAccepted(Fact):
    """The successor has taken everything over, with remarks where something is not as it should be."""

    kind = "handover_accepted"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("handover",)}

    handover = models.UUIDField(unique=True)


class HandoverRemark(FactRow):
    """What the successor found of one thing handed over."""

    kind = "handover_remark"
    digested = ("ref", "words")

    fact = models.ForeignKey(HandoverAccepted, models.DO_NOTHING, related_name="remarks")
    ref = models.UUIDField()
    words = models.CharField(max_length=300)


class SettingRevision(Fact):
    """A rule of the county from a day on: limits, light rules, cut-offs."""

    kind = "setting_revision"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("key", "value", "since")}

    key = models.CharField(max_length=40, db_index=True)
    value = models.JSONField()
    since = models.DateField()


class HolidayTable(Fact):
    """The State Council's days off and make-up working days of a year, or the county's own."""

    kind = "holiday_table"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("year", "days", "source")}

    year = models.PositiveSmallIntegerField(db_index=True)
    days = models.JSONField()
    source = models.CharField(max_length=100)

    class Meta:
        indexes = [models.Index(fields=["at", "uuid"])]


class NumberDrawn(Fact):
    """A number of a series, drawn once and never again."""

    kind = "number_drawn"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("series", "year", "number", "ref", "gap")}

    series = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    ref = models.UUIDField()
    gap = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year", "number"], name="number_drawn_once")]


class SignOff(Fact):
    """A unit's head lets something leave the unit, or sends it back to the reporter with a reason."""

    kind = "sign_off"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("about", "ref", "unit", "decision", "reason")}

    class About(models.TextChoices):
        CLAIM = "claim", "认领"
        RETURN = "return", "退回"
        PLAN = "plan", "节点计划"
        REPORT = "report", "进展填报"
        REQUEST = "request", "申请"
        COMMENT = "comment", "征求意见反馈"

    class Decision(models.TextChoices):
        SIGNED = "signed", "同意报出"
        SENT_BACK = "sent_back", "退回修改"

    about = models.CharField(max_length=10, choices=About.choices)
    ref = models.UUIDField(db_index=True)
    unit = models.UUIDField()
    decision = models.CharField(max_length=10, choices=Decision.choices)
    reason = models.CharField(max_length=300, blank=True)


class Accounts(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """A way in for one person. What the person may do hangs on the posts held on the day."""

    uuid = models.UUIDField(primary_key=True, default=new_uuid)
    username = models.CharField(max_length=40, unique=True)
    official = models.UUIDField(db_index=True)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    """Its password is one that somebody else has seen: to be changed before anything else."""
    last_login = None  # nobody's signing in is counted

    objects = Accounts()
    rows: models.Manager[Any] = models.Manager()

    USERNAME_FIELD = "username"


class FailedSignIn(models.Model):
    """A wrong password, so that guessing waits. A working row, gone after the next right one."""

    username = models.CharField(max_length=40, db_index=True)
    at = models.DateTimeField()

    rows = models.Manager()


class Suggestion(Fact):
    """What somebody finds too much, wrong or better done otherwise about the system or what it asks of them."""

    kind = "suggestion"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("about", "page", "words")}

    class About(models.TextChoices):
        BURDEN = "burden", "负担过重"
        WRONG = "wrong", "有错误"
        BETTER = "better", "建议改进"

    about = models.CharField(max_length=6, choices=About.choices)
    page = models.CharField(max_length=200, blank=True)
    """The address of the page it is about."""
    words = models.CharField(max_length=500)


class SuggestionAnswer(Fact):
    """What becomes of a suggestion, in words that everybody can read."""

    kind = "suggestion_answer"
    digested: ClassVar[dict[int, tuple[str, ...]]] = {1: ("suggestion", "adopted", "words")}

    suggestion = models.UUIDField(db_index=True)
    adopted = models.BooleanField()
    words = models.CharField(max_length=500)
