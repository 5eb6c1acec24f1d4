"""Content: the folder of one test site into its texts, its pages and its answers.

``sites/NAME/`` is the site NAME.localhost:

    site.toml       its organisation, its manners, its listing and other pages, the doors it has
    *.html *.rss …  Jinja templates
    news.txt        its news, newest first
    pages.txt       what is no news: about us, members, privacy …
    other *.txt     what some would call news and others would not (events, publications)

A text begins with a header of ``key: value`` lines (``title`` and ``path`` always, ``date`` where
the site shows one, others as the templates want) and goes on, after an empty line, with
paragraphs separated by empty lines; a line of ``====`` ends it. A path with a fragment is a text
that stands on a page with others.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aggregator.demo.answer import Answer, content, moved

__all__ = ["Answer", "Content", "Text", "read"]

NEWS, PAGES = "news", "pages"
_MEDIA = {
    ".html": "text/html; charset=utf-8",
    ".rss": "application/rss+xml; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
    ".json": "application/json",
    ".txt": "text/plain",
}
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_FILES = {
    ".css": ("text/css", b"body { font-family: sans-serif }\n"),
    ".js": ("text/javascript", b'"use strict";\n'),
    ".pdf": ("application/pdf", b"%PDF-1.4\n%%EOF\n"),
    **dict.fromkeys((".png", ".jpg", ".gif", ".ico", ".svg"), ("image/gif", _PIXEL)),
}
"""What stands for every style, script, leaflet and picture that a page names."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text; ``said`` is its whole header."""

    title: str
    path: str
    date: date | None
    blocks: tuple[str, ...]
    said: Mapping[str, str]

    @property
    def teaser(self) -> str:
        """The beginning, as lists show it."""
        words = self.blocks[0].split()
        return " ".join(words[:24]) + (" …" if len(words) > 24 else "")


@dataclass(frozen=True, slots=True)
class Content:
    """A site: ``told`` is its site.toml, ``texts`` are by section."""

    name: str
    told: Mapping[str, Any]
    texts: Mapping[str, tuple[Text, ...]]
    templates: Environment

    @property
    def host(self) -> str:
        """The host without ``www.``."""
        return f"{self.name}.localhost"

    def answer(self, host: str, target: str, port: int) -> Answer:
        """What the site says under ``host`` to ``target``, a path with its query."""
        home = f"http://{self.host}:{port}"
        if host != self.host and self.told.get("bare"):
            return moved(home + target)
        parts = urlsplit(target)
        path, query = parts.path, self._known(parts.query)
        if new := self.told.get("moved", {}).get(path):
            return moved(home + new)
        shown = self._shown()
        if found := shown.get((path, query)):
            return self._render(*found, home)
        other = path.removesuffix("/") if path.endswith("/") else f"{path}/"
        if (other, query) in shown:
            return moved(home + other + (f"?{parts.query}" if parts.query else ""))
        if file := _FILES.get(Path(path).suffix):
            return content(file[1], file[0])
        return self._render("page.html", {"path": path, **self.told["missing"]}, home)

    def _shown(self) -> Mapping[tuple[str, frozenset[tuple[str, str]]], tuple[str, Any]]:
        """Template and page by path and query."""
        pages = {each["path"]: (each["template"], each) for each in self.told["page"]}
        for section, texts in self.texts.items():
            template = "page.html" if section == PAGES else "article.html"
            pages |= {each.path: (template, each) for each in texts if "#" not in each.path}
        return {_split(path): page for path, page in pages.items()}

    def _known(self, query: str) -> frozenset[tuple[str, str]]:
        """The query without parameters that the site never heard of: they change nothing."""
        names = {name for _, pairs in self._shown() for name, _ in pairs}
        return frozenset(pair for pair in parse_qsl(query) if pair[0] in names)

    def _render(self, template: str, page: Any, home: str) -> Answer:
        values = {"site": self.told["organisation"], "home": home, "page": page, **self.texts}
        text = self.templates.get_template(template).render(values)
        charset = self.told.get("charset", "utf-8")
        media = _MEDIA[Path(template).suffix]
        if template.endswith(".html"):
            media = self.told.get("media", media)
        status = page.get("status", HTTPStatus.OK) if isinstance(page, dict) else HTTPStatus.OK
        return content(text.encode(charset, "xmlcharrefreplace"), media, status)


def read(folder: Path) -> Content:
    """The site in ``folder``. Raises ``ValueError`` for a text without title or path."""
    templates = Environment(
        loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined
    )
    templates.filters |= {"day": _day, "rfc822": _rfc822}
    return Content(
        name=folder.name,
        told=tomllib.loads((folder / "site.toml").read_text(encoding="utf-8")),
        texts={
            file.stem: tuple(_texts(file.read_text(encoding="utf-8")))
            for file in sorted(folder.glob("*.txt"))
            if file.name != "robots.txt"
        },
        templates=templates,
    )


def _texts(source: str) -> Iterator[Text]:
    for part in source.split("\n====\n"):
        header, _, body = part.strip().partition("\n\n")
        pairs = (line.partition(": ") for line in header.splitlines())
        said = {key: value.strip() for key, _, value in pairs}
        if not said.get("title") or not said.get("path"):
            raise ValueError(f"a text without title or path: {header[:80]!r}")
        day = said.get("date")
        yield Text(
            title=said["title"],
            path=said["path"],
            date=date.fromisoformat(day) if day else None,
            blocks=tuple(block.strip() for block in body.split("\n\n") if block.strip()),
            said=said,
        )


def _split(path: str) -> tuple[str, frozenset[tuple[str, str]]]:
    parts = urlsplit(path)
    return parts.path, frozenset(parse_qsl(parts.query))


def _day(day: date, pattern: str, language: str) -> str:
    return format_date(day, pattern, locale=language)


def _rfc822(day: date) -> str:
    return format_datetime(datetime.combine(day, time(8, 30), UTC))
