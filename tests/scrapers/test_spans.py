import tomllib
from pathlib import Path

import pytest

from scrapers.dates import Day, Span, find_spans

GROUPS = tomllib.loads((Path(__file__).parent / "data/spans.toml").read_text("utf-8"))["group"]


def told(span: Span) -> str:
    """A span as the data file writes it."""
    days = _day(span.start)
    if span.end != span.start:
        days += f"..{_day(span.end)}"
    clocks = "-".join(f"{clock:%H:%M}" for clock in (span.begins, span.ends) if clock)
    role = span.role if span.role in ("from", "until") else ""
    return " ".join(filter(None, ["about" if span.fuzzy else "", role, days, clocks]))


def _day(day: Day) -> str:
    year, month, one = (f"{part:02}" if part else "?" for part in day)
    return "-".join((year, month, one)).removesuffix("-?").removesuffix("-?")


@pytest.mark.parametrize(
    ("text", "means", "group"),
    [pytest.param(*case, group, id=case[0]) for group in GROUPS for case in group["cases"]],
)
def test_prose_tells_the_days_that_a_reader_takes_from_it(text: str, means: str, group: dict):
    spans = find_spans(text, group.get("languages", ["hu"]), group.get("said"))
    assert "; ".join(told(span) for span in spans) == means
