"""What the server measures of itself and of the archive, for Prometheus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from time import perf_counter

from prometheus_client import CollectorRegistry, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aggregator.archive.archive import Archive
from aggregator.archive.schema import article, story
from aggregator.archive.sources import last_reports
from aggregator.health.condition import Condition
from aggregator.web.reckoning import Reckoning

FRESH = 30.0
"""Seconds for which the archive is not asked again."""
_FARING = 120.0
"""Seconds for which no source is judged again."""
_OTHER = "other"


class Measures:
    """Gauges of the archive, and how long requests take by the route that answers them."""

    def __init__(self, archive: Archive, fare: Callable[[], Mapping[str, Condition]]) -> None:
        self._archive, self._read = archive, Reckoning(self._read_archive, FRESH)
        self._registry = CollectorRegistry()
        self._registry.register(_Faring(Reckoning(fare, _FARING)))
        self._articles = self._gauge("articles", "Articles in the archive.")
        self._stories = self._gauge("stories", "Stories in the archive.")
        self._last_run = self._gauge("last_crawl_timestamp_seconds", "When a crawl last began.")
        self._sources = Gauge(
            "klaszterhirek_sources",
            "Sources by what their last crawl came to.",
            ["state"],
            registry=self._registry,
        )
        self._requests = Histogram(
            "klaszterhirek_request_seconds",
            "How long requests took until their last byte was handed over.",
            ["route", "status"],
            buckets=(0.005, 0.01, 0.03, 0.1, 0.3, 1, 3, 10),
            registry=self._registry,
        )

    def observe(self, route: str, status: int, seconds: float) -> None:
        """One request was answered."""
        self._requests.labels(route, f"{status // 100}xx").observe(seconds)

    def text(self) -> bytes:
        """Everything in the text format of Prometheus."""
        self._read.get()
        return generate_latest(self._registry)

    def _gauge(self, name: str, about: str) -> Gauge:
        return Gauge(f"klaszterhirek_{name}", about, registry=self._registry)

    def _read_archive(self) -> None:
        with self._archive.read() as connection:
            reports = last_reports(connection)
            counts = [
                connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (article, story)
            ]
        for gauge, count in zip((self._articles, self._stories), counts, strict=True):
            gauge.set(count)
        states = Counter("failing" if one.problem else "well" for one in reports.values())
        for state in ("well", "failing"):
            self._sources.labels(state).set(states[state])
        if reports:
            began = max(one.began for one in reports.values())
            self._last_run.set(began.timestamp())


class _Faring(Collector):
    """How each source fares: a series of value 1 for the condition it is in, and one that says
    whether somebody should look.
    """

    def __init__(self, fared: Reckoning[Mapping[str, Condition]]) -> None:
        self._fared = fared

    def collect(self) -> Iterator[Metric]:
        """All of them, as they were reckoned together."""
        condition = GaugeMetricFamily(
            "klaszterhirek_source_condition",
            "How a source fares: 1 for the condition that it is in.",
            labels=["source", "condition"],
        )
        look = GaugeMetricFamily(
            "klaszterhirek_source_wants_look",
            "Whether somebody should look at a source.",
            labels=["source"],
        )
        for id, one in sorted(self._fared.get().items()):
            condition.add_metric([id, one.kind.replace(" ", "_")], 1)
            look.add_metric([id], one.wants_look)
        yield condition
        yield look


class Measured:
    """Measures every request that passes."""

    def __init__(self, app: ASGIApp, *, measures: Measures) -> None:
        self._app, self._measures = app, measures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = perf_counter(), 500

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            # the router notes in it which route has answered
            route = getattr(scope.get("route"), "path", _OTHER)
            self._measures.observe(route, status, perf_counter() - began)
