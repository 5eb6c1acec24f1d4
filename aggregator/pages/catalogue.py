"""The program's own words to readers, in each language that it speaks to them.

One catalogue for pages, feeds, digest and web. Texts are named by their English wording, so English
needs no file; every other language is one file in ``texts``, which a translator's tools can edit.
"""

from __future__ import annotations

from functools import cache
from gettext import NullTranslations
from importlib.resources import files
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

from aggregator.pages.msgid import ORIGIN


@cache
def texts(language: str) -> NullTranslations:
    """The texts in a language: ``gettext`` and ``ngettext`` by the English wording.

    Gaps are filled with ``%``: ``texts("hu").gettext("First seen on %(day)s") % {"day": day}``.
    """
    if language == ORIGIN:
        return NullTranslations()
    with (files(__package__) / "texts" / f"{language}.po").open("rb") as file:
        catalogue = read_po(file, locale=language, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)
