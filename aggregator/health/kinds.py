"""What can be said of how a source fares. A leaf."""

from __future__ import annotations

from typing import Literal

Cause = Literal["down", "blocked", "redesigned", "no door", "hindered"]
"""Why a source cannot be read. *down*: nobody answers, or with an error of the server's; *blocked*:
we are not let in; *redesigned*: pages answer, but what is looked for is not there; *no door*:
nobody knows where to look; *hindered*: it is ours that fails."""
Kind = (
    Cause
    | Literal["well", "new", "quiet as usual", "unusually quiet", "lost a field", "passing"]
    | Literal["parked", "hacked", "lapsed", "frozen"]
)
KINDS: tuple[Kind, ...] = (
    *("well", "new", "quiet as usual", "unusually quiet", "lost a field", "passing"),
    *("down", "blocked", "redesigned", "no door", "hindered"),
    *("parked", "hacked", "lapsed", "frozen"),
)
"""Everything that can be said of a source."""
