"""All on a clock that leaps over every wait: the seconds are exact, and the tests take none."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.net.gate import CONNECTIONS, LONGEST_WAIT, Busy, HostGate, retry_after
from tests.scrapers.net.clock import run

NOW = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


# Retry-After.


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 30 ", 30),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90),
        ("Tue, 24 Nov 2026 12:01:00 +0200", 60),
        ("Tuesday, 24-Nov-26 10:02:00 GMT", 120),
        ("Tue Nov 24 10:03:00 2026 GMT", 180),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0),
        *((text, 0) for text in ("", "soon", "-5", "1.5", "1e9", "²", "nan", "inf", "5 minutes")),
        *((text, 0) for text in ("Tue, 99 Nov 2026 10:00:00 GMT", "2026-11-24T10:01:00Z")),
    ],
)
def test_a_retry_after_asks_for_seconds_or_until_a_moment(value: str, seconds: float):
    assert retry_after(value, NOW) == seconds


@given(st.text() | st.text("0123456789 :,GMTNov+-.", max_size=40))
def test_any_retry_after_is_some_seconds_and_never_less_than_none(value: str):
    assert retry_after(value, NOW) >= 0


# The gate.


@dataclass
class Visits:
    """Who goes through a gate, when, and how many at once."""

    gate: HostGate = field(default_factory=HostGate)
    starts: list[float] = field(default_factory=list)
    inside: int = 0
    most: int = 0
    busy: int = 0

    async def visit(
        self, host: str = "pelda.hu", gap: float | None = 0.0, stay: float = 0.0
    ) -> None:
        try:
            async with self.gate.passing(host, gap):
                self.starts.append(asyncio.get_running_loop().time())
                self.inside += 1
                self.most = max(self.most, self.inside)
                await asyncio.sleep(stay)
                self.inside -= 1
        except Busy:
            self.busy += 1


def gaps(starts: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(starts)]


def test_the_parts_of_a_page_wait_for_a_place_but_for_no_gap():
    visits = Visits()

    async def main() -> None:
        await visits.visit(gap=60.0)
        await asyncio.gather(*(visits.visit(gap=None, stay=1.0) for _ in range(4)))

    run(main())
    assert visits.most == CONNECTIONS
    assert visits.starts == [0.0, 0.0, 0.0, 1.0, 1.0]


def test_a_host_has_no_more_than_two_requests_at_once():
    visits = Visits()

    async def main() -> None:
        await asyncio.gather(*(visits.visit(stay=5) for _ in range(9)))

    run(main())
    assert CONNECTIONS == 2
    assert visits.most == 2
    assert visits.starts == pytest.approx([0, 0, 5, 5, 10, 10, 15, 15, 20])


def test_between_two_requests_to_a_host_the_gap_is_kept():
    visits = Visits()

    async def main() -> None:
        await asyncio.gather(*(visits.visit(gap=3, stay=0.5) for _ in range(5)))
        await asyncio.sleep(60)
        await visits.visit(gap=3)

    run(main())
    assert visits.starts[:5] == pytest.approx([0, 3, 6, 9, 12])
    assert visits.starts[5] == pytest.approx(72.5)


def test_two_hosts_do_not_wait_for_each_other():
    visits = Visits()

    async def main() -> None:
        hosts = ("pelda.hu", "masik.hu", "harmadik.hu")
        await asyncio.gather(*(visits.visit(host, gap=10, stay=5) for host in hosts))

    run(main())
    assert visits.starts == [0, 0, 0]


def test_a_crawl_delay_is_kept_where_it_is_longer_than_the_gap():
    visits = Visits()

    async def main() -> None:
        visits.gate.slow("pelda.hu", 7)
        visits.gate.slow("masik.hu", 1)
        await asyncio.gather(*(visits.visit(gap=2) for _ in range(3)))
        await asyncio.gather(*(visits.visit("masik.hu", gap=2) for _ in range(2)))

    run(main())
    assert visits.starts == pytest.approx([0, 7, 14, 14, 16])


def test_a_crawl_delay_holds_no_host_longer_than_the_longest_wait():
    visits = Visits()

    async def main() -> None:
        visits.gate.slow("pelda.hu", 86_400)
        await visits.visit()
        await visits.visit()

    run(main())
    assert (visits.starts, visits.busy) == (pytest.approx([0, LONGEST_WAIT]), 0)


def test_no_request_begins_while_a_host_is_held():
    visits = Visits()

    async def main() -> None:
        visits.gate.hold("pelda.hu", 60)
        visits.gate.hold("pelda.hu", 5)
        await asyncio.gather(visits.visit(), visits.visit("masik.hu"))

    run(main())
    assert visits.starts == pytest.approx([0, 60])


def test_no_request_begins_while_a_host_is_held_though_it_was_waiting_already():
    visits = Visits()

    async def main() -> None:
        waiting = asyncio.gather(visits.visit(gap=3), visits.visit(gap=3))
        await asyncio.sleep(1)
        visits.gate.hold("pelda.hu", 60)
        await waiting

    run(main())
    assert visits.starts == pytest.approx([0, 61])


def test_a_slow_host_is_waited_for_however_long_its_queue():
    visits = Visits()

    async def main() -> None:
        visits.gate.slow("pelda.hu", LONGEST_WAIT)
        await asyncio.gather(*(visits.visit() for _ in range(4)))

    run(main())
    assert visits.busy == 0
    assert visits.starts == pytest.approx([n * LONGEST_WAIT for n in range(4)])


def test_a_hold_longer_than_the_longest_wait_is_heard_by_those_who_wait_already():
    visits = Visits()

    async def main() -> None:
        waiting = asyncio.gather(visits.visit(gap=3), visits.visit(gap=3))
        await asyncio.sleep(1)
        visits.gate.hold("pelda.hu", 86_400)
        await waiting

    run(main())
    assert visits.busy == 1
    assert visits.starts == pytest.approx([0])


def test_a_host_that_asks_for_longer_than_the_longest_wait_is_busy():
    visits = Visits()

    async def main() -> None:
        visits.gate.hold("pelda.hu", LONGEST_WAIT + 1)
        # more than there are places: a refusal must give its place back
        await asyncio.gather(*(visits.visit() for _ in range(5)))
        await asyncio.sleep(1)
        await visits.visit()

    run(main())
    assert visits.busy == 5
    assert visits.starts == pytest.approx([LONGEST_WAIT + 1])


def test_busy_says_which_host_and_for_how_long():
    gate = HostGate()

    async def main() -> None:
        gate.hold("pelda.hu", 3_600)
        async with gate.passing("pelda.hu", 0):
            pass

    with pytest.raises(Busy, match=r"pelda\.hu .* 3600 s"):
        run(main())


@pytest.mark.parametrize(("held", "rests"), [(0.0, 1.0), (60.0, 60.0), (86_400.0, LONGEST_WAIT)])
def test_whoever_is_through_with_a_host_rests_until_another_may_ask_it(held: float, rests: float):
    visits = Visits()

    async def main() -> None:
        await visits.visit(gap=1.0)
        visits.gate.hold("pelda.hu", held)
        began = asyncio.get_running_loop().time()
        await visits.gate.rest("pelda.hu")
        assert asyncio.get_running_loop().time() - began == pytest.approx(rests)
        await visits.gate.rest("masik.hu")  # nobody was there

    run(main())


def test_a_request_that_fails_or_is_given_up_makes_room_for_the_next():
    visits = Visits()

    async def fails() -> None:
        async with visits.gate.passing("pelda.hu", 0):
            raise ValueError

    async def main() -> None:
        await asyncio.gather(*(fails() for _ in range(5)), return_exceptions=True)
        tasks = [asyncio.ensure_future(visits.visit(stay=1_000)) for _ in range(5)]
        await asyncio.sleep(1)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await visits.visit()

    run(main())
    assert visits.starts == pytest.approx([0, 0, 1])


@given(
    st.lists(
        st.tuples(st.floats(0, 30), st.floats(0, 5), st.floats(0, 10)), min_size=2, max_size=12
    )
)
def test_whoever_comes_when_two_are_the_most_and_the_gap_is_kept(
    visitors: list[tuple[float, float, float]],
):
    visits = Visits()

    async def comes(after: float, gap: float, stay: float) -> None:
        await asyncio.sleep(after)
        await visits.visit(gap=gap, stay=stay)

    async def main() -> None:
        await asyncio.gather(*(comes(*visitor) for visitor in visitors))

    run(main())
    assert len(visits.starts) == len(visitors)
    assert visits.most <= CONNECTIONS
    shortest = min(gap for _, gap, _ in visitors)
    assert all(gap >= shortest - 1e-6 for gap in gaps(visits.starts))
