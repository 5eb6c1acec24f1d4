"""The same articles end in the same stories, in whatever order and batches they come.

All are first seen at one moment: who was seen first is a sign of who is the original.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from aggregator.archive.archive import Archive
from aggregator.archive.sources import keep_sources
from aggregator.group import group
from scrapers.memory import Kept, Missing
from tests.aggregator.archive.findings import DAY, MONDAY, contents
from tests.aggregator.storied import Stories, add, emptied, prose, source, sqlite, stories
from tests.aggregator.stories.corpus.archived import kept
from tests.aggregator.stories.corpus.stream import SOURCES, corpus
from tests.aggregator.test_labelled_cases import SOURCES as KNOWN
from tests.aggregator.test_labelled_cases import STORIES
from tests.aggregator.test_labelled_cases import finding as labelled

SIZE = 60
FEW = settings(max_examples=6, derandomize=True, phases=[Phase.generate])
"""An example takes seconds; a failing one is made smaller by hand."""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with sqlite(tmp_path_factory.mktemp("orders")) as made:
        yield made


def of_corpus(seed: int) -> list[Kept]:
    return [kept(one) for one in corpus(SIZE, seed)]


def of_files(*names: str) -> list[Kept]:
    """The articles of some labelled files, each at an address of its own."""
    found = []
    for path in [one for one in STORIES if not names or one.stem in names]:
        for number, table in enumerate(tomllib.loads(path.read_text("utf-8"))["article"]):
            url = table.get("url", f"https://{table.get('source', 'portal')}.example.hu/{number}")
            found.append(labelled(number, {**table, "url": f"{url}/{path.stem}/{number}"}))
    return found


def filled(archive: Archive, findings: Sequence[Kept]) -> Archive:
    emptied(archive, findings, SOURCES)
    with archive.write() as connection:
        keep_sources(connection, [KNOWN.get(name) or source(name) for name in _names(findings)])
    return archive


def _names(findings: Sequence[Kept]) -> list[str]:
    known = {one.id for one in SOURCES}
    return sorted({one.source for one in findings} - known)


def arrived(archive: Archive, batches: Sequence[Sequence[Kept]]) -> Stories:
    filled(archive, [one for batch in batches for one in batch])
    for batch in batches:
        add(archive, batch)
    return stories(archive)


@st.composite
def arrivals(draw: st.DrawFn, findings: Sequence[Kept]) -> list[list[Kept]]:
    """The findings in any order, in batches of any size."""
    left, batches = draw(st.permutations(findings)), []
    while left:
        size = draw(st.sampled_from((1, 2, 3, 7, 20, SIZE)))
        batches.append(left[:size])
        left = left[size:]
    return batches


@pytest.mark.parametrize(
    "seed", [5, pytest.param(11, marks=pytest.mark.long), pytest.param(13, marks=pytest.mark.long)]
)
def test_any_order_of_a_made_up_archive_ends_in_the_same_stories(archive: Archive, seed: int):
    findings = of_corpus(seed)
    expected = arrived(archive, [findings])
    assert len(expected) < SIZE

    @FEW
    @given(arrivals(findings))
    def check(batches: list[list[Kept]]) -> None:
        assert arrived(archive, batches) == expected

    check()


@pytest.mark.parametrize("names", [
    ("quoting_article_reprinted", "newsletter_teaser_with_details_link", "announcement_and_report"),
    ("quotation_among_many_about_us", "day_range_in_three_spellings", "two_years_at_two_sites"),
    ("quotation_of_a_reprint", "round_up_of_three_short_news", "order_of_three_lengths"),
    ("monthly_meetings", "about_us_only", "reprint_in_two_parts_of_a_longer_feature"),
], ids=lambda names: names[0])  # fmt: skip
def test_any_order_of_labelled_articles_ends_in_the_same_stories(archive: Archive, names) -> None:
    findings = of_files(*names)
    expected = arrived(archive, [findings])
    for way in (reversed, partial(sorted, key=lambda one: one.article.text), _second_last):
        assert arrived(archive, [[one] for one in way(findings)]) == expected


def _second_last(findings: Sequence[Kept]) -> list[Kept]:
    return [*findings[1::2], *findings[::2]]


# Runs


def test_grouping_everything_again_ends_in_the_same_and_mints_nothing(archive: Archive) -> None:
    findings = of_corpus(5)
    made = arrived(archive, [findings[at : at + 9] for at in range(0, SIZE, 9)])
    before = contents(archive)
    done = add(archive, [], MONDAY + DAY, everything=True)
    assert (done.articles, done.minted) == (SIZE, 0)
    assert stories(archive) == made
    after = contents(archive)
    assert all(after[table] == before[table] for table in ("story", "membership", "commonplace"))


class Broken(Exception):
    """Whatever ends a run."""


@pytest.mark.parametrize("everything", [False, True])
@pytest.mark.parametrize("batches", [1, 3, 6])
def test_a_run_that_was_broken_off_is_gone_on_with(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, batches: int, everything: bool
) -> None:
    findings = of_corpus(5)
    expected = arrived(archive, [findings])
    monkeypatch.setattr("aggregator.group.BATCH", 7)
    if not everything:
        filled(archive, findings)
    with pytest.raises(Broken):
        add(archive, findings, everything=everything, on_progress=_breaking_off(batches * 7))
    left = group(archive, None, MONDAY).articles
    assert SIZE - batches * 7 <= left < SIZE
    assert stories(archive) == expected


def _breaking_off(at: int) -> Callable[[int, int], None]:
    def on_progress(done: int, total: int) -> None:
        if done >= at:
            raise Broken

    return on_progress


# What changes and goes


def test_an_article_edited_to_another_text_and_back_is_where_it_was(archive: Archive) -> None:
    findings = of_corpus(5)
    expected = arrived(archive, [findings])
    for number, one in enumerate(findings[::6]):
        for said in (prose(700 + number), one.article.text):
            add(archive, [replace(one, article=replace(one.article, text=said))])
        assert stories(archive) == expected


def test_a_source_whose_articles_are_gone_takes_nobody_out_of_a_story(archive: Archive) -> None:
    findings = of_corpus(5)
    expected = arrived(archive, [findings])
    name = max(_sources(findings), key=_sources(findings).count)
    gone = [Missing(one.source, one.key) for one in findings if one.source == name]
    for day in (1, 2):
        add(archive, gone, MONDAY + day * DAY)
    assert stories(archive) == expected
    add(archive, [], MONDAY + 3 * DAY, everything=True)
    assert stories(archive) == expected


def _sources(findings: Sequence[Kept]) -> list[str]:
    return [one.source for one in findings]
