"""Forms of one page that content systems make: Joomla, Drupal, TYPO3, Plone, SharePoint, Domino.

Nobody says which of them runs a site. A rule holds where an address has the system's marks.
"""

from __future__ import annotations

import re

from scrapers.identity.place import Place, steps
from scrapers.identity.web import LANGUAGE, names_article

_NUMBERED = re.compile(r"([1-9]\d+-[A-Za-z%][^.]*)(?:\.html?)?")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_JOOMLA_ARTICLE = ("component", "content", "article")
_JOOMLA_MENU = frozenset({"Itemid", "catid", "sectionid", "showall"})
_TYPO3 = re.compile(
    r"cHash=.*|type=98|tx_\w+\[(?:backPid|swords)\]=.*"
    r"|tx_news_pi1\[(?:controller\]=News|action\]=detail)"
)
_PLONE = frozenset({"view", "@@view", "newsitem_view", "document_view"})
_SHAREPOINT = frozenset({"isdlg", "contenttypeid", "initialtabid", "visibilitycontext"})
_DOMINO = frozenset({"opendocument", "open", "click"})


def _joomla_path(place: Place) -> Place:
    """``/hirek/223-cim`` and ``/component/content/article/5-hirek/223-cim`` are one article.

    Joomla reads only the last step; what is before it tells the menu. Elsewhere a number at the
    beginning may be an ordinal, a year or a day, and those are left alone: numbers below ten,
    years, and paths in which a year or a bare number stands.
    """
    *menu, last = place.path or ("",)
    numbered = _NUMBERED.fullmatch(last)
    if not numbered or _YEAR.match(last):
        return place
    if any(step.isdigit() or _YEAR.search(step) for step in menu):
        return place
    languages = (step for step in menu if LANGUAGE.fullmatch(step))
    return place._replace(path=(*languages, numbered[1])).without(_is_menu)


def _joomla_query(place: Place) -> Place:
    """``index.php?option=com_content&view=article&id=12:cim``: the number is the identity.

    The option may be told by the path, and behind a menu's path ``view=article&id=12:cim`` is all.
    """
    told, path = dict(place.query), place.path
    number = re.fullmatch(r"(\d+)(:.*)?", told.get("id", ""))
    if not number:
        return place
    option = told.get("option")
    article = told.get("view") == "article" or told.get("task") == "view"
    if option is None and path[-3:] == _JOOMLA_ARTICLE:
        path = path[:-3]
    elif option is None and article and number[2]:
        path = tuple(step for step in path if LANGUAGE.fullmatch(step))
    elif option != "com_content" or not article:
        return place
    ours = {"option": "com_content", "view": "article", "id": number[1]}
    rest = place.without(lambda name, _: name in ours or name == "task").without(_is_menu)
    return Place(path, (*ours.items(), *rest.query))


def _is_menu(name: str, _: str) -> bool:
    return name in _JOOMLA_MENU


def _drupal(place: Place) -> Place:
    """``/?q=node/12`` and ``/print/12`` are ``/node/12``."""
    path, asked = place.path, dict(place.query).get("q", "")
    if not path and "/" in asked and not {".", ".."} & {*asked.split("/")}:
        return Place(steps(asked), place.without(lambda name, _: name == "q").query)
    if path[-2:-1] == ("print",) and path[-1].isdigit():
        return place._replace(path=(*path[:-2], "node", path[-1]))
    return place


def _typo3(place: Place) -> Place:
    """``cHash`` is a sum over the other parameters; 98 is the type of print pages."""
    if not any(name.startswith("tx_") or name == "cHash" for name, _ in place.query):
        return place
    return place.without(lambda name, value: bool(_TYPO3.fullmatch(f"{name}={value}")))


def _plone(place: Place) -> Place:
    """``/hirek/uj-minosites/view`` is ``/hirek/uj-minosites``."""
    path = place.path
    if len(path) > 1 and path[-1] in _PLONE and names_article(path[-2]):
        return place._replace(path=path[:-1])
    return place


def _sharepoint(place: Place) -> Place:
    """A folder's front page is in ``Pages``; how a form is framed is not what it shows."""
    path = place.path
    if path[-1:] == ("Pages",):
        return place._replace(path=path[:-1])
    if path and path[-1].lower().endswith(".aspx"):
        return place.without(lambda name, _: name.lower() in _SHAREPOINT)
    return place


def _domino(place: Place) -> Place:
    """In a database a document is named by its 32 digits, whatever view it was found in."""
    if not any(step.lower().endswith(".nsf") for step in place.path):
        return place
    *base, last = place.path
    document = re.fullmatch("([0-9A-Fa-f]{32})(?:!OpenDocument)?", last)
    if document and len(base) > 1 and base[-2].lower().endswith(".nsf"):
        place = place._replace(path=(*base[:-1], "0", document[1].lower()))
    return place.without(lambda name, _: name.lower() in _DOMINO)


RULES = (_joomla_path, _joomla_query, _drupal, _typo3, _plone, _sharepoint, _domino)
