"""Strangers' pages are parsed in processes that can be killed.

Bytes go in and frozen values come out; no tree crosses. A failure comes back as a value: an
exception with arguments of its own may not survive the way between processes.
"""

from __future__ import annotations

import asyncio
import ctypes
import logging
import multiprocessing
import os
import pickle
import resource
import signal
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from multiprocessing import forkserver
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from scrapers.article import Article
from scrapers.doors.teaser import Reading, Teaser
from scrapers.errors import ParserUnavailable
from scrapers.net import indexing
from scrapers.source import (
    Door,
    FeedDoor,
    ListingDoor,
    SitemapDoor,
    Source,
    WordPressDoor,
)
from scrapers.topics import OFF_TOPIC, on_topic

if TYPE_CHECKING:
    from scrapers.discovery.sight import Sight
    from scrapers.doors.listing import Shown

SECONDS = 10.0
"""How long one page may be parsed; an ordinary one takes a twentieth of one."""
MEMORY = 56_000_000
"""Bytes that a worker may take to parse; beyond them parsing fails as *out-of-memory*.

The 90 largest of 280 real pages (up to 1.7 MB) are read within it; one in the middle takes 6.
"""
HELD = 30_000_000
"""Bytes that a worker may hold on to from earlier pages without being worse off with the next."""
MOST = 2
"""Workers at a time: each may take its ``MEMORY``, and one reads some ten pages a second."""
HEAVY = 512 * 1024
"""Bodies over so many bytes are read one at a time: what is slow or large leaves a worker free."""
_LEVEL = 4
"""How hard bodies are compressed: in two thirds of the usual time, for 5 % more bytes."""
PAGES = 100
"""Pages after which a worker makes way for a new one: what it held on to is free again."""
PRELOADED = (__name__, "scrapers.preloaded")
"""Loaded once, where workers come from, and not by each of them."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gave no article: the name under which it counts.

    ``ours`` says that our reading failed, not that the page has none: it may go better next time.
    """

    reason: str
    ours: bool = False


def read_door(
    door: Door, body: bytes, url: str, content_type: str, source: Source, now: datetime
) -> Reading:
    """What a door's answer, received from ``url``, shows. Runs in a worker."""
    from scrapers.doors import feed, listing, sitemap, wordpress

    match door:
        case FeedDoor():
            return feed.read(body, url, content_type, source.zone)
        case WordPressDoor():
            return wordpress.read(body, url, source.zone)
        case SitemapDoor():
            return sitemap.read(body, url, door.under, source.zone)
        case ListingDoor():
            if indexing.NOFOLLOW in _forbidden(body, url, content_type, now):
                return Reading(trouble=indexing.NOFOLLOW)
            return listing.read(body, url, content_type, door, source, now)


def read_article(
    body: bytes,
    url: str,
    content_type: str,
    source: Source,
    now: datetime,
    teaser: Teaser | None,
    furniture: frozenset[int] = frozenset(),
) -> Article | Refusal:
    """The article in a page's answer, or why there is none. Runs in a worker.

    ``furniture`` are hashes of the blocks that the site repeats on its pages.
    """
    from scrapers.extract import extract
    from scrapers.page import Page, Unreadable

    try:
        page = Page.parse(body, url, content_type)
        if indexing.NOINDEX in indexing.of_page(page.tree, now):
            return Refusal(indexing.NOINDEX)
        article = extract(page, source, now, teaser, furniture)
    except Unreadable as unreadable:
        return Refusal(unreadable.reason)
    return article if on_topic(article, source.topics) else Refusal(OFF_TOPIC)


def read_and_pack(
    body: bytes,
    url: str,
    content_type: str,
    source: Source,
    now: datetime,
    teaser: Teaser | None,
    furniture: frozenset[int],
) -> tuple[Article, bytes] | Refusal:
    """What ``read_article`` reads, and the body compressed, to be kept. Runs in a worker."""
    read = read_article(body, url, content_type, source, now, teaser, furniture)
    return read if isinstance(read, Refusal) else (read, zlib.compress(body, _LEVEL))


def see_address(body: bytes, url: str, content_type: str, source: Source, now: datetime) -> Sight:
    """What an answer turns out to be. Runs in a worker."""
    from scrapers.discovery.sight import see

    return see(body, url, content_type, source, now)


def read_listing(
    body: bytes, url: str, content_type: str, source: Source, now: datetime
) -> Shown | Refusal:
    """What a page lists, inferred, or why it cannot be read. Runs in a worker."""
    from scrapers.doors.listing import look
    from scrapers.page import Page, Unreadable

    try:
        return look(Page.parse(body, url, content_type), source, now)
    except Unreadable as unreadable:
        return Refusal(unreadable.reason)


def _forbidden(body: bytes, url: str, content_type: str, now: datetime) -> set[str]:
    """What a page's own elements forbid (see ``indexing``); nothing if it cannot be read."""
    from scrapers.page import Page, Unreadable

    try:
        return indexing.of_page(Page.parse(body, url, content_type).tree, now)
    except Unreadable:
        return set()


