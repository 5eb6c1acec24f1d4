"""Writes docs/supply.md: what the program is made of, and under which licences.

uv run --all-extras python docs/supply.py
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

PAGE = Path(__file__).with_name("supply.md")
PROJECT = Path(__file__).parent.parent / "pyproject.toml"
HEAD = """\
# What it is made of

The program is Python, and nothing compiled of its own. It stands on the libraries below, each with
what it brings itself; bounds are in [pyproject.toml](../pyproject.toml). There is no lock file:
whoever installs gets the newest that fit. Nothing is downloaded at run time; no script, font or
picture comes from elsewhere into a page. The table is written by `docs/supply.py` from what is
installed; a test holds that no other kind of licence gets in, by a library's library either.

| library | licence | for |
|---|---|---|
"""
TAIL = """
The program itself is under the [MIT licence](../LICENSE). LGPL libraries (feedgen, which may be had
under the BSD licence as well, pebble, psycopg) are used unchanged and stay packages of their own.

## To check it yourself

`uv sync --all-extras --no-dev` makes an environment with the program in `.venv`. Known weaknesses
of what is in it, as the Python Package Index (or, with `-s osv`, OSV) knows them:

```sh
uvx pip-audit --path .venv/lib/python3*/site-packages
```

A bill of materials (CycloneDX, JSON), and all licences, those of libraries' libraries too:

```sh
uvx --from cyclonedx-bom cyclonedx-py environment .venv
uvx pip-licenses --python .venv/bin/python
```

Run the first after each upgrade, and weekly where `serve` is open to the public.
"""
_KINDS = (
    ("MIT", r"^mit\b|^mit license"),
    ("BSD", r"^bsd|bsd license"),
    ("Apache-2.0", r"^apache"),
    ("ISC", r"^isc"),
    ("Python", r"^psf|^python software foundation"),
    ("ZPL", r"^zpl"),
    ("MPL", r"^mpl|^mozilla public license"),
    ("LGPL", r"^lgpl|lesser general public license"),
)


def kind(licence: str) -> str | None:
    """Which of the kinds of licence that may be used this one is, if any."""
    told = licence.lower()
    return next((name for name, pattern in _KINDS if re.search(pattern, told)), None)


def licence(name: str) -> str:
    """What an installed library says of its licence: an SPDX expression, a classifier or words."""
    about = distribution(name).metadata
    if told := about.get("License-Expression"):
        return told
    classifiers = about.get_all("Classifier") or ()
    told = ", ".join(one.split(" :: ")[-1] for one in classifiers if one.startswith("License"))
    return told or (about.get("License") or "").partition("\n")[0]


def named(requirement: str) -> str:
    """The name in a requirement, in its normal form (PEP 503)."""
    name = re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def direct() -> dict[str, str]:
    """The libraries that the program names itself, with the extra that brings each, if any."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    found = dict.fromkeys(map(named, project["dependencies"]), "")
    for extra, requirements in project["optional-dependencies"].items():
        found |= {named(one): extra for one in requirements if named(one) not in found}
    return found


def closure(names: Iterable[str]) -> Iterator[str]:
    """The libraries, and what they bring, as far as it is installed."""
    seen, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        try:
            brought = distribution(name).requires or ()
        except PackageNotFoundError:  # for another system, or an extra's
            continue
        yield name
        waiting += [named(one) for one in brought if "extra ==" not in one]


def page() -> str:
    """The whole page, in Markdown."""
    rows = (f"| {name} | {licence(name)} | {extra or 'all'} |" for name, extra in _sorted())
    return HEAD + "\n".join(rows) + "\n" + TAIL


def _sorted() -> list[tuple[str, str]]:
    return sorted(direct().items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
