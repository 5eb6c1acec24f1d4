"""The archive's own care as an administrator sees it: klaszterhirek db …, lines and exit codes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from sqlalchemy import make_url, text

from aggregator.archive.archive import open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.schema import VERSION
from aggregator.cli import main
from aggregator.group import group
from tests.aggregator.archive import faults
from tests.aggregator.archive.care.planting import address_of, plant
from tests.aggregator.archive.care.rich import answered
from tests.aggregator.archive.dumps.make import FOLDER, load
from tests.aggregator.archive.findings import MONDAY, contents
from tests.aggregator.archive.releases import OTHER, QUOTATION, RELEASE, REPRINT

ROOT = Path(__file__).parents[2]
FILE = "archive-2021-06-07.sqlite"
LIMITED = """
import resource, sys
sys.dont_write_bytecode = True  # half of it would be written, for everybody
from aggregator.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, 65_536))
main()
"""
"""The program on a disk that is soon full."""


class Ended(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def db(monkeypatch, capsys, tmp_path):
    """Run a command of this group in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KLASZTERHIREK_ARCHIVE", raising=False)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["klaszterhirek", "db", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            main()
        return Ended(ended.value.code or 0, *capsys.readouterr())

    return run


@pytest.fixture
def kept(archive):
    """Two stories of four articles, one of them with the answer it was read from."""
    ArchiveMemory(archive).keep([answered(RELEASE), REPRINT, QUOTATION, OTHER], MONDAY)
    group(archive, None, MONDAY)
    return archive


@pytest.fixture
def where(kept):
    return address_of(kept)


@pytest.fixture
def older(address, database):
    load(address, FOLDER / f"0006.{database}.sql")
    return address


def refused(ended, code=2):
    assert (ended.code, ended.out) == (code, "")
    assert ended.err.startswith("klaszterhirek: ")
    assert ended.err.count("\n") == 1
    return ended.err.removeprefix("klaszterhirek: ").rstrip("\n")


# Where there is no archive


@pytest.mark.parametrize(
    "words", [["upgrade"], ["check"], ["reindex"], ["backup", FILE], ["copy-to", "sqlite:///x"],
              ["size"]],
)  # fmt: skip
def test_without_an_archive_nothing_is_made(db, tmp_path, words):
    line = refused(db(*words, "--archive", "sqlite:///archive.sqlite"))
    assert line == "archive.sqlite: there is no archive yet; klaszterhirek update makes one"
    assert list(tmp_path.iterdir()) == []


def test_an_archive_of_a_newer_program_is_refused(db, tmp_path):
    with open_archive("sqlite:///archive.sqlite") as archive:
        plant(archive, "UPDATE alembic_version SET version_num = '0099'")
    for words in (["upgrade"], ["check"], ["backup", FILE]):
        assert "newer klaszterhirek" in refused(db(*words, "--archive", "sqlite:///archive.sqlite"))
    assert not (tmp_path / FILE).exists()


# upgrade


def test_an_older_archive_is_upgraded_and_it_is_said_before_and_after(db, older):
    said = db("upgrade", "--archive", older)
    assert (said.code, said.err) == (0, "")
    before, after = said.out.splitlines()
    assert before.startswith(f"version 0006 becomes {VERSION}: ")
    assert after == f"upgraded from 0006 to {VERSION}"
    assert db("upgrade", "--archive", older) == (0, f"version {VERSION}, nothing to do\n", "")


def test_a_quiet_upgrade_says_nothing(db, older):
    assert db("upgrade", "--quiet", "--archive", older) == (0, "", "")
    assert db("upgrade", "--quiet", "--archive", older) == (0, "", "")
    with open_archive(older) as archive:
        assert len(contents(archive)["article"]) > 0


# check


def test_a_sound_archive_is_told_as_that(db, where):
    assert db("check", "--archive", where) == (
        0,
        "sound: 4 articles, 2 stories, 1 kept answers, 4 versions in the search index\n",
        "",
    )
    assert db("check", "--quiet", "--archive", where) == (0, "", "")


