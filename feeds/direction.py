"""A change of direction in a text ends with the text.

The invisible controls that begin an embedding, an override or an isolate (UAX #9, section 2) last
until their counterpart or the end of the paragraph, and a reader shows a title in one paragraph
with its own words: without the counterpart the date and the buttons beside it are turned round.
"""

from __future__ import annotations

import re

_PDF, _PDI = "\u202c", "\u2069"
_ENDS = dict.fromkeys("\u202a\u202b\u202d\u202e", _PDF) | dict.fromkeys("\u2066\u2067\u2068", _PDI)
_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def balanced(value: str) -> str:
    """``value`` trimmed, with every change of direction ended and no end that ends nothing.

    The controls themselves stay, since Hebrew and Arabic are written with them; what lacks its end
    gets it behind the text, and what would end a change of the surroundings is dropped (as BD9 and
    X6a–X7 of UAX #9 match them).
    """
    due: list[str] = []
    kept = _CONTROLS.sub(lambda found: _keep(found[0], due), value).strip()
    return kept + "".join(reversed(due))


def _keep(control: str, due: list[str]) -> str:
    """``control``, or nothing where it ends nothing; ``due`` are the ends that are still owed."""
    if control in _ENDS:
        due.append(_ENDS[control])
        return control
    if control not in due or (control == _PDF and due[-1] != _PDF):
        return ""
    # the end of an isolate ends the embeddings within it, too
    while due.pop() != control:
        pass
    return control
