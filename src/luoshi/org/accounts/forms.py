"""Signing in: by user name and password, guessing slowed down."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm

from luoshi.facts import clock
from luoshi.org.accounts import guessing
from luoshi.org.accounts.passwords import as_printed
from luoshi.org.models import Account


class SignInForm(AuthenticationForm):
    """Reads a printed first password however it was typed; says until when a shut account is shut."""

    def clean(self) -> dict[str, Any]:
        username, now = self.cleaned_data.get("username") or "", clock.now()
        until = guessing.shut_until(username, now)
        if until is not None:
            words = f"密码输错太多次，{clock.local_time(until):%H:%M} 以后再试；急用请本单位负责人或系统管理员重置"
            raise forms.ValidationError(words, code="shut")
        if Account.rows.filter(username=username, must_change=True).exists():
            self.cleaned_data["password"] = as_printed(self.cleaned_data.get("password") or "")
        try:
            found: dict[str, Any] = super().clean()
        except forms.ValidationError:
            guessing.wrong_password(username, now)
            raise forms.ValidationError(
                "用户名或密码不对；忘了密码请找本单位负责人或系统管理员", code="wrong"
            ) from None
        guessing.right_password(username)
        return found
