"""What is shown of a crawl while it runs."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from time import sleep

import pytest

from aggregator import watch
from aggregator.watch import Watch
from scrapers.memory import RobotsSeen, Unchanged
from scrapers.report import CrawlReport

NOW = datetime(2026, 11, 2, tzinfo=UTC)


def crawled(source: str, articles: int = 0, problem: str | None = None) -> CrawlReport:
    return CrawlReport(source, NOW, articles=articles, problem=problem)


def play(*, quiet: bool) -> None:
    with Watch(3, quiet=quiet) as shown:
        for name in ("portal", "press", "silent"):
            shown.begun(name)
        for name in ("portal", "press"):
            shown.found(Unchanged(name, "/a"))
            shown.found(RobotsSeen(name, "portal.example", b""))
        shown.heard(crawled("portal", articles=2))
        shown.heard(crawled("press", problem="its host [red] is not found"))
        sleep(0.3)  # the bar is drawn ten times a second
        shown.heard(crawled("silent"))


def test_in_a_pipe_there_are_plain_lines_of_what_was_found_and_of_what_failed(capsys):
    play(quiet=False)
    said = "portal: 2 articles\n", "press: its host [red] is not found\n"
    assert capsys.readouterr() == said


def test_quiet_it_says_only_what_went_wrong(capsys):
    play(quiet=True)
    assert capsys.readouterr() == ("", "press: its host [red] is not found\n")


def test_on_a_terminal_a_bar_counts_and_names_who_takes_long(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    for name, value in {"TTY_COMPATIBLE": "1", "TERM": "xterm", "COLUMNS": "120"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(watch, "SLOW", 0.1)
    play(quiet=False)
    out, err = capsys.readouterr()
    err = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", err)  # colours, and the cursor's ways
    assert out == ""
    assert "2/3" in err
    assert "2 pages, 0 articles" in err
    assert "silent takes 0 s" in err
    assert "portal: 2 articles" not in err
    assert "press: its host [red] is not found" in err
