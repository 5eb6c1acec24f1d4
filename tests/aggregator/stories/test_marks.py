from __future__ import annotations

import tomllib
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.marks import is_quoted, quoted_passages
from tests.aggregator.stories.articles import DATA

TEXTS = tomllib.loads((DATA / "marks.toml").read_text("utf-8"))["text"]
PAIRS = ("„”", "„“", "“”", "»«", "«»", '""', '"”', '„"', '“"')
prose = st.text("abcáéő ,'’", min_size=1, max_size=20).map(lambda said: f"a{said}b")
paragraphs = st.lists(prose, min_size=1, max_size=4).map("\n\n".join)


def said(text: str, blocks: tuple[str, ...] = ()) -> list[str]:
    return [text[start:end] for start, end in quoted_passages(text, blocks)]


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["about"])
def test_a_text_quotes_what_the_file_says(case: dict[str, Any]) -> None:
    assert said(case["text"], tuple(case.get("blocks", ()))) == case["quoted"]


@given(st.text("ab1 \n\t\u00a0„“”»«\"'’(–.", max_size=60), st.lists(st.text("ab „\n", max_size=5)))
def test_quoted_passages_are_in_order_apart_and_within_any_text(
    text: str, blocks: list[str]
) -> None:
    passages = quoted_passages(text, blocks)
    ends = [offset for passage in passages for offset in passage]
    assert ends == sorted(set(ends))
    assert all(0 <= offset <= len(text) for offset in ends)
    quoted = {at for start, end in passages for at in range(start, end)}
    assert quoted == {at for at in range(len(text)) if is_quoted(passages, at)}


@given(st.lists(st.tuples(prose, st.sampled_from(PAIRS), paragraphs), max_size=5))
def test_what_is_set_in_marks_reads_back(parts: list[tuple[str, str, str]]) -> None:
    text = "".join(f"{own} {pair[0]}{quoted}{pair[1]} – " for own, pair, quoted in parts)
    assert said(text) == [quoted for _, _, quoted in parts]


@given(st.lists(prose, min_size=1, max_size=5), st.sampled_from(PAIRS))
def test_paragraphs_that_open_anew_are_one_quotation(lines: list[str], pair: str) -> None:
    anew = f"\n\n{pair[0]}".join(lines)
    assert said(f"Hír.\n\n{pair[0]}{anew}{pair[1]} – írja a lap.") == [anew]


@pytest.mark.parametrize("piece", ["„", '"a', "“", "»", "\n", "„a” ", ' "', 'a"', "«»", '"\n', " "])
def test_a_hostile_text_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    began = process_time()
    quoted_passages(text, [text[:1000]] * 300)
    assert process_time() - began < 10
