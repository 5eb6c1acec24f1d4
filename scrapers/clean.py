"""Strangers' text and HTML made safe: one place for whitespace, one list of what HTML may stay."""

from __future__ import annotations

import re
import unicodedata
import warnings
from collections.abc import Callable

import ftfy
import nh3

from scrapers import urls
from scrapers.remembering import A_LINE, LINES, remembering

TAGS = {
    *("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "a"),
    *("table", "tr", "td", "th", "img", "figure", "figcaption", "pre", "code", "sub", "sup"),
}
"""All that an article's body needs; everything else goes, its text stays."""

# nh3 adds lang and title to every element unless told of none
_ATTRIBUTES = {
    "*": set[str](),
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan"},
    "th": {"colspan"},
}
ROUNDS = 8
"""How often a text is mended at most: letters were misread twice, hardly ever three times."""
REL = "noopener noreferrer nofollow"
"""What links to strangers say of themselves."""

# C0 and C1 controls but tab and line ends, zero-width and bidirectional marks, BOM, tags
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u115f\u1160\u180e\u3164\uffa0\u200b-\u200f\u202a-\u202e\u2060-\u2069"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ufffe\uffff\U000e0000-\U000e007f]"
)
# What mojibake cannot do without: two letters beyond ASCII side by side, or one that a byte A0
# followed, which became a space. The rest are invisible and yet letters.
_LEADS = b"\xc2\xc3\xc5\xce\xd0\xd9\xe2\xe3\xf0"
_MISREAD = (
    "latin-1",
    "cp437",
    "mac-roman",
    *(f"cp125{n}" for n in (0, 1, 2, 3, 4, 7)),
    "iso8859-2",
)
# As one set with what follows it: such a search passes by ASCII four times as fast as one of three.
_SUSPECT = re.compile(
    r"[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[\u115f\u1160\u3164\uffa0])"
    rf"|(?<=[{''.join({_LEADS.decode(name) for name in _MISREAD})}])\x20)"
)
# in what nh3 has written, where every value is in double quotes: pictures that nobody is to see,
# and the measures by which they are known
_PIXEL = re.compile(r'<img\b[^>]*? (?:width|height)="\s*0*[01]?(?:px)?\s*"[^>]*>')
_MEASURE = re.compile(r' (?:width|height)="[^"]*"(?=[^<>]*>)')
_SPACING = re.compile("[\x0b\x0c\x1c-\x1f]")
_MARKUP = re.compile("[<&]")
_GAP = re.compile(r"\n\s*\n")
_BLOCKS = (
    *("p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"),
    "blockquote",
)


@remembering(LINES, A_LINE)
def line(text: str) -> str:
    """``text`` on one line: NFC, white space folded, invisible characters and mojibake gone."""
    folded = " ".join(text.split())
    if _is_sound(folded):
        return folded
    return _settled(text, lambda visible: " ".join(visible.split()))


def paragraphs(text: str) -> str:
    """``text`` as paragraphs, each on one line, separated by one empty line."""

    def folded(visible: str) -> str:
        parts = (" ".join(part.split()) for part in _GAP.split(visible))
        return "\n\n".join(part for part in parts if part)

    return folded(text) if _is_sound(text.replace("\n", " ")) else _settled(text, folded)


def text_of(fragment: str) -> str:
    """The text of an HTML fragment, however broken, as ``paragraphs``."""
    if not _MARKUP.search(fragment):
        return paragraphs(fragment)
    # half of what this module would load, which only processes that read pages need
    from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, XMLParsedAsHTMLWarning

    with warnings.catch_warnings():
        # a title may well look like an address or a file name, a summary like XML
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(_INVISIBLE.sub("", fragment), "lxml")
    for node in soup(["script", "style", "template"]):
        node.decompose()
    for node in soup(_BLOCKS):  # inside: beside it, every insertion would count all siblings
        node.insert(0, "\n\n")
        node.append("\n\n")
    return paragraphs(soup.get_text())


def safe_html(html: str, base: str, *, pictures: bool = True) -> str:
    """``html`` reduced to ``TAGS``: no scripts, styles, frames, forms, handlers or data addresses.

    Links and pictures are made absolute against ``base``; those that are not http(s) lose their
    address. Pictures are left out where none are wanted. ``html`` must not be nested more than a
    few hundred levels deep (see ``page``).
    """

    def absolute(_tag: str, attribute: str, value: str) -> str | None:
        if attribute not in ("href", "src"):
            return value
        joined = urls.join(base, value)
        return joined and urls.written(joined)

    safe = nh3.clean(
        _INVISIBLE.sub("", html),
        tags=TAGS if pictures else TAGS - {"img"},
        attributes=_ATTRIBUTES,
        attribute_filter=absolute,
        url_schemes={"http", "https"},
        link_rel=REL,
    )
    # once more: what was written as a character reference is a character now
    visible = _SPACING.sub(" ", _INVISIBLE.sub("", safe))
    return _MEASURE.sub("", _PIXEL.sub("", visible))


def _is_sound(text: str) -> bool:
    """Whether nothing in ``text`` can want mending, as in nearly every line of every page."""
    return text.isprintable() and (
        text.isascii() or (not _SUSPECT.search(text) and unicodedata.is_normalized("NFC", text))
    )


def _settled(text: str, fold: Callable[[str], str]) -> str:
    """``text`` made visible and folded until that changes nothing: what is mended may show more."""
    for _ in range(ROUNDS):
        if (mended := fold(_visible(text))) == text:
            break
        text = mended
    return text


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", ftfy.fix_encoding(text)))
