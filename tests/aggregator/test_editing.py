"""An editor's word over a real archive: what it makes of stories, and that it stays."""

from collections import defaultdict
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from aggregator.archive.archive import open_archive
from aggregator.archive.memory import ArchiveMemory
from aggregator.archive.relations import replace_relations
from aggregator.archive.rulings import rule
from aggregator.archive.schema import article, membership, relation, ruling
from aggregator.archive.sources import keep_sources
from aggregator.arranging import arrange_around
from aggregator.desk import Desk
from aggregator.editing import join, split
from aggregator.errors import ConfigError, NotFound
from aggregator.group import group
from aggregator.stories.ruling import Ruling
from tests.aggregator.archive.findings import DAY, MONDAY, SOURCES, contents, kept, published
from tests.aggregator.archive.releases import (
    ADDRESS,
    COLD_STORE,
    CREDITED,
    FIFTH,
    LABORATORY,
    OTHER,
    QUOTATION,
    RELEASE,
    REPRINT,
    SIXTH,
    release,
    yearly,
)
from tests.aggregator.archive.telling import newest_stories
from tests.aggregator.stories.test_group import relations

OTHER_COPY = release("member", COLD_STORE, path="hutohaz", title="Hűtünk", published=SIXTH)
YEARS = [
    release(text=yearly(edition, year, day, place), path=str(year), title="Beszállítói nap",
            published=published(f"{year}-05-03"))
    for edition, year, day, place in (
        ("VI.", 2020, "június 3-án", "Somlóváron"), ("VII.", 2021, "június 9-én", "Dombalján"),
    )
]  # fmt: skip


class Editor:
    """An archive with an editor: what is done, a day apart, and the stories then."""

    def __init__(self, archive):
        self.archive, self.now = archive, MONDAY

    def keep(self, *findings):
        ArchiveMemory(self.archive).keep(findings, self._next())
        group(self.archive, ADDRESS, self.now)
        return self.stories()

    def join(self, one, other):
        self.done = join(self.archive, ADDRESS, url(one), url(other), self._next())
        return self.stories()

    def split(self, one):
        self.done = split(self.archive, ADDRESS, url(one), self._next())
        return self.stories()

    def group_all(self):
        group(self.archive, ADDRESS, self._next(), everything=True)
        return self.stories()

    def stories(self):
        """Every story as its original, its reprints and its quotations: their addresses."""
        return {
            (one.original["url"], *(frozenset(row["url"] for row in rows) for rows in carriers))
            for one in self.told()
            for carriers in [(one.reprints, one.quotations)]
        }

    def told(self):
        with self.archive.read() as connection:
            return newest_stories(connection)

    def uid(self, finding):
        """The id of the story that an article is in."""
        (found,) = [
            one.uid
            for one in self.told()
            if url(finding)
            in {row["url"] for row in (one.original, *one.reprints, *one.quotations)}
        ]
        return found

    def _next(self):
        self.now += DAY
        return self.now


@pytest.fixture
def editor(archive):
    return Editor(archive)


def url(finding):
    return finding if isinstance(finding, str) else finding.article.url


def story(original, *reprints, quotations=()):
    return (url(original), frozenset(map(url, reprints)), frozenset(map(url, quotations)))


WHOLE = story(RELEASE, REPRINT, quotations=[QUOTATION])


# Joining


def test_joining_makes_one_story_of_two_with_all_their_articles(editor):
    editor.keep(RELEASE, REPRINT, QUOTATION, OTHER, OTHER_COPY)
    assert editor.join(OTHER_COPY, REPRINT) == {
        story(RELEASE, REPRINT, OTHER, OTHER_COPY, quotations=[QUOTATION])
    }
    assert editor.done["before"] == "in two stories"


def test_joining_keeps_the_older_id(editor):
    editor.keep(OTHER)
    old = editor.uid(OTHER)
    editor.keep(RELEASE)
    editor.join(RELEASE, OTHER)
    assert editor.uid(RELEASE) == editor.uid(OTHER) == old


def test_two_years_of_a_series_are_one_story_by_an_editors_word(editor):
    assert len(editor.keep(*YEARS)) == 2
    assert editor.join(*YEARS) == {story(YEARS[0], YEARS[1])}


def test_joining_what_is_one_story_by_its_texts_says_so_and_is_noted(editor, archive):
    before = editor.keep(RELEASE, REPRINT)
    assert editor.join(REPRINT, RELEASE) == before
    assert "by their texts" in editor.done["before"]
    (word,) = contents(archive)["ruling"]
    assert (word["together"], word["until"]) == (True, None)


def test_joining_again_says_that_an_editor_has_said_so(editor, archive):
    editor.keep(RELEASE, OTHER)
    editor.join(RELEASE, OTHER)
    words = contents(archive)["ruling"]
    editor.join(OTHER, RELEASE)
    assert "by an editor's word" in editor.done["before"]
    assert contents(archive)["ruling"] == words


