"""What went wrong on the way to a page, by its name (see ``names``)."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL.SSL import Error as TLSError
from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from service_identity import VerificationError
from twisted.python.failure import Failure

from scrapers.net.addresses import REFUSED, host_of
from scrapers.net.gate import Busy
from scrapers.net.names import (
    BUSY,
    FAILED,
    HOST_NOT_FOUND,
    PRIVATE,
    REDIRECTIONS,
    REFUSED_CONNECTION,
    TIMEOUT,
    TOO_LARGE,
    UNTRUSTED,
)

_NAMES: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.CannotResolveHostError, HOST_NOT_FOUND),
    (exceptions.DownloadConnectionRefusedError, REFUSED_CONNECTION),
    (exceptions.DownloadTimeoutError, TIMEOUT),
    (exceptions.DownloadCancelledError, TOO_LARGE),
    (exceptions.ResponseDataLossError, "answer broke off"),
    (exceptions.UnsupportedURLSchemeError, "address scheme not allowed"),
    (exceptions.NotSupported, "address scheme not allowed"),
    (exceptions.DownloadFailedError, FAILED),
)


def reason_of(problem: BaseException | Failure, url: str = "") -> str:
    """The name of what stopped a request for ``url``."""
    error = problem.value if isinstance(problem, Failure) else problem
    if isinstance(error, exceptions.CannotResolveHostError) and host_of(url) in REFUSED:
        return PRIVATE
    if isinstance(error, Busy):
        return BUSY
    if isinstance(error, IgnoreRequest):
        return _ignored(str(error))
    if any(isinstance(cause, TLSError | VerificationError) for cause in _causes(error)):
        return UNTRUSTED
    return next((name for kind, name in _NAMES if isinstance(error, kind)), "answer cannot be read")


def let_go(failure: Failure) -> None:
    """Drop a failure's frames: answers that were too large hang on them."""
    failure.cleanFailure()  # type: ignore[no-untyped-call]
    for cause in _causes(failure.value):
        cause.__traceback__ = None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error with all that led to it; Twisted keeps some of it in a list of ``reasons``."""
    while error is not None:
        yield error
        for reason in getattr(error, "reasons", ()):
            yield from _causes(reason.value if isinstance(reason, Failure) else reason)
        error = error.__cause__


def _ignored(text: str) -> str:
    if "redirections" in text:
        return REDIRECTIONS
    # Scrapy's words for a body that grew over the limit while it was unpacked
    return TOO_LARGE if text.startswith("Ignored response") else text
