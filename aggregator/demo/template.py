"""Templates of the sample sites: as much of Mustache as they need, and nothing more.

    {{name}}           the value, escaped for HTML and XML
    {{{name}}}         the value as it is
    {{name|json}}      the value as JSON, safe inside a script element
    {{#name}}…{{/name}}    once for every item of a list, or once when the value is true
    {{^name}}…{{/name}}    once when the value is empty or false
    {{>name}}          the file name.html of the same folder, put in by ``include``

A name without a value is an error, never an empty place.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape

_PARTIAL = re.compile(r"\{\{>(\w+)\}\}\n?")
_TAG = re.compile(
    r"\{\{(?P<kind>[#^])(?P<section>\w+)\}\}\n?(?P<inner>.*?)\{\{/(?P=section)\}\}\n?"
    r"|\{\{\{(?P<raw>\w+)\}\}\}"
    r"|\{\{(?P<json>\w+)\|json\}\}"
    r"|\{\{(?P<text>\w+)\}\}",
    re.DOTALL,
)


def include(template: str, files: Mapping[str, str]) -> str:
    """``template`` with its partials put in from ``files``, which are told by file name.

    Raises ``KeyError`` for a partial that is not there.
    """
    return _PARTIAL.sub(lambda match: include(files[f"{match[1]}.html"], files), template)


def fill(template: str, values: Mapping[str, object]) -> str:
    """``template`` with its tags replaced by ``values``.

    The items of a list are mappings; inside their section their values hide those outside.
    Raises ``KeyError`` for a name that has no value, so that a misspelt tag is never shown.
    """

    def tag(match: re.Match[str]) -> str:
        if name := match["raw"]:
            return str(values[name])
        if name := match["text"]:
            return escape(str(values[name]))
        if name := match["json"]:
            return json.dumps(values[name]).replace("</", "<\\/")
        return _section(match, values)

    return _TAG.sub(tag, template)


def _section(match: re.Match[str], values: Mapping[str, object]) -> str:
    shown = values[match["section"]]
    if match["kind"] == "^":
        return "" if shown else fill(match["inner"], values)
    items = shown if isinstance(shown, list) else [{}] if shown else []
    return "".join(fill(match["inner"], {**values, **item}) for item in items)
