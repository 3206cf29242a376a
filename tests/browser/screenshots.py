"""Pictures of every page of the demonstration, at the widths its users have: `make screenshots`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--disable-sync"]
WIDTHS = {"desktop": (1440, 900), "phone": (390, 844), "wall": (1920, 1080)}
PAGES: tuple[tuple[str, str, str, str], ...] = (
    ("sign-in", "", "/sign-in", ""),
    ("desk-clerk", "clerk", "/desk", ""),
    ("desk-town", "town", "/desk", ""),
    ("desk-head", "head_of_unit", "/desk", ""),
    ("county", "county_head", "/county", ""),
    ("documents", "clerk", "/documents", ""),
    ("document", "clerk", "/documents", "main td.title a"),
    ("matters", "clerk", "/matters", ""),
    ("matter", "clerk", "/matters?light=red", "main td.title a"),
    ("matter-town", "town", "/matters?light=red", "main td.title a"),
    ("night", "department", "/night", ""),
    ("returns", "clerk", "/night/sheets", ""),
    ("report", "town", "/night", "main a[href*='/report?']"),
    ("sign", "head_of_unit", "/sign", ""),
    ("verify", "clerk", "/verify", ""),
    ("blockers", "chief", "/blockers", ""),
    ("indicators", "county_head", "/indicators", ""),
    ("indicator", "county_head", "/indicators/fixed_investment", ""),
    ("entry", "assessment", "/indicators/fixed_investment/sheets/new", ""),
    ("appraisal", "assessment", "/appraisal", ""),
    ("month", "assessment", "/appraisal", ".filters a[href*='/appraisal/']"),
    ("why", "assessment", "/appraisal", ".ranks td a"),
    ("papers", "chief", "/papers", ""),
    ("paper", "chief", "/papers", "main td.title a"),
    ("ledger", "clerk", "/documents/ledger", ""),
)
"""(name, role, address, and on that page the link that leads to the one to be taken; without the link, no picture)."""


def shoot(base: str, folder: Path, only: str = "", widths: tuple[str, ...] = tuple(WIDTHS)) -> list[Path]:
    """Takes the pictures of a served demonstration; answers their files."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, role, address, link in PAGES:
            for width in widths:
                if only and only not in f"{name}-{width}":
                    continue
                file = folder / f"{name}-{width}.png"
                if _shoot(browser, base, file, role, address, link, WIDTHS[width]):
                    made.append(file)
        browser.close()
    return made


def _shoot(browser: Browser, base: str, file: Path, role: str, address: str, link: str, size: tuple[int, int]) -> bool:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]})
    if role:
        page.request.post(f"{base}/demo/sign-in/{role}", headers={"Accept": "application/json"})
    page.goto(base + address)
    there = not link or page.locator(link).count() > 0
    if link and there:
        page.goto(base + (page.locator(link).first.get_attribute("href") or ""))
    if there:
        page.screenshot(path=file, full_page=False)
    page.close()
    return there


if __name__ == "__main__":
    for file in shoot(
        os.environ.get("LUOSHI_URL", "http://127.0.0.1:8000"),
        Path("screenshots"),
        sys.argv[1] if len(sys.argv) > 1 else "",
    ):
        print(file)
