"""Three sites of a few news each, that reprint and quote each other, on loopback."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from tests.aggregator.archive.releases import COLD_STORE, CREDITED, LABORATORY, QUOTED, yearly
from tests.hostile import HostileSites, feed

News = dict[str, tuple[str, str, str]]
"""Title, day and text by path."""

NEWS: dict[str, News] = {
    "portal": {
        "/a": ("Közös mérőlabor nyílik Somlóváron", "2021. június 4.", LABORATORY),
        "/b": ("Új hűtőház a dombon", "2021. június 7.", COLD_STORE),
    },
    "press": {"/a": ("Mérőlabort kapnak a műhelyek", "2021. június 5.", CREDITED)},
    "member": {
        "/a": ("Mérni is tudunk majd", "2021. június 6.", QUOTED),
        "/b": (
            "Tizedik beszállítói nap",
            "2021. június 8.",
            yearly("tizedik", 2021, "október 5-én", "Somlóváron"),
        ),
    },
}
ARTICLES = sum(map(len, NEWS.values()))


def sites() -> HostileSites:
    """A server of all of them; a context manager."""
    answers: dict[str, Callable[[Any], None]] = {
        name: partial(_answer, news) for name, news in NEWS.items()
    }
    return HostileSites(answers, robots=())


def write_sources(folder: Path, port: int) -> None:
    """A file for each of them, in ``folder``."""
    folder.mkdir(parents=True)
    for name in NEWS:
        home = f"http://{name}.localhost:{port}/"
        (folder / f"{name}.toml").write_text(
            f'name = "A {name} hírei: árvíztűrő"\norganisation = "{name}"\nhome = "{home}"\n\n'
            f'[[door]]\nkind = "feed"\nurl = "{home}feed"\n',
            encoding="utf-8",
        )


def _answer(news: News, handler: Any) -> None:
    if handler.path == "/feed":
        handler.send(200, feed(*news), "application/rss+xml")
    elif handler.path in news:
        handler.send(200, _page(*news[handler.path]))
    else:
        handler.send(404, b"")


def _page(title: str, day: str, text: str) -> bytes:
    prose = "".join(f"<p>{one}</p>" for one in text.split("\n\n"))
    return (
        f'<html lang="hu"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"<article><h1>{title}</h1><p>{day}</p>{prose}</article></body></html>"
    ).encode()
