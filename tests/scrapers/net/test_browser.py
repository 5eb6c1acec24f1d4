"""Whether there is a browser, and what is said where there is none."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from scrapers.net import browser


def program(folder: Path, name: str) -> Path:
    file = folder / name
    file.write_text("#!/bin/sh\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return file


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is all of the path."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv(browser.VARIABLE, raising=False)
    return tmp_path


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_an_installed_chromium_is_found_by_its_usual_names(path: Path, name: str) -> None:
    file = program(path, name)
    assert browser.chromium() == str(file)


def test_one_that_is_named_is_taken_before_one_that_is_found(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path, "chromium")
    (path / "other").mkdir()
    mine = program(path / "other", "mine")
    monkeypatch.setenv(browser.VARIABLE, str(mine))
    assert browser.chromium() == str(mine)


def test_without_a_chromium_it_is_said_what_to_install(path: Path) -> None:
    told = browser.missing()
    assert told
    assert "apt-get install chromium" in told


def test_a_named_one_that_is_no_program_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path, "chromium")
    monkeypatch.setenv(browser.VARIABLE, str(path / "nothing"))
    assert browser.missing() == (
        f"needs a browser: KLASZTERHIREK_CHROMIUM names no program ({path / 'nothing'})"
    )


def test_without_the_extra_it_is_said_what_to_install(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(path, "chromium")
    monkeypatch.setattr(browser, "find_spec", lambda name: None)
    assert browser.missing() == "needs a browser: pip install 'klaszterhirek[browser]'"


def test_the_browser_is_told_nothing_of_the_programs_environment(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KLASZTERHIREK_ARCHIVE", "postgresql://user:secret@host/archive")
    assert "secret" not in str(browser.launch_options())


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="a system without root")
def test_only_root_does_without_the_sandbox(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert browser.launch_options()["chromium_sandbox"] is True
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert browser.launch_options()["chromium_sandbox"] is False
