"""What a check finds: every fault here has been planted, and a sound archive has none."""

import pytest
from sqlalchemy import select, text

from aggregator.archive.archive import open_archive
from aggregator.archive.care.check import check, not_opened, summary
from aggregator.archive.care.indexed import broken_index, unlike_index
from aggregator.archive.care.layout import missing_helpers, missing_tables
from aggregator.archive.care.references import dangling_rows, doubled_rows
from aggregator.archive.care.reindex import reindex
from aggregator.archive.care.sense import NONSENSE, senseless_rows
from aggregator.archive.care.sequences import sequences_behind, set_sequences
from aggregator.archive.care.stored import faults_of_file, unreadable_rows
from aggregator.archive.entries import known_feeds
from aggregator.archive.schema import answer, article, metadata
from aggregator.archive.views import VIEWS
from aggregator.errors import ArchiveError
from aggregator.group import group
from tests.aggregator.archive.care.planting import damage, plant, planted
from tests.aggregator.archive.care.rich import ADDRESS
from tests.aggregator.archive.findings import DAY, MONDAY, contents

REFERENCES = [
    (key.parent.table.name, key.parent.name)
    for table in metadata.sorted_tables
    for key in sorted(table.foreign_keys, key=lambda one: one.parent.name)
]
A_MEMBER = "(SELECT min(id) FROM membership WHERE until IS NULL AND role = 'original')"
A_RELATION = "(SELECT min(id) FROM relation WHERE until IS NULL)"
COLUMNS = 'kind, "by", host, share, other_share, passages, evidence, since, until'
SENSELESS = {
    "grouped articles that are in no story": (
        "UPDATE membership SET until = since WHERE article = 3"
    ),
    "articles in a story that has become another": "UPDATE story SET same_as = 1 WHERE id = 5",
    "stories without an article": "UPDATE membership SET until = since WHERE story = 1",
    "stories that have not one original": "UPDATE membership SET role = 'original'",
    "stories that have become one that is not older": "UPDATE story SET same_as = 7 WHERE id = 7",
    "relations of an article to itself, or told the wrong way round": (
        f"UPDATE relation SET article = other, other = article WHERE id = {A_RELATION}"
    ),
    "pairs of articles that are related twice": (
        f"INSERT INTO relation (article, other, {COLUMNS})"
        f" SELECT article, other, {COLUMNS} FROM relation WHERE id = {A_RELATION}"
    ),
    "an editor's words on an article and itself": "UPDATE ruling SET other = article",
    "pairs of articles on which an editor's word counts twice": (
        "INSERT INTO ruling (article, other, together, since)"
        " SELECT other, article, NOT together, since FROM ruling WHERE until IS NULL"
    ),
    "events that end before they begin": "UPDATE event SET \"end\" = '2000-01-01'",
    "articles that are gone, and nothing tells since when": "DELETE FROM absence",
    "articles that are there, and are told to be gone": "UPDATE article SET gone = NULL",
    "articles that are gone twice": (
        "INSERT INTO absence (article, since) SELECT article, since FROM absence"
    ),
}
MENDED = [one.what for one in NONSENSE if "group --all" in one.advice]


def lines(archive):
    return [one.line() for one in check(archive)]


def whats(findings):
    return {one.what for one in findings}


# Sound


def test_the_rich_archive_has_something_in_every_table(filled):
    told = contents(filled)
    assert [name for name, rows in told.items() if not rows] == []
    assert [row["same_as"] for row in told["story"] if row["same_as"]]


def test_an_archive_that_the_program_has_written_is_sound(filled):
    assert lines(filled) == []


def test_an_archive_just_made_is_sound(address):
    with open_archive(address) as archive:
        assert lines(archive) == []


def test_a_check_changes_nothing(filled):
    before = contents(filled)
    assert lines(filled) == []
    assert contents(filled) == before


