"""What holds for every test."""

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# property tests tell what holds, not how long an example takes on a busy machine
settings.register_profile("house", deadline=None)
settings.load_profile("house")


def pytest_xdist_auto_num_workers() -> int:
    """Twice as many as there are cores, up to eight: tests wait half of their time.

    For a site's answers, for the gap between two requests to a host, for processes to begin.
    """
    cores = os.cpu_count() or 1
    return max(cores, min(2 * cores, 8))


_SIGNALS = (signal.SIGPIPE, signal.SIGTERM)


@pytest.fixture(autouse=True)
def signals_as_they_were() -> Iterator[None]:
    """Undo what a command that ran in this process has made of signals.

    One that may be left by its reader ends by SIGPIPE: so would a later test that writes to whoever
    has hung up, and the whole process with it.
    """
    before = {one: signal.getsignal(one) for one in _SIGNALS}
    yield
    for one, handler in before.items():
        signal.signal(one, handler)
