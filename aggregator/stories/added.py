"""What a quoting article adds: its own sentences, without those that it took over."""

from __future__ import annotations

from aggregator.stories.passages import common
from aggregator.stories.sentences import sentences
from aggregator.stories.tokens import forms, tokenize

LONGEST = 600
"""Characters of own text that are shown at most."""
LEFT_OUT = "[…]"


def added(text: str, original: str) -> str:
    """The sentences of ``text`` that mostly are not in ``original``, joined to one paragraph.

    ``LEFT_OUT`` stands where taken over ones are between them. Cut at a sentence where it grows
    over ``LONGEST``; empty where nothing is taken over, for then nothing is known.
    """
    tokens, others = tokenize(text), tokenize(original)
    overlap = common(forms(text), forms(original))
    taken = [
        (one.a_start, one.a_end) for one in (s.passage(tokens, others) for s in overlap.stretches)
    ]
    if not taken:
        return ""
    own: list[str] = []
    for start, end in sentences(text):
        covered = sum(max(0, min(end, stop) - max(start, begin)) for begin, stop in taken)
        if covered * 2 > end - start:
            own += [LEFT_OUT] if own and own[-1] != LEFT_OUT else []
            continue
        sentence = " ".join(text[start:end].split())
        if sum(map(len, own)) + len(sentence) > LONGEST:
            break
        own.append(sentence)
    return " ".join(own).removesuffix(LEFT_OUT).rstrip()