def test_what_there_is_is_told_in_numbers(filled):
    told = contents(filled)
    assert summary(filled) == (
        f"{len(told['article'])} articles, {len(told['story'])} stories, "
        f"{len(told['answer'])} kept answers, {len(told['document'])} versions in the search index"
    )


def test_all_articles_are_heard_of_in_the_end(filled):
    heard = []
    list(check(filled, lambda done, total: heard.append((done, total))))
    articles = len(contents(filled)["article"])
    assert heard[-1] == (articles, articles)


# What rows refer to, and what is unique


@pytest.mark.parametrize(("table", "column"), REFERENCES)
def test_a_row_whose_other_is_not_there_is_found(filled, table, column):
    nobody = "'nobody'" if column == "source" else "987654321"
    first = f"(SELECT min({column}) FROM {table})"
    statement = f"UPDATE {table} SET {column} = {nobody} WHERE {column} = {first}"
    with planted(filled, statement) as connection:
        found = list(dangling_rows(connection))
    assert [one.what for one in found] == [f"rows of {table} whose {column} is not there"]
    assert found[0].told[0] in "123456789"


def test_rows_that_lost_their_article_are_found_by_what_is_left(filled):
    with planted(filled, "DELETE FROM article WHERE id = 1") as connection:
        found = whats(dangling_rows(connection))
    assert {f"rows of {name} whose article is not there" for name in ("answer", "page")} <= found


@pytest.mark.parametrize("table", ["door", "answer", "membership"])
def test_two_rows_of_which_one_may_count_are_found(filled, table):
    both = f"UPDATE {table} SET until = NULL"
    if table != "door":
        both += ", article = (SELECT min(article) FROM membership)"
    else:
        both += ", url = 'https://portal.example.hu/'"
    with planted(filled, f"DROP INDEX uq_{table}_current", both) as connection:
        (found,) = doubled_rows(connection)
        assert whats(missing_helpers(connection)) == {"a missing index"}
    assert found.what.startswith(f"rows of {table} that have ")


def test_two_rows_of_one_key_are_found(filled):
    made_anew = (
        "ALTER TABLE feed RENAME TO old_feed",
        "CREATE TABLE feed AS SELECT * FROM old_feed",
        "INSERT INTO feed SELECT * FROM old_feed",
    )
    with planted(filled, *made_anew) as connection:
        found = [one.line() for one in doubled_rows(connection)]
    with filled.read() as connection:
        names = sorted(known_feeds(connection))
    assert found == [
        f"rows of feed that have {column} in common with another: {len(names)}, such as that with"
        f" name {names[0]}; restore a backup"
        for column in ("name", "uid")
    ]


# What makes no sense


def test_every_kind_of_nonsense_is_planted_here():
    assert [one.what for one in NONSENSE] == list(SENSELESS)


@pytest.mark.parametrize("what", SENSELESS)
def test_rows_that_make_no_sense_are_found(filled, what):
    with planted(filled, SENSELESS[what]) as connection:
        found = {one.what: one for one in senseless_rows(connection)}
    assert what in found
    assert "such as number " in found[what].told


@pytest.mark.parametrize("what", MENDED)
def test_what_grouping_mends_is_mended_by_it(own, what):
    plant(own, SENSELESS[what])
    assert what in whats(check(own))
    group(own, ADDRESS, MONDAY + 9 * DAY, everything=True)
    assert lines(own) == []


# The search index


def test_a_version_that_the_index_lacks_is_found(filled):
    lost = "DELETE FROM words WHERE {0} = (SELECT max(place) FROM document)"
    with planted(filled, lost.format(place_of(filled))) as connection:
        (found,) = unlike_index(connection)
    assert found.line().startswith("versions of articles that the search index lacks: 1, such as ")


def test_an_entry_of_the_index_that_is_no_articles_is_found(filled):
    with planted(filled, "DELETE FROM document WHERE until IS NOT NULL") as connection:
        (found,) = unlike_index(connection)
    assert found.what == "entries of the search index that are no article's"


