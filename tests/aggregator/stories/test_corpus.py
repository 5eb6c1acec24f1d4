"""The gate: a made-up archive kept and grouped, and how far its stories are the true ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import NamedTuple

import pytest
from sqlalchemy import select

from aggregator.archive.archive import Archive, open_archive
from aggregator.archive.schema import article, relation
from aggregator.group import group
from aggregator.stories.partition import Partition
from tests.aggregator.stories.corpus.archived import batches, grouping, keep, keep_known
from tests.aggregator.stories.corpus.copies import COPIES
from tests.aggregator.stories.corpus.draft import runs
from tests.aggregator.stories.corpus.figures import Figures, Grouping, Truth, figures, truths
from tests.aggregator.stories.corpus.labelled import Labelled
from tests.aggregator.stories.corpus.lookalikes import KINDS
from tests.aggregator.stories.corpus.stream import SOURCES, corpus

SIZE, SEED, BATCH = 700, 2021, 100
ARTICLES = {one.id: one for one in corpus(SIZE, SEED)}
TRUTH: Mapping[int, Truth] = truths(ARTICLES.values())
MERGED = 0.02
"""The share of look-alikes of a kind that may be in a story with others."""
FOUND = 0.8
"""The share of reprints of each operation that must be found: a dozen are too few for more."""


class Told(NamedTuple):
    """What an archive says, and the pairs of articles in which it saw anything common."""

    grouping: Grouping
    common: list[tuple[int, int]]


def passes(found: Figures) -> bool:
    return (
        found.copies.precision >= 0.98
        and found.copies.f1 >= 0.95
        and found.stories.precision >= 0.98
        and found.stories.f1 >= 0.95
        and found.quotation.f1 >= 0.90
        and all(found.merged[kind].value <= MERGED for kind in KINDS)
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("corpus")
    ids = {one.url: one.id for one in ARTICLES.values()}
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        keep_known(archive, ARTICLES.values(), SOURCES)
        for batch in batches(ARTICLES.values(), BATCH):
            group(archive, None, keep(archive, batch))
        return Told(grouping(archive, ids), [*common(archive, ids)])


def common(archive: Archive, ids: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    with archive.read() as connection:
        rows = connection.execute(select(article.c.id, article.c.url)).all()
        number = {row.id: ids[row.url] for row in rows}
        for row in connection.execute(select(relation).where(relation.c.until.is_(None))):
            yield number[row.article], number[row.other]


@pytest.fixture(scope="module")
def found(told: Told) -> Figures:
    return figures(TRUTH, told.grouping)


def test_reprints_and_quotations_are_told_from_look_alikes(found: Figures) -> None:
    assert passes(found), found


def test_whatever_becomes_of_an_article_its_reprints_are_found(found: Figures) -> None:
    missed = {name: found.found[name] for name in COPIES if found.found[name].value < FOUND}
    assert not missed


def test_look_alikes_are_stories_of_their_own(found: Figures) -> None:
    merged = {kind: found.merged[kind] for kind in KINDS if found.merged[kind].value > MERGED}
    assert not merged


def test_the_right_article_is_the_original(found: Figures) -> None:
    assert found.originals.value >= 0.9, found.originals


def test_the_gate_fails_where_nothing_is_merged() -> None:
    alone = Grouping({id: (id, "original") for id in TRUTH})
    assert figures(TRUTH, alone).copies.precision == 1
    assert not passes(figures(TRUTH, alone))


def test_the_gate_fails_where_all_with_common_words_are_merged(told: Told) -> None:
    blocks = Partition(TRUTH)
    for one, other in told.common:
        blocks.unite(one, other)
    roles = {id: "original" if blocks.find(id) == id else "reprint" for id in TRUTH}
    merged = Grouping({id: (blocks.find(id), roles[id]) for id in TRUTH}, told.grouping.holds)
    assert figures(TRUTH, merged).copies.recall > 0.9
    assert not passes(figures(TRUTH, merged))


def test_no_share_of_common_words_tells_series_from_copies() -> None:
    """Why there is a guard: series share more than edited and shortened copies do."""
    copies = [
        shared(one, ARTICLES[one.of])
        for one in ARTICLES.values()
        if one.role == "reprint" and one.of in ARTICLES
    ]
    series = [
        shared(one, other)
        for one, other in combinations(ARTICLES.values(), 2)
        if one.operation == other.operation == "series by year" and one.source == other.source
    ]
    alike = [share for share in series if share > 0.3]
    for least in (step / 100 for step in range(100)):
        merged = sum(share >= least for share in alike)
        right = sum(share >= least for share in copies)
        assert right < 0.95 * len(copies) or merged > 0.5 * len(alike)


def shared(one: Labelled, other: Labelled) -> float:
    """The share of the word 5-grams of both that stand in both."""
    left, right = runs(one.text, 5), runs(other.text, 5)
    return len(left & right) / len(left | right)
