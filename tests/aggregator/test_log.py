import json
import logging
import unicodedata
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.log import LOGGER, configure, event, visible


@pytest.fixture
def log(capsys):
    """Configure logging, log, and read what came out on standard error."""
    root, own = logging.root.handlers[:], LOGGER.level
    level = logging.root.level

    def said(verbose=True, quiet=False, as_json=False):
        configure(verbose=verbose, quiet=quiet, as_json=as_json)

    yield said
    logging.root.handlers[:] = root
    logging.root.setLevel(level)
    LOGGER.setLevel(own)


def lines(capsys):
    out, err = capsys.readouterr()
    assert out == ""
    return err.splitlines()


@given(st.text())
def test_visible_text_is_one_line_without_anything_that_steers_a_terminal(text):
    shown = visible(text)
    assert not any(unicodedata.category(letter)[0] == "C" for letter in shown)
    assert len(shown.splitlines()) <= 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("árvíztűrő – „tükörfúrógép” 😀", "árvíztűrő – „tükörfúrógép” 😀"),
        ("  két\n szó\u2028és\tegy ", "két szó és egy"),
        ("\x1b[31mpiros\x07", "\\x1b[31mpiros\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("a\u202eb", "a\\u202eb"),
        ("\ud800", "\\ud800"),
        ("", ""),
    ],
)
def test_what_is_harmless_stays_and_the_rest_is_written_out(text, shown):
    assert visible(text) == shown


def test_an_event_is_its_name_and_its_values(log, capsys):
    log()
    event("crawled", source="portal", articles=3, problem=None)
    assert lines(capsys) == ["crawled source=portal articles=3"]


def test_strangers_text_stays_inside_its_value(log, capsys):
    log()
    event("crawled", problem="http 500\ncrawled source=hamis", title="\x1b]0;x\x07", empty="")
    assert lines(capsys) == [
        'crawled problem="http 500 crawled source=hamis" title=\\x1b]0;x\\x07 empty=""'
    ]


def test_a_value_with_spaces_is_quoted(log, capsys):
    log()
    event("crawled", title='a "b"')
    assert lines(capsys) == ['crawled title="a \\"b\\""']


@pytest.mark.parametrize("value", ['"', 'a"b', '"x"'])
def test_a_value_with_a_quotation_mark_is_quoted(log, capsys, value):
    log()
    event("crawled", title=value)
    assert lines(capsys) == [f"crawled title={json.dumps(value)}"]


def test_json_is_one_object_a_line_with_the_moment(log, capsys):
    log(as_json=True)
    event("crawled", source="portal", title="\x1b[31m\n„é”", count=3, problem=None)
    (line,) = lines(capsys)
    assert line.isascii()
    told = json.loads(line)
    assert datetime.fromisoformat(told.pop("at")).tzinfo is not None
    assert told == {
        "level": "info",
        "event": "crawled",
        "source": "portal",
        "title": "\x1b[31m\n„é”",
        "count": 3,
        "problem": None,
    }


@pytest.mark.parametrize(
    ("verbose", "quiet", "levels"),
    [
        (False, False, ["WARNING", "ERROR"]),
        (True, False, ["INFO", "WARNING", "ERROR"]),
        (False, True, ["ERROR"]),
        (True, True, ["ERROR"]),
    ],
)
def test_how_much_is_logged(log, capsys, verbose, quiet, levels):
    log(verbose=verbose, quiet=quiet)
    for level in ("DEBUG", "INFO", "WARNING", "ERROR"):
        event(level, getattr(logging, level))
    assert lines(capsys) == levels


def test_other_libraries_are_heard_only_when_verbose(log, capsys):
    log(verbose=False)
    logging.getLogger("scrapy.core").error("hiba")
    log(verbose=True)
    logging.getLogger("scrapy.core").error("hiba\nkét sorban")
    assert lines(capsys) == ["hiba két sorban"]


@pytest.mark.parametrize("as_json", [False, True])
def test_what_crashed_is_logged_with_the_way_there(log, capsys, as_json):
    log(as_json=as_json)
    try:
        {}["nincs"]
    except KeyError:
        logging.getLogger("scrapy.core").exception("Spider error")
    assert "KeyError" in "".join(lines(capsys))


def test_what_a_crash_says_is_escaped_too(log, capsys):
    log()
    try:
        raise ValueError("\x1b[2J\u202e")
    except ValueError:
        logging.getLogger("scrapy.core").exception("Spider error")
    said = "".join(lines(capsys))
    assert "ValueError" in said
    assert "\x1b" not in said
    assert "\u202e" not in said
