"""Articles out of files: kept as a crawl would, once, and never against what is known since."""

import gzip
import json
import zlib
from datetime import UTC, datetime
from functools import partial
from html import escape
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from aggregator.archive.imported import moments
from aggregator.archive.schema import absence, article, revision
from aggregator.archive.schema import source as source_table
from aggregator.archive.sources import keep_sources
from aggregator.errors import InputError, InputFailed
from aggregator.exporting import COLUMNS, records
from aggregator.group import group
from aggregator.importing import BATCH, Imported, import_files, opened
from aggregator.research.line import LONGEST, Told
from aggregator.tell import tell
from scrapers import clean
from scrapers.article import Alternate, Announced, Attachment, Link
from scrapers.fragment import as_html
from scrapers.source import Source
from tests.aggregator.archive.emptying import make_empty
from tests.aggregator.archive.findings import (
    DAY,
    MONDAY,
    SOURCES,
    contents,
    kept,
    published,
)
from tests.aggregator.archive.releases import LABORATORY, release
from tests.aggregator.research.filled import NEXT_WEEK, TUESDAY, day, filled
from tests.aggregator.research.running import run

NOW = datetime(2021, 6, 21, 9, tzinfo=UTC)
OWN = ("id", "citation")
"""Fields in which the article's number in the archive stands."""


@pytest.fixture
def taken(archive, tmp_path):
    """Import lines into ``archive``: what came of it, and what was said of bad lines."""

    def take(lines, now=NOW, name="articles.jsonl", sources=SOURCES):
        file = tmp_path / name
        file.write_bytes(b"".join(_bytes(line) + b"\n" for line in lines))
        heard = []
        with opened([str(file)]) as files:
            done = import_files(archive, files, sources, now, heard.append)
        return done, [line.removeprefix(f"{file}:") for line in heard]

    return take


def _bytes(line):
    return line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()


def line(**more):
    told = {
        "source": "portal",
        "url": "https://portal.example.hu/hirek/1",
        "title": "Közös mérőlabor nyílik",
        "text": "A klaszter tagjai szeptemberben közös mérőlabort nyitnak.",
    }
    return told | more


def exported(archive, path, as_of=None):
    """The articles of an archive in a file, as a program reads them from it."""
    with path.open("w", encoding="utf-8", newline="") as out:
        tell(records(archive, "articles", as_of), "jsonl", columns=COLUMNS["articles"], out=out)
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


def emptied(archive, sources=SOURCES):
    with archive.write() as connection:
        make_empty(connection)
        keep_sources(connection, sources)


def rows(archive, table):
    with archive.read() as connection:
        return connection.execute(select(table).order_by(table.c.id)).mappings().all()


def without(some, names=OWN):
    return [{k: v for k, v in one.items() if k not in names} for one in some]


# There and back


def test_an_export_comes_back_into_an_empty_archive_as_it_was(archive, tmp_path, taken):
    told = exported(filled(archive), tmp_path / "a.jsonl")
    keys = [(row["source"], row["key"], row["digest"]) for row in rows(archive, article)]
    emptied(archive)
    assert taken(told) == (Imported(new=6), [])
    again = exported(archive, tmp_path / "b.jsonl")
    assert without(again) == without(told)
    assert [(row["source"], row["key"], row["digest"]) for row in rows(archive, article)] == keys
    assert [row["since"] for row in rows(archive, absence)] == [NEXT_WEEK + DAY]


def test_what_came_back_is_grouped_as_it_was(archive, tmp_path, taken):
    def stories():
        roles = {}
        for one in records(archive, "stories"):
            roles.setdefault(one["id"], set()).add(one["role"])
        return sorted(map(sorted, roles.values()))

    told = exported(filled(archive), tmp_path / "a.jsonl")
    before = stories()
    emptied(archive)
    taken(told)
    group(archive, None, NOW)
    assert stories() == before


