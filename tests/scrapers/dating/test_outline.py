import pytest

from scrapers.dating.outline import Outline, Place
from tests.scrapers.example import TITLE, page

PLACES: dict[str, tuple[str, Place]] = {
    "above the headline": ("<div>DATE</div><h1>{title}</h1>{prose}", "above"),
    "far above the headline": (
        "<p>DATE</p>" + "<p>Menü</p>" * 9 + "<h1>{title}</h1>{prose}",
        "aside",
    ),
    "in a menu above the headline": (
        "<ul><li>Hírek</li><li>DATE</li></ul><h1>{title}</h1>{prose}",
        "aside",
    ),
    "in a list beside the headline": (
        "<article><ul><li>Hírek</li><li>DATE</li></ul><h1>{title}</h1>{prose}</article>",
        "above",
    ),
    "between headline and text": ("<h1>{title}</h1><p>DATE</p>{prose}", "byline"),
    "behind the first paragraph": (
        "<h1>{title}</h1><p>{words}</p><p>DATE</p>{prose}",
        "text",
    ),
    "in a side bar beside the text": (
        "<article><h1>{title}</h1><p>{words}</p><aside>DATE</aside>{prose}</article>",
        "text",
    ),
    "behind the text": ("<h1>{title}</h1>{prose}<p>DATE</p>", "below"),
    "in a side bar behind the text": ("<h1>{title}</h1>{prose}<aside>DATE</aside>", "aside"),
    "in the page's footer": ("<h1>{title}</h1>{prose}<footer>DATE</footer>", "aside"),
    "in the page's header": ("<header>DATE</header><h1>{title}</h1>{prose}", "aside"),
    "in the article's header": (
        "<article><header>DATE<h1>{title}</h1></header>{prose}</article>",
        "above",
    ),
    "among comments": ("<h1>{title}</h1>{prose}<div id=comments><p>DATE</p></div>", "aside"),
    "under a heading of other articles": (
        "<h1>{title}</h1>{prose}<h3>Kapcsolódó</h3><p>DATE</p>",
        "aside",
    ),
    "under a link to another article": (
        "<h1>{title}</h1>{prose}<a href=/x><b>Egészen más hír a klaszterről</b><p>DATE</p></a>",
        "aside",
    ),
    "of a very short text": ("<h1>{title}</h1><p>Rövid hír.</p><p>DATE</p>", "byline"),
    "behind the next heading of a very short text": (
        "<h1>{title}</h1><p>Rövid hír.</p><h2>Elérhetőségek</h2><p>DATE</p>",
        "below",
    ),
}
WORDS = "A Mintaklaszter tagjai három gépet vesznek közösen, mert egyiküknek sem jutna elég munka."


@pytest.mark.parametrize("name", PLACES)
def test_a_line_s_place_is_seen_from_the_article(name: str):
    body, place = PLACES[name]
    outline = Outline(page(body.replace("{words}", WORDS)), TITLE)
    at = next(at for at, line in enumerate(outline.lines) if "DATE" in line.text)
    assert outline.place(at) == place


def headline(body: str, title: str = TITLE) -> str | None:
    outline = Outline(page(body), title)
    return None if outline.headline is None else outline.lines[outline.headline].tag


def test_the_headline_is_the_heading_with_the_title_and_no_link_to_it():
    menu = "<ul><li><a href=/x>{title}</a></li></ul>"
    assert headline(f"{menu}<h2>{{title}}</h2>{{prose}}{menu}") == "h2"
    assert headline(f"<h1>Mintaklaszter</h1>{menu}<div>{{title}}</div>{{prose}}") == "div"


def test_where_the_title_is_nowhere_the_first_heading_is_the_headline():
    assert headline("<h1>{title}</h1>{prose}", "Más cím") == "h1"
    assert headline("<h3>{title}</h3>{prose}", "Más cím") is None


def test_a_page_without_any_text_has_an_outline():
    outline = Outline(page(""), TITLE)
    assert (outline.headline, outline.start, list(outline.lines)) == (None, 0, [])


def test_every_record_of_a_wide_page_is_seen_as_another_article_s():
    record = "<li><a href=/x>Egészen más hír a klaszterről</a> <span>2021. június 4.</span></li>"
    outline = Outline(page(f"<h1>{{title}}</h1>{{prose}}<ul>{record * 5_000}</ul>"), TITLE)
    last = range(len(outline.lines) - 5_000, len(outline.lines))
    assert {outline.place(at) for at in last} == {"aside"}
