"""Every recording in ``recordings/`` is read as it was when it was made."""

import json
from pathlib import Path

import pytest

from scrapers.recording.expected import compared, expected
from scrapers.recording.recording import EXPECTED, read_recording

FOLDERS = sorted(Path(__file__).with_name("recordings").iterdir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_recording_is_read_as_expected(folder: Path):
    then = (folder / EXPECTED).read_text(encoding="utf-8")
    diff = compared(then, expected(read_recording(folder)))
    assert not diff, f"{folder.name} reads otherwise now\n{diff}"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_recording_shows_articles_and_has_no_prose(folder: Path):
    recording = read_recording(folder)
    told = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
    on_the_list = [one for door in told["doors"] for one in door["articles"]]
    assert recording.doors
    assert recording.articles or on_the_list
    assert recording.stripped() == recording