WORDS = st.text(max_size=20).map(clean.line).filter(bool)
PARAGRAPHS = st.lists(WORDS, min_size=1, max_size=4).map("\n\n".join).map(clean.paragraphs)
ADDRESSES = st.integers(0, 10**9).map("https://x.example.hu/{}".format)
MOMENTS = st.datetimes(datetime(1991, 1, 1), datetime(2021, 6, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)
DAYS = st.dates(datetime(1991, 1, 1).date(), datetime(2021, 6, 1).date()).map(str)
DATES = (
    st.none()
    | st.builds(published, DAYS, found=st.sampled_from(["json-ld", "byline"]), text=WORDS)
    | st.builds(
        partial(published, precision="month"), DAYS.map(lambda day: f"{day[:7]}-01"), text=WORDS
    )
    | st.builds(partial(published, precision="minute"), MOMENTS.map(lambda at: f"{at:%F %T.%f}"))
)


def in_a_list(text):
    """A text as HTML that is not made from it."""
    items = "".join(f"<li>{escape(part, quote=False)}</li>" for part in text.split("\n\n"))
    return f"<ul>{items}</ul><figure><figcaption>Kép</figcaption></figure>"


ARTICLES = st.fixed_dictionaries(
    {
        "title": WORDS,
        "text": PARAGRAPHS,
        "published": DATES,
        "authors": st.lists(WORDS, max_size=2).map(tuple),
        "agency": st.none() | WORDS,
        "image": st.none() | ADDRESSES,
        "gallery": st.lists(ADDRESSES, max_size=2).map(tuple),
        "attachments": st.lists(
            st.builds(Attachment, ADDRESSES, WORDS, st.none() | WORDS, st.none() | st.just(9)),
            max_size=2,
        ).map(tuple),
        "links": st.lists(st.builds(Link, ADDRESSES, WORDS, WORDS), max_size=2).map(tuple),
        "quotations": st.lists(PARAGRAPHS, max_size=2).map(tuple),
        "language": st.sampled_from([None, "hu", "de"]),
        "alternates": st.lists(st.builds(Alternate, st.just("en"), ADDRESSES), max_size=2).map(
            tuple
        ),
        "announced": st.lists(st.builds(Announced, WORDS, WORDS), max_size=2).map(tuple),
    }
).flatmap(
    lambda one: st.sampled_from([as_html, in_a_list]).map(
        lambda form: one | {"html": form(one["text"])}
    )
)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(st.lists(ARTICLES, min_size=10, max_size=30))
def test_any_article_comes_back_as_it_was_and_the_second_time_nothing_happens(
    archive, tmp_path, taken, some
):
    emptied(archive)
    day(archive, MONDAY, *(kept(path=f"{n}", **one) for n, one in enumerate(some)))
    told = exported(archive, tmp_path / "a.jsonl")
    emptied(archive)
    assert taken(told) == (Imported(new=len(some)), [])
    assert without(exported(archive, tmp_path / "b.jsonl")) == without(told)
    before = contents(archive)
    assert taken(told) == (Imported(known=len(some)), [])
    assert contents(archive) == before


# Twice is once


def test_the_same_file_twice_changes_nothing_the_second_time(archive, taken):
    some = [line(), line(url="https://portal.example.hu/2", html="<p>Más <b>hír</b>"), line()]
    del some[1]["text"]
    assert taken(some) == (Imported(new=2, known=1), [])
    before = contents(archive)
    assert taken(some, now=NOW + DAY) == (Imported(known=3), [])
    assert contents(archive) == before


def test_another_text_is_a_revision_and_the_former_one_no_news(archive, taken):
    taken([line()])
    assert taken([line(text="Más szöveg.")], NOW + DAY) == (Imported(changed=1), [])
    (row,) = rows(archive, article)
    assert (row["text"], row["first_seen"], row["changed"]) == ("Más szöveg.", NOW, NOW + DAY)
    assert [one["text"] for one in rows(archive, revision)] == [line()["text"]]
    before = contents(archive)
    assert taken([line(), line(text="Más szöveg.")], NOW + 2 * DAY) == (Imported(known=2), [])
    assert contents(archive) == before


def test_a_date_that_is_found_is_a_change_and_one_that_is_lost_is_none(archive, taken):
    taken([line()])
    dated = line(published="2021-06-04")
    assert taken([dated])[0] == Imported(changed=1)
    assert taken([dated, line(), line(published=None)])[0] == Imported(known=3)
    (row,) = rows(archive, article)
    assert (row["published_found"], row["published_precision"]) == ("import", "day")
    guessed, stated = (
        line(published="2021-06-05"),
        line(published="2021-06-05", published_found="json-ld"),
    )
    assert taken([guessed])[0] == Imported(known=1)
    assert taken([stated])[0] == Imported(changed=1)
    assert taken([guessed, stated, dated])[0] == Imported(known=3)


def test_an_old_export_undoes_nothing(archive, tmp_path, taken):
    filled(archive)
    old = exported(archive, tmp_path / "old.jsonl")
    for one in old:  # as if it had been made before the archive's last week
        one["last_seen"] = min(one["last_seen"], TUESDAY.isoformat())
        one["title"], one["gone"], one["changed"] = "Régi cím", None, None
    before = contents(archive)
    later = release(text=f"{LABORATORY}\n\nÚj bekezdés.", published=published("2021-06-04"))
    day(archive, NEXT_WEEK + 2 * DAY, later)
    middle = contents(archive)
    assert middle != before
    (press, *_) = [one for one in old if one["source"] == "press"]
    assert taken([old[0], press]) == (Imported(known=2), [])
    assert contents(archive) == middle


def test_a_reading_that_a_better_reader_replaced_does_not_come_back(archive, tmp_path, taken):
    from aggregator.archive.answers import all_answers, stored_answer
    from aggregator.archive.readings import replace_reading

    old = exported(filled(archive), tmp_path / "old.jsonl")
    with archive.write() as connection:
        (number,) = all_answers(connection, "portal")
        stored = stored_answer(connection, number)
        better = release(title="Jobban olvasott cím", published=published("2021-06-04")).article
        assert replace_reading(connection, stored, better, NOW)
    before = contents(archive)
    assert taken(old)[0] == Imported(known=6)
    assert contents(archive) == before


def test_what_was_seen_later_elsewhere_is_known_here_then(archive, tmp_path, taken):
    there = exported(filled(archive), tmp_path / "there.jsonl")
    here = exported(archive, tmp_path / "here.jsonl", as_of=TUESDAY)
    emptied(archive)
    assert taken(here)[0] == Imported(new=6)
    assert taken(there)[0] == Imported(changed=1, known=5)
    first, *_ = again = exported(archive, tmp_path / "again.jsonl")
    assert without(again, (*OWN, "kind")) == without(there, (*OWN, "kind"))
    (former,) = rows(archive, revision)
    assert (former["title"], former["until"]) == ("Közös mérőlabor nyílik Somlóváron", NEXT_WEEK)
    assert first["changed"] == NEXT_WEEK.isoformat()
    before = contents(archive)
    assert taken([*here, *there])[0] == Imported(known=12)
    assert contents(archive) == before


def test_what_is_back_is_back_and_what_went_is_gone(archive, taken):
    seen = {"first_seen": MONDAY.isoformat(), "last_seen": MONDAY.isoformat()}
    taken([line(**seen)])
    taken([line(**seen, gone=TUESDAY.isoformat())])
    assert [row["gone"] for row in rows(archive, article)] == [TUESDAY]
    assert [(one["since"], one["until"]) for one in rows(archive, absence)] == [(TUESDAY, None)]
    taken([line(**seen)])  # told before it went
    assert [row["gone"] for row in rows(archive, article)] == [TUESDAY]
    taken([line(**seen | {"last_seen": NEXT_WEEK.isoformat()})])
    assert [(row["gone"], row["last_seen"]) for row in rows(archive, article)] == [
        (None, NEXT_WEEK)
    ]
    assert [(one["since"], one["until"]) for one in rows(archive, absence)] == [
        (TUESDAY, NEXT_WEEK)
    ]


def test_what_a_line_does_not_tell_stays_known(archive, taken):
    whole = line(
        authors=["Kis Éva"], agency="MTI", image="https://x.hu/k.jpg", language="hu",
        alternates=[{"language": "en", "url": "https://x.hu/en"}],
    )  # fmt: skip
    taken([whole])
    assert taken([line(text="Más szöveg.")])[0] == Imported(changed=1)
    (row,) = rows(archive, article)
    for name in ("authors", "agency", "image", "language", "alternates"):
        assert row[name] == whole[name]
    assert taken([line(text="Harmadik.", authors=[], agency=None)])[0] == Imported(changed=1)
    (row,) = rows(archive, article)
    assert (row["authors"], row["agency"], row["image"]) == ([], None, "https://x.hu/k.jpg")


@pytest.mark.parametrize(
    ("seen", "old", "meant"),
    [
        # new: what a line does not tell is now
        ({}, None, (NOW, NOW, NOW)),
        ({"changed": TUESDAY}, None, (TUESDAY, TUESDAY, TUESDAY)),
        ({"first_seen": MONDAY, "last_seen": TUESDAY}, None, (MONDAY, TUESDAY, TUESDAY)),
        # known: a version is of when it was edited, where that was since it was last seen
        ({}, {"last_seen": TUESDAY}, (MONDAY, NOW, NOW)),
        ({"changed": MONDAY}, {"last_seen": TUESDAY}, (MONDAY, TUESDAY, TUESDAY)),
        (
            {"changed": TUESDAY, "last_seen": NEXT_WEEK},
            {"last_seen": MONDAY},
            (MONDAY, TUESDAY, NEXT_WEEK),
        ),
        # it was gone meanwhile
        (
            {"changed": TUESDAY, "last_seen": TUESDAY},
            {"last_seen": MONDAY, "gone": NEXT_WEEK},
            (MONDAY, NEXT_WEEK, NEXT_WEEK),
        ),
    ],
)
def test_when_it_was_what_a_line_tells(seen, old, meant):
    told = Told(release().article, frozenset(seen), **seen)
    row = old and {"first_seen": MONDAY, "gone": None} | old
    assert moments(told, row, NOW) == meant


# As a crawl would


def test_a_crawled_article_is_known_by_any_of_its_addresses(archive, taken):
    day(archive, MONDAY, release())
    twin = "http://www.portal.example.hu/hirek/merolabor/?utm_source=x"
    told = line(url=twin, title=release().article.title, text=LABORATORY)
    assert taken([told])[0] == Imported(known=1)
    assert taken([told | {"text": f"{LABORATORY}\n\nÚj."}])[0] == Imported(changed=1)
    (row,) = rows(archive, article)
    assert row["url"] == twin.partition("?")[0]


def test_an_imported_article_is_the_one_that_a_crawl_finds(archive, taken):
    told = line(url="https://portal.example.hu/hirek/merolabor", title=release().article.title)
    taken([told | {"text": LABORATORY}], now=MONDAY)
    day(archive, TUESDAY, release())
    (row,) = rows(archive, article)
    assert (row["first_seen"], row["last_seen"], row["changed"]) == (MONDAY, TUESDAY, None)
    assert rows(archive, revision) == []


def test_what_is_imported_is_found(archive, taken):
    from aggregator.archive.search import search

    taken([line(text="Csiszolóműhely nyílt a völgyben.")])
    with archive.read() as connection:
        assert search(connection, "csiszolomuhely", NOW.date()).rows


def test_what_is_known_of_an_article_later_is_found_too(archive, taken):
    from aggregator.archive.search import search

    seen = {"first_seen": MONDAY.isoformat(), "last_seen": MONDAY.isoformat()}
    taken([line(**seen, language=None)])
    told = line(**seen | {"last_seen": TUESDAY.isoformat()}, language="hu")
    assert taken([told])[0] == Imported(known=1)
    with archive.read() as connection:
        assert search(connection, "language:hu", NOW.date()).rows


# Whose it is


def test_a_source_that_nobody_knows_is_made_from_its_first_line(archive, taken):
    taken(
        [
            line(source="uj-forras", url="https://www.uj.example.hu/a"),
            line(source="nev", url="https://nev.example.hu/a", source_name="Új  Név"),
            line(source="nev", url="https://masik.example.hu/a", source_name="Más Név"),
        ]
    )
    with archive.read() as connection:
        made = {
            row["id"]: (row["name"], row["home"], row["hosts"])
            for row in connection.execute(select(source_table)).mappings()
            if row["id"] in ("uj-forras", "nev")
        }
    assert made == {
        "uj-forras": ("uj.example.hu", "https://www.uj.example.hu/", ["uj.example.hu"]),
        "nev": ("Új Név", "https://nev.example.hu/", ["nev.example.hu"]),
    }
    before = contents(archive)
    assert taken([line(source="nev", url="https://nev.example.hu/a", source_name="Harmadik")]) == (
        Imported(known=1),
        [],
    )
    assert contents(archive) == before


def test_a_source_with_a_file_is_that_one_and_its_hosts_are_one(archive, taken):
    filed = Source(
        id="kikk", name="Filed", organisation="Filed Kft.", home="https://kikk.example.hu/",
        sector="ict", aliases=("regi.example.hu",),
    )  # fmt: skip
    told = [
        line(source="kikk", url="https://regi.example.hu/a", source_name="Nem ez"),
        line(source="kikk", url="https://kikk.example.hu/a"),
    ]
    assert taken(told, sources=[filed])[0] == Imported(new=1, known=1)
    with archive.read() as connection:
        query = select(source_table).where(source_table.c.id == "kikk")
        row = connection.execute(query).mappings().one()
    assert (row["name"], row["sector"]) == ("Filed", "ict")
    # the archive remembers it where its file is not at hand
    assert taken([told[0], told[1] | {"text": "Más."}], sources=())[0] == Imported(
        changed=1, known=1
    )


# Long ones


ABC = "abcdefghijklmnopqrstuvwxyz"
SIGNS = ABC + 6 * "^{}\\"
"""Half of which a key writes in three letters each."""


def letters(many, alphabet=ABC):
    """Letters that no database can write much shorter."""
    return "".join(Random(many).choices(alphabet, k=many))


TOLD = (
    *("Szeptemberben nyit a labor. A ", letters(9_000).capitalize()),
    *(" Konferencia 2021. július 14-én 10 órakor kezdődik Győrben. Forrás: ", letters(9_000)),
)


@pytest.mark.parametrize(
    "more",
    [
        {"title": letters(9_000)},
        {"text": "".join(TOLD)},
        {"url": f"https://portal.example.hu/?a={letters(1_950, SIGNS)}"},
        {"url": f"https://portal.example.hu/#{letters(1_950, SIGNS)}"},
        {"url": f"https://{'.'.join([letters(60)] * 4)}/"},
        {"source": letters(63), "source_name": letters(9_000), "authors": [letters(9_000)]},
        {"agency": letters(9_000), "published": "2021-06-04", "published_text": letters(9_000)},
        {
            "announced": [
                {
                    "name": letters(9_000),
                    "start": "2021-07-14",
                    **dict.fromkeys(("end", "place", "town", "status", "link"), letters(9_000)),
                },
                {"name": "ﷺ" * 100 + letters(200), "start": "2021-07-14"},
            ]
        },
        {
            "links": [
                {
                    "url": f"https://{letters(60)}.hu/{letters(1_500)}",
                    "text": letters(9_000),
                    "paragraph": letters(9_000),
                }
            ]
        },
    ],
)
def test_no_name_is_too_long_for_an_archive_on_any_database(archive, taken, more):
    assert taken([line(**more), line(url="https://portal.example.hu/2")]) == (Imported(new=2), [])
    assert group(archive, None, NOW).articles == 2


# Bad lines


def test_bad_lines_are_named_skipped_and_counted(archive, taken):
    bad = [
        b"{",
        line(url="nincs"),
        b'{"title": "\xff"}',
        b'{"a": NaN}',
        b"[" * 50_000,
        b'"' + b"x" * (LONGEST + 10) + b'"',
        line(last_seen="2021-06-04T10:30:00"),
    ]
    done, said = taken([line(), b"", *bad, line(url="https://portal.example.hu/2")])
    assert done == Imported(new=2, skipped=len(bad))
    assert [one.partition(":")[0] for one in said] == ["3", "4", "5", "6", "7", "8", "9"]
    assert said[1] == "4: url: is not an http or https address"
    assert said[5] == "8: is longer than 16 MiB"
    assert len(rows(archive, article)) == 2


def test_a_line_too_long_to_be_read_is_counted_whatever_it_begins_with(taken):
    blank = b" " * (LONGEST + 10)
    assert taken([blank + _bytes(line()), line(), b" " * 100]) == (
        Imported(new=1, skipped=1),
        ["1: is longer than 16 MiB"],
    )


def test_a_page_that_would_hold_the_parser_for_minutes_costs_a_line(archive, taken):
    bomb = "<p " + " ".join(f"a{n}=x" for n in range(100_000)) + ">x</p>"
    done, said = taken([line(html=bomb), line()])
    assert (done, said) == (Imported(new=1, skipped=1), ["1: cannot be read: parser-timeout"])


def test_a_mark_at_the_beginning_of_a_file_is_no_letter(taken):
    assert taken([b"\xef\xbb\xbf" + _bytes(line())]) == (Imported(new=1), [])


def test_more_lines_than_a_transaction_holds_are_all_kept(archive, taken):
    many = [line(url=f"https://portal.example.hu/{n}", text=f"Hír {n}.") for n in range(BATCH + 5)]
    assert taken(many)[0] == Imported(new=BATCH + 5)
    assert taken(many)[0] == Imported(known=BATCH + 5)


# Files


def test_a_packed_file_is_read_and_a_broken_one_is_told(file_archive, tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(_bytes(line()) + b"\n"))
    with opened([str(tmp_path / "a.jsonl.gz")]) as files:
        assert import_files(file_archive, files, SOURCES, NOW, print) == Imported(new=1)
    (tmp_path / "c.jsonl.gz").write_bytes(b"{}")
    for name in ("c.jsonl.gz", "d.jsonl", "."):
        with (
            pytest.raises(InputError, match="cannot be read: ") as caught,
            opened([str(tmp_path / "a.jsonl.gz"), str(tmp_path / name)]),
        ):
            pass
        assert "\n" not in str(caught.value)


def test_of_a_file_that_breaks_off_all_that_it_told_before_is_kept(archive, tmp_path):
    many = b"".join(
        _bytes(line(url=f"https://portal.example.hu/{n}", text=letters(900 + n))) + b"\n"
        for n in range(2 * BATCH + BATCH // 2)
    )
    packed = gzip.compress(many)
    cut = packed[: len(packed) * 9 // 10]
    whole = zlib.decompressobj(wbits=31).decompress(cut).count(b"\n")
    assert BATCH < whole % (2 * BATCH) + 2 * BATCH < 3 * BATCH
    (tmp_path / "a.jsonl.gz").write_bytes(cut)
    with opened([str(tmp_path / "a.jsonl.gz")]) as files:
        done = import_files(archive, files, SOURCES, NOW, print)
    assert isinstance(done.failed, InputFailed)
    assert (done.new, len(rows(archive, article))) == (whole, whole)


def test_a_file_that_breaks_off_is_told_with_what_was_kept_of_it(tmp_path):
    packed = gzip.compress(b"".join(_bytes(line(text=letters(999))) + b"\n" for _ in range(9)))
    (tmp_path / "a.jsonl.gz").write_bytes(packed[:-9])
    done = run(tmp_path, "import", "a.jsonl.gz", "--archive", "sqlite:///archive.sqlite")
    assert (done.returncode, done.stderr.count(b"\n")) == (74, 1)
    assert done.stderr.startswith(b"klaszterhirek: a.jsonl.gz: cannot be read: ")
    assert done.stdout.startswith(b"1 new, 0 changed, ")


# The command


def test_import_says_what_it_did_and_what_to_run_next(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(_bytes(line()) + b"\n{\n")
    words = ("import", "a.jsonl", "-", "--archive", "sqlite:///new/archive.sqlite")
    done = run(tmp_path, *words, given=_bytes(line(url="https://portal.example.hu/2")))
    assert done.stdout.decode() == (
        "2 new, 0 changed, 0 known, 1 line skipped\n"
        "Next: klaszterhirek group, then klaszterhirek publish\n"
    )
    assert done.stderr.decode().startswith("klaszterhirek: a.jsonl:2: is no JSON: ")
    assert (done.returncode, done.stderr.count(b"\n")) == (1, 1)
    done = run(tmp_path, "import", "-", *words[-2:], given=_bytes(line()))
    assert (done.returncode, done.stdout) == (0, b"0 new, 0 changed, 1 known\n")


def test_a_file_that_is_not_there_leaves_the_archive_as_it_is(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(_bytes(line()))
    words = ("--archive", "sqlite:///archive.sqlite")
    done = run(tmp_path, "import", "a.jsonl", "nincs.jsonl", *words)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr == (
        b"klaszterhirek: nincs.jsonl: cannot be read: No such file or directory\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]
    done = run(tmp_path, "import", "a.jsonl", *words)
    assert done.stdout.startswith(b"1 new")
