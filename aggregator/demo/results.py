"""A folder of results into answers, read-only: what ``demo --serve`` shows beside the sites."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from aggregator.demo.answer import Answer, content, moved

_MEDIA = {
    ".atom": "application/atom+xml; charset=UTF-8",
    ".css": "text/css; charset=UTF-8",
    ".csv": "text/csv; charset=UTF-8",
    ".html": "text/html; charset=UTF-8",
    ".ics": "text/calendar; charset=UTF-8",
    ".json": "application/json",
    ".jsonl": "application/jsonl; charset=UTF-8",
    ".opml": "text/x-opml",
    ".png": "image/png",
    ".rss": "application/rss+xml; charset=UTF-8",
    ".svg": "image/svg+xml",
    ".toml": "text/plain; charset=UTF-8",
    ".txt": "text/plain; charset=UTF-8",
    ".xml": "application/xml",
}
_MISSING = content(b"not found\n", "text/plain", HTTPStatus.NOT_FOUND)


def show(folder: Path, target: str, sites: Sequence[str] = ()) -> Answer:
    """The file of ``folder`` that ``target`` names.

    The folder itself is answered with a plain list of its files and of the addresses of ``sites``,
    a folder below with its
    ``index.html`` or such a list. What lies outside ``folder``, also by way of a symbolic link,
    what is hidden and what does not exist is 404.
    """
    root = folder.resolve()
    path = urlsplit(target).path if target.startswith("/") else ""
    try:
        file = (root / unquote(path, errors="strict").lstrip("/")).resolve()
        inside = file.is_relative_to(root)
        hidden = inside and any(part.startswith(".") for part in file.relative_to(root).parts)
        if not inside or hidden or not file.exists():
            return _MISSING
        if file.is_dir():
            return _show_folder(root, file, path, sites)
        return content(file.read_bytes(), _MEDIA.get(file.suffix, "application/octet-stream"))
    except (OSError, ValueError):
        return _MISSING


def _show_folder(root: Path, folder: Path, path: str, sites: Sequence[str]) -> Answer:
    if not path.endswith("/"):
        return moved(f"{path}/")
    index = folder / "index.html"
    if folder != root and index.is_file():
        return content(index.read_bytes(), _MEDIA[".html"])
    return _listing(root, folder, sites if folder == root else ())


def _listing(root: Path, folder: Path, sites: Sequence[str]) -> Answer:
    names = sorted(
        each.relative_to(root).as_posix() + "/" * each.is_dir()
        for each in folder.iterdir()
        if not each.name.startswith(".")
    )
    lists = {"Results": {name: f"/{quote(name)}" for name in names}}
    if sites:
        lists["Sample sites"] = {site: site for site in sites}
    shown = "".join(
        f"<h1>{heading}</h1>\n<ul>\n"
        + "".join(
            f'<li><a href="{escape(to)}">{escape(name)}</a></li>\n' for name, to in links.items()
        )
        + "</ul>\n"
        for heading, links in lists.items()
    )
    page = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="UTF-8"><title>klaszterhirek</title>'
        f"</head><body>\n{shown}</body></html>\n"
    )
    return content(page.encode(), _MEDIA[".html"])
