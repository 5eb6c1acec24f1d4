import re
import tomllib
from pathlib import Path

import pytest

from aggregator.config import DATA, Config, load_config, write_template
from aggregator.errors import ConfigError

EVERYTHING = """\
contact = "hirek@example.org"
address = "https://example.org/klaszterhirek/"
title = "Hírek"
language = "en"
archive = "sqlite:////srv/news.sqlite"
output = "/srv/feeds"
sources = "/srv/sources"
allow_network = "127.0.0.0/8, ::1/128"
"""


@pytest.fixture
def config(tmp_path):
    """Read a configuration of these lines, with these options."""
    file = tmp_path / "own.toml"

    def read(lines="", **told):
        file.write_text(lines, encoding="utf-8")
        return load_config(file, **told)

    return read


def complaint(config, lines="", **told):
    with pytest.raises(ConfigError) as caught:
        config(lines, **told)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# Precedence


def test_an_empty_file_leaves_the_defaults(config):
    assert config() == Config()
    assert config().archive == f"sqlite:///{DATA.as_posix()}/archive.sqlite"
    assert config().output == DATA / "output"
    assert (config().contact, config().address, config().sources) == ("", None, None)
    assert (config().title, config().language) == ("Klaszterhírek", "hu")


def test_a_file_can_tell_everything(config):
    assert config(EVERYTHING) == Config(
        contact="hirek@example.org",
        address="https://example.org/klaszterhirek/",
        title="Hírek",
        language="en",
        archive="sqlite:////srv/news.sqlite",
        output=Path("/srv/feeds"),
        sources=Path("/srv/sources"),
        allow_network="127.0.0.0/8, ::1/128",
    )


def test_what_is_told_wins_over_the_file(config):
    told = config(EVERYTHING, archive="sqlite:///a.sqlite", output=Path("/tmp/out"))
    assert (told.archive, told.output) == ("sqlite:///a.sqlite", Path("/tmp/out"))
    assert told.sources == Path("/srv/sources")


def test_what_is_untold_leaves_the_file(config):
    assert config(EVERYTHING, archive=None, output=None, sources=None) == config(EVERYTHING)


def test_folders_of_a_file_are_meant_from_where_it_is(config, tmp_path):
    told = config('output = "public"\nsources = "../sources"')
    assert told.output == tmp_path / "public"
    assert told.sources == tmp_path / "../sources"


def test_a_folder_told_as_an_option_is_meant_from_here(config):
    assert config('output = "public"', output=Path("here")).output == Path("here")


def test_the_file_of_the_working_folder_is_found(tmp_path, monkeypatch):
    (tmp_path / "klaszterhirek.toml").write_text('title = "Innen"', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_config().title == "Innen"


# Mistakes


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ('contct = "a@example.org"', "contct: unknown key"),
        ('"id" = "x"', "id: unknown key"),
        ('language = "de"', "language"),
        ('address = "example.org"', "address"),
        ('address = "ftp://example.org/"', "address"),
        ('address = "https://example.org/?a=1"', "address"),
        ('address = "https://example.org/#a"', "address"),
        ('address = "https://"', "address"),
        ('address = "https://example .org/"', "address"),
        ("title = 5", "title"),
        ("output = 5", "output"),
        ('allow_network = "localhost"', "allow_network"),
        ('allow_network = "127.0.0.1/8"', "allow_network"),
        ('allow_network = ["127.0.0.0/8"]', "allow_network"),
        ("[contact]\nname = 5", "contact"),
    ],
)
def test_a_mistake_is_told_with_file_and_key(config, tmp_path, line, key):
    said = complaint(config, line)
    assert said.startswith(f"{tmp_path / 'own.toml'}:1: {key}")


def test_a_mistake_in_an_option_is_told_with_its_name(config):
    said = complaint(config, EVERYTHING, allow_network="loopback")
    assert said.startswith("--allow-network: ")


def test_a_file_that_is_not_toml_is_named_with_the_line(config, tmp_path):
    said = complaint(config, 'title = "a"\ncontact = a@example.org\n')
    assert said.startswith(f"{tmp_path / 'own.toml'}: not TOML: ")
    assert "line 2" in said


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    for path in (tmp_path, tmp_path / "none.toml"):
        with pytest.raises(ConfigError, match=re.escape(f"{path}: cannot be read")):
            load_config(path)


