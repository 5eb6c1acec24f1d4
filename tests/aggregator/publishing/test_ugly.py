"""The ugliest that publishers have, all the way from a finding to the files."""

import json

import pytest
from pydantic import ValidationError

from aggregator.config import Config, Search
from tests.aggregator.archive.findings import PORTAL, PRESS, kept, published
from tests.aggregator.archive.releases import OTHER, RELEASE, REPRINT
from tests.aggregator.publishing.newsroom import Watch, files, new_source, read, short

UGLY = {
    "nothing at all": {"title": "", "text": "", "language": None},
    "no text": {"title": "Cím", "text": ""},
    "no title": {"title": "", "text": "Van szöveg."},
    "blanks": {"title": "\u200b \u2060", "text": "\u00a0\u200b"},
    "five thousand letters": {"title": "Hosszú cím " * 455, "text": "x" * 50_000},
    "halves of a pair": {"title": "a\ud83db", "text": "\udc00 és \ud83d", "authors": ("\ud800",)},
    "control characters": {"title": "a\x00b\x08c\x1bd\x85", "text": "x\x0by\x0cz\x7f\x9f\ufffe"},
    "right to left": {"title": "\u202eúrokfa\u2067 cím", "text": "\u202b szöveg \u2066"},
    "the end of CDATA": {"title": "]]> <![CDATA[ & &amp; &lt;", "text": "]]></item></channel>"},
    "entities": {"title": "&nbsp;&bogus;&#0;", "text": "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;"},
    "a stylesheet": {"title": "<?xml-stylesheet?>", "html": "<style>*{}</style><p>a<script>b"},
    "the year 1": {"title": "Régi", "published": published("0001-01-02")},
    "the year 9999": {"title": "Jövő", "published": published("9999-12-30")},
    "local mean time": {"title": "Helyi idő", "published": published("1880-01-01T10:30")},
    "an emoji": {"title": "🏭👨‍👩‍👧", "text": "e\u0301" * 40 + "\ufeff"},
}


def check(room, tmp_path):
    """All files can be parsed, say the same, are made once and are the same in another folder."""
    folder = room.config.output
    Watch(folder).look()
    for file in (*folder.glob("*.rss"), *folder.glob("*.atom")):
        for entry in read(file):
            assert entry.id and entry.title.strip()
    for body in files(folder).values():
        body.decode("utf-8", "strict")
    assert room.publish() == ()
    assert room.afresh(tmp_path / "afresh") == files(folder)


@pytest.mark.parametrize("values", UGLY.values(), ids=UGLY)
def test_one_ugly_article_spoils_nothing(room, tmp_path, values):
    room.run(RELEASE, kept(path="csunya", **values))
    assert len(room.items()) == 2
    check(room, tmp_path)


def test_all_of_them_at_once_on_both_databases(room_of_both, tmp_path):
    room = room_of_both
    room.run(RELEASE, *(kept(path=str(n), **one) for n, one in enumerate(UGLY.values())))
    assert len(room.items()) > 10
    check(room, tmp_path)


SECTORS = {
    "accents": "Élelmiszeripar és -kereskedelem",
    "signs": "K+F & „zöld” <b>energia</b> ]]> / \\ .. : *",
    "a path": "../../etc/passwd",
    "Chinese": "汽车",
    "signs alone": "???",
    "right to left": "\u202eipar",
    "long": "gépgyártás és " * 30,
}


@pytest.mark.parametrize(
    "sector",
    [pytest.param(one, id=name) for name, one in SECTORS.items()],
)
def test_a_sector_of_any_name_has_a_feed_in_the_folder(room, tmp_path, sector):
    room.know(PORTAL.model_copy(update={"sector": sector}))
    room.run(RELEASE, OTHER)
    (feed,) = {path.stem for path in room.config.output.glob("sector-*.rss")}
    assert room.titles(feed) == [RELEASE.article.title]
    assert list(tmp_path.glob("*.rss")) == []
    check(room, tmp_path)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Energia", "energia"), ("gép- és műszer", "Gép és műszer"), ("汽车", "能源")],
)
def test_sectors_whose_files_have_one_name_do_not_write_over_each_other(room, tmp_path, one, other):
    room.know(PORTAL.model_copy(update={"sector": one}), PRESS.model_copy(update={"sector": other}))
    room.run(RELEASE, OTHER)
    check(room, tmp_path)


def test_searches_of_one_name_are_refused_when_the_configuration_is_read():
    feeds = tuple(Search(name="egy", title=word, query=word) for word in ("hír", "labor"))
    with pytest.raises(ValidationError, match="has the name egy twice"):
        Config(feed=feeds)


def test_a_source_of_an_ugly_name_spoils_nothing(room, tmp_path):
    name = "A<b>&\"B ]]> \u202e \x07 'C'"
    room.know(new_source("a-b-c", name=name, organisation=name), day=0)
    room.run(short(1, source="a-b-c"), RELEASE, REPRINT)
    check(room, tmp_path)
    told = json.loads((room.config.output / "source-a-b-c.json").read_text(encoding="utf-8"))
    assert "\x07" not in json.dumps(told, ensure_ascii=False)
