"""What stood, stood then, and is written whatever it holds."""

import csv
import io
import json
from datetime import datetime, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregator.editing import join
from aggregator.exporting import BATCH, COLUMNS, records
from aggregator.research.citation import digest
from aggregator.research.dictionary import FIELDS, NOW, THEN_OR_EMPTY
from aggregator.tell import tell
from scrapers.article import BUDAPEST
from tests.aggregator.archive.findings import DAY, MONDAY, kept, published
from tests.aggregator.research.filled import EDITED, NEXT_WEEK, TUESDAY, day, filled
from tests.aggregator.research.running import run, told

KINDS = ("articles", "stories", "relations", "events", "credits", "revisions")


@pytest.fixture
def full(archive):
    return filled(archive)


def exported(archive, what, as_of=None):
    return list(records(archive, what, as_of))


# As of a moment


def test_articles_are_as_they_were_known(full):
    now, then = exported(full, "articles"), exported(full, "articles", TUESDAY)
    assert [one["title"] for one in then[:3]] == [
        "Közös mérőlabor nyílik Somlóváron",
        "Mérni is tudunk majd",
        '=Új; "hűtőház"',
    ]
    assert len(now) == len(then) == 6
    assert (now[0]["text"], now[0]["changed"]) == (EDITED, NEXT_WEEK)
    assert (then[0]["changed"], then[0]["last_seen"]) == (None, None)
    assert (now[2]["gone"], then[2]["gone"]) == (NEXT_WEEK + DAY, None)
    assert then[0]["sha256"] == digest(then[0]["text"]) != now[0]["sha256"]
    assert "first seen 2021-06-07T05:30:00Z, as known on 2021-06-08, sha256:" in then[0]["citation"]
    assert "as known" not in now[0]["citation"]


def test_what_was_not_known_yet_is_not_there(full):
    before = MONDAY - DAY
    assert len(exported(full, "articles", MONDAY)) == 3
    assert [exported(full, what, before) for what in KINDS] == [[]] * 6


def test_stories_have_the_members_that_they_had(full):
    def members(as_of=None):
        told = exported(full, "stories", as_of)
        return sorted((one["id"] - told[0]["id"], one["role"]) for one in told)

    assert members(MONDAY) == [(0, "original"), (0, "quotation"), (1, "original")]
    assert members(TUESDAY) == members()
    assert len(members()) == 6


def test_a_story_that_became_another_was_one_of_its_own(full):
    first, cold = (exported(full, "articles")[at]["id"] for at in (0, 2))
    join(full, None, str(first), str(cold), NEXT_WEEK + 3 * DAY)
    now = {one["id"]: one for one in exported(full, "stories")}
    then = {one["id"]: one for one in exported(full, "stories", TUESDAY)}
    left = [one for one in now.values() if one["same_as"]]
    assert [(one["article"], one["role"]) for one in left] == [(None, None)]
    assert then[left[0]["id"]]["article"] == cold
    assert [one["same_as"] for one in then.values()] == [None] * 4


def test_what_has_ended_stands_as_of_the_day_before(full):
    ended = [one for one in exported(full, "relations") if one["until"]]
    assert {one["until"] for one in ended} == {NEXT_WEEK}
    then = exported(full, "relations", TUESDAY)
    pairs = [(one["article"], one["other"], one["kind"]) for one in then]
    assert all((one["article"], one["other"], one["kind"]) in pairs for one in ended)
    assert {one["until"] for one in then} == {None}
    assert all(one["until"] is None for one in exported(full, "relations", NEXT_WEEK + DAY))
    assert len(exported(full, "credits", MONDAY)) == 1
    assert len(exported(full, "events", MONDAY)) == 0
    assert len(exported(full, "events", TUESDAY)) == 2


def test_revisions_are_those_that_had_been_replaced(full):
    assert exported(full, "revisions", NEXT_WEEK - timedelta(seconds=1)) == []
    (one,) = exported(full, "revisions", NEXT_WEEK)
    assert (one["since"], one["until"]) == (MONDAY, NEXT_WEEK)
    assert (one["published"], one["title"]) == ("2021-06-04", "Közös mérőlabor nyílik Somlóváron")


