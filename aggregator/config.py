"""Configuration: ``klaszterhirek.toml``, the environment and options, in that order of patience.

An option wins over the environment, the environment over the file, the file over the default.
"""

from __future__ import annotations

import re
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Any, Literal

import ada_url
from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from aggregator.errors import ConfigError
from scrapers.checked import line_of, plain
from scrapers.folders import DATA

NAME = "klaszterhirek.toml"
"""Looked for in the working folder, then in the data folder."""

TEMPLATE = """\
# klaszterhirek: configuration. Remove the # in front of a line to set it.

# Whom a site's operator can write to: an e-mail address or a page. It is sent with every request
# and `klaszterhirek update` does not run without it.
#contact = "you@example.org"

# The public address of the folder that the feeds are served from.
#address = "https://example.org/klaszterhirek/"

# What the feed is called, and the language of its own words (hu or en).
#title = "Klaszterhírek"
#language = "hu"

# Where readers can ask for a correction or a removal: an e-mail address or a page; else contact.
# It is told in every feed and on every page.
#corrections = "hirek@example.org"

# A hub (WebSub) that is told when a feed has changed, so that subscribers hear of it at once.
#hub = "https://hub.example.org/"

# Where the archive is: SQLite or PostgreSQL.
#archive = "sqlite:///{data}/archive.sqlite"

# Where the feeds are written.
#output = "{data}/output"

# A folder of sources to be used instead of the bundled ones.
#sources = "{data}/my-sources"

# Whether the pages that articles were read from are kept, compressed, so that a better reader can
# read them again without a crawl. It takes about as much room as the articles themselves.
#keep_answers = true

# An address that is asked for after each good run: whoever waits for that (healthchecks.io and the
# like) tells you when no run goes well any more.
#ping = "https://hc-ping.com/your-uuid"

# Mail to whoever runs the program: which sources want a look, and which are in order again. The
# password is in the environment (KLASZTERHIREK_MAIL_PASSWORD), or in a file that only you can read.
#[mail]
#host = "mail.example.org"
#security = "starttls"
#user = "hirek@example.org"
#password_file = "mail-password"
#from = "hirek@example.org"
#to = ["you@example.org"]

# A feed of what a query finds, as for `klaszterhirek search`; as many as you like, at the end.
#[[feed]]
#name = "zold-energia"
#title = "Zöld energia"
#query = 'hidrogén* sector:energia'
"""


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(?:/[^\s?#]*)?", value):
        raise ValueError("is not an http or https address without query and password")
    try:
        return ada_url.URL(value).href
    except ValueError:
        raise ValueError("is not an address") from None


def _public(value: str) -> str:
    ascii_only = _address(value)
    return ascii_only if ascii_only.endswith("/") else f"{ascii_only}/"


def _contact(value: str) -> str:
    if re.fullmatch(r"[^\s@:/?#<>\"]+@[^\s@:/?#<>\"]+", value):
        return value
    try:
        return _address(value)
    except ValueError:
        raise ValueError("is neither an e-mail address nor that of a page") from None


def _asked(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/?#@]+(?:[/?][^\s#]*)?", value):
        raise ValueError("is not an http or https address without password")
    try:
        return ada_url.URL(value).href
    except ValueError:
        raise ValueError("is not an address") from None


def _mailbox(value: str) -> str:
    if not re.fullmatch(r"[^\s@:/?#<>\"(),;]+@[^\s@:/?#<>\"(),;]+", value):
        raise ValueError("is not an e-mail address")
    return value


def _one_line(value: str) -> str:
    if any(not character.isprintable() for character in value):
        raise ValueError("must be one line of printable characters")
    return value


def _folder(value: Path) -> Path:
    if "\0" in str(value):
        raise ValueError("is not the name of a folder")
    return value.expanduser()


def _networks(value: str) -> str:
    for part in filter(None, (part.strip() for part in value.split(","))):
        ip_network(part)
    return value


Line = Annotated[str, AfterValidator(_one_line)]
Folder = Annotated[Path, AfterValidator(_folder)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]


class Search(BaseModel):
    """A feed of what a query finds: ``name`` is that of its files, ``query`` as in ``search``."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    name: Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=50)]
    title: Annotated[Line, Field(min_length=1)]
    query: Annotated[Line, Field(min_length=1)]


PORTS = {"none": 25, "starttls": 587, "tls": 465}
"""Where mail is taken, by how it is protected on the way."""


class Mail(BaseModel):
    """How mail is sent: ``sender`` (*from* in the file) and ``to`` are e-mail addresses.

    ``security`` is *starttls*, *tls* from the first byte, or *none*; ``port`` is its usual one
    where none is told.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    host: Annotated[Line, Field(min_length=1)]
    port: Annotated[int, Field(ge=1, le=65535)] | None = None
    security: Literal["none", "starttls", "tls"] = "starttls"
    user: Line = ""
    password_file: Folder | None = None
    sender: Mailbox = Field(alias="from")
    to: Annotated[tuple[Mailbox, ...], Field(min_length=1)]

    @field_validator("user")
    @classmethod
    def _not_in_the_clear(cls, value: str, info: ValidationInfo) -> str:
        if value and info.data.get("security") == "none":
            raise ValueError('needs security = "starttls" or "tls": no password goes in the clear')
        return value

    @property
    def at(self) -> int:
        """The port."""
        return self.port or PORTS[self.security]


class Config(BaseModel):
    """What the program is told. ``address`` ends in a slash; ``allow_network`` is a list of CIDR
    blocks separated by commas; ``sources`` replaces the bundled sources. ``feed`` are searches that
    have a feed of their own. ``ping`` is asked for after each good run.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    contact: Line = ""
    address: Annotated[str, AfterValidator(_public)] | None = None
    title: Annotated[Line, Field(min_length=1)] = "Klaszterhírek"
    language: Literal["hu", "en"] = "hu"
    archive: Line = f"sqlite:///{(DATA / 'archive.sqlite').as_posix()}"
    output: Folder = DATA / "output"
    sources: Folder | None = None
    allow_network: Annotated[str, AfterValidator(_networks)] = ""
    keep_answers: bool = True
    hub: Annotated[str, AfterValidator(_address)] | None = None
    ping: Annotated[str, AfterValidator(_asked)] | None = None
    mail: Mail | None = None
    corrections: Annotated[str, AfterValidator(_contact)] | None = None
    feed: tuple[Search, ...] = ()

    @field_validator("feed")
    @classmethod
    def _named_apart(cls, value: tuple[Search, ...]) -> tuple[Search, ...]:
        names = [one.name for one in value]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"has the name {name} twice: each needs one of its own")
        return value

    @property
    def whom_to_ask(self) -> str | None:
        """Where readers can ask for a correction: an e-mail address or a page, if any is told."""
        return self.corrections or self.contact or None


def load_config(path: Path | None = None, **told: Any) -> Config:
    """The configuration: what is ``told`` (options, environment; ``None`` is untold) over a file.

    ``path`` is the file to read; without it the first that exists of the working folder's and the
    data folder's. Raises ``ConfigError`` naming the file and the key at fault.
    """
    file = path or next((p for p in (Path(NAME), DATA / NAME) if _exists(p)), None)
    values = _read(file) if file else {}
    mail = values["mail"] if isinstance(values.get("mail"), dict) else {}
    if file:
        # folders in a file are meant from where the file is
        for table, name in ((values, "output"), (values, "sources"), (mail, "password_file")):
            if isinstance(table.get(name), str):
                table[name] = file.parent / Path(table[name]).expanduser()
    given = {name: value for name, value in told.items() if value is not None}
    try:
        return Config.model_validate({**values, **given})
    except ValidationError as error:
        raise _explain(error, file, given) from error


def write_template(path: Path) -> None:
    """Write a commented configuration. Raises ``ConfigError`` rather than overwrite one."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(data=DATA.as_posix()))
    except FileExistsError:
        raise ConfigError(path, "is there already; edit it, or remove it first") from None
    except OSError as error:
        raise ConfigError(path, f"cannot be written: {error.strerror}") from error


def _exists(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError as error:
        raise ConfigError(file, f"cannot be read: {error.strerror}") from error


def _read(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(file, f"not TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(file, f"cannot be read: {error}") from error


def _explain(error: ValidationError, file: Path | None, given: dict[str, Any]) -> ConfigError:
    first = error.errors()[0]
    path = first["loc"]
    key = str(path[0])
    if key in given or file is None:
        return ConfigError(f"--{key.replace('_', '-')}", plain(first))
    line = line_of(file.read_text(encoding="utf-8"), path)
    return ConfigError(
        f"{file}:{line}" if line else file, f"{'.'.join(map(str, path))}: {plain(first)}"
    )
