"""Lines that many stories have are commonplaces; a release's own lines never are."""

from __future__ import annotations

from aggregator.stories.lines import ARTICLES, STORIES, Seen, SeenLines, lines
from aggregator.stories.reading import Reading
from tests.aggregator.stories.articles import article

FUNDING = "A beszerzést a Tóvidéki Alap támogatta."
LINE = 7
"""The hash of a line."""


def told(*articles: Seen, akin: frozenset[int] = frozenset()) -> SeenLines:
    """One line in these articles, none of which has news in common with any but ``akin``."""
    seen = SeenLines({})
    for one in articles:
        seen.add(one, {LINE}, akin)
    return seen


def everywhere(count: int, first: int = 1) -> list[Seen]:
    """Articles of different stories and sources."""
    return [Seen(at, at, f"lap-{at}") for at in range(first, first + count)]


def reprints(count: int) -> list[Seen]:
    """Articles of one story in different sources."""
    return [Seen(at, 1, f"lap-{at}") for at in range(1, count + 1)]


def without(reading: Reading, text: str) -> Reading:
    """A reading without the lines of ``text``."""
    other = article(1, text)
    return reading.without({one.hash for one in lines(other.wording, other.ends)})


def test_a_line_of_two_stories_of_one_source_is_a_commonplace() -> None:
    seen = told(Seen(1, 1, "lap"), Seen(2, 2, "lap"))
    assert seen.commonplaces == {LINE}
    assert seen.again == {1, 2}


def test_a_line_of_several_sources_is_one_when_enough_stories_have_it() -> None:
    assert not told(*everywhere(STORIES - 1)).commonplaces
    assert told(*everywhere(STORIES)).commonplaces == {LINE}


def test_the_lines_of_a_release_are_none_however_many_reprint_it() -> None:
    assert not told(*reprints(3 * ARTICLES)).commonplaces


def test_a_source_may_have_a_release_twice() -> None:
    # nobody is compared with all reprints: the first copy in that source may not be known as akin
    assert not told(*reprints(ARTICLES), Seen(99, 1, "lap-5")).commonplaces


def test_who_quotes_one_copy_of_a_release_has_news_in_common_with_all() -> None:
    quoting = Seen(99, 99, "lap-5")
    assert told(*reprints(5), quoting).commonplaces
    assert not told(*reprints(5), quoting, akin=frozenset({1})).commonplaces


def test_what_one_source_sets_on_all_its_pages_is_no_story_of_its_own() -> None:
    pages = Seen(1, 1, "lap"), Seen(2, 1, "lap"), Seen(99, 99, "lap")
    assert told(*pages, akin=frozenset({2})).commonplaces == {LINE}


def test_a_release_does_not_lock_out_what_others_say_too() -> None:
    seen = told(*reprints(2 * ARTICLES), *everywhere(STORIES, first=100))
    assert seen.commonplaces == {LINE}


def test_a_bounded_number_of_articles_is_remembered() -> None:
    seen = told(*reprints(2 * ARTICLES))
    assert [*seen.remembered(range(100)).values()].count([LINE]) == ARTICLES


def test_a_commonplace_is_not_remembered_of_anybody() -> None:
    seen = told(Seen(1, 1, "lap"), Seen(2, 2, "lap"))
    assert seen.remembered((1, 2)) == {1: [], 2: []}


def test_an_article_is_compared_without_commonplaces_and_its_tokens_keep_their_places() -> None:
    text = f"Megnyílt a közös műhely.\n{FUNDING}\nA klaszter tagjai használhatják."
    one = without(article(1, text), FUNDING)
    said = [text[token.start : token.end] for token in one.tokens]
    assert " ".join(said) == "Megnyílt a közös műhely A klaszter tagjai használhatják"
    assert len(one.wording) == len(said)