def lasting(archive, what, as_of):
    """The records without what has only today's value, or none where a later one took its place."""
    passing = {one.field for one in FIELDS[what] if one.as_of in (NOW, THEN_OR_EMPTY)}
    return [
        {name: value for name, value in one.items() if name not in passing}
        for one in exported(archive, what, as_of)
    ]


def test_an_export_as_of_a_day_is_the_same_whenever_it_is_made(full):
    noon = TUESDAY + DAY / 4
    before = [lasting(full, what, noon) for what in KINDS]
    again = kept(path="uj", title="Új hír", published=published("2021-06-20"))
    moved = kept(text="Egészen más szöveg.", path="nap", authors=("Nagy Pál",), language="de")
    day(full, NEXT_WEEK + 6 * DAY, again, moved)
    assert [lasting(full, what, noon) for what in KINDS] == before
    assert "text" in before[0][0]
    assert "citation" in before[0][0]


def test_the_present_is_as_of_now(full):
    later = NEXT_WEEK + 30 * DAY
    for what in ("stories", "events", "credits", "revisions"):
        assert exported(full, what) == exported(full, what, later)
    said = [one.pop("citation") for one in exported(full, "articles", later)]
    assert all("as known on 2021-07-14" in one for one in said)


# Streamed


def test_records_come_before_all_are_read_and_as_many_as_there_are(archive):
    many = [kept(path=str(n), text=f"Hír {n}.") for n in range(2 * BATCH + 1)]
    day(archive, MONDAY, *many)
    for as_of in (None, MONDAY):
        stream = records(archive, "articles", as_of)
        assert len(list(islice(stream, 3))) == 3
        stream.close()
        assert len(exported(archive, "articles", as_of)) == 2 * BATCH + 1
    day(archive, TUESDAY, kept(path="még"))  # nothing is held by what was left


# Whatever it holds

TEXTS = st.text() | st.sampled_from(["=1+1", "'=1", "a;=1", 'a","b', "a\r\n=b", "\u2028", "\ufeff"])
RECORDS = st.fixed_dictionaries(
    {
        "id": st.integers(-(2**63), 2**63 - 1),
        "title": TEXTS | st.none(),
        "share": st.floats(0, 1),
        "authors": st.lists(TEXTS),
        "seen": st.datetimes().map(lambda at: at.replace(tzinfo=BUDAPEST)),
    }
)


def written(some, form):
    out = io.StringIO(newline="")
    tell(some, form, columns=("id", "title", "share", "authors", "seen"), out=out)
    return out.getvalue().encode("utf-8", "backslashreplace")


@given(st.lists(RECORDS, max_size=5))
def test_json_lines_come_back_as_they_were(some):
    lines = written(some, "jsonl").split(b"\n")
    assert lines.pop() == b""
    read = [json.loads(line) for line in lines]
    assert read == [one | {"seen": one["seen"].isoformat()} for one in some]


@given(st.lists(RECORDS, max_size=5))
def test_csv_comes_back_as_it_was_but_for_an_apostrophe(some):
    text = written(some, "csv").decode()
    _, *rows = csv.reader(io.StringIO(text, newline=""))
    assert len(rows) == len(some)
    for (number, title, share, authors, _), one in zip(rows, some, strict=True):
        said = (one["title"] or "").encode("utf-8", "backslashreplace").decode()
        assert title in (said, f"'{said}")
        assert (int(number), float(share)) == (one["id"], one["share"])
        assert json.loads(authors) == one["authors"]


# A spreadsheet runs none of it

HARMLESS = ("Hír", "– mondta", "„=”", "1+1", "a=b", "#1", "''", "−5 fok", "\u00a0Hír", "5-én")
FORMULAS = (
    *("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tHír", "\nHír", "\0Hír"),
    *(" =1+1", "   -1", "\u00a0=1", "\u3000=1", "\u200b=1", "\ufeff=1", "\u202e=1", "\x0b=1"),
    *(" \t\n =1", "\u2028@a", "\x1b=1", "\u00ad+1"),
    *("\uff1d1", "\uff0b1", "\uff0d1", "\uff20a", "\ufe661", "\ufe621", "\ufe631", "\ufe6ba"),
    *("\u207c1", "\u207a1", "\u2a751", "\u3000\uff1d1"),
)


