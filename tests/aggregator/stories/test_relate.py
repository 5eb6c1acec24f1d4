from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet
from hypothesis import given
from hypothesis import strategies as st

from aggregator.stories.reading import Reading
from aggregator.stories.relate import relate
from aggregator.stories.relation import Relation
from tests.aggregator.storied import prose
from tests.aggregator.stories.articles import DATA, article, from_table, named

PAIRS = sorted((DATA / "relations").glob("*.toml"))
NEWS = (
    "Közös mérőlabort nyitottak a faipari műhelyek, ahol a lapok kibocsátását és terhelhetőségét "
    "vizsgálják. A berendezéseket a tagok együtt vásárolták meg, a költségeket megrendeléseik "
    "arányában viselik. Jövőre a tanúsítás következik, ehhez már most gyűjtik a mérési adatokat."
)

WORDS = ("a", "klaszter", "közös", "2021", "Szeged", "fórum", "és", "3-án", "a", "b", "c")
words = st.lists(st.sampled_from(WORDS))
passages = st.sampled_from([NEWS, NEWS[:120], "„" + NEWS + "” – írja a Hálózati Portál.", "\n"])
texts = st.lists(words.map(" ".join) | passages | st.text(), max_size=5).map(" ".join)


def related(a: Reading, b: Reading) -> Relation:
    return relate(a, b, named(a), named(b))


def expected(path: Path) -> ParameterSet:
    """A file; one with a ``defect`` tells what the code ought to find and does not."""
    defect = tomllib.loads(path.read_text("utf-8")).get("defect")
    marks = [pytest.mark.xfail(strict=True, reason=defect)] if defect else []
    return pytest.param(path, id=path.stem, marks=marks)


@pytest.mark.parametrize("path", [*map(expected, PAIRS)])
def test_the_relation_is_what_the_file_says(path: Path) -> None:
    told = tomllib.loads(path.read_text("utf-8"))
    a, b = from_table(1, told["a"]), from_table(2, told["b"])
    found = related(a, b)
    host = {"a": 1, "b": 2}.get(told.get("host", ""))
    assert found.kind in {told["kind"], *told.get("also", ())}, found
    assert found.host_id == (host if found.kind in ("quotes", "contains") else None), found
    assert set(told.get("sees", ())) <= set(found.evidence)


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.stem)
def test_the_relation_of_the_files_does_not_depend_on_the_order(path: Path) -> None:
    tables = tomllib.loads(path.read_text("utf-8"))
    a, b = from_table(1, tables["a"]), from_table(2, tables["b"])
    assert_mirrored(related(a, b), related(b, a))


@given(texts, texts, st.booleans())
def test_any_two_texts_have_one_relation_whichever_comes_first(
    one: str, two: str, same: bool
) -> None:
    a = article(1, one, title="Közös fórum 2021")
    b = article(2, two, title="Közös fórum 2021", source="portal" if same else "member")
    assert_mirrored(related(a, b), related(b, a))


@given(texts, texts)
def test_passages_are_places_with_the_same_words(one: str, two: str) -> None:
    a, b = article(1, one), article(2, two, source="member")
    found = related(a, b)
    assert 0 <= found.a_share <= 1
    assert 0 <= found.b_share <= 1
    for passage in found.passages:
        left = article(3, one[passage.a_start : passage.a_end]).tokens
        right = article(4, two[passage.b_start : passage.b_end]).tokens
        assert left[0].form == right[0].form
        assert left[-1].form == right[-1].form


@given(texts)
def test_an_article_is_a_copy_of_itself_or_too_short_to_say(text: str) -> None:
    a, b = article(1, text), article(2, text, source="member")
    assert related(a, b).kind == ("copy" if a.tokens else "none")


def test_empty_texts_have_nothing_in_common_even_under_one_title() -> None:
    assert related(article(1, ""), article(2, "")).kind == "none"
    assert related(article(1, " \n"), article(2, NEWS)).kind == "none"


