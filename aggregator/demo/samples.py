"""The bundled sample sites: data files of ``sites/`` into answers.

``sites/NAME/`` is the site NAME.localhost:

    site.toml            its name, how its pages are encoded, which template has which address
    *.html, *.rss …      Jinja templates
    phase2/              templates and a site.toml that take the place of those after a redesign
    articles/*.txt       one article each; listings show them by file name, last name first
    pages/*.txt          one other page each ("about us")

A text file begins with a header of ``key: value`` lines (``title``, ``path``, and where they
apply ``published``, ``modified``, ``category``, ``also``, an older address that leads there,
``twin``, the address of its translation, ``phases``) and goes on, after an empty
line, with paragraphs separated by empty lines; one that begins with ``<`` is HTML as it stands.
It is a template too, which knows the ``phase``: so a site changes between two crawls. A ``path``
with a fragment has no page of its own: its listing tells the whole article.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from aggregator.demo import wordpress
from aggregator.demo.answer import Answer, content, moved

PHASES = (1, 2)
"""The states the sites can be in: before and after their editors' next visit."""

_SITES = Path(__file__).parent / "sites"

HOSTS: tuple[str, ...] = tuple(
    sorted(f"{file.parent.name}.localhost" for file in _SITES.glob("*/site.toml"))
)
"""The hosts that ``answer`` knows."""

_KEYS = ("title", "path", "published", "modified", "category", "also", "twin", "phases")
_MEDIA = {
    ".rss": "application/rss+xml; charset=UTF-8",
    ".css": "text/css",
    ".js": "text/javascript; charset=UTF-8",
    ".json": "application/json; charset=UTF-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".xml": "text/xml; charset=UTF-8",
}
_TRACKING = re.compile(r"utm_\w+=|fbclid=")
_TEASER_WORDS = 40
_BOX = 4
_MONTHS = (
    *("január", "február", "március", "április", "május", "június"),
    *("július", "augusztus", "szeptember", "október", "november", "december"),
)
_WEEKDAYS = ("hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap")


def answer(host: str, target: str, phase: int, port: int, today: date) -> Answer:
    """What ``host`` (without port) says when ``target``, a path with its query, is asked for.

    A function of its arguments: ``phase`` chooses the state of the site, ``port`` goes into its
    absolute addresses, ``today`` is what its clocks show. Tracking parameters change nothing.
    A sample host with ``www.`` before it sends to the one without; any other host is 404.
    """
    bare = host.removeprefix("www.")
    if bare not in HOSTS:
        return content(b"no such site\n", "text/plain", HTTPStatus.NOT_FOUND)
    home = f"http://{bare}:{port}"
    if bare != host:
        return moved(home + target)
    site = _site(bare.removesuffix(".localhost"), phase)
    target = _without_tracking(target)
    if new := site.moved.get(target):
        return moved(home + new)
    if told := site.tell_posts(target, home):
        return told
    clock = _in_words(today, weekday=True)
    return site.show(target, {"site": site.name, "home": home, "port": port, "today": clock})


@dataclass(frozen=True, slots=True)
class _Text:
    """An article or another page: one text file in one phase."""

    title: str
    path: str
    blocks: tuple[str, ...]
    published: datetime | None = None
    modified: str = ""
    category: str = ""
    also: str = ""
    twin: str = ""
    phases: str = ""

    def values(self) -> dict[str, object]:
        """What templates can say about it; dates of an undated one are empty."""
        blocks = [{"text": block, "prose": not block.startswith("<")} for block in self.blocks]
        return {
            "title": self.title,
            "path": self.path,
            "category": self.category,
            "also": self.also,
            "twin": self.twin,
            "modified": self.modified,
            "teaser": " ".join(self.blocks[0].split()[:_TEASER_WORDS]),
            "blocks": blocks,
            **_dates(self.published),
        }