def hindrance() -> str:
    """What keeps pages from being parsed at all; empty if nothing does. Runs in a worker."""
    try:
        import scrapers.preloaded  # noqa: F401
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


class Workers:
    """A pool of ``count`` worker processes, begun when there is work; a context manager."""

    def __init__(self, count: int = MOST, *, seconds: float = SECONDS) -> None:
        self._count, self._seconds = count, seconds
        self._heavy = asyncio.Semaphore(1)
        self._checking: asyncio.Task[None] | None = None

    @cached_property
    def _pool(self) -> ProcessPool:
        # forkserver, never fork: a forked reactor or thread pool is a deadlock in waiting
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([*PRELOADED])
        _start_forkserver()
        return ProcessPool(
            max_workers=self._count, max_tasks=PAGES, context=context, initializer=_begin
        )

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if "_pool" not in self.__dict__:
            return
        # a worker that is killed while it starts says so on the terminal
        end = self._pool.stop if error else self._pool.close
        end()  # type: ignore[no-untyped-call]
        self._pool.join()

    async def check(self) -> None:
        """Raise ``ParserUnavailable`` where no page could be parsed: better none than all lost.

        ``FileNotFoundError`` where the working folder is gone. It is found out once, unless it went
        wrong.
        """
        if self._checking is None or self.are_broken:
            self._checking = asyncio.create_task(self._check())
        await asyncio.shield(self._checking)

    @property
    def are_broken(self) -> bool:
        """Whether they were found to be unable to read anything."""
        checking = self._checking
        return checking is not None and checking.done() and checking.exception() is not None

    async def _check(self) -> None:
        why = await self.run(hindrance)
        if why and isinstance(why, str):  # a slow machine may be late, and is not broken
            raise ParserUnavailable(why)

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Refusal:
        """What ``function`` returns, or a ``Refusal``: *parser-timeout*, *out-of-memory*,
        *parser-crash*, *parser-error*.
        """
        if sum(len(one) for one in args if isinstance(one, bytes)) > HEAVY:
            async with self._heavy:
                return await self._run(function, *args, **kwargs)
        return await self._run(function, *args, **kwargs)

    async def _run(
        self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs
    ) -> T | Refusal:
        called = [function, args, kwargs]
        try:
            future = self._pool.schedule(_called, args=called, timeout=self._seconds)
        except FileNotFoundError:  # the working folder is gone
            raise
        except (RuntimeError, OSError) as error:  # no process can be started
            raise ParserUnavailable(str(error.__cause__ or error)) from error
        try:
            answer: bytes = await asyncio.wrap_future(future)
            result: T | Refusal = pickle.loads(answer)
        except TimeoutError:
            return Refusal("parser-timeout", ours=True)
        except ProcessExpired:
            return Refusal("parser-crash", ours=True)
        except Exception:  # what a stranger's page provokes costs that page only
            return Refusal("parser-error", ours=True)
        return result


def _start_forkserver() -> None:
    """Start the process that workers come from, deaf to Ctrl+C, or its imports tell a traceback."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def _called(function: Callable[..., T], args: Sequence[Any], kwargs: Mapping[str, Any]) -> bytes:
    """In the worker: what came of the call, pickled here, where it can still go wrong alone."""
    answer = _tried(function, args, kwargs)
    # only now: an error holds on to all that was in use when it was raised
    if _data() > _own + MEMORY // 4:  # give back what the next page may not need
        ctypes.CDLL(None).malloc_trim(0)
    return answer


def _tried(function: Callable[..., T], args: Sequence[Any], kwargs: Mapping[str, Any]) -> bytes:
    try:
        with _confined():
            return pickle.dumps(function(*args, **kwargs))
    except MemoryError:
        return pickle.dumps(Refusal("out-of-memory", ours=True))
    except BaseException:
        return pickle.dumps(Refusal("parser-error", ours=True))


def _begin() -> None:
    # what libraries say of strangers' pages is nobody's news, in Python or in C
    logging.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    # large blocks on their own, so that they go back as they are freed (mallopt(3))
    ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE_BLOCK)
    global _own  # noqa: PLW0603 - a worker's own, noted once
    _own = _data()


_M_MMAP_THRESHOLD = -3
_LARGE_BLOCK = 128 * 1024
_own = 0
"""Bytes of data that a worker had before its first call."""


@contextmanager
def _confined() -> Iterator[None]:
    """The limit on memory, for the call alone: it is the pool's end if its own part runs out.

    Of data, not of address space: what all workers have in common is no worker's.
    """
    hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
    held = min(max(_data() - _own, 0), HELD)
    resource.setrlimit(resource.RLIMIT_DATA, (_own + held + MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def _data() -> int:
    """Bytes of data that this process has (proc(5), statm)."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
