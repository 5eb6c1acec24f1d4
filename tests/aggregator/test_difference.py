from hypothesis import given
from hypothesis import strategies as st

from aggregator.difference import difference

BEFORE = "A verseny hétfőn indul. Jelentkezni péntekig lehet.\n\nA díj egymillió forint."
AFTER = (
    "A verseny hétfőn indul. Jelentkezni szombatig lehet.\n\nA díj egymillió forint. Részletek itt."
)


def test_an_edit_is_told_by_the_sentences_that_went_and_came():
    told = difference(BEFORE, AFTER)
    assert told.taken_out == ("Jelentkezni péntekig lehet.",)
    assert told.put_in == ("Jelentkezni szombatig lehet.", "Részletek itt.")


def test_white_space_makes_no_difference():
    assert difference(BEFORE, BEFORE.replace(" ", "  ").replace("\n\n", "\n \n")) == ((), ())


def test_of_a_text_that_is_all_new_everything_came():
    assert difference("", "Egy. Kettő.") == ((), ("Egy.", "Kettő."))


@given(st.text())
def test_a_text_does_not_differ_from_itself(text):
    assert difference(text, text) == ((), ())


@given(
    st.lists(st.sampled_from(["Egy.", "Kettő!", "Három?"])), st.lists(st.sampled_from(["Négy."]))
)
def test_what_comes_and_goes_is_told_either_way_round(one, other):
    before, after = " ".join(one), " ".join([*one, *other])
    forth, back = difference(before, after), difference(after, before)
    assert (forth.taken_out, forth.put_in) == (back.put_in, back.taken_out)
