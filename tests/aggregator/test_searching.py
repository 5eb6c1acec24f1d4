"""`search` as people run it: what it prints, where, and how it ends."""

import csv
import io
import json
import os
import pty
import re
import subprocess
from contextlib import suppress
from dataclasses import replace

import pytest

from aggregator.archive.archive import open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.sources import keep_sources
from aggregator.group import group
from scrapers.memory import Missing
from tests.aggregator import test_command_line
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, kept, published
from tests.aggregator.archive.library import EXPO
from tests.aggregator.test_command_line import PROGRAM, Done, Home

here = test_command_line.here

LONG = "A tagok közös standon mutatkoznak be a vásáron. " * 20
TENDER = kept(path="hir/palyazat", title="Új pályázatok nyíltak", published=published("2021-06-04"),
              text="A klaszter tagjai pályázatot adnak be.")  # fmt: skip
EDITED = replace(
    TENDER, article=replace(TENDER.article, title="Lezárult a pályázat", text="Nincs több pénz.")
)
PAGES = (
    TENDER,
    kept(path="hir/hosszu", title="Vásár", text=f"{LONG}Itt a pályázat vége.\n\n{LONG}",
         published=published("2021-06-03T10:30", precision="minute")),
    kept(source="press", path="hir/datum", title="=Undated, \"quoted\"", text="Uszoda.",
         language="de"),
    kept(source="member", path="hir/gone", title="Eltűnt hír", text="Semmi.",
         published=published("2021-06-02")),
    kept(source="press", path="hir/expo", title="Klaszter Expó Győrben",
         published=published("2021-06-01"),
         text=EXPO.format(day=9, town="Győrben", by="július 1-ig")),
    kept(source="press", path="hir/rossz", published=published("2021-05-01"),
         title="Rossz \x1b[2J\x1b]0;cím\x07 hír\r\nmásodik \u202esor \\ue000 \ue000 \\x1b[1m",
         text="Törlés \x1b[31mpiros\x1b[0m \x9b5A és \u200b vége."),
)  # fmt: skip


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A folder with an archive; on Wednesday the first article was edited, on Thursday one went."""
    folder = tmp_path_factory.mktemp("home")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        memory, gone = ArchiveMemory(archive), Missing("member", "member.example.hu/hir/gone")
        for day, found in enumerate([PAGES, [], [EDITED, gone], [gone]]):
            memory.keep(list(found), MONDAY + day * DAY)
            group(archive, None, MONDAY + day * DAY)
    return folder


@pytest.fixture
def home(filled, here):
    return Home(filled, here)


@pytest.fixture
def ask(home):
    """Search: how it ended."""

    def run(*words: str) -> Done:
        return home.run("search", *words, KLASZTERHIREK_ARCHIVE=home.archive)

    return run


def paths(done: Done) -> list[str]:
    """What was found, by a table or by JSON Lines."""
    assert done.code == 0
    return re.findall(r"example\.hu/(?:hir/)?(\w+)", done.out)


def on_a_terminal(home: Home, *words: str) -> str:
    """What the program writes to a terminal."""
    ours, theirs = pty.openpty()
    done = subprocess.Popen(
        [*PROGRAM, "search", *words, "--archive", home.archive],
        cwd=home.folder, env=home.environment() | {"TERM": "xterm"},
        stdin=subprocess.DEVNULL, stdout=theirs, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(theirs)
    written = b""
    with suppress(OSError):  # how a terminal ends on Linux
        while piece := os.read(ours, 65_536):
            written += piece
    os.close(ours)
    assert done.wait(timeout=60) == 0
    return written.decode().replace("\r\n", "\n")


# The table


def test_a_hit_is_its_title_its_source_and_the_piece_that_it_is_found_by(ask):
    done = ask("pályázat")
    assert done.err == ""
    assert done.out.splitlines()[:3] == [
        "2021-06-04  Lezárult a pályázat",
        "            Hálózati Portál  https://portal.example.hu/hir/palyazat",
        "            Nincs több pénz.",
    ]
    date, source, piece = done.out.splitlines()[3:]
    assert date == "2021-06-03  Vásár"
    assert source == "            Hálózati Portál  https://portal.example.hu/hir/hosszu"
    assert piece.startswith("            …Itt a pályázat vége. A tagok ")
    assert piece.endswith("…")


def test_what_is_undated_or_gone_says_so(ask):
    assert ask("uszoda").out.startswith('undated     =Undated, "quoted"\n')
    assert ask("eltűnt").out.startswith("2021-06-02  Eltűnt hír (gone)\n")


def test_nothing_asked_is_everything_newest_first(ask):
    every = ["datum", "palyazat", "hosszu", "gone", "expo", "rossz"]
    assert paths(ask()) == paths(ask("")) == paths(ask("  ")) == every


def test_hits_are_bold_on_a_terminal_alone(home, ask):
    written = on_a_terminal(home, "pályázat")
    assert "2021-06-04  Lezárult a \x1b[1mpályázat\x1b[0m\n" in written
    assert "…Itt a \x1b[1mpályázat\x1b[0m vége." in written
    assert re.sub(r"\x1b\[[01]m", "", written) == ask("pályázat").out


def test_what_steers_terminals_is_written_out(home, ask):
    for text in ("rossz", "törlés", "vége rossz", "x1b", "ue000", "hír második"):
        written = ask(text).out
        assert paths(Done(0, written, ""))[-1] == "rossz"
        steering = {*map(chr, range(32)), "\x7f", "\x9b", "\u202e", "\u200b", "\ue000"} - {"\n"}
        assert not set(written) & steering
        assert (
            "\\x1b[2J\\x1b]0;cím\\x07 hír második \\u202esor \\ue000 \\ue000 \\x1b[1m\n" in written
        )
        assert "\\x1b[31mpiros\\x1b[0m \\x9b5A és \\u200b vége." in written
    shown = on_a_terminal(home, "rossz ue000 vége")
    assert re.sub(r"\x1b\[[01]m", "", shown) == ask("rossz ue000 vége").out
    bold = re.findall(r"\x1b\[1m([^\x1b]*)\x1b\[0m", shown)
    assert bold == ["Rossz", "ue000", "vége"]


# For programs


def test_json_has_everything_with_the_places_of_the_hits(ask):
    (record,) = json.loads(ask("pályázat lezárult", "--format", "json").out)
    marks = [record["title"][start:end] for start, end in record["title_marks"]]
    assert marks == ["Lezárult", "pályázat"]
    assert record["snippet_marks"] == []
    assert (record["published"], record["first_seen"]) == (
        "2021-06-04",
        "2021-06-07T05:30:00+00:00",
    )
    assert {"id", "source", "source_name", "url", "language", "kind", "gone", "summary"} < set(
        record
    )


def test_json_lines_are_a_record_each(ask):
    done = ask("pályázat", "--format", "jsonl")
    records = [json.loads(line) for line in done.out.splitlines()]
    assert [one["url"].rsplit("/", 1)[1] for one in records] == ["palyazat", "hosszu"]
    piece = records[1]["snippet"]
    assert [piece[start:end] for start, end in records[1]["snippet_marks"]] == ["pályázat"]


def test_csv_has_a_head_and_starts_no_formula(ask):
    rows = list(csv.reader(io.StringIO(ask("uszoda", "--format", "csv").out)))
    assert rows[0] == ["id", "published", "source", "title", "url"]
    assert [row[1:4] for row in rows[1:]] == [["", "press", '\'=Undated, "quoted"']]


@pytest.mark.parametrize(("form", "written"), [("json", []), ("jsonl", ""), ("csv", "id,")])
def test_for_a_program_nothing_found_is_no_record(ask, form, written):
    done = ask("tengerpart", "--format", form)
    assert (done.code, done.err) == (0, "")
    if form == "json":
        assert json.loads(done.out) == written
    else:
        assert done.out.startswith(written)
        assert len(done.out.splitlines()) == bool(written)


def test_what_a_program_reads_is_utf8_letter_by_letter(ask):
    (record,) = json.loads(ask("rossz", "--format", "json").out)
    assert record["title"].startswith("Rossz ")
    assert "\u202e" in record["title"]
    assert "\x1b" not in ask("rossz", "--format", "json").out


# What whoever asks is told


def test_nothing_found_is_said_with_what_may_be_meant(ask):
    assert ask("tengerpart") == Done(0, "nothing found\n", "")
    done = ask("pályzat", "vásár")
    assert (done.code, done.err) == (0, "")
    assert re.fullmatch(r"nothing found; did you mean: pályázat\w* vásár\n", done.out)
    again = done.out.strip().rsplit(": ", 1)[1]
    assert paths(ask(again)) == ["hosszu"]


def test_a_remark_goes_to_standard_error(ask):
    done = ask("source:nobody pályázat kind:hír from:tegnap")
    assert (done.code, done.out) == (0, "nothing found\n")
    assert [line.split(": ")[1].split()[0] for line in done.err.splitlines()] == [
        "kind:hír", "from:tegnap", "source:nobody",
    ]  # fmt: skip
    assert all(line.startswith("klaszterhirek: ") for line in done.err.splitlines())


def test_a_remark_is_one_harmless_line(ask):
    done = ask('source:"a\x1b[2J\nb\u202e" uszoda')
    assert len(done.err.splitlines()) == 1
    assert done.err.startswith("klaszterhirek: source:a\\x1b[2J b\\u202e is no source's")


def test_remarks_do_not_get_between_records(ask):
    done = ask("source:nobody source:press uszoda", "--format", "jsonl")
    assert len(done.out.splitlines()) == len(done.err.splitlines()) == 1
    json.loads(done.out)


# Limits and options


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--limit", "2"], ["datum", "palyazat"]),
        (["--source", "press"], ["datum", "expo", "rossz"]),
        (["--source", "press", "--source", "member", "--limit", "2"], ["datum", "gone"]),
        (["--language", "de"], ["datum"]),
        (["--since", "2021-06-03"], ["datum", "palyazat", "hosszu"]),
        (["--until", "2021-06-02"], ["gone", "expo", "rossz"]),
        (["--since", "2021-06-03", "--until", "2021-06-03"], ["hosszu"]),
        (["pályázat", "--until", "2021-06-03"], ["hosszu"]),
        (["klaszter expó"], ["expo"]),
        (["klaszter", "expó"], ["expo"]),
        (["kind:event"], ["expo"]),
        (["event:győr"], ["expo"]),
        (["from:2021-06", "to:2021-06-02"], ["gone", "expo"]),
        (["-pályázat", "--source", "portal"], []),
        (["-vásár", "pályázat"], ["palyazat"]),
        (["pályázat", "-vásár"], ["palyazat"]),
        (["pályázat -vásár"], ["palyazat"]),
        (["--", "-vásár pályázat"], ["palyazat"]),
        (["-rank"], ["datum", "palyazat", "hosszu", "gone", "expo", "rossz"]),
        (["a", "--source", "portal", "--limit", "10000"], ["palyazat", "hosszu"]),
    ],
)
def test_only_what_is_asked_for_is_found(ask, words, found):
    done = ask(*words)
    assert (paths(done), done.err) == (found, "")


def test_rank_puts_the_best_first(ask):
    assert paths(ask("vásár", "--source", "portal")) == ["hosszu"]
    assert paths(ask("klaszter OR", "--rank")) == paths(ask("klaszter OR"))
    assert paths(ask("hír", "--rank"))[0] in ("gone", "rossz")
    assert sorted(paths(ask("a", "--rank"))) == sorted(paths(ask("a")))


def test_as_of_a_day_is_what_was_known_by_its_end(ask):
    then = ask("pályázat", "--as-of", "2021-06-08")
    assert then.out.splitlines()[:3] == [
        "2021-06-04  Új pályázatok nyíltak",
        "            Hálózati Portál  https://portal.example.hu/hir/palyazat",
        "            A klaszter tagjai pályázatot adnak be.",
    ]
    assert paths(ask("adnak", "--as-of", "2021-06-08")) == ["palyazat"]
    assert paths(ask("adnak", "--as-of", "2021-06-09")) == paths(ask("adnak")) == []
    assert paths(ask("lezárult", "--as-of", "2021-06-08")) == []
    assert paths(ask("lezárult", "--as-of", "2021-06-09")) == ["palyazat"]
    assert ask("", "--as-of", "2021-06-06").out == "nothing found\n"
    assert "(gone)" not in ask("eltűnt", "--as-of", "2021-06-09").out
    assert "(gone)" in ask("eltűnt", "--as-of", "2021-06-10").out


def test_as_of_today_or_later_is_now(ask):
    assert (
        ask("pályázat", "--as-of", "9999-12-31")
        == ask("pályázat", "--as-of", "0d")
        == ask("pályázat")
    )


def test_days_ago_are_counted_from_the_day_as_of_which_is_asked(ask):
    day = ("--as-of", "2021-06-08")
    assert paths(ask("from:4d to:4d", *day)) == ["palyazat"]
    assert paths(ask("from:5d", *day)) == paths(ask("", "--since", "5d", *day))
    assert paths(ask("from:4d", *day)) == paths(ask("from:2021-06-04", *day)) != []
    assert paths(ask("", "--since", "4d", "--until", "4d", *day)) == ["palyazat"]
    assert paths(ask("from:5d")) == paths(ask("", "--since", "5d")) == []


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (["közös standon"], "közös standon"), (["standon közös"], "standon közös"),
        (["standon közös", "vásáron"], '"standon közös" vásáron'),
        (["közös standon", "vásáron"], '"közös standon" vásáron'),
        (["-közös standon"], '-"közös standon"'),
        (["vége", "-közös standon"], 'vége -"közös standon"'),
        (["hír", "-standon közös"], 'hír -"standon közös"'),
        (["„közös standon” vége", "hír"], "„közös standon” vége hír"),
        (['"közös standon"', "itt"], '"közös standon" itt'),
        (["source:Hálózati Portál", "hír"], 'source:"Hálózati Portál" hír'),
        (["hír", "-source:Hálózati Portál"], 'hír -source:"Hálózati Portál"'),
        (["from:2021. 06. 04.", "hír"], 'from:"2021. 06. 04." hír'),
        (["hír", " ", "közös\nstandon"], 'hír "közös standon"'),
    ],
)  # fmt: skip
def test_what_a_shell_has_joined_stays_in_a_row(ask, words, meant):
    assert ask(*words) == ask(meant)


def test_behind_two_dashes_nothing_is_an_option(ask):
    assert paths(ask("--", "--pályázat", "közös")) == []
    assert "palyazat" not in paths(ask("--limit", "5", "--", "--pályázat"))
    assert paths(ask("--", "--pályázat")) == paths(ask("-pályázat")) != []
    assert ask("--pályázat", "--", "közös").code == 2
    assert paths(ask("--", "--", "hír")) == paths(ask("hír"))


@pytest.mark.parametrize(
    "words",
    [
        ["--as-of", "tegnap"], ["--since", "2021-13-01"], ["--until", ""], ["--language",
                                                                            "hungarian"],
        ["--source", "nobody"], ["--limit", "0"], ["--limit", "x"], ["--format", "xml"], ["--limt",
                                                                                          "3"],
    ],
)  # fmt: skip
def test_a_mistaken_option_is_told(ask, words):
    done = ask("pályázat", *words)
    assert (done.code, done.out) == (2, "")
    assert words[0].lstrip("-")[:4] in done.err or words[1] in done.err


# Any string at all


@pytest.mark.parametrize(
    "text",
    [
        "C++", "a-b", '"', '"pályázat', "*", "-", "-pályázat", "-*", ":", "source:", "from:x",
        "NEAR(", "%_'", "'", "\\",
        "OR AND NOT", "(", "^", "{", "\0", "\udce1", "😀", "'; DROP TABLE words; --", "-x--y",
        "[a]", "$x", "§any§",
    ],
)  # fmt: skip
def test_any_string_gives_hits_or_nothing_found(ask, text):
    done = ask(text)
    assert done.code == 0
    assert done.out == "nothing found\n" or paths(done) or "did you mean" in done.out
    assert "Traceback" not in done.err
    assert len(done.err.splitlines()) <= 1


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("pályázat " * 11_200, id="one word"),
        pytest.param("pályzat " * 12_500, id="mistyped"),
        pytest.param("x" * 100_000, id="a long word"),
        pytest.param("x" * 99_999 + "*", id="a long beginning"),
        pytest.param('"' + "y" * 99_999, id="an unfinished quotation"),
        pytest.param("source:" + "z" * 99_993, id="a long name"),
        pytest.param("from:" + "1" * 99_995, id="a long day"),
        pytest.param(" ".join(f"from:x{n}" for n in range(11_000)), id="many mistakes"),
    ],
)
def test_a_query_of_a_hundred_thousand_characters_is_answered_and_its_cut_is_told(ask, text):
    done = ask(text)
    assert done.code == 0
    first = done.err.splitlines()[0]
    assert first.startswith("klaszterhirek: the query is long")
    assert all(len(line) < 5_000 for line in done.err.splitlines())
    assert len(done.out) < 5_000


def test_a_long_query_is_told_in_one_line(ask):
    done = ask("uszoda " + " " * 100_000 + "pályázat")
    assert (done.code, paths(done), len(done.err.splitlines())) == (0, ["datum"], 1)
