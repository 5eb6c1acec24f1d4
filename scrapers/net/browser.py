"""The browser for sites whose pages are made by scripts: whether there is one, and its settings.

Light to import: what drives the browser is loaded only for a source that asks for it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scrapy.settings import BaseSettings
    from scrapy.statscollectors import StatsCollector

RENDERED = "rendered"
"""The key in a request's meta that asks for the page as its scripts make it."""
VARIABLE = "KLASZTERHIREK_CHROMIUM"
"""The environment variable that names a Chromium which is not on the path."""

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_HANDLER = "scrapers.net.rendering.RenderingHandler"
_REFUSED = "klaszterhirek/refused/"
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR")

# Chromium has no network at all: no name resolves, and all it asks for goes to a proxy that is
# not there. What a page loads is fetched for it (see rendering.py); what is not, fails. UDP goes
# round proxies, so what speaks it is off.
_ARGUMENTS = (
    "--proxy-server=http://nowhere.invalid:9",
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=256",
)


def missing() -> str | None:
    """What must be installed before a page can be rendered, in one line; ``None`` if nothing."""
    if find_spec("scrapy_playwright") is None:
        return "needs a browser: pip install 'klaszterhirek[browser]'"
    if chromium() is None:
        told = os.environ.get(VARIABLE)
        if told:
            return f"needs a browser: {VARIABLE} names no program ({told})"
        return f"needs a browser: apt-get install chromium, or name one in {VARIABLE}"
    return None


def chromium() -> str | None:
    """The path of an installed Chromium, ``None`` if none is found."""
    told = os.environ.get(VARIABLE)
    return next(filter(None, map(shutil.which, (told,) if told else _NAMES)), None)


def use(settings: BaseSettings, languages: Sequence[str]) -> None:
    """Have Scrapy answer requests marked ``RENDERED`` with what Chromium makes of the page.

    ``settings`` are those of one crawler, not yet frozen; ``languages`` those of its source.
    """
    handlers = {**settings["DOWNLOAD_HANDLERS"], "http": _HANDLER, "https": _HANDLER}
    values = {
        "DOWNLOAD_HANDLERS": handlers,
        "PLAYWRIGHT_BROWSER_PROVIDER": "scrapers.net.rendering.ConfinedBrowser",
        "PLAYWRIGHT_LAUNCH_OPTIONS": launch_options(),
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": 0,  # the time over the whole page is limited
        "KLASZTERHIREK_BROWSER_LOCALE": languages[0],
    }
    settings.update(values, priority="spider")


def launch_options() -> dict[str, Any]:
    """How Chromium is started: Playwright's options for it."""
    return {
        "executable_path": chromium(),
        "args": list(_ARGUMENTS),
        # root can have no sandbox: Chromium would not start
        "chromium_sandbox": not hasattr(os, "geteuid") or os.geteuid() != 0,
        # a page that breaks out of the browser finds no passwords there
        "env": {name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
    }


def count_refused(stats: StatsCollector | None, reason: str) -> None:
    """Note that a part of a page was refused for ``reason``."""
    if stats:
        stats.inc_value(_REFUSED + reason)


def refused(stats: StatsCollector | None) -> Mapping[str, int]:
    """How many parts of pages were refused in a crawl, by the name of the reason."""
    values = stats.get_stats() if stats else {}
    return {
        name.removeprefix(_REFUSED): number
        for name, number in values.items()
        if name.startswith(_REFUSED)
    }
