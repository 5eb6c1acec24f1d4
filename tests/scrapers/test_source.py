from pathlib import Path

import pytest

from scrapers.errors import SourceError
from scrapers.source import FeedDoor, ListingDoor, Source, load_sources, read_source
from tests.scrapers.example import source
from tests.scrapers.tables import DATA

WHOLE = """\
name = "Mintaklaszter"
organisation = "Minta Kft."
home = "https://www.pelda.hu/"
sector = "ict"
country = "sk"
languages = ["hu", "sk"]
aliases = ["www.Regi-Pelda.hu", "pelda.eu"]
full_text = true

[[door]]
kind = "feed"
url = "https://www.pelda.hu/feed/"

[[door]]
kind = "listing"
url = "https://www.pelda.hu/hirek/"
links = "h2 > a[href^='/hirek/']:not(.more)"
"""
BARE = 'name = "{name}"\norganisation = "Minta Kft."\nhome = "https://pelda.hu/"\n'


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_gives_every_field(tmp_path: Path):
    assert read_source(write(tmp_path / "minta-1.toml", WHOLE)) == Source(
        id="minta-1",
        name="Mintaklaszter",
        organisation="Minta Kft.",
        home="https://www.pelda.hu/",
        sector="ict",
        country="sk",
        languages=("hu", "sk"),
        aliases=("regi-pelda.hu", "pelda.eu"),
        full_text=True,
        door=(
            FeedDoor(kind="feed", url="https://www.pelda.hu/feed/"),
            ListingDoor(
                kind="listing",
                url="https://www.pelda.hu/hirek/",
                links="h2 > a[href^='/hirek/']:not(.more)",
            ),
        ),
    )


def test_three_keys_are_enough(tmp_path: Path):
    read = read_source(write(tmp_path / "minta.toml", BARE.format(name="Minta")))
    assert (read.doors, read.aliases, read.languages, read.country) == ((), (), ("hu",), "hu")
    assert not read.full_text


# A file with a mistake says in its first lines what must be told of it: the key and a part of the
# message. The line at fault ends in "# <- mistake".

MISTAKES = sorted((DATA / "mistakes").glob("*.toml"))


def said(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    head = (line[2:].partition(": ") for line in lines if line.startswith("# "))
    return {name: value for name, _, value in head}


@pytest.mark.parametrize("path", MISTAKES, ids=lambda path: path.stem)
def test_a_mistake_is_told_with_its_file_key_and_line(path: Path):
    lines = path.read_text(encoding="utf-8").splitlines()
    line = next((n for n, text in enumerate(lines, 1) if text.endswith("# <- mistake")), None)
    with pytest.raises(SourceError) as caught:
        read_source(path)
    error = caught.value
    assert (error.path, error.key, error.line) == (path, said(path)["key"], line)
    assert str(error).startswith(f"{path}:{line}: " if line else f"{path}: ")
    assert error.key in str(error)
    assert said(path)["says"] in str(error)
    assert "\n" not in str(error)


def test_the_line_is_right_after_windows_line_ends(tmp_path: Path):
    path = tmp_path / "minta.toml"
    path.write_bytes((BARE.format(name="Minta") + 'nmae = "x"\n').replace("\n", "\r\n").encode())
    with pytest.raises(SourceError) as caught:
        read_source(path)
    assert (caught.value.key, caught.value.line) == ("nmae", 4)


@pytest.mark.parametrize("text", ['name = """Minta', 'languages = ["hu",'])
def test_what_is_unfinished_at_the_end_is_told_with_a_line(tmp_path: Path, text: str):
    with pytest.raises(SourceError) as caught:
        read_source(write(tmp_path / "minta.toml", text))
    assert caught.value.line == 1


@pytest.mark.parametrize("name", ["Minta", "min.ta", "-minta", "mintá", "min ta", "m" * 64])
def test_a_file_name_that_is_no_identity_is_refused(tmp_path: Path, name: str):
    with pytest.raises(SourceError, match="file name") as caught:
        read_source(write(tmp_path / f"{name}.toml", BARE.format(name="Minta")))
    assert caught.value.path.stem == name


@pytest.mark.parametrize(
    "content", [BARE.format(name="Erdő").encode("windows-1250"), b"\xff\xfe\x00"], ids=repr
)
def test_a_file_that_is_not_utf_8_cannot_be_read(tmp_path: Path, content: bytes):
    path = tmp_path / "minta.toml"
    path.write_bytes(content)
    with pytest.raises(SourceError, match="cannot be read") as caught:
        read_source(path)
    assert caught.value.__cause__ is not None


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path):
    path = tmp_path / "minta.toml"
    path.write_bytes(b"\xef\xbb\xbf" + BARE.format(name="Minta").encode())
    assert read_source(path).name == "Minta"


