"""Strangers' pages are parsed in processes that can be killed.

Bytes go in and frozen values come out; no tree crosses. A failure comes back as a value: an
exception with arguments of its own may not survive the way between processes.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import pickle
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

from scrapers.article import Article
from scrapers.doors.teaser import Reading, Teaser
from scrapers.source import Door, FeedDoor, Source

SECONDS = 10.0
"""How long one page may be parsed; an ordinary one takes a twentieth of one."""
MEMORY = 1_500_000_000
"""Bytes of address space of one worker; beyond them parsing fails as *out-of-memory*."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gave no article: the name under which it counts."""

    reason: str


def read_door(door: Door, body: bytes, url: str, content_type: str) -> Reading:
    """The teasers in a door's answer. Runs in a worker."""
    from scrapers.doors import feed, listing

    if isinstance(door, FeedDoor):
        return feed.read(body, url, content_type)
    return listing.read(body, url, content_type, door.links)


def read_article(
    body: bytes, url: str, content_type: str, source: Source, now: datetime, teaser: Teaser | None
) -> Article | Refusal:
    """The article in a page's answer, or why there is none. Runs in a worker."""
    from scrapers.extract import extract
    from scrapers.page import Page, Unreadable

    try:
        return extract(Page.parse(body, url, content_type), source, now, teaser)
    except Unreadable as unreadable:
        return Refusal(unreadable.reason)


class Workers:
    """A pool of worker processes; a context manager. ``count`` defaults to the cores there are."""

    def __init__(self, count: int | None = None, *, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        # forkserver, never fork: a forked reactor or thread pool is a deadlock in waiting
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["scrapers.extract", "scrapers.doors.feed"])
        self._pool = ProcessPool(
            max_workers=count or os.cpu_count() or 1, context=context, initializer=_confine
        )

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T | Refusal:
        """What ``function`` returns, or a ``Refusal``: *parser-timeout*, *out-of-memory*,
        *parser-crash*, *parser-error*.
        """
        future = self._pool.schedule(_called, args=[function, args, kwargs], timeout=self._seconds)
        try:
            answer: bytes = await asyncio.wrap_future(future)
            result: T | Refusal = pickle.loads(answer)
        except TimeoutError:
            return Refusal("parser-timeout")
        except ProcessExpired:
            return Refusal("parser-crash")
        except Exception:  # what a stranger's page provokes costs that page only
            return Refusal("parser-error")
        return result


def _called(function: Callable[..., T], args: Sequence[Any], kwargs: Mapping[str, Any]) -> bytes:
    """In the worker: what came of the call, pickled here, where it can still go wrong alone."""
    try:
        return pickle.dumps(function(*args, **kwargs))
    except MemoryError:
        return pickle.dumps(Refusal("out-of-memory"))
    except BaseException:
        return pickle.dumps(Refusal("parser-error"))


def _confine() -> None:
    logging.disable()  # what libraries say of strangers' pages is nobody's news
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