@pytest.mark.parametrize("options", [(), ("--quiet",)])
def test_what_is_wrong_is_a_line_each_with_what_to_do_and_ends_with_1(db, kept, where, options):
    _, reprint, _, other = (row["id"] for row in contents(kept)["article"])
    alone = contents(kept)["story"][-1]["id"]
    (place,) = (row["place"] for row in contents(kept)["document"] if row["article"] == reprint)
    plant(
        kept,
        f"DELETE FROM membership WHERE article = {other}",
        f"DELETE FROM document WHERE article = {reprint}",
    )
    said = db("check", *options, "--archive", where)
    assert (said.code, said.err) == (1, "")
    assert said.out.splitlines() == [
        f"grouped articles that are in no story: 1, such as number {other};"
        " run klaszterhirek group --all",
        f"stories without an article: 1, such as number {alone}; restore a backup",
        f"entries of the search index that are no article's: 1, such as place {place};"
        " run klaszterhirek db reindex",
        f"versions of articles that no search finds: 1, such as one of article {reprint};"
        " run klaszterhirek db reindex",
    ]


def test_a_file_that_cannot_be_opened_any_more_is_a_finding(db, file_archive, tmp_path):
    file_archive.__exit__(None, None, None)
    file = tmp_path / "archive.sqlite"
    with file.open("r+b") as opened:
        opened.truncate(file.stat().st_size // 2)
    assert db("check", "--archive", f"sqlite:///{file}") == (
        1,
        "the file cannot be read: database disk image is malformed; restore a backup\n",
        "",
    )


def test_what_a_damaged_archive_holds_steers_no_terminal(db, file_archive, tmp_path):
    odd = "\x1b[31m2021"
    with file_archive.write() as connection:
        connection.execute(
            text("INSERT INTO feed (name, uid, minted) VALUES ('all', 'x', :odd)"), {"odd": odd}
        )
    said = db("check", "--archive", f"sqlite:///{tmp_path / 'archive.sqlite'}")
    assert said.code == 1
    assert "\\x1b[31m2021" in said.out
    assert "\x1b" not in said.out


# reindex


def test_the_index_is_made_anew_and_the_articles_counted(db, kept, where):
    plant(kept, "DELETE FROM document")
    assert db("reindex", "--archive", where) == (0, "4 articles indexed\n", "")
    assert db("check", "--archive", where).code == 0
    assert db("reindex", "--quiet", "--archive", where) == (0, "", "")


# backup


def test_a_backup_tells_how_much_it_holds(db, kept, where, tmp_path):
    said = db("backup", FILE, "--archive", where)
    assert (said.code, said.err) == (0, "")
    size = (tmp_path / FILE).stat().st_size
    assert said.out == f"4 articles, {size / 1000:.1f} kB in {FILE}\n"
    with open_archive(f"sqlite:///{FILE}") as copy:
        assert contents(copy) == contents(kept)
    assert db("backup", "--quiet", f"2-{FILE}", "--archive", where) == (0, "", "")


def test_a_backup_overwrites_nothing(db, where, tmp_path):
    (tmp_path / FILE).write_text("napló")
    line = refused(db("backup", FILE, "--archive", where))
    assert line == f"{FILE}: is there already; name another file"
    assert (tmp_path / FILE).read_text() == "napló"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (".", ".: is a folder; name a new file in it"),
        ("", ".: is a folder; name a new file in it"),
        ("/", "/: is a folder; name a new file in it"),
        ("..", "..: is a folder; name a new file in it"),
        ("a" * 300, f"{'a' * 300}: cannot be written: File name too long; name another file"),
        ("a" * 253, f"{'a' * 253}: cannot be written: File name too long; name another file"),
        (
            "no/a.sqlite",
            "no/a.sqlite: cannot be written: No such file or directory; name another file",
        ),
    ],
)
def test_a_backup_has_to_have_a_name_that_a_file_can_have(db, where, name, said, tmp_path):
    before = sorted(tmp_path.rglob("*"))
    assert refused(db("backup", name, "--archive", where)) == said
    assert sorted(tmp_path.rglob("*")) == before


def test_a_backup_on_a_full_disk_is_told_and_leaves_nothing(where, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "db", "backup", FILE, "--archive", where],
        cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    # 2 where not even an empty archive has room
    assert done.returncode in (2, 74)
    line = refused(Ended(done.returncode, done.stdout, done.stderr), code=done.returncode)
    assert "the disk is full or failing" in line
    assert [path.name for path in tmp_path.iterdir() if FILE in path.name] == []


