"""Source and Door: who publishes news and where it comes out; TOML files into checked values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from cssselect import SelectorError
from lxml import etree, html
from parsel.csstranslator import HTMLTranslator
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from scrapers import urls
from scrapers.checked import line_of, plain
from scrapers.errors import SourceError
from scrapers.identity import key as identity
from scrapers.zones import zone_of

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")
"""What the id of a source is: the name of its file."""


def _address(value: str) -> str:
    joined = urls.join(value, "") if re.match(r"https?://", value, re.IGNORECASE) else None
    if joined is None:
        raise ValueError("not an absolute http or https address")
    return joined


def _selector(value: str) -> str:
    try:
        etree.XPath(HTMLTranslator().css_to_xpath(value))(html.fromstring("<a>x</a>"))
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(f"not a CSS selector: {error}") from None
    if "::" in value:
        raise ValueError("a selector of texts or attributes; write one of a elements")
    return value


def _host(value: str) -> str:
    bare = value.lower().removeprefix("www.")
    if not bare or urls.host(f"http://{bare}/") != bare:
        raise ValueError("not a host name")
    return bare


def _interval(value: str) -> str:
    if not re.fullmatch(r"[1-9][0-9]{0,2}[hd]", value):
        raise ValueError("not an interval; write hours or days, such as 6h or 2d")
    return value


Address = Annotated[str, AfterValidator(_address)]
Selector = Annotated[str, AfterValidator(_selector)]
Host = Annotated[str, AfterValidator(_host)]
Text = Annotated[str, Field(min_length=1)]
Language = Annotated[str, Field(pattern=r"^[a-z]{2}$")]
Interval = Annotated[str, AfterValidator(_interval)]


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class FeedDoor(_Checked):
    """An RSS or Atom feed."""

    kind: Literal["feed"]
    url: Address


class WordPressDoor(_Checked):
    """The posts of a WordPress REST interface: ``url`` ends in ``wp/v2/posts``."""

    kind: Literal["wordpress"]
    url: Address


class SitemapDoor(_Checked):
    """A sitemap (sitemaps.org), or an index of such.

    ``under`` is the address of the section whose pages are articles; without it all are.
    """

    kind: Literal["sitemap"]
    url: Address
    under: Address | None = None


class ListingDoor(_Checked):
    """A page that lists articles; its repeating records are inferred.

    ``links``, where inference goes wrong, is the CSS selector of the ``a`` elements.
    """

    kind: Literal["listing"]
    url: Address
    links: Selector | None = None


Door = Annotated[FeedDoor | WordPressDoor | SitemapDoor | ListingDoor, Field(discriminator="kind")]
KINDS = ("feed", "wordpress", "sitemap", "listing")
DOOR: TypeAdapter[Door] = TypeAdapter(Door)
"""Makes a door of what a file or the archive says of it."""


class Source(_Checked):
    """An organisation that publishes news.

    ``id`` is the name of its file and its identity in archive and commands; ``name`` is what
    people call it. ``country`` is where it works, *eu* where that is no single one. ``aliases``
    are former or further hosts of the same site; ``doors`` where its news comes out, pinned:
    without any they are found (see ``discover``). Of a source with ``topics``, such as a
    newspaper, only articles in which one of these words occurs are taken. ``status`` other than
    *alive* says what became of the site: a *frozen* one is not added to any more, a *lapsed* or
    *hacked* one is no longer its organisation's and is crawled only when named. ``every`` is how
    often it is crawled, such as 6h or 2d; without, as often as it publishes. ``browser`` says
    that its pages are made by scripts. ``full_text`` says that the publisher permits republishing
    whole texts.
    """

    id: str
    name: Text
    organisation: Text
    home: Address
    sector: Text | None = None
    country: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "hu"
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("hu",)
    aliases: tuple[Host, ...] = ()
    former_names: tuple[Text, ...] = ()
    status: Literal["alive", "frozen", "lapsed", "hacked"] = "alive"
    topics: tuple[Text, ...] = ()
    every: Interval | None = None
    browser: bool = False
    full_text: bool = False
    doors: tuple[Door, ...] = Field(default=(), alias="door")

    @property
    def host(self) -> str:
        """The host of the home page, without ``www.``."""
        return urls.host(self.home)

    @property
    def zone(self) -> ZoneInfo:
        """Where its clock times are meant that name no zone: where most of its country lives."""
        return zone_of(self.country)

    @property
    def lost(self) -> bool:
        """Whether the site is no longer its organisation's: it is crawled only when named."""
        return self.status in ("lapsed", "hacked")

    def owns(self, address: str) -> bool:
        """Whether ``address`` is on a host of this source: home, its sub-domains, aliases."""
        name = urls.host(address)
        return any(
            name == own or name.endswith(f".{own}") for own in (self.host, *self.aliases) if own
        )

    def key(self, address: str) -> str:
        """The key under which this source's ``address`` is remembered: one per article."""
        return identity.key(address, self.aliases, self.host)

    def is_list(self, address: str) -> bool:
        """Whether ``address`` is the home page or a door: a list of articles, and none itself."""
        lists = (self.home, *(door.url for door in self.doors))
        return self.key(address) in {self.key(urls.canonical(one) or one) for one in lists}

    def definition(self, door: Door) -> str:
        """A digest of what decides how ``door`` is read: its own keys, and what the source owns."""
        said = (door.model_dump_json(), self.host, *self.aliases)
        return blake2b("\0".join(said).encode(), digest_size=12).hexdigest()


def read_source(path: Path) -> Source:
    """The source in one TOML file; its ``id`` is the file's name.

    Raises ``SourceError`` naming file, key and line for a file that cannot be read or parsed, an
    unknown key, a bad address, a bad selector.
    """
    if not NAME.fullmatch(path.stem):
        raise SourceError(path, "a source's file name is lower-case letters, digits, - and _")
    try:
        text = path.read_text(encoding="utf-8-sig")
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        told = re.search(r"at line (\d+)", str(error))
        line = int(told[1]) if told else text.count("\n") + 1  # what is unfinished ends there
        raise SourceError(path, f"not TOML: {error}", line=line) from error
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(path, f"cannot be read: {error}") from error
    if "id" in data:
        raise SourceError(path, "unknown key", key="id", line=line_of(text, ("id",)))
    try:
        return Source.model_validate({**data, "id": path.stem})
    except ValidationError as error:
        raise _explain(path, text, error) from error


def load_sources(folders: Iterable[Path]) -> tuple[Source, ...]:
    """Every source of ``folders``, sorted by id; in a later folder the same file name wins.

    Folders that do not exist hold nothing. Raises ``SourceError`` at the first file that cannot
    be used, so that a mistake is seen before any request is made.
    """
    files = {path.stem: path for folder in folders for path in sorted(folder.glob("*.toml"))}
    return tuple(read_source(files[name]) for name in sorted(files))


def _explain(path: Path, text: str, error: ValidationError) -> SourceError:
    # a misspelt key is told before the missing one it was meant to be
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    # pydantic puts the kind of a door into the path of its keys; the file has no such level
    key = tuple(part for at, part in enumerate(first["loc"]) if at != 2 or len(first["loc"]) == 3)
    if len(first["loc"]) == 3 and first["loc"][2] in KINDS:
        key = first["loc"][:2]
    if first["type"] in ("union_tag_not_found", "union_tag_invalid"):
        what = "needs kind = " + " or ".join(f'"{kind}"' for kind in KINDS)
    else:
        what = plain(first)
    return SourceError(path, what, key=".".join(map(str, key)), line=line_of(text, key))
