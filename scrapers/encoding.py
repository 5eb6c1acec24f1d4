"""The encoding of an HTML body, whatever is declared, and letters that were misread before it."""

from __future__ import annotations

import re
from contextlib import suppress
from html import unescape

from bs4.dammit import EncodingDetector
from w3lib.encoding import http_content_type_encoding, read_bom

_UTF_8 = ("utf-8", "utf8")
_FOREIGN = re.compile("[^\x00-\x7f\ufffd]")
_LATIN_1, _LATIN_2 = "õûÕÛ", "őűŐŰ"
_COMMON = re.compile(r"\b(?:az|és|hogy|egy|van)\b")  # no Hungarian text goes without them
_OURS = set("áéö")
_THEIRS = re.compile("[ãçäåæñàèêìøÃÇÄÅÆÑÀÈÊÌØ]")  # of languages that have an õ or û of their own
_NAMED = re.compile("&(?:[oO]tilde|[uU]circ|#245|#251|#213|#219);")
_REPAIR = str.maketrans(_LATIN_1, _LATIN_2)


def decode(body: bytes, content_type: str = "") -> str:
    """The text of an HTML body whose declared encoding may be wrong or missing."""
    if read_bom(body)[0] is None:
        with suppress(UnicodeDecodeError):  # nearly all are, and need not be read twice
            return body.decode("utf-8")
    encoding, mark = encoding_of(body, content_type)
    return body[len(mark) :].decode(encoding, "replace")


def encoding_of(body: bytes, content_type: str = "") -> tuple[str, bytes]:
    """The encoding that a body is read in, and its byte order mark, which may be empty.

    In order: byte order mark; UTF-8 where hardly a byte is anything else; the header's declaration;
    the document's; windows-1250, of which ISO-8859-2 is nearly a part.
    """
    encoding, mark = read_bom(body)
    if encoding and mark:
        return encoding, mark
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        cut = error.start >= len(body) - 3 and error.start > 0
    else:
        return "utf-8", b""
    declared = http_content_type_encoding(content_type)
    inside = EncodingDetector.find_declared_encoding(body, is_html=True)
    named = [name.lower() for name in (declared, inside) if name]
    # the bytes are not UTF-8, whatever was declared, unless the page is merely cut in half or has
    # a few bytes from elsewhere in it: what is no UTF-8 hardly ever looks like it
    if cut and all(name in _UTF_8 for name in named):
        return "utf-8", b""
    text = body.decode("utf-8", "replace")
    if len(_FOREIGN.findall(text)) > 2 * text.count("\ufffd"):
        return "utf-8", b""
    for name in named:
        with suppress(LookupError, UnicodeDecodeError):
            if name not in _UTF_8:
                body.decode(name)
                return name, b""
    return "windows-1250", b""


def with_own_letters(text: str) -> str:
    """``text`` with ő and ű where somebody read Hungarian ISO-8859-2 as ISO-8859-1 on the way.

    Only where no ő and ű came through: Portuguese and Estonian names have an õ of their own.
    """
    if any(one in text for one in _LATIN_2):
        return text
    told = _NAMED.sub(lambda found: unescape(found[0]), text)
    if any(one in told for one in _LATIN_1) and _is_hungarian(told):
        return told.translate(_REPAIR)
    return text


def _is_hungarian(text: str) -> bool:
    if len(set(_COMMON.findall(text))) > 1:
        return True
    return set(text) >= _OURS and not _THEIRS.search(text)