def test_what_was_joined_by_word_stays_when_the_texts_part(editor):
    editor.keep(RELEASE, REPRINT)
    editor.join(RELEASE, REPRINT)
    changed = release("press", COLD_STORE, title="Új hűtőház", published=FIFTH)
    assert editor.keep(changed) == {story(RELEASE, REPRINT)}


# Splitting


def test_a_split_article_gets_a_story_of_its_own_and_the_old_one_goes_on(editor):
    editor.keep(RELEASE, REPRINT, QUOTATION)
    uid = editor.uid(RELEASE)
    assert editor.split(REPRINT) == {story(REPRINT), story(RELEASE, quotations=[QUOTATION])}
    assert editor.uid(RELEASE) == editor.uid(QUOTATION) == uid != editor.uid(REPRINT)
    assert editor.done["no longer with"] == [
        "Közös mérőlabor nyílik Somlóváron – Hálózati Portál "
        "https://portal.example.hu/hirek/merolabor",
        "Mérni is tudunk majd – Tölgyliget Faipari Klaszter "
        "https://member.example.hu/hirek/merolabor",
    ]


def test_the_old_story_goes_on_without_the_article_that_founded_it(editor):
    editor.keep(RELEASE)
    uid = editor.uid(RELEASE)
    editor.keep(REPRINT, QUOTATION)
    assert editor.split(RELEASE) == {story(RELEASE), story(REPRINT, quotations=[QUOTATION])}
    assert editor.uid(REPRINT) == editor.uid(QUOTATION) == uid != editor.uid(RELEASE)


def test_a_split_quotation_is_a_story_of_its_own(editor):
    editor.keep(RELEASE, REPRINT, QUOTATION)
    assert editor.split(QUOTATION) == {story(RELEASE, REPRINT), story(QUOTATION)}


def test_splitting_what_is_alone_changes_nothing_and_says_so(editor, archive):
    editor.keep(RELEASE, OTHER)
    before = contents(archive)
    editor.split(OTHER)
    assert contents(archive) == before
    assert editor.done["no longer with"] == "nobody: it was alone before"


# Each undoes the other


@pytest.mark.parametrize(("out", "to"), [*permutations((RELEASE, REPRINT, QUOTATION), 2)])
def test_joining_undoes_a_split(editor, out, to):
    assert editor.keep(RELEASE, REPRINT, QUOTATION) == {WHOLE}
    uid = editor.uid(RELEASE)
    assert len(editor.split(out)) > 1
    assert editor.join(out, to) == {WHOLE}
    assert editor.uid(RELEASE) == uid


def test_joining_undoes_a_split_that_took_out_what_held_others_together(editor):
    """A digest of nothing but two parts of one text, which have nothing in common themselves."""
    first, _, rest = LABORATORY.partition("\n\n")
    parts = [
        release("press", f"{first}\n\n{first}", path="eleje", published=FIFTH),
        release("member", rest, path="vege", published=SIXTH),
    ]
    whole = editor.keep(RELEASE, *parts)
    assert len(whole) == 1
    assert len(editor.split(RELEASE)) == 3
    assert editor.join(RELEASE, parts[0]) == whole


@pytest.mark.parametrize("out", [RELEASE, OTHER_COPY])
def test_splitting_undoes_a_join_and_leaves_who_is_held_by_the_text(editor, out):
    before = editor.keep(RELEASE, REPRINT, QUOTATION, OTHER, OTHER_COPY)
    assert len(editor.join(RELEASE, OTHER_COPY)) == 1
    assert editor.split(out) == before
    assert editor.done["still with"]


def test_splitting_once_more_takes_out_what_a_join_had_not_brought(editor):
    editor.keep(RELEASE, REPRINT, OTHER)
    editor.join(RELEASE, OTHER)
    assert editor.split(RELEASE) == {story(RELEASE, REPRINT), story(OTHER)}
    assert editor.split(RELEASE) == {story(RELEASE), story(REPRINT), story(OTHER)}


def test_splitting_takes_out_what_text_and_word_hold(editor):
    editor.keep(RELEASE, REPRINT)
    editor.join(RELEASE, REPRINT)
    assert editor.split(RELEASE) == {story(RELEASE), story(REPRINT)}


@pytest.fixture(scope="module")
def strangers(tmp_path_factory):
    """An archive of eight articles that have nothing in common."""
    folder = tmp_path_factory.mktemp("strangers")
    with open_archive(f"sqlite:///{folder / 'archive.sqlite'}") as archive:
        with archive.write() as connection:
            keep_sources(connection, SOURCES)
        texts = [" ".join(f"szó{n}x{word}" for word in range(30)) for n in range(8)]
        ArchiveMemory(archive).keep(
            [kept(path=f"{n}", text=t) for n, t in enumerate(texts)], MONDAY
        )
        yield archive


