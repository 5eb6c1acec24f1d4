"""Whether a text may be mojibake: UTF-8 that was read in an encoding of single bytes. Pure.

What is no sequence of UTF-8 in any of them needs no mending, and ftfy, which would say so as well,
looks at it twenty times as long.
"""

from __future__ import annotations

import re

ENCODINGS = (
    *("latin-1", "cp437", "mac-roman", "iso8859-2"),
    *(f"cp125{number}" for number in (0, 1, 2, 3, 4, 7)),
)
"""Those that ftfy knows."""
_LOST = "?\ufffd"
"""What stands for bytes that were lost."""
_SPACED = b"\xc2\xc3\xc5\xce\xd0\xd9"
"""Bytes behind which ftfy takes a space for a byte A0."""


def may_be_misread(text: str) -> bool:
    """Whether some of ``text`` is a sequence of UTF-8 in one of them.

    It has no controls but white space. Of that, U+0085 is what Windows writes an ellipsis with.
    """
    return bool(_SEQUENCE.search(text))


def _sequences(encoding: str) -> str:
    behind = _letters(encoding, 0x80, 0xBF) + _LOST
    told = [f"(?<=[{_letters(encoding, 0xC0, 0xDF)}])[{behind}]"]
    if encoding != "mac-roman":  # where a dash is a byte that begins a sequence
        told.append(f"(?<=[{re.escape(_SPACED.decode(encoding, 'ignore'))}])\x20")
        behind += " "
    told.append(f"(?<=[{_letters(encoding, 0xE0, 0xEF)}])[{behind}]{{2}}")
    told.append(f"(?<=[{_letters(encoding, 0xF0, 0xF4)}])[{behind}]{{3}}")
    return "|".join(told)


def _letters(encoding: str, first: int, last: int) -> str:
    """What these bytes are, for a set; one without a letter counts as a letter of its number."""
    codes = range(first, last + 1)
    letters = (bytes([code]).decode(encoding, "ignore") or chr(code) for code in codes)
    return re.escape("".join(letters))


_BEHIND = "".join(_letters(encoding, 0x80, 0xBF) for encoding in ENCODINGS)
# what begins with one set is looked for fast, and most letters are passed by for what stands behind
# them, before any encoding is asked
_SEQUENCE = re.compile(
    rf"[^\x00-\x7f](?:(?<=\x85)"
    rf"|(?=[{_BEHIND}{_LOST} ])(?:{'|'.join(map(_sequences, ENCODINGS))}))"
)
