"""What holds for every test."""

import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings

# property tests tell what holds, not how long an example takes on a busy machine
settings.register_profile("house", deadline=None)
settings.load_profile("house")

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
