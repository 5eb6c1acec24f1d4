"""Answers as a web archive, read back by the tools that others read it with."""

import base64
import gzip
import hashlib
import io
import os
import pty
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from aggregator.archive.archive import open_archive
from aggregator.exporting import write_answers
from aggregator.research.warc import Answer, Writer
from tests.aggregator.archive.findings import DAY, MONDAY
from tests.aggregator.research.filled import (
    NEXT_WEEK,
    PAGE,
    TUESDAY,
    answered,
    day,
    filled,
    release,
)
from tests.aggregator.research.running import PROGRAM, ROOT, run, told

ADDRESS = "https://portal.example.hu/hirek/merolabor"


@pytest.fixture
def full(archive):
    return filled(archive)


def written(archive, as_of=None):
    out = io.BytesIO()
    count = write_answers(archive, out, as_of)
    return out.getvalue(), count


def read(data):
    """The records: their headers, and their bodies with every digest verified."""
    found = []
    for record in ArchiveIterator(io.BytesIO(data), check_digests="raise"):
        headers = dict(record.rec_headers.headers)
        found.append((headers, record.content_stream().read()))
        assert record.digest_checker.passed
    return found


def one(**more):
    values = {"number": 1, "article": 2, "url": ADDRESS, "content_type": "text/html"}
    return Answer(**{**values, "body": PAGE, "at": MONDAY, **more})


def by_hand(*answers, latest=MONDAY, known_on=None):
    out = io.BytesIO()
    writer = Writer(out, latest, known_on)
    for answer in answers:
        writer.write(answer)
    return out.getvalue()


def test_answers_come_out_as_resources(full):
    data, count = written(full)
    (info, _), *resources = read(data)
    assert count == len(resources) == 2
    assert (info["WARC-Type"], info["WARC-Date"]) == ("warcinfo", "2021-06-14T05:30:00Z")
    headers, body = resources[0]
    assert body == PAGE
    assert headers["WARC-Type"] == "resource"
    assert headers["WARC-Target-URI"] == ADDRESS
    assert headers["WARC-Date"] == "2021-06-07T05:30:00Z"
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert headers["WARC-Warcinfo-ID"] == info["WARC-Record-ID"]
    digest = base64.b32encode(hashlib.sha256(PAGE).digest()).decode()
    assert headers["WARC-Payload-Digest"] == f"sha256:{digest}"
    assert resources[1][1] == PAGE + b"<p>2</p>"
    assert len({headers["WARC-Record-ID"] for headers, _ in read(data)}) == 3


def test_bytes_are_a_function_of_the_archive(full):
    assert written(full) == written(full)


def test_answers_that_came_later_are_left_out(full):
    data, count = written(full, TUESDAY)
    (info, body), (_, answer) = read(data)
    assert (count, answer, info["WARC-Date"]) == (1, PAGE, "2021-06-07T05:30:00Z")
    assert b"by 2021-06-08" in body


def test_an_archive_without_answers_is_a_web_archive_without_them(archive):
    data, count = written(archive)
    ((info, _),) = read(data)
    assert (count, info["WARC-Date"]) == (0, "1970-01-01T00:00:00Z")


def test_many_answers_are_written_as_they_are_read(archive):
    bodies = {f"https://portal.example.hu/{n}": b"%d " % n * 10_000 for n in range(120)}
    findings = [answered(release(path=str(n)), body) for n, body in enumerate(bodies.values())]
    day(archive, NEXT_WEEK, *findings)
    data, count = written(archive)
    assert count == 120
    told = {headers.get("WARC-Target-URI"): body for headers, body in read(data)[1:]}
    assert told == bodies


def test_each_record_is_compressed_by_itself_and_bears_no_time():
    members = by_hand(one(), one(number=2, at=MONDAY + DAY))
    starts = [at for at in range(len(members)) if members[at : at + 3] == b"\x1f\x8b\x08"]
    assert len(starts) == 3
    assert {members[at + 4 : at + 8] for at in starts} == {b"\0\0\0\0"}
    assert gzip.decompress(members[starts[1] : starts[2]]).startswith(b"WARC/1.1\r\n")


def test_what_differs_has_another_id():
    told = [one(), one(number=2), one(url=f"{ADDRESS}/2"), one(body=b""), one(at=MONDAY + DAY)]
    ids = [headers["WARC-Record-ID"] for headers, _ in read(by_hand(*told))]
    assert len(set(ids)) == 6
    other = by_hand(one(), known_on=date(2021, 6, 30))
    assert read(other)[0][0]["WARC-Record-ID"] != ids[0]
    assert read(other)[1][0]["WARC-Record-ID"] == ids[1]


def test_a_moment_is_written_as_precisely_as_it_is_known():
    at = datetime(2021, 6, 7, 5, 30, 0, 123456, tzinfo=UTC)
    assert read(by_hand(one(at=at)))[1][0]["WARC-Date"] == "2021-06-07T05:30:00.123456Z"


@pytest.mark.parametrize(
    "told",
    [
        *("", "html", "text/html\r\nWARC-Type: response", "text/html; a=\x00", "szöveg/html"),
        *("text/html; név=1", "a" * 10_000, "/", " text/html"),
    ],
)
def test_what_is_no_media_type_is_none(told):
    (headers, _) = read(by_hand(one(content_type=told)))[1]
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["WARC-Type"] == "resource"


@given(st.lists(st.tuples(st.binary(), st.text()), max_size=4))
def test_any_body_comes_back(told):
    answers = [one(number=n, body=body, content_type=kind) for n, (body, kind) in enumerate(told)]
    assert [body for _, body in read(by_hand(*answers))[1:]] == [body for body, _ in told]


# The command


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("home")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        filled(archive)
    (folder / "klaszterhirek.toml").write_text('archive = "sqlite:///archive.sqlite"\n')
    return folder


def test_the_command_writes_what_warcio_finds_sound(home):
    data = told(home, "export", "--what", "answers")
    assert data == told(home, "export", "--what", "answers", "--format", "warc", LANG="C")
    (home / "answers.warc.gz").write_bytes(data)
    script = (sys.executable, "-m", "warcio.cli", "check", "-v", "answers.warc.gz")
    done = subprocess.run(script, cwd=home, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("digest pass") == 3


def test_a_terminal_is_spared(home):
    ours, theirs = pty.openpty()
    try:
        done = subprocess.run(
            [*PROGRAM, "export", "--what", "answers"],
            cwd=home, stdout=theirs, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(home / "data")},
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "klaszterhirek: standard output: is a terminal, and answers are no text; "
        "write > answers.warc.gz\n"
    )


def test_an_export_as_of_a_day_has_the_answers_of_that_day(home):
    done = run(home, "export", "--what", "answers", "--as-of", "2021-06-08")
    assert len(read(done.stdout)) == 2
