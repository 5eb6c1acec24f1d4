from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from aggregator.archive.index.place import VERSIONS
from aggregator.archive.index.spans import Span, Version, spans
from tests.aggregator.archive.findings import DAY, MONDAY


def versions(*texts, step=DAY):
    """Versions with these texts, each replaced so much later than the one before."""
    ends = [MONDAY + number * step for number in range(1, len(texts))]
    return [
        Version("", text, None, "hu", until)
        for text, until in zip(texts, [*ends, None], strict=True)
    ]


def told(some):
    """Spans as text, number, and the days from Monday on when they begin and end."""
    return [
        (
            one.version.text,
            one.number,
            (one.since - MONDAY) / DAY,
            one.until and (one.until - MONDAY) / DAY,
        )
        for one in some
    ]


def test_what_was_never_edited_is_one_span_without_an_end():
    (now,) = versions("a")
    assert spans([now], MONDAY) == [Span(now, None, MONDAY, None)]


def test_each_version_lasts_until_the_next():
    found = told(spans(versions("a", "b", "a"), MONDAY))
    assert found == [("a", 0, 0, 1), ("b", 1, 1, 2), ("a", None, 2, None)]


def test_versions_in_a_row_that_are_found_alike_are_one():
    found = told(spans(versions("a", "a", "b", "c", "c"), MONDAY))
    assert found == [("a", 1, 0, 2), ("b", 2, 2, 3), ("c", None, 3, None)]


def test_another_date_language_or_title_is_another_version():
    (first, last) = versions("a", "a")
    for more in ({"title": "b"}, {"published_at": MONDAY}, {"language": None}):
        assert len(spans([first._replace(**more), last], MONDAY)) == 2
    assert len(spans([first, last], MONDAY)) == 1


def test_of_too_many_versions_the_oldest_is_missing_and_the_others_stay_as_they_were():
    texts = [f"{n}" for n in range(VERSIONS + 2)]
    before = spans(versions(*texts[:-1]), MONDAY)
    after = spans(versions(*texts), MONDAY)
    assert len(before) == len(after) == VERSIONS + 1
    assert after[:-2] == before[1:-1]
    assert (after[-2].version.text, after[-2].number) == (texts[-2], before[0].number)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=600))
def test_spans_follow_one_another_without_a_gap_and_have_numbers_of_their_own(texts):
    some = versions(*texts, step=timedelta(hours=1))
    found = spans(some, MONDAY)
    assert (found[-1].version, found[-1].until) == (some[-1], None)
    numbers = [one.number for one in found[:-1]]
    assert len(set(numbers)) == len(numbers)
    assert all(0 <= number < VERSIONS for number in numbers)
    for one, after in pairwise(found):
        assert one.until == after.since
        assert one.version.found_by != after.version.found_by
    if len(texts) <= VERSIONS:
        assert found[0].since == MONDAY
