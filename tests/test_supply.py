"""What the program is made of: every library is told, and none has a licence that binds us."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"
SUPPLY: dict[str, Any] = runpy.run_path(str(DOCS / "supply.py"))


def test_every_library_is_on_the_page():
    page = (DOCS / "supply.md").read_text(encoding="utf-8")
    told = {line.split(" | ")[0].removeprefix("| ") for line in page.splitlines() if " | " in line}
    assert SUPPLY["direct"]().keys() == told - {"library"}


def test_no_library_has_a_licence_that_is_not_allowed():
    licences = {name: SUPPLY["licence"](name) for name in SUPPLY["closure"](SUPPLY["direct"]())}
    assert len(licences) > 50
    # it may be had under any of three
    assert licences.pop("tld", "").endswith("LGPL-2.1-or-later")
    assert {n: told for n, told in licences.items() if not SUPPLY["kind"](told)} == {}


@pytest.mark.parametrize(
    "licence", ["GPL-3.0-only", "GNU General Public License v3 (GPLv3)", "AGPL-3.0-or-later", ""]
)
def test_licences_that_bind_whoever_uses_them_are_not_allowed(licence: str):
    assert SUPPLY["kind"](licence) is None
