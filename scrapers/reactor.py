"""The reactor: Twisted's event loop on asyncio, started once per process."""

from __future__ import annotations

import asyncio
import gc
import signal
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run ``main`` to its end on the process's reactor and return its result.

    SIGINT and SIGTERM cancel it; then ``KeyboardInterrupt`` or ``SystemExit(143)`` comes out. Once
    per process: Twisted's reactor cannot be started again.
    """
    from scrapy.utils.reactor import install_reactor

    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor
    from twisted.python.log import PythonLoggingObserver

    # a log that nobody begins is written to the terminal, tracebacks of strangers' TLS and all
    PythonLoggingObserver("twisted").start()  # type: ignore[no-untyped-call]
    started: Any = reactor  # a module whose functions come from the reactor installed
    loop = asyncio.get_event_loop()
    task = loop.create_task(main)
    caught: list[int] = []

    def stop(number: int) -> None:
        caught.append(number)
        task.cancel()

    gc.freeze()  # what is loaded by now stays: no collection need look through it again and again
    for number in _SIGNALS:
        loop.add_signal_handler(number, stop, number)
    task.add_done_callback(lambda _: started.stop())
    started.run(installSignalHandlers=False)
    for number in _SIGNALS:  # what comes later is meant for whoever runs then
        loop.remove_signal_handler(number)
    if caught:
        raise KeyboardInterrupt if caught[0] == signal.SIGINT else SystemExit(128 + caught[0])
    return task.result()
