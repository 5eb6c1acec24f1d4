"""Where on a page its prose stands: the element that holds most of it, and the places in that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from scrapers.prose.block import PROSE, Block
from scrapers.prose.signs import is_caption
from scrapers.prose.unit import Unit

_MOST = 0.65  # the share of the prose that the article's element holds at least
_FEW = 0.1  # of the best place's prose: places with less are not the article's
_BESIDE = ("aside", "footer")
_BOXED = 2  # paragraphs in one box, while others like it have as many
_PARAGRAPHS = {"p", "li", "dd", "dt", "pre"}  # which hold no other text
_VOTE = 3  # how often prose counts that trafilatura takes


def weights_of(blocks: Sequence[Block], votes: Sequence[bool]) -> list[int]:
    """How much prose each block is."""
    sizes = [
        _prose(block) * (_VOTE if vote else 1) for block, vote in zip(blocks, votes, strict=True)
    ]
    own = [0 if block.within(*_BESIDE) else size for block, size in zip(blocks, sizes, strict=True)]
    # a page may well stand in an aside altogether
    return own if sum(own) * 2 >= sum(sizes) else sizes


def _prose(block: Block) -> int:
    is_prose = block.size >= PROSE and block.linked * 3 <= len(block.text) * 2
    return block.size if is_prose and not block.is_heading and not is_caption(block) else 0


class Ground:
    """The element with most of the prose, and at which places of the tree prose stands in it."""

    def __init__(self, prose: Sequence[tuple[Block, int]]) -> None:
        self._known: dict[HtmlElement, int] = {}
        self.main = self._widened(_most(prose), prose)
        self.above = set(self.main.iterancestors()) | {self.main}
        inside = [(block, weight) for block, weight in prose if self.holds(block.node)]
        self._places = self._best(inside)
        homes = (block.node.getparent() for block, _ in inside if self.is_place(block.node))
        self._homes = {self.place(home) for home in homes if home is not None}

    def holds(self, node: HtmlElement) -> bool:
        """Whether an element is the main one or in it."""
        return node is self.main or self.main in node.iterancestors()

    def is_place(self, node: HtmlElement) -> bool:
        """Whether an element is at a place where the article's prose stands."""
        return self.place(node) in self._places

    def is_home(self, node: HtmlElement | None) -> bool:
        """Whether an element is at a place around the article's prose."""
        if node is None:
            return False
        return self.place(node) in self._homes or self.is_place(node)

    def is_home_of(self, unit: Unit) -> bool:
        """Whether a unit stands where the article's prose does, or right beside it."""
        around = unit.anchor.getparent()
        if unit.whole and around is not None and around.tag == "figure":
            around = around.getparent()
        return self.is_place(unit.anchor) or self.is_home(around)

    def is_beside(self, node: HtmlElement) -> bool:
        """Whether an element is in a side box or a footer that is not around all of the text."""
        around = (node, *node.iterancestors(*_BESIDE))
        return any(one.tag in _BESIDE and one not in self.above for one in around)

    def place(self, node: HtmlElement) -> int:
        """A number for the way down the tree: the same for all paragraphs of a text."""
        way = []
        above: HtmlElement | None = node
        while above is not None and above not in self._known:
            way.append(above)
            above = above.getparent()
        number = 0 if above is None else self._known[above]
        for element in reversed(way):
            number = self._known[element] = hash((number, element.tag))
        return number

    def _widened(self, main: HtmlElement, prose: Sequence[tuple[Block, int]]) -> HtmlElement:
        """The element around all prose, where each paragraph of it is in a box of its own."""
        inside = [block.node for block, _ in prose if main in block.node.iterancestors()]
        places = {self.place(node) for node in inside}
        alike = [block.node for block, _ in prose if self.place(block.node) in places]
        if len(inside) > _BOXED or len(alike) == len(inside):
            return main
        around = {main, *main.iterancestors()}
        for node in alike:
            around &= set(node.iterancestors())
        return max(around, key=lambda node: sum(1 for _ in node.iterancestors()))

    def _best(self, prose: Iterable[tuple[Block, int]]) -> set[int]:
        places: Counter[int] = Counter()
        for block, weight in prose:
            places[self.place(block.node)] += weight
        least = max(places.values()) * _FEW
        return {place for place, weight in places.items() if weight >= least}


def _outside(block: Block) -> HtmlElement:
    """The list or table a block is in, which is never all of a text; else its own element."""
    inside = (wrap for wrap in block.wraps if wrap.tag in ("ul", "ol", "dl", "table"))
    return next(inside, block.node)


def _most(prose: Sequence[tuple[Block, int]]) -> HtmlElement:
    """The smallest element with most of the prose."""
    held: Counter[HtmlElement] = Counter()
    depths: dict[HtmlElement, int] = {}
    for block, weight in prose:
        outside = _outside(block)
        around = [*outside.iterancestors()]
        if outside is block.node and block.node.tag not in _PARAGRAPHS:
            around.insert(0, block.node)
        for depth, element in enumerate(reversed(around)):
            held[element] += weight
            depths[element] = depth
    least = sum(weight for _, weight in prose) * _MOST
    return max((node for node, weight in held.items() if weight >= least), key=depths.__getitem__)
