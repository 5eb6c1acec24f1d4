"""Names for what goes wrong on the way to a page: one short line each, for people and counters."""

from __future__ import annotations

from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from scrapers.net.addresses import REFUSED, host_of
from scrapers.net.gate import Busy

_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.CannotResolveHostError, "host not found"),
    (exceptions.DownloadConnectionRefusedError, "connection refused"),
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadCancelledError, "answer too large"),
    (exceptions.ResponseDataLossError, "answer broke off"),
    (exceptions.UnsupportedURLSchemeError, "address scheme not allowed"),
    (exceptions.NotSupported, "address scheme not allowed"),
    (exceptions.DownloadFailedError, "connection failed"),
)


def reason_of(problem: BaseException | Failure, url: str = "") -> str:
    """The name of what stopped a request for ``url``."""
    error = problem.value if isinstance(problem, Failure) else problem
    if isinstance(error, exceptions.CannotResolveHostError) and host_of(url) in REFUSED:
        return "private address refused"
    if isinstance(error, Busy):
        return "host asks to be left alone"
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    return next((name for kind, name in _NAMES if isinstance(error, kind)), type(error).__name__)


def _ignored(text: str) -> str:
    if "redirections" in text:
        return "too many redirections"
    # Scrapy's words for a body that grew over the limit while it was unpacked
    return "answer too large" if text.startswith("Ignored response") else text
