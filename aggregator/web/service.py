"""What the handlers of requests share: the archive, the configuration, what all pages say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from types import MappingProxyType
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from sqlalchemy import Connection
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from aggregator.archive.archive import Archive
from aggregator.archive.entries import known_feeds
from aggregator.archive.naming import described
from aggregator.conditions import conditions
from aggregator.config import Config
from aggregator.errors import ArchiveFailed
from aggregator.health.condition import Condition
from aggregator.pages.arranging import Agenda, agenda
from aggregator.pages.environment import environment
from aggregator.pages.links import Links
from aggregator.pages.strangers import linkable
from aggregator.pages.view import Language, Site
from aggregator.publishing.calendars import calendars, lines
from aggregator.publishing.directory import directory
from aggregator.publishing.site import happenings, site_of
from aggregator.web.choosing import Choices, choices
from aggregator.web.languages import LANGUAGES, prefix
from aggregator.web.measures import Measures
from aggregator.web.parameters import BadParameter
from aggregator.web.reckoning import Reckoning
from aggregator.web.responses import PAGES, answer
from aggregator.web.shelf import Shelf
from feeds.characters import text
from scrapers.article import BUDAPEST
from scrapers.source import Source

Value = TypeVar("Value")

PAGES_OF: Mapping[str, str] = MappingProxyType(
    {
        "news": "",
        "search": "search",
        "events": "events",
        "sources": "sources",
        "archive": "archive",
        "feeds": "feeds",
        "about": "about",
    }
)
"""The pages that all others lead to, in order, and their paths."""
FRESH = 30.0
"""Seconds for which what all pages say is not looked up again."""


class Service:
    """An archive as it is served.

    ``sources`` are the sources as their files say; ``clock`` tells the time.
    """

    def __init__(
        self,
        archive: Archive,
        config: Config,
        sources: Sequence[Source],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.archive, self.config, self.sources, self.clock = archive, config, sources, clock
        self.root = urlsplit(config.address or "/").path
        self.shelf, self.measures = Shelf(), Measures(archive, self._read_conditions)
        self._sites = Reckoning(self._read_sites, FRESH)
        self._choices = Reckoning(self._read_choices, FRESH)
        self._coming = Reckoning(self._read_coming, FRESH)
        self._reckoned: dict[Callable[[Service], Any], Reckoning[Any]] = {}

    @property
    def today(self) -> date:
        """The day in Budapest."""
        return self.clock().astimezone(BUDAPEST).date()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state of the archive; in it may be said what cannot be had.

        That is no failure, after which the archive would look through its whole file for damage.
        """
        said: HTTPException | BadParameter | None = None
        with self.archive.read() as connection:
            try:
                yield connection
            except (HTTPException, BadParameter) as error:
                said = error
        if said:
            raise said

    def site(self, language: Language) -> Site:
        """What all pages in a language share."""
        return self._sites.get()[language]

    def choices(self, language: Language) -> Choices:
        """By what stories can be chosen."""
        return self._choices.get()[language]

    @property
    def coming(self) -> Agenda:
        """What is coming."""
        return self._coming.get()

    def page(
        self,
        request: Request,
        template: str,
        *,
        status: int = 200,
        keep: str = PAGES,
        **values: Any,
    ) -> Response:
        """A page in the language that is asked for, with what its template shows.

        ``status`` and ``keep`` are as for ``answer``.
        """
        language: Language = request.state.language
        site = self._site_for(language, status)
        others: dict[str, str] = {
            one: self._in_language(one, request) for one in LANGUAGES if one != language
        }
        site = replace(site, links=replace(site.links, others=others))
        made = environment(language).get_template(template).render(site=site, **values)
        # what no document may hold is taken out of the finished page: so nothing gets past
        body = f"{text(made)}\n".encode()
        return answer(request, body, "text/html; charset=utf-8", status=status, keep=keep)

    async def reckoned(self, reckon: Callable[[Service], Value], fresh: float) -> Value:
        """What ``reckon`` makes of this service, as of some seconds ago (see ``Reckoning``)."""
        if reckon not in self._reckoned:
            self._reckoned[reckon] = Reckoning(partial(reckon, self), fresh)
        value: Value = await self._reckoned[reckon].value()
        return value

    def address(self, request: Request, path: str) -> str:
        """The address of a page, as it stands in links, in the language that is asked for."""
        return self.root + prefix(request.state.language, self.config.language) + path

    def base(self, request: Request) -> str:
        """The public address of the root, or that at which it was asked for."""
        asked = str(request.base_url).rstrip("/") + self.root
        return self.config.address or linkable(asked) or self.root

    def _in_language(self, language: Language, request: Request) -> str:
        """The address of the same page in another language."""
        bare = quote(request.state.path.lstrip("/"))
        path = self.root + prefix(language, self.config.language) + bare
        asked = [one for one in request.url.query.split("&") if one and not one.startswith("in=")]
        if request.state.path == "/" and language == self.config.language and not asked:
            # here a browser is asked what it prefers, and its reader has just said otherwise
            asked = [f"in={language}"]
        return f"{path}?{'&'.join(asked)}" if asked else path

    def _site_for(self, language: Language, status: int) -> Site:
        """What pages share; that something failed is said without an archive, too."""
        try:
            return self.site(language)
        except ArchiveFailed:
            if status < 500:
                raise
            return self._site(language, (), {})

    def _read_choices(self) -> dict[Language, Choices]:
        with self.read() as connection:
            return {language: choices(connection, language) for language in LANGUAGES}

    def _read_conditions(self) -> dict[str, Condition]:
        with self.read() as connection:
            return conditions(connection, self.sources, self.clock())

    def _read_coming(self) -> Agenda:
        with self.read() as connection:
            return agenda(happenings(connection, self.today), self.today)

    def _read_sites(self) -> dict[Language, Site]:
        with self.read() as connection:
            sources = list(described(connection).values())
            known = known_feeds(connection)
        return {language: self._site(language, sources, known) for language in LANGUAGES}

    def _site(
        self, language: Language, sources: Sequence[Mapping[str, Any]], known: Mapping[str, Any]
    ) -> Site:
        config = self.config.model_copy(update={"language": language})
        listed = directory(sources, known, config)
        # what has no file yet has never been published
        made = site_of(
            [one for one in listed if one.name in known], lines(calendars(sources, config)), config
        )
        start = self.root + prefix(language, self.config.language)
        pages = {name: start + path for name, path in PAGES_OF.items()}
        return replace(made, links=Links(pages=pages, root=self.root))


def service(request: Request) -> Service:
    """The service that a request is made to."""
    found: Service = request.app.state.service
    return found