def test_a_teaser_under_the_same_title_is_the_article() -> None:
    teaser = article(1, " ".join(NEWS.split()[:12]) + "…")
    assert related(teaser, article(2, NEWS)).kind == "copy"
    assert related(teaser, article(2, NEWS, title="Más cím")).kind == "none"


def test_two_articles_that_quote_each_other_have_one_host() -> None:
    own = "Három tagunk új csarnokot épít, amelyhez az állványokat a szomszéd faluból hozatják. "
    other = "Elkészült a tanösvény a patak fölött, az avatáson helyi iskolások zenéltek délután. "
    said = f"„{NEWS}” – írja "
    a = article(1, own * 2 + said + "a Tagsági Hírlap.", source="portal")
    b = article(2, other * 2 + said + "a Hálózati Portál.", source="member")
    found = related(a, b)
    assert found.kind == "quotes"
    assert found.host_id == related(b, a).host_id


SAYING = "A kérdés nem az, hogy szükség van-e rá, hanem az, hogy ki vállalja a kezdeti terheket."
ANOTHER = (
    "Aki ma kimarad belőle, az jövőre már csak drágábban és hosszabb várakozás után csatlakozhat."
)


def own_words(number: int) -> list[str]:
    return prose(number, 160).split("\n\n")


def with_words(id: int, *words: str, source: str) -> Reading:
    """An article of its own with these words in it."""
    first, *rest = own_words(id)
    return article(id, "\n\n".join([first, *words, *rest]), title=f"Cím {id}", source=source)


def test_a_saying_in_marks_is_quoted_from_nowhere_and_two_are_quoted() -> None:
    said = with_words(1, f"{SAYING} {ANOTHER}", source="portal")
    assert related(said, with_words(2, f"„{SAYING}”", source="daily")).kind == "none"
    assert related(said, with_words(2, f"„{SAYING}” „{ANOTHER}”", source="daily")).kind == "quotes"


def test_a_line_for_the_source_speaks_of_no_single_sentence_and_a_sentence_does() -> None:
    said = with_words(1, SAYING, source="portal")
    labelled = with_words(2, SAYING, "Forrás: Hálózati Portál", source="daily")
    assert [one.kind for one in named(labelled)] == ["source"]
    assert related(said, labelled).kind == "none"
    spoken = with_words(2, f"{SAYING} – írja hírei között a Hálózati Portál.", source="daily")
    assert [one.kind for one in named(spoken)] == ["writes"]
    assert related(said, spoken).kind == "quotes"


def test_a_repeated_word_is_compared_in_the_time_of_its_length() -> None:
    long, longer = (article(at, "szó " * (100_000 + at)) for at in (1, 2))
    assert related(long, longer).kind in ("copy", "none")


def test_texts_of_five_megabytes_and_of_other_scripts_are_compared_without_error() -> None:
    big = " ".join(WORDS[at * at % 7] + str(at % 9973) for at in range(500_000))
    assert related(article(1, big), article(2, big[: len(big) // 2])).kind == "copy"
    chinese, arabic, thai = "集群新闻发布会" * 40, "أخبار العناقيد " * 40, "ข่าวคลัสเตอร์" * 40
    for text in (chinese, arabic, thai, "़ि" * 100, "\ud800 " * 30, "١٢٣ ፩፪ " * 20):
        assert related(article(1, text), article(2, NEWS)).kind == "none"


def assert_mirrored(one: Relation, two: Relation) -> None:
    assert (one.a_id, one.b_id) == (two.b_id, two.a_id)
    assert (one.kind, one.host_id) == (two.kind, two.host_id)
    assert (one.a_share, one.b_share) == (two.b_share, two.a_share)
    turned = {(p.b_start, p.b_end, p.a_start, p.a_end) for p in two.passages}
    assert {(p.a_start, p.a_end, p.b_start, p.b_end) for p in one.passages} == turned
    assert [word.split(":")[0] for word in one.evidence] == [
        word.split(":")[0] for word in two.evidence
    ]
