"""How much one request may bring: told by its declared length, before a byte of it is read."""

from __future__ import annotations

import json

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from luoshi.shell.limits import UploadLimit

MEGABYTE = 1024 * 1024


class Untouchable:
    """A body that fails the test when somebody reads it."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("the body was read")

    readline = __iter__ = read


def request(**meta: str) -> HttpRequest:
    environ = RequestFactory(headers={"Accept": "application/json"})._base_environ(
        REQUEST_METHOD="POST", PATH_INFO="/evidence", **meta
    )
    return WSGIRequest(environ | {"wsgi.input": Untouchable()})


def answered(request: HttpRequest) -> HttpResponse:
    return UploadLimit(lambda _: HttpResponse("let through"))(request)


def test_a_declared_200_megabytes_are_refused_before_they_are_read():
    answer = answered(request(CONTENT_LENGTH=str(200 * MEGABYTE)))
    assert answer.status_code == 413
    (fault,) = json.loads(answer.content)["errors"]
    assert "20 MB" in fault["problem"]
    assert fault["remedy"]


def test_a_body_that_does_not_say_how_long_it_is_is_refused():
    assert answered(request(HTTP_TRANSFER_ENCODING="chunked")).status_code == 411
    assert answered(request(HTTP_TRANSFER_ENCODING="chunked", CONTENT_LENGTH="")).status_code == 411


@pytest.mark.parametrize("length", ["0", "", "1", str(20 * MEGABYTE)])
def test_up_to_20_megabytes_are_let_through(length):
    assert answered(request(CONTENT_LENGTH=length)).content == b"let through"


def test_a_file_of_exactly_the_limit_has_room_for_the_forms_own_lines():
    assert answered(request(CONTENT_LENGTH=str(20 * MEGABYTE + 1000))).status_code == 200
    assert answered(request(CONTENT_LENGTH=str(21 * MEGABYTE))).status_code == 413


@pytest.mark.parametrize("length", ["-1", "many", "1e9", "0x10"])
def test_a_length_that_is_no_number_is_refused(length):
    assert answered(request(CONTENT_LENGTH=length)).status_code == 413
