"""The dead-man address: a real server on loopback hears of runs that go well."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from typer.testing import CliRunner

from aggregator.archive.archive import open_archive
from aggregator.archive.sources import keep_reports, keep_sources
from aggregator.cli import app
from aggregator.pinging import ping
from scrapers.report import CrawlReport
from scrapers.source import read_source

SECRET = "/ping/7d1c-secret?status=up"


@dataclass
class Heard:
    url: str
    answers: list[int] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def waiting(*answers: int) -> Iterator[Heard]:
    """Somebody who waits for a sign of life, and answers so."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.asked.append((self.command, self.path))
            self.send_response(heard.answers.pop(0) if heard.answers else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        heard = Heard(f"http://127.0.0.1:{server.server_port}{SECRET}", list(answers))
        Thread(target=server.serve_forever, daemon=True).start()
        yield heard
        server.shutdown()


def test_a_sign_of_life_is_one_get():
    with waiting() as heard:
        assert ping(heard.url)
    assert heard.asked == [("GET", SECRET)]


def test_it_is_given_again_where_that_may_help_and_only_there():
    with waiting(503) as heard:
        assert ping(heard.url)
    assert len(heard.asked) == 2
    with waiting(404) as heard:
        assert not ping(heard.url)
    assert len(heard.asked) == 1


@pytest.mark.parametrize("answers", [(404,), (500, 500)])
def test_a_failure_is_one_line_without_the_address(caplog, answers):
    with caplog.at_level(logging.WARNING, "klaszterhirek"), waiting(*answers) as heard:
        ping(heard.url)
    (record,) = caplog.records
    assert record.getMessage() == "ping-failed"
    assert "secret" not in str(record.values)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Runs the program in a folder where there is one source, which answers nothing."""
    (tmp_path / "sources").mkdir()
    told = 'name = "X"\norganisation = "X"\nhome = "http://x.invalid/"\nstatus = "lapsed"\n'
    (tmp_path / "sources" / "x.toml").write_text(told)
    monkeypatch.chdir(tmp_path)

    def run(ping: str, *words: str, **more: str) -> int:
        lines = {"contact": "x@example.org", "ping": ping, "sources": "sources", "output": "out"}
        lines["archive"] = f"sqlite:///{tmp_path / 'archive.sqlite'}"
        tables = "".join(f"[{name}]\n{text}\n" for name, text in more.items())
        body = "".join(f'{name} = "{value}"\n' for name, value in lines.items())
        (tmp_path / "klaszterhirek.toml").write_text(body + tables)
        return CliRunner().invoke(app, list(words)).exit_code

    return run


def test_a_run_that_goes_through_is_told_whatever_comes_of_it(program):
    with waiting(404) as heard:
        assert program(heard.url, "update") == 0
        assert len(heard.asked) == 1


def test_a_run_for_a_source_that_is_named_is_no_sign_that_cron_works(program):
    with waiting() as heard:
        program(heard.url, "update", "x")
    assert heard.asked == []


def test_stages_alone_are_no_sign_that_cron_works(program):
    with waiting() as heard:
        program(heard.url, "update")
        for words in (["publish"], ["group"], ["health"], ["crawl"]):
            assert program(heard.url, *words) == 0
    assert len(heard.asked) == 1


def test_a_run_whose_mail_nobody_took_is_none_that_went_well(program, tmp_path):
    mail = (
        '"127.0.0.1"\nport = 1\nsecurity = "none"\nfrom = "x@example.org"\nto = ["x@example.org"]'
    )
    told = (tmp_path / "sources" / "x.toml").read_text().replace("lapsed", "alive")
    with waiting() as heard:
        program(heard.url, "update")
        (tmp_path / "sources" / "y.toml").write_text(f'{told}every = "99d"\n')
        file = read_source(tmp_path / "sources" / "y.toml")
        failed = CrawlReport("y", datetime.now(UTC), doors={"a": "http 403"}, problem="a")
        address = f"sqlite:///{tmp_path / 'archive.sqlite'}"
        with open_archive(address) as archive, archive.write() as connection:
            keep_sources(connection, [file])
            keep_reports(connection, [failed])
        assert program(heard.url, "update", mail=f"host = {mail}") == 0
        assert len(heard.asked) == 1
        assert program(heard.url, "update") == 0
        assert len(heard.asked) == 2
