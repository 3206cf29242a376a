"""The verbs of accounts. Passwords are known to their owners alone: one that others have seen is changed at once."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from luoshi.core.errors import BadInput, Fault, NotAllowed
from luoshi.org import permissions
from luoshi.org.accounts.passwords import as_printed, hashed, new_password
from luoshi.org.accounts.queries import may_reset
from luoshi.org.acting import By
from luoshi.org.directory import directory
from luoshi.org.models import Account


def give_first_passwords(by: By, passwords: Mapping[str, str]) -> None:
    """Gives accounts, by user name, their first passwords, already hashed; each must change it before anything else."""
    permissions.require(by, "appoint")
    accounts = list(Account.rows.filter(username__in=list(passwords)))
    for account in accounts:
        account.password, account.must_change = passwords[account.username], True
    Account.rows.bulk_update(accounts, ["password", "must_change"], batch_size=300)


def reset_password(by: By, account: UUID) -> str:
    """Gives an account a new first password and answers it, this once. Whoever is signed in there is signed out."""
    fresh = new_password()
    kept = hashed(fresh)
    with transaction.atomic():
        known = Account.rows.select_for_update().filter(uuid=account).first()
        if known is None or not may_reset(by, known.official, directory(by.day)):
            raise NotAllowed(Fault("您不能重置这个账号的密码", "请这位同志所在单位的主要负责人或系统管理员办理"))
        known.password, known.must_change = kept, True
        known.save(update_fields=["password", "must_change"])
    return fresh


def set_open(by: By, account: UUID, *, is_open: bool) -> None:
    """Shuts an account, which signs its owner out at once, or opens it again. Posts and past facts stay as they are."""
    permissions.require(by, "appoint")
    with transaction.atomic():
        known = Account.rows.select_for_update().filter(uuid=account).first()
        if known is None:
            raise BadInput(Fault("没有这个账号", "刷新页面"))
        if known.official == by.official and not is_open:
            raise BadInput(Fault("不能停用自己的账号", "请另一位系统管理员办理"))
        known.is_active = is_open
        known.save(update_fields=["is_active"])


WEAK: dict[str, tuple[str, str]] = {
    "password_too_short": ("新密码太短", "至少 10 位，汉字也算"),
    "password_too_common": ("这个密码太常见", "换一个别人猜不到的"),
}
"""What Django finds wrong with a password → our words for it."""


def _too_weak(account: Account, password: str) -> list[tuple[str, str]]:
    try:
        validate_password(password, account)
    except ValidationError as error:
        return [WEAK.get(str(one.code), (" ".join(one.messages), "换一个")) for one in error.error_list]
    return []


def change_password(account: Account, old: str, new: str, again: str) -> None:
    """Gives oneself a password of one's own. Raises BadInput with what is wrong, by field.

    old: not asked while the printed one holds, for it has just been typed to sign in.
    """
    faults = []
    if not account.must_change and not account.check_password(old):
        faults.append(Fault("原密码不对", "忘了请本单位主要负责人或系统管理员重置", "old"))
    if new != again:
        faults.append(Fault("两次填的新密码不一样", "再填一遍", "again"))
    if new and account.check_password(as_printed(new) if account.must_change else new):
        faults.append(Fault("新密码和原密码一样", "换一个", "new"))
    faults += [Fault(words, remedy, "new") for words, remedy in _too_weak(account, new)]
    if faults:
        raise BadInput.of(faults)
    account.set_password(new)
    account.must_change = False
    account.save(update_fields=["password", "must_change"])
