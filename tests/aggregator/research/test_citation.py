import subprocess
from datetime import UTC, date, datetime

import pytest

from aggregator.archive.codec import article_row
from aggregator.research.citation import citation, digest
from tests.aggregator.archive.findings import MONDAY, article, published

TEXT = "A klaszter tagjai szeptemberben közös mérőlabort nyitnak."
SEEN = datetime(2021, 6, 9, 4, 0, 7, 123456, tzinfo=UTC)


def row(**more):
    """The columns of an article, and the name of its source."""
    columns = article_row(article(**more))
    seen = {"first_seen": MONDAY, "last_seen": SEEN}
    return {**columns, **seen, "id": 7, "source_name": "Hálózati Portál"}


def test_a_citation_says_who_what_when_where_and_how_to_check_it():
    assert citation(row(published=published("2021-06-04"))) == (
        "Hálózati Portál: Közös mérőlabor nyílik. 2021-06-04. "
        "https://portal.example.hu/hirek/mérőlabor "
        f"(article 7, last seen 2021-06-09T04:00:07Z, sha256:{digest(TEXT)})"
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (published("2021-06-04T10:30", precision="minute"), "2021-06-04T10:30:00+02:00."),
        (published("2021-06-04"), "2021-06-04."),
        (published("2021-06-01", precision="month"), "2021-06."),
        (None, "n. d."),
    ],
)
def test_a_citation_is_dated_no_more_precisely_than_is_known(told, said):
    assert f"nyílik. {said} https://" in citation(row(published=told))


def test_a_citation_of_a_former_day_names_it():
    told = "(article 7, first seen 2021-06-07T05:30:00Z, as known on 2021-06-30, sha256:"
    for then in (row(), row() | {"last_seen": None}):  # it was seen again later
        assert told in citation(then, date(2021, 6, 30))


def test_what_is_not_known_to_have_been_seen_again_was_seen_first():
    assert "(article 7, first seen 2021-06-07" in citation(row() | {"last_seen": None})


@pytest.mark.parametrize("title", ["Nyílik?", "Nyílik!", "Nyílik…", "Nyílik."])
def test_what_ends_in_a_stop_gets_no_other(title):
    assert f": {title} n. d. https://" in citation(row(title=title))


@pytest.mark.parametrize(
    "title", ["Egy\nkettő", "Egy\r\n\tkettő", "Egy\x1b[31m kettő", "\u202eEgy"]
)
def test_a_citation_is_one_line_that_steers_no_terminal(title):
    line = citation(row(title=title))
    assert line.isprintable()
    assert "Egy" in line


@pytest.mark.parametrize("text", [TEXT, "", "két\n\nbekezdés", "$HOME 'a' \"b\" \\n %s", "🎉 – „”"])
def test_the_digest_is_what_sha256sum_says(text):
    script = 'printf %s "$1" | sha256sum'
    done = subprocess.run(
        ["sh", "-c", script, "sh", text], capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[0] == digest(text)
