"""Who runs the program is told by mail: once of each alarm, by a real server on loopback."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest

from aggregator.alarming import tell_alarms
from aggregator.archive.sources import keep_reports
from aggregator.config import Config, Mail
from aggregator.mailing import PASSWORD, NotSent, send
from aggregator.pages.alarms import AlarmLine, digest
from aggregator.publishing.troubles import note_troubles
from scrapers.report import CrawlReport
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES
from tests.aggregator.postbox import certificate, postbox

HOUR = timedelta(hours=1)
TO = ("gep@example.hu", "uzem@example.hu")


def mail(port: int, **more: object) -> Mail:
    told = {"host": "127.0.0.1", "port": port, "security": "none", "from": "hirek@example.hu"}
    return Mail.model_validate({**told, "to": TO, **more})


class Runs:
    """Runs of the program over an archive, some hours from Monday."""

    def __init__(self, archive, box, language="hu"):
        self.archive, self.box = archive, box
        self.config = Config(mail=mail(box.port), language=language)

    def run(self, hours: float, **problems: str) -> list[str]:
        """The subjects of the mails that a run sends in which these sources have problems."""
        now, before = MONDAY + hours * HOUR, len(self.box.taken)
        reports = [
            CrawlReport(one.id, now, doors={"x": why} if why else {}, problem=why)
            for one in SOURCES
            for why in [problems.get(one.id)]
        ]
        with self.archive.write() as connection:
            keep_reports(connection, reports)
        note_troubles(self.archive, SOURCES, self.config, now)
        tell_alarms(self.archive, self.config, now)
        return [one["Subject"] for one in self.box.taken[before:]]


@pytest.fixture
def box():
    with postbox() as running:
        yield running


@pytest.fixture
def runs(archive, box):
    return Runs(archive, box)


def test_one_mail_tells_all_that_is_new_and_what_to_do(runs, box):
    subjects = runs.run(0, portal="http 403", press="http 404")
    assert subjects == ["Klaszterhírek: 2 forrásra rá kellene nézni"]
    (message,) = box.taken
    text = message.get_content().replace("\r\n", "\n")
    assert "Hálózati Portál (portal)\n    nem enged be (a hiba kezdete: 2021. június 7.)" in text
    assert "    Teendő: kérje meg az üzemeltetőjét" in text
    assert "Dombvidéki Hírmondó (press)" in text
    assert box.to == [list(TO)]
    assert message["From"] == "hirek@example.hu"
    assert message["Date"].datetime == MONDAY
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_same_alarm_is_never_told_twice(runs):
    assert len(runs.run(0, portal="http 403")) == 1
    assert runs.run(1, portal="http 403") == []
    assert runs.run(2, portal="http 401") == []
    assert len(runs.run(3, portal="http 403", press="http 404")) == 1
    assert runs.run(24 * 40, portal="http 403", press="http 404") == []


def test_what_is_over_is_told_when_it_has_been_over_for_a_day(runs, box):
    runs.run(0, portal="http 403")
    assert runs.run(5) == []
    assert runs.run(20) == []
    assert runs.run(29) == ["Klaszterhírek: 1 forrás ismét rendben van"]
    assert "(2021. június 7. – 2021. június 7.)" in box.taken[-1].get_content()
    assert runs.run(60) == []
    assert len(runs.run(90, portal="http 403")) == 1


def test_what_comes_and_goes_within_a_day_is_one_alarm(runs):
    assert len(runs.run(0, portal="http 403")) == 1
    for hour in range(1, 40, 6):
        assert runs.run(hour) == []
        assert runs.run(hour + 3, portal="http 403") == []


def test_all_is_well_sends_nothing(runs):
    assert runs.run(0) == []
    assert runs.run(1, portal="http 503") == []


def test_what_no_server_took_is_told_by_the_next_run(runs, box, caplog):
    box.refuse = "550 no such user"
    with caplog.at_level(logging.ERROR, "klaszterhirek"):
        assert runs.run(0, portal="http 403") == []
    (record,) = caplog.records
    assert record.getMessage() == "mail-failed"
    assert record.values["reason"] == "no recipient is taken: 550 no such user"
    box.refuse = ""
    assert len(runs.run(1, portal="http 403")) == 1
    assert runs.run(2, portal="http 403") == []


def test_what_was_over_before_anybody_was_told_is_told_to_nobody(runs, box):
    box.refuse = "451 later"
    runs.run(0, portal="http 403")
    box.refuse = ""
    assert runs.run(1) == []
    assert runs.run(48) == []


def test_whether_nothing_is_left_untold_is_told(runs, archive, box):
    now = MONDAY + DAY
    assert tell_alarms(archive, Config(), now)
    box.refuse = "451 later"
    runs.run(0, portal="http 403")
    assert not tell_alarms(archive, runs.config, now)
    assert tell_alarms(archive, Config(), now)
    box.refuse = ""
    assert tell_alarms(archive, runs.config, now)


def test_a_mail_may_be_english(archive, box):
    assert Runs(archive, box, "en").run(0, portal="http 403") == [
        "Klaszterhírek: 1 source wants a look"
    ]
    assert "What to do: ask its operator to let us in" in box.taken[0].get_content()


def test_what_strangers_say_breaks_no_line():
    hostile = AlarmLine("A\r\nBcc: x@example.hu", "a", "b\n\nc\u202e", "d\x00e", MONDAY)
    subject, text = digest("Cím", [hostile], [], "en")
    assert "\n" not in subject
    assert text.count("\n") == 8
    assert "\r" not in text
    assert "\x00" not in text


# Servers that want a password


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate for localhost that this process trusts."""
    file = certificate(tmp_path / "own.pem", datetime.now(UTC))
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    return file


