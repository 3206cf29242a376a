"""A clerk at the page of what came in."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.intake import files

from luoshi.facts import clock
from luoshi.matters.models import Document, DraftRow
from luoshi.org.models import Account


@pytest.fixture(autouse=True)
def _on_a_day_in_march():
    with clock.at(clock.moment(date(2026, 3, 2))):
        yield


@pytest.fixture
def clerk(county) -> Client:
    return signed_in("clerk")


def signed_in(username: str) -> Client:
    client = Client()
    client.force_login(Account.rows.get(username=username))
    return client


def hand_in(client: Client, name: str, data: bytes, **fields: str):
    """Uploads a file by the form at the top of the list."""
    return client.post(reverse("intake:documents"), {"file": SimpleUploadedFile(name, data), **fields})


def taken(client: Client, name: str, words: str) -> Document:
    """The document that a text becomes."""
    answer = hand_in(client, name, words.encode())
    return Document.rows.get(uuid=answer["Location"].rpartition("/")[2])


@pytest.fixture
def speech(clerk) -> Document:
    """The speech, read in by the clerk."""
    hand_in(clerk, "讲话.docx", files.docx(*files.SPEECH.splitlines()))
    return Document.rows.get()


def drafts(document: Document) -> list[DraftRow]:
    return list(DraftRow.rows.filter(document=document.uuid, state="draft").order_by("place"))


def page_of(document: Document, **query: str) -> str:
    address = reverse("intake:document", args=[document.uuid])
    return address + ("?" + "&".join(f"{key}={value}" for key, value in query.items()) if query else "")
