"""Whatever happens, in any order: what subscribers were promised holds after every step."""

import shutil
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from aggregator.archive.archive import open_archive
from aggregator.config import Config
from aggregator.editing import join, split
from aggregator.errors import NotFound
from aggregator.publishing import window
from scrapers.memory import Missing
from tests.aggregator.archive.findings import DAY, MONDAY, PORTAL
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT
from tests.aggregator.publishing.newsroom import (
    ADDRESS,
    Newsroom,
    Watch,
    feeds_in,
    files,
    short,
)

NEWS = (
    RELEASE,
    REPRINT,
    QUOTATION,
    OTHER,
    *(short(n, f"2021-06-0{1 + n % 6}", ("portal", "member", "press")[n % 3]) for n in range(8)),
)
UNDATED = tuple(short(100 + n, None) for n in range(4))
ONE = st.sampled_from(NEWS)
WORDS = st.sampled_from(("", " (bővült)", " – más néven", " 2021. 07. 01-ig"))
SECTORS = st.sampled_from((None, "faipar", "energia"))


class History(RuleBasedStateMachine):
    """Two archives to which the same happens: one publishes after every step, one at the end."""

    blank: Path
    folder: Path
    numbers = count()
    news = NEWS
    at_the_end = True
    """Whether what is published at the end alone is compared, too."""
    already = ()
    """What is there when a history begins."""

    @initialize()
    def begin(self) -> None:
        here = self.folder / str(next(self.numbers))
        here.mkdir()
        self.rooms, self.here, self.day = [], here, 0
        for name in ("often", "once"):
            file = shutil.copy(self.blank, here / f"{name}.sqlite")
            archive = open_archive(f"sqlite:///{file}")
            self.rooms.append(Newsroom(archive, Config(address=ADDRESS, output=here / name)))
        self.often, self.once = self.rooms
        for room in self.rooms:
            room.keep(*self.already)
            room.group()
        self.watch = Watch(self.often.config.output)
        self._publish()

    @rule(one=st.data(), words=WORDS)
    def keep(self, one: st.DataObject, words: str) -> None:
        finding = one.draw(st.sampled_from(self.news))
        title = finding.article.title + words
        self._happens(replace(finding, article=replace(finding.article, title=title)))

    @rule(one=ONE)
    def gone(self, one) -> None:
        missing = Missing(one.source, one.key)
        self._happens(missing)
        self._happens(missing)

    @rule(old=st.sampled_from(NEWS[4:]))
    def the_newest_goes_and_an_old_one_is_edited(self, old) -> None:
        newest = {item["url"] for item in self.often.items()[:2]}
        for one in NEWS:
            if one.url in newest:
                self.gone(one)
        title = f"{old.article.title} ({self.day}. nap)"
        self._happens(replace(old, article=replace(old.article, title=title)))

    @rule()
    def regroup(self) -> None:
        self.day += 1
        for room in self.rooms:
            room.group(self.day, everything=True)
        self._publish()

    @rule(one=ONE, other=ONE)
    def join(self, one, other) -> None:
        if one is not other:
            self._edit(lambda room, now: join(room.archive, ADDRESS, one.url, other.url, now))

    @rule(one=ONE)
    def split(self, one) -> None:
        self._edit(lambda room, now: split(room.archive, ADDRESS, one.url, now))

    @rule(sector=SECTORS, name=st.sampled_from(("Hálózati Portál", "Új név")))
    def describe(self, sector: str | None, name: str) -> None:
        self.day += 1
        for room in self.rooms:
            told = PORTAL.model_copy(update={"sector": sector, "name": name})
            room.know(told, day=self.day)
        self._publish()

    @rule()
    def nothing_happens(self) -> None:
        before = files(self.often.config.output)
        assert self.often.publish(self.day) == ()
        assert files(self.often.config.output) == before

    def teardown(self) -> None:
        if not hasattr(self, "rooms"):
            return
        try:
            afresh = self.often.afresh(self.here / "afresh", self.day)
            assert files(self.often.config.output) == afresh
            if self.at_the_end:
                self._compare()
        finally:
            for room in self.rooms:
                room.archive.__exit__(None, None, None)

    def _compare(self) -> None:
        """Of who asked often and who asks now both have the same, but for what had left once."""
        self.once.publish(self.day)
        often, once = self.often.config.output, self.once.config.output
        # a feed may have begun, and be empty now: of those who ask late nobody has heard of it
        for name in feeds_in(once):
            ours = {item["url"] for item in self.often.items(name)}
            theirs = {item["url"] for item in self.once.items(name)}
            assert ours <= theirs, name
            if not self.watch.left.get(name):
                assert ours == theirs, name
        assert {*feeds_in(once)} <= {*feeds_in(often)}

    def _happens(self, finding) -> None:
        self.day += 1
        for room in self.rooms:
            room.keep(finding, day=self.day)
            room.group(self.day)
        self._publish()

    def _edit(self, said) -> None:
        self.day += 1
        for room in self.rooms:
            try:
                said(room, MONDAY + self.day * DAY)
            except NotFound:
                return
        self._publish()

    def _publish(self) -> None:
        self.often.publish(self.day)
        self.watch.look()
        assert len(self.often.items()) <= window.MOST


@pytest.fixture(scope="module")
def machine(blank: Path, tmp_path_factory: pytest.TempPathFactory):
    class Made(History):
        pass

    Made.blank, Made.folder = blank, tmp_path_factory.mktemp("histories")
    return Made


def play(machine: type[History], examples: int, steps: int) -> None:
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            # to make a failing history shorter takes minutes
            phases=[Phase.generate],
            database=None,
        ),
    )


def test_nothing_that_was_promised_breaks_in_any_history(machine):
    class WithUndated(machine):
        news = (*NEWS, *UNDATED)

    play(WithUndated, 5, 12)


def test_nothing_comes_back_through_a_small_window_in_any_history(machine, monkeypatch):
    """With a window so small that most of what there is falls out of it."""
    monkeypatch.setattr(window, "MOST", 5)
    monkeypatch.setattr(window, "LEAST", 2)
    monkeypatch.setattr(window, "AGE", 30 * DAY)

    class Small(machine):
        at_the_end, already = False, NEWS

    play(Small, 8, 14)