# copy-to


def test_a_copy_tells_how_much_it_holds(db, kept, where, tmp_path):
    said = db("copy-to", "sqlite:///copy.sqlite", "--archive", where)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("4 articles, ")
    assert said.out.endswith(" tables, now in copy.sqlite\n")
    with open_archive("sqlite:///copy.sqlite") as copy:
        assert contents(copy) == contents(kept)


def test_a_copy_tells_of_each_table_where_it_is_asked_to(db, where):
    said = db("copy-to", "sqlite:///copy.sqlite", "--verbose", "--archive", where)
    assert {"article: 4", "answer: 1", "document: 4"} < set(said.out.splitlines())
    said = db("copy-to", "sqlite:///2.sqlite", "--quiet", "--archive", where)
    assert said == (0, "", "")


def test_a_place_that_holds_an_archive_is_refused(db, where):
    line = refused(db("copy-to", where, "--archive", where))
    assert line.endswith(": there is an archive already; name a place where none is")


def test_the_password_of_a_server_is_never_shown(db, file_archive, address, tmp_path):
    archive = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    silent = "postgresql+psycopg://postgres:geheim@127.0.0.1:1/news"
    assert "geheim" not in refused(db("copy-to", silent, "--archive", archive))
    if address.startswith("sqlite"):
        return
    with_password = make_url(address).set(password="geheim")
    said = db("copy-to", with_password.render_as_string(hide_password=False), "--archive", archive)
    assert said.code == 0
    assert "geheim" not in said.out + said.err
    assert ":***@" in said.out


# size


def test_what_takes_how_much_is_a_table_for_people(db, where):
    said = db("size", "--archive", where)
    assert (said.code, said.err) == (0, "")
    head, *lines = [line.split() for line in said.out.splitlines()]
    assert head == ["what", "rows", "size"]
    assert ["articles", "4"] in [line[:2] for line in lines]
    assert lines[-1][0] == "all"


def test_what_takes_how_much_is_json_for_programs(db, where):
    told = {
        one["what"]: one
        for one in json.loads(db("size", "--format", "json", "--archive", where).out)
    }
    assert told["articles"]["rows"] == 4
    assert told["articles"]["bytes"] == told["articles"]["tables"]["article"] > 0
    assert set(told["search index"]["tables"]) == {"document", "spelling", "words"}


def test_all_of_it_is_read_from_the_environment_too(db, where, monkeypatch):
    monkeypatch.setenv("KLASZTERHIREK_ARCHIVE", where)
    assert db("check").code == 0


def test_the_group_tells_its_commands(db):
    said = db("--help")
    assert said.code == 0
    assert all(name in said.out for name in ("upgrade", "check", "reindex", "backup", "copy-to"))


# An archive that can only be read


@pytest.fixture
def sealed(file_archive, tmp_path):
    """The address of an archive in a folder in which nobody can write anything."""
    ArchiveMemory(file_archive).keep([answered(RELEASE)], MONDAY)
    file_archive.__exit__(None, None, None)
    folder = tmp_path / "sealed"
    folder.mkdir()
    file = (tmp_path / "archive.sqlite").rename(folder / "archive.sqlite")
    file.chmod(0o444)
    folder.chmod(0o555)
    yield f"sqlite:///{file}"
    folder.chmod(0o755)


def test_an_archive_that_can_only_be_read_is_cared_for_as_far_as_that_goes(sealed, tmp_path):
    def without_rights(*words):
        return faults.run("db", *map(str, words), "--archive", sealed, powerless=True)

    tmp_path.chmod(0o777)
    assert without_rights("upgrade").out == f"version {VERSION}, nothing to do\n"
    assert without_rights("check").out.startswith("sound: 1 articles, ")
    assert without_rights("backup", tmp_path / FILE).out.startswith("1 articles, ")
    assert without_rights("copy-to", f"sqlite:///{tmp_path}/copy.sqlite").code == 0
    assert "articles" in without_rights("size").out
    line = refused(without_rights("reindex"))
    assert "make it and its folder writable" in line