@dataclass(frozen=True, slots=True)
class _Site:
    """A site in one phase.

    ``pages`` are templates by target, as ``texts`` are texts; ``moved`` says where other targets
    lead. ``posts`` is the path of a WordPress's REST interface; without one it is empty.
    """

    name: str
    charset: str
    media: str
    templates: Environment
    pages: Mapping[str, str]
    articles: tuple[_Text, ...]
    texts: Mapping[str, tuple[str, _Text]]
    moved: Mapping[str, str]
    posts: str

    def tell_posts(self, target: str, home: str) -> Answer | None:
        """What the REST interface says; ``None`` where ``target`` is none of its addresses."""
        if not self.posts or not target.startswith(self.posts):
            return None
        listed, address = [article.values() for article in self.articles], home + self.posts
        return wordpress.tell(listed, target.removeprefix(self.posts), address, home)

    def show(self, target: str, values: Mapping[str, object]) -> Answer:
        """The page at ``target``, or the site's own page for what it does not have."""
        listed = [article.values() for article in self.articles]
        unsaid = {"blocks": [], "title": "", "twin": "", "published": ""}
        values = {**values, **unsaid, "articles": listed, "path": target}
        status = HTTPStatus.OK
        if target in self.texts:
            template, text = self.texts[target]
            values = {**values, **text.values()}
        elif target in self.pages:
            template = self.pages[target]
        else:
            template, status = "missing.html", HTTPStatus.NOT_FOUND
        others = [article for article in listed if article["path"] != target][:_BOX]
        page = self.templates.get_template(template).render(values, others=others)
        media = _MEDIA.get(Path(template).suffix, self.media)
        return content(page.encode(self.charset, "xmlcharrefreplace"), media, status)


@cache
def _site(name: str, phase: int) -> _Site:
    folder = _SITES / name
    folders = [folder / f"phase{phase}", folder]
    told = tomllib.loads(_read(next(filter(Path.exists, (at / "site.toml" for at in folders)))))
    templates = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
    )
    articles = tuple(_texts(templates, folder / "articles", phase))
    pages = tuple(_texts(templates, folder / "pages", phase))
    texts = {each.path: ("article.html", each) for each in articles}
    texts |= {each.path: ("page.html", each) for each in pages}
    return _Site(
        name=told["name"],
        charset=told["charset"],
        media=told["media"],
        templates=templates,
        pages=told["pages"],
        articles=articles,
        texts=texts,
        moved={each.also: each.path for each in articles if each.also} | told.get("moved", {}),
        posts=told.get("posts", ""),
    )


def _texts(templates: Environment, folder: Path, phase: int) -> Iterable[_Text]:
    for file in sorted(folder.glob("*.txt"), reverse=True):
        text = _text(templates.from_string(_read(file)).render(phase=phase))
        if not text.phases or str(phase) in text.phases.split():
            yield text


def _text(source: str) -> _Text:
    header, _, body = source.strip().partition("\n\n")
    pairs = (line.partition(":") for line in header.split("\n"))
    fields = {key: value.strip() for key, _, value in pairs}
    if unknown := fields.keys() - set(_KEYS):
        raise ValueError(f"unknown keys: {', '.join(sorted(unknown))}")
    published = fields.pop("published", "")
    return _Text(
        published=datetime.fromisoformat(published) if published else None,
        blocks=tuple(block.strip() for block in re.split(r"\n{2,}", body)),
        **fields,
    )


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")


def _without_tracking(target: str) -> str:
    path, _, query = target.partition("?")
    kept = [part for part in query.split("&") if part and not _TRACKING.match(part)]
    return f"{path}?{'&'.join(kept)}" if kept else path


def _dates(moment: datetime | None) -> dict[str, object]:
    """One moment in the spellings of the templates: ISO, RSS, words, English, dots, the clock."""
    if moment is None:
        return dict.fromkeys(("published", "rss", "words", "english", "dots", "clock"), "")
    return {
        "published": moment.isoformat(),
        "rss": format_datetime(moment.astimezone(UTC)),
        "words": _in_words(moment),
        "english": format_date(moment, "d MMMM y", locale="en"),
        "dots": f"{moment:%Y. %m. %d.}",
        "clock": f"{moment:%H:%M}",
    }


def _in_words(day: date, *, weekday: bool = False) -> str:
    """``2021. június 21.``, with the weekday ``2021. június 21., hétfő``."""
    words = f"{day.year}. {_MONTHS[day.month - 1]} {day.day}."
    return f"{words}, {_WEEKDAYS[day.weekday()]}" if weekday else words