def test_a_password_travels_under_tls_only_and_comes_from_the_environment_or_a_file(
    trusted, tmp_path, monkeypatch
):
    secret = tmp_path / "password"
    secret.write_text("titok\n")
    told = {"host": "localhost", "security": "starttls", "user": "hirek"}
    with postbox(trusted) as box:
        send(mail(box.port, **told, password_file=secret), "Cím", "Szöveg", MONDAY)
        monkeypatch.setenv(PASSWORD, "titok")
        send(mail(box.port, **told), "Cím", "Szöveg", MONDAY)
    assert box.logins == [("hirek", "titok")] * 2
    assert [one["Subject"] for one in box.taken] == ["Cím"] * 2


def test_a_wrong_password_is_told_and_what_it_is_is_not(trusted, monkeypatch):
    monkeypatch.setenv(PASSWORD, "rossz-jelszo")
    told = {"host": "localhost", "security": "starttls", "user": "hirek"}
    with postbox(trusted) as box, pytest.raises(NotSent, match=r"^535 ") as caught:
        send(mail(box.port, **told), "Cím", "Szöveg", MONDAY)
    assert "rossz-jelszo" not in str(caught.value)
    assert box.taken == []


def test_without_a_password_it_is_told_where_one_goes(trusted):
    told = {"host": "localhost", "security": "starttls", "user": "hirek"}
    with postbox(trusted) as box, pytest.raises(NotSent, match=f"no password: set {PASSWORD}"):
        send(mail(box.port, **told), "Cím", "Szöveg", MONDAY)


def test_who_is_not_trusted_gets_no_password(tmp_path):
    file = certificate(tmp_path / "strange.pem", datetime.now(UTC))
    told = {"host": "localhost", "security": "starttls", "user": "hirek"}
    with postbox(file) as box, pytest.raises(NotSent, match="CERTIFICATE_VERIFY_FAILED"):
        send(mail(box.port, **told), "Cím", "Szöveg", MONDAY)
    assert box.logins == []


def test_a_server_without_tls_gets_nothing(box):
    with pytest.raises(NotSent, match="STARTTLS"):
        send(mail(box.port, security="starttls"), "Cím", "Szöveg", MONDAY)
    assert box.taken == []


def test_nobody_there_is_one_line():
    with pytest.raises(NotSent, match="refused") as caught:
        send(mail(1), "Cím", "Szöveg", MONDAY)
    assert "\n" not in str(caught.value)
