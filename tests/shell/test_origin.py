"""A form sent from another site is refused; our own pages, other programs and reading are let through."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from luoshi.shell.origin import SameOriginOnly

HOST = "127.0.0.1:8000"


def status(method: str = "POST", **headers: str) -> int:
    request = RequestFactory(headers={"Host": HOST, "Accept": "application/json"}).generic(
        method, "/matters", headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    return SameOriginOnly(lambda _: HttpResponse(status=201))(request).status_code


@pytest.mark.parametrize("site", ["cross-site", "same-site", "nonsense", ""])
def test_a_request_from_another_site_is_refused(site):
    assert status(Sec_Fetch_Site=site) == 403


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://127.0.0.1:9000",
        "http://127.0.0.1",
        "null",
        f"http://{HOST}.evil.example",
        f"http://evil.example/{HOST}",
        "",
    ],
)
def test_a_foreign_origin_is_refused(origin):
    assert status(Origin=origin) == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_every_method_that_changes_something_is_asked(method):
    assert status(method, Sec_Fetch_Site="cross-site") == 403
    assert status(method, Sec_Fetch_Site="same-origin") == 201


@pytest.mark.parametrize("site", ["same-origin", "none"])
def test_our_own_pages_and_the_address_bar_are_let_through(site):
    assert status(Sec_Fetch_Site=site) == 201


def test_our_own_origin_is_let_through():
    assert status(Origin=f"http://{HOST}") == 201


def test_what_the_browser_says_of_the_site_outweighs_the_origin():
    assert status(Sec_Fetch_Site="cross-site", Origin=f"http://{HOST}") == 403


def test_a_program_that_sends_neither_is_let_through():
    assert status() == 201


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_always_let_through(method):
    assert status(method, Sec_Fetch_Site="cross-site", Origin="https://evil.example") == 201
