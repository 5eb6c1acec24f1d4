"""The made-up archive itself: what it promises whoever measures with it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import timedelta
from itertools import pairwise
from random import Random

from tests.aggregator.stories.corpus.draft import runs
from tests.aggregator.stories.corpus.labelled import Labelled, labelled
from tests.aggregator.stories.corpus.lookalikes import KINDS
from tests.aggregator.stories.corpus.phrases import FUNDING
from tests.aggregator.stories.corpus.prose import news
from tests.aggregator.stories.corpus.releases import COPIES_WITHIN, HOSTS_WITHIN
from tests.aggregator.stories.corpus.stream import BEGINS, corpus

SMALL, LARGE = [*corpus(600, 5)], [*corpus(3000, 6)]
RUN = 12
"""Words in a row that a fingerprint is of."""


def test_the_same_size_and_seed_make_the_same_corpus() -> None:
    assert [*corpus(600, 5)] == SMALL
    assert [*corpus(600, 7)] != SMALL


def test_articles_come_as_they_are_found_and_no_later_than_they_appear() -> None:
    assert all(one.first_seen <= other.first_seen for one, other in pairwise(LARGE))
    assert all(one.published.date() <= one.first_seen for one in LARGE if one.published)
    assert len({one.id for one in LARGE}) == len({one.url for one in LARGE}) == len(LARGE)


def test_a_small_archive_is_like_a_large_one() -> None:
    small, large = (Counter(one.role for one in some) for some in (SMALL, LARGE))
    assert all(abs(small[role] / 600 - large[role] / 3000) < 0.05 for role in large)
    assert {one.operation for one in SMALL} == {one.operation for one in LARGE}
    assert SMALL[-1].first_seen - BEGINS > timedelta(days=3000)


def test_what_is_made_of_an_article_comes_within_days() -> None:
    dated = {one.id: one for one in LARGE if one.published}
    for one in dated.values():
        if one.of in dated:
            days = (one.published.date() - dated[one.of].published.date()).days  # type: ignore[union-attr]
            assert 0 <= days <= (HOSTS_WITHIN if one.held else COPIES_WITHIN)


def test_every_story_has_one_original_and_a_source_carries_it_once() -> None:
    stories = defaultdict[int, list[Labelled]](list)
    for one in SMALL:
        stories[one.story].append(one)
    for number, members in stories.items():
        assert [one.id for one in members if one.role == "original"] in ([number], [])
        assert len({one.source for one in members}) == len(members)


def test_look_alikes_of_a_kind_are_told_with_the_same_words() -> None:
    texts = defaultdict[tuple[str, str], list[str]](list)
    for one in LARGE:
        texts[one.operation, one.source].append(one.text)
    for kind in set(KINDS) - {"same title", "invitation and report"}:
        alike = (runs(a, RUN) & runs(b, RUN) for (name, _), some in texts.items() if name == kind
                 for a, b in pairwise(some))  # fmt: skip
        assert any(alike), kind


def test_unrelated_news_share_no_sentence_but_that_of_the_funds() -> None:
    funds = runs(FUNDING, RUN)
    seen: set[tuple[str, ...]] = set()
    for number in range(400):
        own = runs(news(Random(number), BEGINS).text, RUN) - funds
        assert not own & seen
        seen |= own


def test_articles_of_another_generator_may_be_mappings() -> None:
    assert [labelled(asdict(one)) for one in SMALL[:50]] == SMALL[:50]
