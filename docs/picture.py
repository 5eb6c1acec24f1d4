"""Draws docs/story.png: a real entry of the demo's JSON feed, as a feed reader shows it.

    uv run klaszterhirek demo --folder /tmp/demo
    uv run python docs/picture.py /tmp/demo/output/feed.json

Needs Chromium.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from datetime import datetime
from html import escape
from pathlib import Path

PAGE = """<!DOCTYPE html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 28px 36px; font: 17px/1.5 Georgia, serif; color: #222; width: 728px }}
h1 {{ font-size: 25px; line-height: 1.25; margin: 0 0 4px }} p {{ margin: 10px 0 }}
.by {{ color: #666; font: 14px sans-serif; margin: 0 0 16px }} a {{ color: #1a5fb4 }}
blockquote {{ margin: 8px 0 8px 4px; padding-left: 16px; border-left: 3px solid #c8d6e8 }}
hr {{ border: 0; border-top: 1px solid #ddd; margin: 22px 0 }}
</style>{entries}"""
ENTRY = '<h1>{title}</h1><p class="by">{source} · {day}</p>{content}'


def main() -> None:
    """Draw the entries that have quotations or reprints."""
    items = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["items"]
    told = [
        ENTRY.format(
            title=escape(item["title"]),
            source=escape(item["_klaszterhirek"]["source"]["name"]),
            day=f"{datetime.fromisoformat(item['date_published']):%Y-%m-%d}",
            content=item["content_html"],
        )
        for item in items
        if item["_klaszterhirek"]["quotations"] or item["_klaszterhirek"]["reprints"]
    ]
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "page.html")
        page.write_text(PAGE.format(entries="<hr>".join(told)), encoding="utf-8")
        picture = Path(__file__).with_name("story.png")
        command = ("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
        size, data = "--window-size=800,720", f"--user-data-dir={folder}/chromium"
        shot = (f"--screenshot={picture}", size, data, page.as_uri())
        subprocess.run([*command, *shot], check=True, capture_output=True)


if __name__ == "__main__":
    main()
