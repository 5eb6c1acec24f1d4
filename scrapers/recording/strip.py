"""Bodies without their publisher's prose: what is left reads as before, but for the words.

Markup, metadata, titles, dates, labels and the texts of links stay, letter by letter and in the
body's own encoding. Paragraphs of more than ``prose.PROSE`` words become placeholder words, also
where they stand in attributes, in JSON-LD, in feeds and in answers of a REST interface. Comments,
scripts and style sheets are emptied. Stripping twice changes nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from typing import Any, NamedTuple

from scrapers import clean
from scrapers.doors import sitemap
from scrapers.encoding import encoding_of
from scrapers.page import INLINE, LARGEST, Page, Unreadable
from scrapers.recording.prose import PROSE, placeholder, words

TITLE = 30
"""A title or a link's text of more words is prose too."""
ROUNDS = 4
"""How often a body is stripped at most: of what went, something else may have depended."""
_LABEL = 3
"""A text between links of at most so many words is a label: "Tags:", "by"."""
_WRAPPED = 6
"""Of two lines with more words, one below the other, both are one sentence, broken by hand."""
_EMPTY = "<!---->"  # not nothing: what stood on both sides must not grow together

# as browsers split a page (HTML standard, 13.2.5): quotes count behind an equals sign only
_REST = r"""(?>=\s*"[^"]*"|=\s*'[^']*'|=(?!\s*["'])|[^>=])*+>"""
_RAW = rf"""
      (?P<opening> <(?P<raw>script|style)(?![\w-]) {_REST} )
      (?P<inside> .*? ) (?P<closing> </(?P=raw)(?![\w-])[^>]*> | \Z )"""
_CDATA = r"<!\[CDATA\[ (?P<cdata>.*?) (?:\]\]>|\Z)"


def _tokens(special: str) -> re.Pattern[str]:
    return re.compile(
        rf"""
          (?P<comment> <!--.*?(?:-->|\Z) )
        | {special}
        | (?P<doctype> <!doctype[^>]*> | <\?xml[^>]*> )
        | (?P<bogus> <[!?][^>]*(?:>|\Z) | </[^a-z>][^>]*(?:>|\Z) )
        | (?P<tag> </?[a-z] {_REST} )
        | (?P<text> <[^<]* | [^<]+ )
        """,
        re.VERBOSE | re.DOTALL | re.IGNORECASE,
    )


_HTML_TOKEN, _XML_TOKEN = _tokens(_RAW), _tokens(_CDATA)
_NAME = re.compile(r"</?(?:[\w-]+:)?([\w-]+)")
_ATTRIBUTE = re.compile(
    r"""(?<=[\s"'/])(?:
      (?P<name>[\w:-]+) (?P<equals>\s*=\s*) (?: "(?P<double>[^"]*)" | '(?P<single>[^']*)' )
    | [^\s=>]+ \s*=\s* [^\s>"']+
    | (?P<bare> [^\s=>]+ )
    )""",
    re.VERBOSE,
)
_WORDLESS = re.compile(r"class|style|(?:.*-)?(?:src|srcset|sizes)|on.*|d|points", re.IGNORECASE)
_OF_A_TITLE = re.compile(
    r"""<a\s | <meta\s [^>]* (?:name|property|itemprop) \s*=\s* ["']?
      [\w:.-]* (?:title|headline|keywords) \b""",
    re.VERBOSE | re.IGNORECASE,
)
_PICTURE = re.compile(r"data:[\w/+.-]+;base64,[\w+/=\s]*")
_XML = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)\b")
_TITLES = {"title", "headline", "alternativeHeadline", "name", "keywords"}
_HEADINGS = {"title", "h1", "h2", "h3", "h4", "h5", "h6"}
_NESTED = {"rendered", "@value"}


def strip(body: bytes, content_type: str = "") -> bytes:
    """A body (HTML, RSS, Atom, sitemap, JSON) without prose; empty where it is none of these.

    A gzipped sitemap comes back unpacked.
    """
    for _ in range(ROUNDS):
        if (stripped := _once(body, content_type)) == body:
            break
        body = stripped
    return body


def _once(body: bytes, content_type: str) -> bytes:
    if body[:2] == b"\x1f\x8b":
        body = sitemap.unpacked(body)
    encoding, mark = encoding_of(body, content_type)
    text = body[len(mark) :].decode(encoding, "replace")
    if len(body) > LARGEST or "\0" in text:
        return b""
    if text.lstrip()[:1] in ("{", "["):
        stripped = _json(text, frozenset())
    elif _XML.search(text, 0, 2_000):
        stripped = _Stripper(frozenset(), xml=True).strip(text)
    else:
        stripped = _Stripper(_titles(body, content_type)).strip(text)
    return mark + stripped.encode(encoding, "xmlcharrefreplace")


def _titles(body: bytes, content_type: str) -> frozenset[str]:
    """What a page says to be a title: where it is repeated in a paragraph, it stays there too."""
    try:
        page = Page.parse(body, "http://page.invalid/", content_type)
    except Unreadable:
        return frozenset()
    path = "//title | " + " | ".join(f"//h{n}" for n in range(1, 7))
    shown = ".//text()[not(parent::script or parent::style)]"
    told = ["".join(node.xpath(shown)) for node in page.tree.xpath(path)]
    told += [page.meta.get(name, "") for name in ("og:title", "twitter:title")]
    told += [clean.text_of(str(node.get("headline") or "")) for node in page.articles]
    return frozenset(_folded(one) for one in told if _WRAPPED < words(one) <= TITLE)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _json(text: str, titles: frozenset[str]) -> str:
    """JSON with its strings stripped; empty where it is broken."""
    try:
        told = json.loads(text, strict=False)
        stripped = _value(told, "", titles)
        return text if stripped == told else json.dumps(stripped)
    except (ValueError, RecursionError):
        return ""