def test_other_words_in_the_index_are_found(filled):
    other = {
        "sqlite": "UPDATE words SET title = 'egeszen mas' WHERE rowid = ",
        "postgresql": "UPDATE words SET vector = CAST('mas' AS tsvector) WHERE place = ",
    }
    newest = "(SELECT max(place) FROM document)"
    with planted(filled, other[dialect(filled)] + newest) as connection:
        (found,) = unlike_index(connection)
    assert found.what == "versions of articles that the search index has other words of"


def test_articles_that_are_found_by_something_else_are_found_and_indexed_again(own):
    plant(
        own,
        "UPDATE article SET title = 'Egészen más' WHERE id = 1",
        "DELETE FROM document WHERE article = 2",
        # a version of an article that it never had
        "INSERT INTO document (place, article, digest, since)"
        " SELECT 12345, 3, digest, since FROM document WHERE article = 3 AND until IS NULL",
        "UPDATE document SET until = since WHERE article = 4 AND until IS NULL",
    )
    assert whats(check(own)) == {
        "versions of articles that no search finds",
        "versions of articles that searches find and nobody told",
        "versions of articles that are not found by what they say",
        "entries of the search index that are no article's",
        "versions of articles that the search index lacks",
    }
    assert reindex(own) == len(contents(own)["article"])
    assert lines(own) == []


def test_an_index_that_is_not_there_is_found_and_made_again(own):
    plant(own, "DROP TABLE words")
    assert lines(own) == ["a missing table: the search index; run klaszterhirek db reindex"]
    reindex(own)
    assert lines(own) == []


def test_an_index_broken_in_itself_is_found_and_made_again(own_file):
    middle = "substr(block, 1, 60) || zeroblob(200) || substr(block, 261)"
    largest = "(SELECT id FROM words_data ORDER BY length(block) DESC LIMIT 1)"
    broken = f"UPDATE words_data SET block = {middle} WHERE id = {largest}"
    with planted(own_file, broken) as connection:
        found = [*faults_of_file(connection), *broken_index(connection)]
        assert whats(found) == {"faults of the search index"}
    plant(own_file, broken)
    assert all(line.endswith("; run klaszterhirek db reindex") for line in lines(own_file))
    reindex(own_file)
    assert lines(own_file) == []


def test_whoever_writes_need_not_wait_for_the_index_to_be_checked(own_file):
    with own_file.read() as connection:
        assert list(broken_index(connection)) == []
        with own_file.write() as other:
            other.execute(text("UPDATE source SET sector = 'x'"))
        assert connection.scalar(text("SELECT count(*) FROM source WHERE sector = 'x'")) == 0
    # of the copy that was looked at nothing is left
    with own_file.read() as connection:
        assert connection.scalar(text("SELECT count(*) FROM temp.sqlite_master")) == 0


# Numbers for new rows


def test_a_sequence_that_lags_behind_is_found_and_told_how_to_set(own):
    if dialect(own) == "sqlite":
        with own.read() as connection:
            assert list(sequences_behind(connection)) == []
        return
    highest = max(row["id"] for row in contents(own)["article"])
    plant(own, "SELECT setval('article_id_seq', 1)")
    (line,) = lines(own)
    assert line.startswith("numbers for new rows that are taken: ")
    told = f"SELECT setval('{schema_of(own)}.article_id_seq', {highest})"
    assert line.endswith(f"with psql run {told}")
    plant(own, told)
    assert lines(own) == []


def test_sequences_are_set_behind_what_there_is(own):
    if dialect(own) == "postgresql":
        plant(own, "SELECT setval('story_id_seq', 1)")
    with own.write() as connection:
        set_sequences(connection)
    assert lines(own) == []


# What cannot be read


