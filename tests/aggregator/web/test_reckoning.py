"""What costs much is reckoned once, and keeps nobody waiting who need not."""

from __future__ import annotations

import asyncio
from threading import Event

import pytest

from aggregator.web.reckoning import OLD, Reckoning

WAIT = 30
"""Seconds after which a test that hangs fails."""


class Counting:
    """Reckons 1, then 2, then 3 …, each when it may."""

    def __init__(self) -> None:
        self.times = 0
        self.may, self.began = Event(), Event()
        self.may.set()

    def __call__(self) -> int:
        self.began.set()
        assert self.may.wait(WAIT)
        self.times += 1
        if self.times < 0:
            raise ValueError("bad luck")
        return self.times


async def until(condition):
    async with asyncio.timeout(WAIT):
        while not condition():
            await asyncio.sleep(0.001)


def test_all_who_come_first_wait_for_one_reckoning():
    counting = Counting()

    async def main():
        made = Reckoning(counting, 1000)
        return await asyncio.gather(*(made.value() for _ in range(50))), await made.value()

    assert asyncio.run(main()) == ([1] * 50, 1)


def test_who_asks_for_a_value_that_is_not_fresh_gets_it_while_another_is_reckoned(monkeypatch):
    counting = Counting()

    async def main():
        clock = [1000.0]
        monkeypatch.setattr("aggregator.web.reckoning.monotonic", lambda: clock[0])
        made = Reckoning(counting, 10)
        assert await made.value() == 1
        counting.may.clear()
        clock[0] += 11
        assert await made.value() == 1
        assert await made.value() == 1
        counting.may.set()
        await until(lambda: counting.times == 2)
        await until(lambda: made._pending is None)
        assert await made.value() == 2
        clock[0] += 10 * OLD + 1
        assert await made.value() == 3

    asyncio.run(main())


def test_a_failure_is_told_to_who_waits_and_forgotten():
    counting = Counting()
    counting.times = -5

    async def main():
        made = Reckoning(counting, 1000)
        with pytest.raises(ValueError, match="bad luck"):
            await made.value()
        counting.times = 0
        assert await made.value() == 1

    asyncio.run(main())


def test_who_hangs_up_does_not_take_the_value_from_others():
    counting = Counting()
    counting.may.clear()

    async def main():
        made = Reckoning(counting, 1000)
        impatient, patient = (asyncio.ensure_future(made.value()) for _ in range(2))
        await until(counting.began.is_set)
        impatient.cancel()
        await asyncio.sleep(0)
        counting.may.set()
        return await patient

    assert asyncio.run(main()) == 1


def test_nobody_else_waits_while_something_is_reckoned():
    slow, quick = Counting(), Counting()
    slow.may.clear()

    async def main():
        waiting = [asyncio.ensure_future(Reckoning(slow, 1000).value()) for _ in range(20)]
        await until(slow.began.is_set)
        assert await Reckoning(quick, 1000).value() == 1
        assert not any(one.done() for one in waiting)
        slow.may.set()
        assert len(await asyncio.gather(*waiting)) == 20

    asyncio.run(main())


def test_who_waits_in_a_thread_gets_the_same(monkeypatch):
    counting, clock = Counting(), [1000.0]
    monkeypatch.setattr("aggregator.web.reckoning.monotonic", lambda: clock[0])
    made = Reckoning(counting, 10)
    assert [made.get(), made.get(), asyncio.run(made.value())] == [1, 1, 1]
    clock[0] += 10 * OLD + 1
    assert made.get() == 2