def _value(value: Any, key: str, titles: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {
            name: _value(one, key if name in _NESTED else name, titles)
            for name, one in value.items()
        }
    if isinstance(value, list):
        return [_value(one, key, titles) for one in value]
    if isinstance(value, str):
        return _Stripper(titles).strip(value, "title" if key in _TITLES else "")
    return value


class _Piece(NamedTuple):
    """A text of a run: where it stands among the tokens, and which link it is the text of."""

    at: int
    link: int | None


class _Stripper:
    """Strips one markup text; ``titles`` are folded texts that stay wherever they stand."""

    def __init__(self, titles: frozenset[str], *, xml: bool = False) -> None:
        self._titles = titles
        self._xml = xml
        self._out: list[str] = []

    def strip(self, text: str, block: str = "") -> str:
        """``text`` stripped; ``block`` is the element it stands in."""
        self._out = []
        lines: list[list[_Piece]] = [[]]
        link: int | None = None
        for at, token in enumerate((_XML_TOKEN if self._xml else _HTML_TOKEN).finditer(text)):
            self._out.append(self._alone(token, block))
            if token["text"] and not self._is_nested(token):
                lines[-1].append(_Piece(at, link))
            if not token["tag"]:
                continue
            name, starts = _name(token[0]), token[0][1] != "/"
            if name == "br":
                lines.append([])
            elif name == "a":
                link = at if starts and "href" in token[0] else None
            elif name not in INLINE:
                self._end(lines, block)
                lines, link, block = [[]], None, name if starts else ""
        self._end(lines, block)
        return "".join(self._out)

    def _alone(self, token: re.Match[str], block: str) -> str:
        """A token as it stays whatever is around it."""
        if token["comment"] or token["bogus"]:
            return _EMPTY
        if token["tag"]:
            return self._tag(token[0])
        return self._of_xml(token, block) if self._xml else self._of_html(token)

    def _of_html(self, token: re.Match[str]) -> str:
        if not token["raw"]:
            return token[0]
        inside = token["inside"] if "ld+json" in token["opening"].lower() else ""
        told = _json(inside, self._titles).replace("</", "<\\/")
        return _PICTURE.sub("data:,", token["opening"]) + told + token["closing"]

    def _of_xml(self, token: re.Match[str], block: str) -> str:
        if token["cdata"]:
            return f"<![CDATA[{self._nested(token['cdata'], block)}]]>"
        if not self._is_nested(token):
            return token[0]
        inner = unescape(token["text"])
        told = self._nested(inner, block)
        return token["text"] if told == inner else escape(told, quote=False)

    def _is_nested(self, token: re.Match[str]) -> bool:
        """Whether a text is markup itself, in character references, as feeds have it."""
        return self._xml and "&lt;" in (token["text"] or "")

    def _nested(self, text: str, block: str) -> str:
        return _Stripper(self._titles).strip(text, block)

    def _tag(self, tag: str) -> str:
        titled = TITLE if _OF_A_TITLE.match(tag) else PROSE
        # a quotation in a description ends its attribute, and the rest stands there as names
        spilt = sum(bool(one["bare"]) for one in _ATTRIBUTE.finditer(tag)) > _WRAPPED

        def attribute(found: re.Match[str]) -> str:
            if found["bare"]:
                return placeholder(found[0]) if spilt else found[0]
            told = found["double"] or found["single"] or ""
            name = (found["name"] or "").lower()
            most = titled if name in ("title", "content") else PROSE
            if not name or _WORDLESS.fullmatch(name) or words(told) <= most:
                return found[0]
            if self._is_title(told):
                return found[0]
            quote = '"' if found["double"] else "'"
            return f"{found['name']}{found['equals']}{quote}{placeholder(told)}{quote}"

        return _PICTURE.sub("data:,", _ATTRIBUTE.sub(attribute, tag))

    def _end(self, lines: list[list[_Piece]], block: str) -> None:
        """Replace what is prose in the lines of a block."""
        most = TITLE if block in _HEADINGS else PROSE
        lengths = [words(self._text(line)) for line in lines]
        for at, line in enumerate(lines):
            beside = max(lengths[max(at - 1, 0) : at] + lengths[at + 1 : at + 2], default=0)
            wrapped = most == PROSE and min(lengths[at], beside) > _WRAPPED
            if (wrapped or lengths[at] > most) and not self._is_title(self._text(line)):
                self._replace_in(line)

    def _replace_in(self, line: list[_Piece]) -> None:
        """Replace the texts between the links of a line, unless they are but labels."""
        parts = list(_parts(line))
        between = [part for part in parts if part[0].link is None]
        if any(words(self._text(part)) > _LABEL for part in between):
            self._replace(*between)
        self._replace(*(part for part in parts if words(self._text(part)) > TITLE))

    def _is_title(self, text: str) -> bool:
        folded = _folded(unescape(text))
        return any(folded in title for title in self._titles)

    def _text(self, pieces: Iterable[_Piece]) -> str:
        return "".join(self._out[piece.at] for piece in pieces)

    def _replace(self, *parts: Iterable[_Piece]) -> None:
        for piece in (piece for part in parts for piece in part):
            self._out[piece.at] = placeholder(self._out[piece.at])


def _name(tag: str) -> str:
    named = _NAME.match(tag)
    return named[1].lower() if named else ""


def _parts(line: list[_Piece]) -> Iterator[list[_Piece]]:
    """The pieces of a line, those of one link together and those between two links."""
    part: list[_Piece] = []
    for piece in line:
        if part and part[-1].link != piece.link:
            yield part
            part = []
        part.append(piece)
    if part:
        yield part
