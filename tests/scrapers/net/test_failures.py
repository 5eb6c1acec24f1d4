from collections.abc import Iterator

import pytest
from scrapy import exceptions
from scrapy.exceptions import IgnoreRequest
from twisted.python.failure import Failure

from scrapers.net.addresses import REFUSED
from scrapers.net.failures import reason_of
from scrapers.net.gate import Busy
from scrapers.net.robots import RobotsForbidden, RobotsUnreachable

NAMES: list[tuple[BaseException, str]] = [
    (exceptions.CannotResolveHostError("x"), "host not found"),
    (exceptions.DownloadConnectionRefusedError("x"), "connection refused"),
    (exceptions.DownloadTimeoutError("x"), "timeout"),
    (exceptions.DownloadCancelledError("x"), "answer too large"),
    (exceptions.ResponseDataLossError("x"), "answer broke off"),
    (exceptions.UnsupportedURLSchemeError("x"), "address scheme not allowed"),
    (exceptions.NotSupported("x"), "address scheme not allowed"),
    (exceptions.DownloadFailedError("x"), "connection failed"),
    (IgnoreRequest("max redirections reached"), "too many redirections"),
    (IgnoreRequest("Ignored response <200 x> because its size exceeded"), "answer too large"),
    (RobotsForbidden("forbidden by robots.txt"), "forbidden by robots.txt"),
    (RobotsUnreachable("robots.txt: http 503"), "robots.txt: http 503"),
    (Busy("pelda.hu asks to be left alone for 300 s"), "host asks to be left alone"),
    (KeyError("x"), "answer cannot be read"),
]


@pytest.fixture
def refused() -> Iterator[set[str]]:
    """The hosts whose addresses are refused in this test."""
    before = set(REFUSED)
    yield REFUSED
    REFUSED.clear()
    REFUSED.update(before)


@pytest.mark.parametrize(("error", "name"), NAMES, ids=lambda value: type(value).__name__)
def test_what_goes_wrong_has_a_short_name(error: BaseException, name: str):
    assert reason_of(error) == name
    assert reason_of(Failure(error), "https://pelda.hu/") == name


def test_a_refused_address_is_told_from_a_missing_name(refused: set[str]):
    refused.add("belso.pelda.hu")
    missing = exceptions.CannotResolveHostError("x")
    assert reason_of(missing, "https://belso.pelda.hu:8080/a") == "private address refused"
    assert reason_of(missing, "https://pelda.hu/a") == "host not found"


def test_a_host_that_was_refused_once_and_times_out_later_timed_out(refused: set[str]):
    refused.add("pelda.hu")
    assert reason_of(exceptions.DownloadTimeoutError("x"), "https://pelda.hu/") == "timeout"


def test_the_same_trouble_has_the_same_name():
    names = {reason_of(Busy(f"pelda.hu asks to be left alone for {n} s")) for n in (300, 301)}
    assert len(names) == 1