def test_an_answer_that_cannot_be_unpacked_is_found(filled):
    cut = {"sqlite": "substr(body, 1, 20)", "postgresql": "substring(body FROM 1 FOR 20)"}
    statement = f"UPDATE answer SET body = {cut[dialect(filled)]} WHERE article = 2"
    with planted(filled, statement) as connection:
        number = connection.scalar(select(answer.c.id).where(answer.c.article == 2))
        (found,) = unreadable_rows(connection, answer)
        assert list(unreadable_rows(connection, article)) == []
    assert found.line() == (
        f"kept answers that cannot be unpacked: 1, such as answer {number} of article 2;"
        " restore a backup"
    )


@pytest.mark.parametrize("what", ["event", "article.agency", "ix_story_minted", "carriers"])
def test_what_is_missing_is_found(filled, what):
    kind, drop = {
        "event": ("table", "DROP TABLE event"),
        "article.agency": ("column", "ALTER TABLE article DROP COLUMN agency"),
        "ix_story_minted": ("index", "DROP INDEX ix_story_minted"),
        "carriers": ("view", "DROP VIEW carriers"),
    }[what]
    # no view may be left that looks at what goes
    views = [f"DROP VIEW {name}" for name in VIEWS] if kind in ("table", "column") else []
    with planted(filled, *views, drop) as connection:
        look = missing_tables if kind in ("table", "column") else missing_helpers
        (found,) = look(connection)
    assert found.what == f"a missing {kind}"
    assert set(what.split(".")) <= set(found.told.split())


def test_without_a_table_nothing_else_is_looked_at(own):
    plant(own, *(f"DROP VIEW {name}" for name in VIEWS), "DROP TABLE credit")
    assert lines(own) == ["a missing table: credit; restore a backup"]


@pytest.mark.parametrize(
    ("table", "value"),
    [
        ("article", "authors = '[\"Szerkeszt'"),
        ("article", "first_seen = 'tegnap'"),
        ("article", "title = CAST(x'c3' AS TEXT)"),
        ("story", "minted = ''"),
        ("page", "owed = 'x'"),
    ],
)
def test_values_that_only_sqlite_takes_are_found(own_file, table, value):
    plant(own_file, f"UPDATE {table} SET {value} WHERE id = (SELECT max(id) FROM {table})")
    told = lines(own_file)
    assert [line for line in told if line.startswith(f"the table {table} cannot be read: ")]
    assert all(
        line.endswith(("; restore a backup", "; run klaszterhirek db reindex")) for line in told
    )


@pytest.mark.parametrize(
    "what",
    [
        *("article", "answer", "story", "membership", "document", "sqlite_autoindex_article_1"),
        *("ix_article_digest", "words_data", "words_content", "words_idx", "fingerprint"),
    ],
)
def test_a_damaged_page_is_told_in_lines(file, what):
    damage(file, what)
    with open_archive(f"sqlite:///{file}", make=False) as archive:
        first, *more = lines(archive)
    assert first.startswith(("faults of the file: ", "the file cannot be read: "))
    assert all("\n" not in line and "; " in line for line in (first, *more))


def test_a_file_that_cannot_even_be_opened_is_told_in_a_line(file):
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)
    with pytest.raises(ArchiveError) as caught:
        open_archive(f"sqlite:///{file}", make=False)
    assert (found := not_opened(caught.value))
    assert (
        found.line()
        == "the file cannot be read: database disk image is malformed; restore a backup"
    )


def test_a_file_that_is_not_there_is_not_damaged(tmp_path):
    with pytest.raises(ArchiveError) as caught:
        open_archive(f"sqlite:///{tmp_path / 'archive.sqlite'}", make=False)
    assert not_opened(caught.value) is None


def dialect(archive):
    with archive.read() as connection:
        return connection.dialect.name


def place_of(archive):
    return "rowid" if dialect(archive) == "sqlite" else "place"


def schema_of(archive):
    with archive.read() as connection:
        return connection.scalar(text("SELECT current_schema()"))
