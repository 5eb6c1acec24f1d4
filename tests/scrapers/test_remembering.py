import gc
import weakref

from scrapers.remembering import LONGEST, remembering


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


def test_no_long_text_is_held_on_to():
    length = remembering(2)(len)
    short, long = Told("a"), Told("a" * (LONGEST + 1))
    held = [weakref.ref(short), weakref.ref(long)]
    assert (length(short), length(long)) == (1, LONGEST + 1)
    del short, long
    gc.collect()
    assert [one() is not None for one in held] == [True, False]