def test_a_file_that_is_not_utf_8_is_named(tmp_path):
    file = tmp_path / "latin.toml"
    file.write_bytes('title = "Klaszterhírek"'.encode("iso-8859-2"))
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(file)


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("http://example.org:8080/feeds", "http://example.org:8080/feeds/"),
        ("https://example.org/feeds/", "https://example.org/feeds/"),
        ("  https://example.org/  ", "https://example.org/"),
    ],
)
def test_an_address_ends_in_a_slash(config, told, kept):
    assert config(f'address = "{told}"').address == kept


@pytest.mark.parametrize("address", ["https://klaszterhírek.example/", "https://example.org/hír/"])
def test_an_address_is_kept_in_ascii(config, address):
    assert config(f'address = "{address}"').address.isascii()


# Mail, and a sign of life

MAIL = """
[mail]
host = "mail.example.org"
from = "hirek@example.org"
to = ["x@example.org"]
"""


def test_mail_is_read_with_what_is_usual(config):
    mail = config(MAIL).mail
    assert (mail.security, mail.at, mail.user, mail.password_file) == ("starttls", 587, "", None)
    assert config(f'{MAIL}security = "tls"').mail.at == 465
    assert config(f"{MAIL}port = 2525").mail.at == 2525


def test_the_file_of_a_password_is_looked_for_beside_the_configuration(config, tmp_path):
    assert config(f'{MAIL}password_file = "p"').mail.password_file == tmp_path / "p"


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (f"{MAIL}port = 0", "mail.port"),
        (f'{MAIL}security = "none"\nuser = "x"', "mail.user: needs security"),
        (MAIL.replace("x@example.org", "x@example.org\\nBcc: y@example.org"), "mail.to.0"),
        (MAIL.replace("hirek@example.org", "hirek"), "mail.from: is not an e-mail address"),
        (MAIL.replace('["x@example.org"]', "[]"), "mail.to"),
        (f'{MAIL}password = "titok"', "mail.password: unknown key"),
        ("mail = 1", "mail"),
        ('ping = "ftp://x.example/"', "ping: is not an http or https address"),
        ('ping = "https://user:pw@x.example/"', "ping"),
    ],
)
def test_a_mistake_in_mail_or_ping_is_named(config, lines, what):
    with pytest.raises(ConfigError) as caught:
        config(lines)
    assert what in str(caught.value)
    assert "titok" not in str(caught.value)


def test_a_sign_of_life_may_have_a_query(config):
    told = "https://up.example/api/push/x?status=up&msg=OK"
    assert config(f'ping = "{told}"').ping == told


# The template


def uncommented(template):
    return re.sub(r"^#(?=[\w[])", "", template, flags=re.MULTILINE)


def test_the_template_says_nothing_until_it_is_edited(tmp_path):
    write_template(tmp_path / "new.toml")
    assert load_config(tmp_path / "new.toml") == Config()


def test_the_template_without_its_signs_is_a_configuration(tmp_path):
    file = tmp_path / "new.toml"
    write_template(file)
    lines = uncommented(file.read_text(encoding="utf-8"))
    file.write_text(lines, encoding="utf-8")
    told = tomllib.loads(lines)
    assert set(told) == set(Config.model_fields) - {"allow_network"}
    defaults = Config()
    for name in ("title", "language", "archive", "output"):
        assert getattr(load_config(file), name) == getattr(defaults, name)


def test_a_template_never_overwrites(tmp_path):
    file = tmp_path / "klaszterhirek.toml"
    file.write_text(EVERYTHING)
    with pytest.raises(ConfigError, match="is there already"):
        write_template(file)
    assert file.read_text() == EVERYTHING


def test_a_template_that_cannot_be_written_is_one_line(tmp_path):
    with pytest.raises(ConfigError, match=re.escape(f"{tmp_path / 'none' / 'a.toml'}: cannot be")):
        write_template(tmp_path / "none" / "a.toml")
