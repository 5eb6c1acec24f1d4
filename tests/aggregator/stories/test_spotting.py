from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aggregator.stories.cues import CUES, Cue
from aggregator.stories.spotting import cues_in

LETTERS = st.characters(max_codepoint=0x4FF)  # Latin and Cyrillic ones
# what the words of some cues ask for behind them
BEHIND = (" die Zeitung berichtet, megjelent", " www.lap.example")


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.words[:40])
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_cue_is_found_in_whichever_of_its_words_it_is_told(cue: Cue, data: st.DataObject) -> None:
    words = re.split(r"\(\?[=!]", cue.words)[0]
    told = data.draw(st.from_regex(words, fullmatch=True, alphabet=LETTERS))
    assert 0 in {start for behind in BEHIND for _, start, _ in cues_in(told + behind)}
