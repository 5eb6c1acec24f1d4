"""Pages as their scripts make them: Chromium without a network, and what it asks for fetched here.

The page itself and every part of it (scripts, style sheets, data) come through Scrapy's own
middlewares and the gated handler: resolver guard, host gate, robots.txt, redirections, certificates
and limits on size and time are those of every other request, and between a check and the connection
there is no second look-up that could answer otherwise. Chromium is handed the answers.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, cast

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page, Route
from playwright.async_api import Request as Wanted
from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import HtmlResponse, Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.provider import PlaywrightBrowserProvider

from scrapers import urls
from scrapers.net.browser import RENDERED, count_refused
from scrapers.net.failures import reason_of
from scrapers.net.gate import PART, GatedHandler
from scrapers.net.names import TOO_LARGE

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

SETTLING = 10.0
"""Seconds that a page may go on loading and changing after its first display."""
STILL = 0.5
"""Seconds without a change after which a page counts as made."""
PART_PATIENCE = 10.0
"""Seconds over one part of a page."""
PARTS = 200
"""Parts of one page."""
PARTS_SIZE = 32 * 1024 * 1024
"""Bytes of all parts of one page, and of the scripts kept for the next pages of a source."""
MEMORY = 1024 * 1024 * 1024
"""Bytes of one process of the browser; a page has one."""

_NEEDED = frozenset({"script", "stylesheet", "fetch", "xhr"})
# no alerts, no further windows, no forms sent, no downloads
_SANDBOX = "sandbox allow-scripts allow-same-origin"
_NOT_SENT = (
    *("accept-encoding", "connection", "content-length", "cookie", "host", "if-", "referer"),
    *("sec-", "user-agent"),
)
_PASSED_ON = ("content-type", "access-control-")

# it would log every failed page with a traceback; what fails is counted
logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)


class Unrendered(IgnoreRequest):
    """The browser could not make the page, or could not be started."""


class Unwanted(Exception):
    """A part of a page that its text does not need."""


class RenderingHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc]
    """Scrapy's download handler for a source whose pages are rendered.

    An answer to a request marked ``RENDERED`` that is an HTML page has the page's final address
    and its elements as its scripts left them; everything else is answered as it comes. One browser
    and one context for a crawler, one page at a time.
    """

    lazy = False

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.config.target_closed_max_retries = 0  # a page that breaks it would break it again
        self._fetching = GatedHandler(crawler)
        self.patience = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._turn = asyncio.Lock()
        self._scripts: dict[str, Response] = {}
        self._context = {
            "user_agent": crawler.settings["USER_AGENT"],
            "locale": crawler.settings["KLASZTERHIREK_BROWSER_LOCALE"],
            "timezone_id": "Europe/Budapest",  # for dates that scripts write
            "service_workers": "block",
            "accept_downloads": False,
        }

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RenderingHandler:
        """As Scrapy asks for it, for each scheme: one browser serves both."""
        if crawler not in _OPEN:
            _OPEN[crawler] = cls(crawler)
        return _OPEN[crawler]

    async def close(self) -> None:
        """As Scrapy asks for it, for each scheme."""
        if _OPEN.pop(self._crawler, None):
            await self._fetching.close()
            await super().close()

    async def download_request(self, request: Request) -> Response:
        """The answer; a page asked for as ``RENDERED`` as its scripts make it.

        Raises ``DownloadTimeoutError`` for a page that keeps the browser busy for longer than any
        answer may take, ``Unrendered`` for one that it cannot show.
        """
        if not request.meta.get(RENDERED):
            return await self._fetching.download_request(request)
        answer = await self._fetching.download_request(_unconditional(request))
        unpacking = self._crawler.get_downloader_middleware(HttpCompressionMiddleware)
        assert unpacking is not None
        answer = cast(Response, unpacking.process_response(request, answer))
        if answer.status != 200 or not isinstance(answer, HtmlResponse):
            return answer
        async with self._turn:
            return await self._render(request, answer)

    async def _render(self, request: Request, answer: HtmlResponse) -> Response:
        visit = Visit(self, answer, request)
        asking = {
            "playwright": True,
            "playwright_context_kwargs": self._context,
            "playwright_page_init_callback": visit.begin,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_include_page": True,
        }
        try:
            async with asyncio.timeout(self.patience):
                await super().download_request(request.replace(meta=asking))
                url, body = await visit.made()
        except TimeoutError:
            raise DownloadTimeoutError("the page keeps the browser busy") from None
        except PlaywrightError as error:
            if not hasattr(self, "browser"):
                raise Unrendered(f"Chromium does not start: {_why(error)}") from None
            raise Unrendered("page breaks the browser") from None
        finally:
            await visit.end()
        headers = answer.headers.copy()
        for name in ("ETag", "Last-Modified"):  # they tell of the page without its scripts' work
            headers.pop(name, None)
        headers["Content-Type"] = "text/html; charset=utf-8"
        return answer.replace(url=url, headers=headers, body=body, encoding="utf-8")

    async def part(self, wanted: Wanted, page: Request) -> Response:
        """The answer to what a page wants; raises what any request may raise."""
        kept = self._scripts.get(wanted.url)
        if kept and wanted.method == "GET":
            return kept
        answer = await self._through_middlewares(
            Request(
                wanted.url,
                method=wanted.method,
                headers=_sent(wanted.headers, page),
                body=wanted.post_data_buffer,
                meta={
                    **{PART: True, "dont_retry": True, "download_timeout": PART_PATIENCE},
                    "dont_redirect": wanted.method != "GET",
                },
                dont_filter=True,
            )
        )
        if wanted.resource_type in ("script", "stylesheet") and answer.status == 200:
            size = sum(len(one.body) for one in self._scripts.values())
            if size + len(answer.body) <= PARTS_SIZE:
                self._scripts[wanted.url] = answer
        return answer

    async def _through_middlewares(self, request: Request) -> Response:
        """The answer after as many redirections as any request may take."""
        middlewares = self._crawler.engine.downloader.middleware
        while True:
            if urls.join(request.url, "") is None:
                raise IgnoreRequest("address scheme not allowed")
            answer = await middlewares.download_async(self._fetching.download_request, request)
            if isinstance(answer, Response):
                return answer
            request = answer


class ConfinedBrowser(PlaywrightBrowserProvider):  # type: ignore[misc]
    """A browser whose processes each get no more than ``MEMORY``, where the system can see to it.

    The limit is inherited: it is this process's own while what starts the browser is started.
    """

    _starting = asyncio.Lock()

    async def start(self) -> None:
        """As scrapy-playwright asks for it."""
        async with self._starting:
            with _confined():
                await super().start()


@contextmanager
def _confined() -> Iterator[None]:
    try:
        import resource
    except ImportError:  # Windows
        yield
        return
    soft, hard = before = resource.getrlimit(resource.RLIMIT_DATA)
    lowest = min((MEMORY, *(one for one in before if one != resource.RLIM_INFINITY)))
    resource.setrlimit(resource.RLIMIT_DATA, (lowest, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


_OPEN: dict[Crawler, RenderingHandler] = {}


class Visit:
    """One page in the browser: it is given its document and the parts that it may have."""

    def __init__(self, handler: RenderingHandler, document: Response, request: Request) -> None:
        self._handler, self._document, self._request = handler, document, request
        self._page: Page | None = None
        self._shown = self._done = False
        self._parts = self._size = self._loading = 0

    async def begin(self, page: Page, _: Request) -> None:
        """Take a page that is still empty."""
        self._page, self._shown = page, False
        await page.route("**/*", self._answer)

    async def made(self) -> tuple[str, bytes]:
        """The page's address and its HTML in UTF-8, when its scripts are through."""
        assert self._page
        await self._settle(self._page)
        body = (await self._page.content()).encode("utf-8", "replace")
        if len(body) > self._handler.largest:
            raise IgnoreRequest(TOO_LARGE)
        self._done = True
        return self._page.url, body

    async def _settle(self, page: Page) -> None:
        """Return when the page has all it asked for and changes no more, or its time is over."""
        with suppress(TimeoutError):
            async with asyncio.timeout(min(SETTLING, self._handler.patience / 3)):
                before, now = -1, await _size(page)
                while self._loading or now != before:
                    await asyncio.sleep(STILL)
                    before, now = now, await _size(page)
        if await _size(page) > self._handler.largest:  # before all of it comes over
            raise IgnoreRequest(TOO_LARGE)

    async def end(self) -> None:
        """Close the page; with its context where it may still be at work.

        The next page then gets processes of its own.
        """
        if self._page:
            with suppress(PlaywrightError, TimeoutError):
                async with asyncio.timeout(PART_PATIENCE):
                    await (self._page if self._done else self._page.context).close()

    async def _answer(self, route: Route, wanted: Wanted) -> None:
        with suppress(PlaywrightError):  # the page may be gone when the answer comes
            try:
                answer = await self._answer_for(wanted)
            except Unwanted:
                await route.abort("aborted")  # any other error would take the page's place
            except Exception as error:  # whatever it is: the page goes without
                count_refused(self._handler.stats, reason_of(error, wanted.url))
                await route.abort("blockedbyclient")
            else:
                headers = _passed_on(answer)
                if answer is self._document:
                    headers["Content-Security-Policy"] = _SANDBOX
                await route.fulfill(status=answer.status, headers=headers, body=answer.body)

    async def _answer_for(self, wanted: Wanted) -> Response:
        if wanted.is_navigation_request():
            if wanted.frame.parent_frame:  # no part of the text, but the page waits for it
                return HtmlResponse(wanted.url, headers={"Content-Type": "text/html"})
            if self._shown:  # where a script would lead is not followed
                raise Unwanted
            self._shown = True
            return self._document
        if wanted.resource_type not in _NEEDED:
            raise Unwanted
        if wanted.method != "GET" and not self._may_send(wanted):
            raise IgnoreRequest("sends something to another host")
        self._parts += 1
        if self._parts > PARTS or self._size > PARTS_SIZE:
            raise IgnoreRequest("page has too many parts")
        self._loading += 1
        try:
            answer = await self._handler.part(wanted, self._request)
        finally:
            self._loading -= 1
        self._size += len(answer.body)
        return answer

    def _may_send(self, wanted: Wanted) -> bool:
        """Whether a question put by POST goes back to the site that wrote the script."""
        return wanted.method == "POST" and urls.host(wanted.url) == urls.host(self._document.url)


