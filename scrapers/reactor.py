"""The reactor: Twisted's event loop on asyncio, started once per process."""

from __future__ import annotations

import asyncio
import gc
import resource
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

from scrapers.errors import LimitTooLow

FILES = 256
"""Files that a crawl must be able to have open: some three for a host, and its own.

Where there are too few, connections fail, and that would count as the sites' failure.
"""
T = TypeVar("T")
GRACE = 30.0
"""Seconds in which what was asked to stop is to come to its end before it is cancelled."""
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(
    main: Coroutine[Any, Any, T], stop: asyncio.Event | None = None, seconds: float | None = None
) -> T:
    """Run ``main`` to its end on the process's reactor and return its result.

    SIGINT and SIGTERM set ``stop``, and ``main`` is to come to its end; it is cancelled after
    ``GRACE``, at a second signal, or at once where there is no ``stop``. Then ``KeyboardInterrupt``
    or ``SystemExit(143)`` comes out. After ``seconds``, ``stop`` is set and no more. Once per
    process: Twisted's reactor cannot be started again. Raises ``LimitTooLow`` where too few files
    may be open.
    """
    from scrapy.utils.reactor import install_reactor

    try:
        _need(FILES)
        install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    except BaseException:
        main.close()
        raise
    from twisted.internet import reactor
    from twisted.python.log import PythonLoggingObserver

    # a log that nobody begins is written to the terminal, tracebacks of strangers' TLS and all
    PythonLoggingObserver("twisted").start()  # type: ignore[no-untyped-call]
    started: Any = reactor  # a module whose functions come from the reactor installed
    loop = asyncio.get_event_loop()
    task = loop.create_task(main)
    caught: list[int] = []

    def end(number: int) -> None:
        caught.append(number)
        if stop is None or len(caught) > 1:
            task.cancel()
        else:
            stop.set()
            loop.call_later(GRACE, task.cancel)

    gc.freeze()  # what is loaded by now stays: no collection need look through it again and again
    for number in _SIGNALS:
        loop.add_signal_handler(number, end, number)
    if stop and seconds is not None:
        loop.call_later(seconds, stop.set)
    task.add_done_callback(lambda _: started.stop())
    started.run(installSignalHandlers=False)
    for number in _SIGNALS:  # what comes later is meant for whoever runs then
        loop.remove_signal_handler(number)
    if caught:
        raise KeyboardInterrupt if caught[0] == signal.SIGINT else SystemExit(128 + caught[0])
    return task.result()


def _need(files: int) -> None:
    """Have the limit on open files raised as far as needed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= files:
        return
    if hard != resource.RLIM_INFINITY and hard < files:
        raise LimitTooLow(hard, files)
    resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
