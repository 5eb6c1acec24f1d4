"""What is removed on request is nowhere any more, and does not come back."""

import zlib
from dataclasses import replace

import pytest
from sqlalchemy import inspect, select, text

from aggregator.archive.care.check import check
from aggregator.archive.schema import article, volume
from aggregator.archive.search import search
from aggregator.errors import NotFound
from aggregator.exporting import records
from aggregator.forgetting import forget
from scrapers.article import Announced
from scrapers.memory import Answer
from tests.aggregator.archive.findings import DAY, MONDAY
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT, release
from tests.aggregator.publishing.newsroom import files, short

SECRET = "Gazdagrédi"
"""A word of nothing else."""
TEXT = (
    f"A {SECRET} Aladárné nevű mintaszemély nyerte a díjat, írta a klaszter honlapja tegnap este."
)


def told(title=f"{SECRET} nyert", text=TEXT, **more):
    award = Announced(f"{SECRET}-díj átadása", "2021-06-20", town="Tata")
    more |= {"authors": (SECRET,), "announced": (award,)}
    finding = release(text=text, path="hirek/dij", title=title, **more)
    body = zlib.compress(f"<p>{text}</p>".encode())
    return replace(finding, answer=Answer(finding.url, "text/html", body, None, 0))


def said_in(archive):
    """Every value of every table in which the word is."""
    found = []
    with archive.read() as connection:
        for table in inspect(connection).get_table_names():
            if table.startswith(("words", "spelling")):
                continue
            for row in connection.execute(text(f'SELECT * FROM "{table}"')).mappings():
                found += [f"{table}.{name}" for name, value in row.items() if _has(value)]
    return found


def _has(value):
    if isinstance(value, bytes):
        try:
            value = zlib.decompress(value).decode("utf-8", "replace")
        except zlib.error:
            return False
    return SECRET.lower() in str(value).lower()


@pytest.fixture
def forgotten(room):
    """An article that was edited, bound into the past, and forgotten; the newsroom."""
    room.run(told(), short(1), OTHER)
    room.run(told(text=TEXT + " Javítva."), day=1)
    room.run(*(short(n, "2021-07-10") for n in range(2, 5)), day=40)
    assert (room.config.output / "archive-2021-06-1.atom").exists()
    assert said_in(room.archive)
    assert forget(room.archive, room.config, told().url, MONDAY + 41 * DAY) == 1
    room.publish(day=41)
    return room


def test_nothing_of_it_is_in_the_archive(forgotten):
    assert said_in(forgotten.archive) == []
    assert [one for one in records(forgotten.archive, "articles") if SECRET in str(one)] == []
    with forgotten.archive.read() as connection:
        assert search(connection, SECRET, MONDAY.date()).rows == []
        assert search(connection, SECRET, MONDAY.date(), as_of=MONDAY + DAY).rows == []


def test_nothing_of_it_is_in_any_file_and_all_others_are_there(forgotten):
    assert [name for name, body in files(forgotten.config.output).items() if _has(body)] == []
    past = (forgotten.config.output / "archive-2021-06-1.json").read_text(encoding="utf-8")
    assert "Hír 1" in past
    assert OTHER.article.title in past


def test_other_entries_of_closed_documents_keep_their_bytes(room):
    room.run(told(), short(1))
    room.run(short(2, "2021-07-10"), day=40)
    before = (room.config.output / "archive-2021-06-1.atom").read_text(encoding="utf-8")
    forget(room.archive, room.config, told().url, MONDAY + 41 * DAY)
    room.publish(day=41)
    after = (room.config.output / "archive-2021-06-1.atom").read_text(encoding="utf-8")
    entry = before[before.rindex("<entry") : before.rindex("</entry>")]
    kept = entry if "Hír 1" in entry else before[before.index("<entry") : before.index("</entry>")]
    assert "Hír 1" in kept
    assert kept in after
    assert after.count("<entry") == 1


def test_it_is_not_taken_in_again_at_its_address_nor_at_another(forgotten):
    forgotten.run(told(text=TEXT + " Javítva."), day=42)
    moved = release(text=TEXT + " Javítva.", path="uj/dij", title=f"{SECRET} nyert")
    forgotten.run(moved, day=43)
    forgotten.group(44, everything=True)
    forgotten.publish(day=44)
    assert said_in(forgotten.archive) == []
    assert [name for name, body in files(forgotten.config.output).items() if _has(body)] == []


def test_a_tombstone_stays_and_the_archive_is_sound(forgotten):
    with forgotten.archive.read() as connection:
        row = connection.execute(select(article).where(article.c.id == 1)).mappings().one()
        assert connection.execute(text("SELECT url FROM tombstones")).scalar_one() == told().url
    assert (row["url"], row["title"], row["text"]) == (told().url, "", "")
    assert row["forgotten"] == MONDAY + 41 * DAY
    assert list(check(forgotten.archive)) == []


def test_a_story_goes_on_with_those_who_are_left(room):
    room.run(RELEASE, REPRINT, QUOTATION)
    before = room.ids()
    forget(room.archive, room.config, RELEASE.url, MONDAY + DAY)
    room.publish(day=1)
    (item,) = [one for one in room.items() if one["id"] in before.values()]
    assert RELEASE.url not in str(item)


def test_what_is_unknown_cannot_be_forgotten(room):
    with pytest.raises(NotFound):
        forget(room.archive, room.config, "https://example.org/nincs", MONDAY)


def test_no_closed_document_changes_that_did_not_tell_of_it(room):
    room.run(short(1))
    room.run(told(), day=40)
    room.run(short(2, "2021-08-20"), day=80)

    def documents():
        with room.archive.read() as connection:
            return dict(connection.execute(select(volume.c.name, volume.c.atom)).all())

    before = documents()
    forget(room.archive, room.config, told().url, MONDAY + 81 * DAY)
    after = documents()
    assert [name for name in before if before[name] != after[name]] == ["archive-2021-07-1"]