def _unconditional(request: Request) -> Request:
    """``request`` for the whole page: it may be the same and its scripts show something else."""
    headers = request.headers.copy()
    for name in ("If-None-Match", "If-Modified-Since"):
        headers.pop(name, None)
    return request.replace(headers=headers)


def _sent(headers: Mapping[str, str], page: Request) -> dict[str, Any]:
    """A part's request headers: those the script chose, and the languages of the page."""
    chosen = {n: v for n, v in headers.items() if not n.lower().startswith(_NOT_SENT)}
    return {**chosen, "Accept-Language": page.headers.get("Accept-Language") or b"hu"}


def _passed_on(answer: Response) -> dict[str, str]:
    """The headers of an answer that a browser needs to read it."""
    told = {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in answer.headers.items()
    }
    return {name: value for name, value in told.items() if name.startswith(_PASSED_ON)}


async def _size(page: Page) -> int:
    size = await page.evaluate("document.documentElement?.outerHTML.length")
    return size if isinstance(size, int) else 0


def _why(error: PlaywrightError) -> str:
    """Why a browser did not start, out of Playwright's long report."""
    if "No usable sandbox" in error.message:
        return "the system grants it no sandbox"
    ended = re.search(r"exitCode=\w+, signal=\w+", error.message)
    return ended[0] if ended else error.message.splitlines()[0][:200]