def cell(text):
    out = io.StringIO(newline="")
    tell([{"title": text}], "csv", columns=("title",), out=out)
    return next(islice(csv.reader(io.StringIO(out.getvalue(), newline="")), 1, None))[0]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_a_spreadsheet_may_run_gets_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("text", FORMULAS)
def test_an_apostrophe_of_its_own_is_told_from_ours(text):
    assert [cell(f"{own}{text}") for own in ("", "'", "''")] == [
        f"{more}{text}" for more in ("'", "''", "'''")
    ]


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_no_formula_stays_as_it_is(text):
    assert cell(text) == text


# The command


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    from aggregator.archive.archive import open_archive

    folder = tmp_path_factory.mktemp("home")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        filled(archive)
    (folder / "klaszterhirek.toml").write_text('archive = "sqlite:///archive.sqlite"\n')
    return folder


def test_what_is_written_is_utf_8_whatever_is_usual_here(home):
    usual = {"PYTHONIOENCODING": "iso-8859-2", "PYTHONUTF8": "0"}
    lines = told(home, "export", **usual).decode("utf-8")
    assert [json.loads(line)["source_name"] for line in lines.split("\n")[:2]] == [
        "Hálózati Portál",
        "Tölgyliget Faipari Klaszter",
    ]
    out = told(home, "export", "--what", "credits", "--format", "csv", **usual)
    text = out.decode("utf-8")
    assert not text.startswith("\ufeff")
    assert b"\r\r" not in out
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(head) == COLUMNS["credits"]
    assert [row[3] for row in rows] == ["Hálózati Portál"] * 2


def test_a_day_is_meant_to_its_end_in_budapest(home):
    def titles(as_of):
        out = told(home, "export", "--as-of", as_of)
        return [json.loads(line)["title"] for line in out.decode().splitlines()]

    assert len(titles("2021-06-07")) == 3
    assert titles("2021-06-13")[0] == "Közös mérőlabor nyílik Somlóváron"
    assert titles("2021-06-14")[0] == "Nyílik a mérőlabor"


def test_a_day_to_come_is_today(home):
    out = told(home, "export", "--what", "relations", "--as-of", "2199-01-01")
    found = [json.loads(line) for line in out.splitlines()]
    assert found
    assert {one["until"] for one in found} == {None}
    today = datetime.now(BUDAPEST).date().isoformat()
    line = told(home, "export", "--as-of", "2199-01-01").splitlines()[0]
    assert f"as known on {today}" in json.loads(line)["citation"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--as-of", "tegnap"), "--as-of: tegnap is no day"),
        (("--format", "warc"), "--format: articles are written as jsonl or csv"),
        (("--what", "answers", "--format", "csv"), "--format: answers are written as warc"),
        (("--what", "answers", "--format", "jsonl"), "--format: answers are written as warc"),
        (("--what", "dictionary", "--as-of", "2021-06-04"), "--as-of: the dictionary is of no day"),
    ],
)
def test_what_cannot_be_written_is_told_in_a_line(home, words, said):
    done = run(home, "export", *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(f"klaszterhirek: {said}")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("to", "code", "said"),
    [
        (">&-", 2, "standard output: is closed; send it to a file or a program"),
        ("> /dev/full", 74, "standard output: No space left on device; make room, or name another"),
    ],
)
@pytest.mark.parametrize("what", ["articles", "answers", "dictionary"])
def test_an_export_that_goes_nowhere_is_told(home, what, to, code, said):
    done = run(home, "export", "--what", what, to=to)
    assert done.returncode == code
    assert done.stderr.decode().startswith(f"klaszterhirek: {said}")
    assert done.stderr.count(b"\n") == 1