def test_a_file_that_is_not_there_or_a_folder_cannot_be_read(tmp_path: Path):
    (tmp_path / "folder.toml").mkdir()
    for name in ("folder.toml", "missing.toml"):
        with pytest.raises(SourceError, match="cannot be read"):
            read_source(tmp_path / name)


# Folders.


def test_the_same_file_name_in_a_later_folder_wins(tmp_path: Path):
    write(tmp_path / "first" / "b.toml", BARE.format(name="first b"))
    write(tmp_path / "first" / "a.toml", BARE.format(name="first a"))
    write(tmp_path / "second" / "b.toml", BARE.format(name="second b"))
    write(tmp_path / "second" / "c.toml", BARE.format(name="second c"))
    write(tmp_path / "second" / "note.txt", "not a source")
    folders = [tmp_path / "first", tmp_path / "missing", tmp_path / "second"]
    assert [one.name for one in load_sources(folders)] == ["first a", "second b", "second c"]
    assert [one.name for one in load_sources(reversed(folders))] == [
        *("first a", "first b", "second c"),
    ]


def test_a_mistake_in_a_file_that_is_overruled_stops_nothing(tmp_path: Path):
    write(tmp_path / "first" / "a.toml", "broken")
    write(tmp_path / "second" / "a.toml", BARE.format(name="good"))
    assert [one.name for one in load_sources([tmp_path / "first", tmp_path / "second"])] == ["good"]


def test_one_broken_file_stops_the_loading(tmp_path: Path):
    write(tmp_path / "a.toml", BARE.format(name="good"))
    write(tmp_path / "b.toml", "broken")
    with pytest.raises(SourceError) as caught:
        load_sources([tmp_path])
    assert caught.value.path == tmp_path / "b.toml"


def test_folders_that_do_not_exist_hold_nothing(tmp_path: Path):
    assert load_sources([tmp_path / "missing"]) == ()


# Whose address it is.


@pytest.mark.parametrize(
    ("address", "owned"),
    [
        ("https://www.pelda.hu/hirek/1", True),
        ("http://pelda.hu", True),
        ("https://PELDA.HU/", True),
        ("https://archiv.pelda.hu/", True),
        ("https://regi-pelda.hu/x", True),
        ("https://www.regi-pelda.hu/x", True),
        ("https://kepek.regi-pelda.hu/x", True),
        ("https://www.pelda.hu:8080/", True),
        ("https://masikpelda.hu/", False),
        ("https://pelda.hu.idegen.com/", False),
        ("https://idegen.com/?u=https://pelda.hu/", False),
        ("https://hu/", False),
        ("javascript:pelda.hu", False),
        ("pelda.hu", False),
        ("", False),
    ],
)
def test_a_source_owns_its_home_its_sub_domains_and_its_aliases(address: str, owned: bool):
    assert source().owns(address) is owned


def test_an_alias_and_the_home_are_one_identity():
    one = source()
    keys = {
        one.key(address)
        for address in (
            "https://www.pelda.hu/a?id=1",
            "http://pelda.hu/a?id=1",
            "https://regi-pelda.hu/a/?id=1",
            "http://www.regi-pelda.hu/a?id=1",
        )
    }
    assert keys == {"pelda.hu/a?id=1"}


@pytest.mark.parametrize(
    ("status", "lost"), [("alive", False), ("frozen", False), ("lapsed", True), ("hacked", True)]
)
def test_a_lapsed_or_hacked_site_is_lost_and_a_frozen_one_is_not(status: str, lost: bool):
    assert source(status=status).lost is lost


def test_a_sub_domain_is_another_identity():
    one = source()
    assert one.key("https://archiv.pelda.hu/a") != one.key("https://pelda.hu/a")
