from string import Formatter

import pytest

from aggregator.config import Config
from aggregator.texts import TEXTS


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", ["hu", "en"])
def test_every_language_of_the_configuration_has_its_words(language):
    assert Config(language=language).language in TEXTS


def test_every_language_has_the_same_words_with_the_same_gaps():
    told = {
        language: {name: fields(text) for name, text in texts.items()}
        for language, texts in TEXTS.items()
    }
    assert told["hu"] == told["en"]
    assert set(told) == {"hu", "en"}


@pytest.mark.parametrize("language", TEXTS)
def test_no_word_is_missing_or_markup(language):
    assert all(text.strip() == text and text for text in TEXTS[language].values())
    assert not any(sign in text for text in TEXTS[language].values() for sign in "<>&")