def stories_by(archive, relations):
    """The stories of all articles where these are their relations and no editor has spoken."""
    with archive.write() as connection:
        for table in (ruling, membership, relation):
            connection.execute(delete(table))
        ids = list(connection.scalars(select(article.c.id).order_by(article.c.id)))
        found = [replace(one, a_id=ids[one.a_id], b_id=ids[one.b_id],
                         host_id=None if one.host_id is None else ids[one.host_id])
                 for one in relations]  # fmt: skip
        replace_relations(connection, ids, found, MONDAY)
        arrange_around(connection, Desk(connection, []), ids, (), None, MONDAY)
    return stories_of(archive)


def stories_of(archive):
    homes = defaultdict(set)
    for row in contents(archive)["membership"]:
        if row["until"] is None:
            homes[row["story"]].add(row["article"])
    return {frozenset(some) for some in homes.values()}


@settings(max_examples=25)
@given(relations(), st.randoms(use_true_random=False))
def test_each_undoes_the_other_whatever_the_articles_are_to_each_other(strangers, known, random):
    before = stories_by(strangers, known)
    one, other = random.sample(sorted(frozenset().union(*before)), 2)
    names = str(one), str(other)
    moments = (MONDAY + day * DAY for day in (1, 2))
    if any({one, other} <= some for some in before):
        split(strangers, None, names[0], next(moments))
        assert not any({one, other} <= some for some in stories_of(strangers))
        join(strangers, None, *random.sample(names, 2), next(moments))
    else:
        join(strangers, None, *names, next(moments))
        assert any({one, other} <= some for some in stories_of(strangers))
        split(strangers, None, random.choice(names), next(moments))
    assert stories_of(strangers) == before


# A word stays


@pytest.fixture
def parted(editor):
    editor.keep(RELEASE, REPRINT, OTHER)
    editor.split(REPRINT)
    return editor


@pytest.fixture
def joined(editor):
    editor.keep(RELEASE, OTHER)
    editor.join(RELEASE, OTHER)
    return editor


def test_words_count_for_group_all(parted):
    parted.join(OTHER, REPRINT)
    assert parted.group_all() == {story(RELEASE), story(OTHER, REPRINT)}


def test_words_count_when_the_articles_are_edited(parted):
    edited = release("press", LABORATORY, title="Közös mérőlabor nyílik", published=FIFTH)
    assert parted.keep(edited) == {story(RELEASE), story(REPRINT), story(OTHER)}


def test_a_new_reprint_of_both_does_not_bring_together_what_is_kept_apart(parted):
    late = release("member", CREDITED, path="atvett", published=SIXTH)
    stories = parted.keep(late)
    assert len(stories) == 3
    assert parted.uid(RELEASE) != parted.uid(REPRINT)
    assert parted.uid(late) in (parted.uid(RELEASE), parted.uid(REPRINT))


def test_a_new_reprint_of_one_side_comes_into_the_joined_story(joined):
    late = release("member", CREDITED, path="atvett", published=SIXTH)
    assert joined.keep(late) == {story(RELEASE, OTHER, late)}


def test_a_word_is_followed_to_an_article_that_nothing_else_leads_to(editor, archive):
    editor.keep(RELEASE, OTHER)
    ids = [row["id"] for row in contents(archive)["article"]]
    with archive.write() as connection:
        rule(connection, [Ruling(*ids, together=True)], MONDAY)
    late = release("member", CREDITED, path="atvett", published=SIXTH)
    assert editor.keep(late) == {story(RELEASE, OTHER, late)}


# What cannot be done


@pytest.mark.parametrize("which", ["99", "https://portal.example.hu/nincs", "", "x", "9" * 40])
def test_an_unknown_article_is_told(editor, archive, which):
    editor.keep(RELEASE)
    before = contents(archive)
    for words in (lambda: editor.split(which), lambda: editor.join(which, RELEASE)):
        with pytest.raises(NotFound, match="no such article"):
            words()
    assert contents(archive) == before


def test_one_article_named_twice_is_told(editor):
    editor.keep(RELEASE)
    with pytest.raises(ConfigError, match="same article"):
        editor.join(RELEASE, f"{url(RELEASE)}#lap")


def test_an_article_that_was_never_grouped_is_told_what_to_do(archive, editor):
    editor.keep(RELEASE)
    ArchiveMemory(archive).keep([OTHER], MONDAY)
    for words in (lambda: editor.split(OTHER), lambda: editor.join(RELEASE, OTHER)):
        with pytest.raises(NotFound, match="run klaszterhirek group"):
            words()
    assert contents(archive)["ruling"] == []


def test_an_address_of_several_articles_is_told_with_their_numbers(archive, editor):
    editor.keep(RELEASE, kept(replace(RELEASE.article, source="press", text=COLD_STORE)))
    with pytest.raises(NotFound, match=r"name one by number: \d+, \d+"):
        editor.split(RELEASE)


def test_a_story_is_joined_by_its_id_and_no_story_is_split_by_it(editor):
    editor.keep(RELEASE, REPRINT, OTHER)
    uid = editor.uid(RELEASE)
    with pytest.raises(NotFound, match="no such article"):
        editor.split(uid)
    assert editor.join(OTHER, uid) == {story(RELEASE, REPRINT, OTHER)}
