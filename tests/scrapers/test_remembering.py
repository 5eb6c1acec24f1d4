import gc
import weakref

import pytest

from scrapers.remembering import A_LINE, LONGEST, remembering


class Told(str):
    """A text that tells when nobody holds it any more."""

    __slots__ = ("__weakref__",)


def test_what_was_made_of_a_short_text_is_remembered():
    asked = []

    @remembering(2)
    def shout(text: str, sign: str = "!") -> str:
        asked.append(text)
        return text.upper() + sign

    assert [shout("szia"), shout("szia"), shout("szia", "?")] == ["SZIA!", "SZIA!", "SZIA?"]
    assert asked == ["szia", "szia"]


@pytest.mark.parametrize(("told", "longest"), [((), LONGEST), ((A_LINE,), A_LINE)])
def test_no_long_text_is_held_on_to(told, longest):
    length = remembering(2, *told)(len)
    short, long = Told("a" * longest), Told("a" * (longest + 1))
    held = [weakref.ref(short), weakref.ref(long)]
    assert (length(short), length(long)) == (longest, longest + 1)
    del short, long
    gc.collect()
    assert [one() is not None for one in held] == [True, False]
