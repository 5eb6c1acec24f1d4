"""The rules of the house: who imports whom, what starts fast, what has help.

Imports are read, not run. Each rule is a function over a folder, and has been seen to find what it
forbids in a folder that was made to break it.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from aggregator.cli import app
from scrapers.workers import PRELOADED

ROOT = Path(__file__).parents[1]
ROOMS = ("scrapers", "aggregator", "feeds")
PURE = (
    *("aggregator.events", "aggregator.occasions", "aggregator.numerals", "aggregator.explaining"),
    *("aggregator.stories", "aggregator.pages", "aggregator.ids", "aggregator.novelty", "feeds"),
    *("scrapers.article", "scrapers.body", "scrapers.calendar", "scrapers.clean", "scrapers.dates"),
    *("scrapers.alternates", "scrapers.doors", "aggregator.difference", "aggregator.edits"),
    *("scrapers.extract", "scrapers.memory", "scrapers.net.indexing", "scrapers.page"),
    *("scrapers.published", "scrapers.authors", "scrapers.agency", "scrapers.names"),
    *("scrapers.masthead", "scrapers.pictures", "scrapers.picture", "scrapers.language"),
    *("scrapers.dating", "scrapers.zones", "scrapers.net.names", "scrapers.net.challenges"),
    *("aggregator.health.condition", "aggregator.health.doors", "aggregator.due"),
    *("scrapers.title", "scrapers.urls", "scrapers.report", "scrapers.source"),
    *(
        "scrapers.prose",
        "scrapers.records",
        "scrapers.wrapper",
        "scrapers.identity",
        "scrapers.tracking",
    ),
    *("scrapers.recording", "scrapers.fragment", "aggregator.research", "scrapers.remembering"),
    "scrapers.language_names",
)
HEAVY = {"sqlalchemy", "alembic", "scrapy", "twisted", "procrastinate"}


class Import(NamedTuple):
    """A module that a file names; ``at_start`` where it is loaded with the file."""

    name: str
    at_start: bool


# Reading


def modules(root: Path) -> dict[str, Path]:
    """Every module of the three rooms under ``root``, by its dotted name."""
    files = (path for room in ROOMS for path in sorted((root / room).rglob("*.py")))
    return {_name(path.relative_to(root)): path for path in files}


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(file: Path, name: str) -> set[Import]:
    """All that ``file``, the module ``name``, imports anywhere."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    return set(_imports(tree.body, package, at_start=True))


def _imports(body: Iterable[ast.AST], package: str, *, at_start: bool) -> Iterator[Import]:
    for node in body:
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, at_start) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1]
            above = ".".join(base) if node.level else ""
            module = ".".join(filter(None, (above, node.module)))
            yield Import(module, at_start)
            # a name may be a module of its own: from scrapers import urls
            yield from (Import(f"{module}.{alias.name}", at_start) for alias in node.names)
        else:
            later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            later = later or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))
            children = ast.iter_child_nodes(node)
            yield from _imports(children, package, at_start=at_start and not later)


def graph(root: Path, *, at_start: bool) -> dict[str, set[str]]:
    """Which module imports which of the rooms' modules; with ``at_start`` only while loading."""
    known = modules(root)
    return {
        name: {one.name for one in imports(path, name) if one.at_start or not at_start}
        & known.keys() - {name}
        for name, path in known.items()
    }


def loaded(graph: Mapping[str, set[str]], start: str) -> set[str]:
    """All modules of the rooms that loading ``start`` loads, and itself."""
    seen: set[str] = set()
    edge = {start}
    while edge:
        seen |= edge
        edge = {other for name in edge for other in graph.get(name, set())} - seen
    return seen


# The rules: each gives the breaches it found


def wrong_arrows(root: Path) -> list[str]:
    """Imports, wherever they stand, that point against the one direction."""
    return [
        f"{name} imports {one.name}"
        for name, path in modules(root).items()
        for one in sorted(imports(path, name))
        if (room := name.split(".")[0]) != "aggregator"
        and (other := one.name.split(".")[0]) in ROOMS
        and other != room
    ]


def circles(root: Path) -> list[str]:
    """A circle of files that import each other, wherever the imports stand, if there is one."""
    try:
        TopologicalSorter(graph(root, at_start=False)).prepare()
    except CycleError as error:
        return [" <- ".join(error.args[1])]
    return []


def full_packages(root: Path) -> list[str]:
    """``__init__.py`` files that hold anything."""
    files = (path for room in ROOMS for path in sorted((root / room).rglob("__init__.py")))
    return [str(path.relative_to(root)) for path in files if path.read_bytes()]


def impure(root: Path) -> list[str]:
    """Pure modules that load something heavy, by themselves or through another module."""
    arrows, known = graph(root, at_start=True), modules(root)
    return [
        f"{name} loads {heavy} in {other}"
        for name in known
        if name.startswith(PURE)
        for other in sorted(loaded(arrows, name))
        for heavy in sorted({one.name.split(".")[0] for one in imports(known[other], other)})
        if heavy in HEAVY
    ]


RULES = (wrong_arrows, circles, full_packages, impure)


@pytest.mark.parametrize("rule", RULES)
def test_the_house_keeps_its_rules(rule):
    assert rule(ROOT) == []


def test_the_rules_read_all_of_the_house():
    known = modules(ROOT)
    assert len(known) > 80
    assert all(any(name.startswith(pure) for name in known) for pure in PURE)
    arrows = graph(ROOT, at_start=True)
    assert "scrapers.article" in arrows["scrapers.memory"]
    assert "scrapers.urls" in arrows["scrapers.clean"]
    assert "aggregator.update" not in arrows["aggregator.commands.running"]
    assert "aggregator.update" in graph(ROOT, at_start=False)["aggregator.commands.running"]


# Seen to fail


def house(root: Path, **files: str) -> Path:
    """A folder with the three rooms, empty but for ``files`` (dots are ``__``)."""
    for room in (*ROOMS, "scrapers/doors", "aggregator/stories"):
        (root / room).mkdir()
        (root / room / "__init__.py").touch()
    for name, text in files.items():
        (root / f"{name.replace('__', '/')}.py").write_text(text, encoding="utf-8")
    return root


@pytest.mark.parametrize("rule", RULES)
def test_a_sound_house_has_no_breach(tmp_path, rule):
    files = {
        "aggregator__update": "from scrapers import urls\nimport feeds.feed\nimport sqlalchemy",
        "scrapers__urls": "import re",
        "scrapers__spider": "import scrapy\nfrom scrapers.urls import join",
        "feeds__feed": "from dataclasses import dataclass",
    }
    assert rule(house(tmp_path, **files)) == []


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("scrapers__a", "from aggregator.config import Config"),
        ("scrapers__a", "import aggregator.config"),
        ("scrapers__a", "from feeds import feed"),
        ("scrapers__doors__a", "from ...aggregator import config"),
        ("feeds__a", "from scrapers.article import Article"),
        ("feeds__a", "import aggregator"),
        ("feeds__a", "def f():\n    import aggregator.config"),
        ("feeds__a", "if TYPE_CHECKING:\n    from scrapers.article import Article"),
        ("feeds__a", "try:\n    import scrapers.urls\nexcept ImportError:\n    pass"),
    ],
)
def test_a_planted_wrong_arrow_is_found(tmp_path, file, text):
    (breach, *_) = wrong_arrows(house(tmp_path, **{file: text}))
    assert breach.startswith(f"{file.replace('__', '.')} imports ")


@pytest.mark.parametrize(
    "files",
    [
        {"feeds__a": "from feeds import b", "feeds__b": "import feeds.a"},
        {"feeds__a": "from . import b", "feeds__b": "from .a import x"},
        {"feeds__a": "import feeds.b", "feeds__b": "def f():\n    import feeds.a"},
        {
            "aggregator__a": "import aggregator.b",
            "aggregator__b": "class B:\n    from aggregator.stories import c",
            "aggregator__stories__c": "import aggregator.a",
        },
    ],
)
def test_a_planted_circle_is_found(tmp_path, files):
    (circle,) = circles(house(tmp_path, **files))
    assert all(name.replace("__", ".") in circle for name in files)


def test_a_package_that_holds_something_is_found(tmp_path):
    root = house(tmp_path)
    (root / "scrapers" / "doors" / "__init__.py").write_text("from scrapers.doors import feed\n")
    assert full_packages(root) == ["scrapers/doors/__init__.py"]


@pytest.mark.parametrize(
    "files",
    [
        {"aggregator__stories__a": "from sqlalchemy import select"},
        {"scrapers__doors__a": "import scrapy.http"},
        {"scrapers__extract": "def f():\n    from twisted.internet import reactor"},
        {"scrapers__urls": "from scrapers import deep", "scrapers__deep": "import twisted"},
        {"aggregator__stories__a": "import aggregator.b", "aggregator__b": "import alembic"},
    ],
)
def test_a_pure_module_that_loads_something_heavy_is_found(tmp_path, files):
    (breach,) = impure(house(tmp_path, **files))
    assert breach.startswith(f"{next(iter(files)).replace('__', '.')} loads ")


# What starts fast


def heavy_after(code: str, names: Iterable[str]) -> list[str]:
    """Which of the packages ``names`` are loaded when ``code`` has run in a process of its own."""
    asking = f"{code}\nimport sys\nprint([n for n in {sorted(names)} if n in sys.modules])"
    done = subprocess.run(
        (sys.executable, "-c", asking), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return list(ast.literal_eval(done.stdout.splitlines()[-1]))


def test_the_command_line_loads_nothing_heavy():
    heavy = {*HEAVY, "trafilatura", "dateparser", "pydantic", "feedgen", "bs4"}
    assert heavy_after("import aggregator.cli", heavy) == []


def loaded_by_worker(code: str) -> set[str]:
    """What ``code`` loads in a process that reads pages, which has a good deal from its parent."""
    asking = (
        f"import sys, {', '.join(PRELOADED)}\nbefore = {{*sys.modules}}\n{code}\n"
        "print(sorted(sys.modules.keys() - before))"
    )
    done = subprocess.run(
        (sys.executable, "-c", asking), cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ast.literal_eval(done.stdout))


def test_a_process_that_reads_pages_loads_hardly_anything_of_the_script_that_was_run():
    (script,) = entry_points(group="console_scripts", name="klaszterhirek")
    assert loaded_by_worker(f"import {script.module}") == {"aggregator", script.module}


def test_a_process_that_reads_pages_has_loaded_what_it_is_called_by():
    assert not loaded_by_worker("import pebble.pool.process, scrapers.workers")


def test_searching_loads_neither_the_crawler_nor_the_reader_nor_migrations(tmp_path):
    address = f"sqlite:///{tmp_path / 'archive.sqlite'}"
    make = f"from aggregator.archive.archive import open_archive\nopen_archive({address!r})"
    subprocess.run((sys.executable, "-c", make), cwd=ROOT, check=True)
    search = (
        "import sys\nfrom aggregator.cli import main\n"
        f"sys.argv = ['', 'search', 'x', '--archive', {address!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code"
    )
    heavy = {"scrapy", "twisted", "trafilatura", "dateparser", "alembic"}
    assert heavy_after(search, {*heavy, "sqlalchemy"}) == ["sqlalchemy"]


# The commands and options of DESIGN.md, section 7, that belong to this version

RUN = "--quiet --verbose --log-format"
OPTIONS = {
    "init": "",
    "add": "--yes --accept --archive --sources --allow-network",
    "health": "--archive --sources --format",
    "demo": f"--serve {RUN}",
    "update": f"--enqueue --archive --sources --output --allow-network --max-time {RUN}",
    "worker": f"--concurrency --crawl-only --archive --sources --output --allow-network {RUN}",
    "crawl": f"--archive --sources --allow-network --max-time {RUN}",
    "extract": f"--again --archive --sources {RUN}",
    "group": f"--all --archive {RUN}",
    "publish": f"--archive --output {RUN}",
    "schedule": "--archive --sources --output",
    "try": "--url --json --sources --allow-network",
    "links": "--url --json --sources --allow-network",
    "record": "--folder --archive --sources --allow-network",
    "sources": "--archive --sources",
    "search": "--source --since --until --language --rank --as-of --format --archive",
    "show": "--as-of --json --archive",
    "explain": "--json --archive",
    "join": "--archive",
    "split": "--archive",
    "forget": "--yes --archive --output",
    "events": "--source --since --until --format --archive",
    "digest": "--since --format --by --archive",
    "serve": f"--host --port --archive --sources --output {RUN}",
    "export": "--what --format --as-of --archive",
    "import": "--archive --sources",
    "db upgrade": "--archive --quiet",
    "db check": "--archive --quiet",
    "db reindex": "--archive --quiet",
    "db backup": "--archive --quiet",
    "db copy-to": "--archive --quiet --verbose",
    "db size": "--archive --format",
}


def commands(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with the words by which it is called, those of groups within groups, too."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS = dict(commands(typer.main.get_command(app)))


def declared() -> list[tuple[str, str]]:
    """Command and option, for ``parametrize``."""
    return [(command, option) for command, told in OPTIONS.items() for option in told.split()]


def options_of(command: str) -> dict[str, str | None]:
    """The long options of a command with their help."""
    params = [one for one in COMMANDS[command].params if one.param_type_name == "option"]
    return {name: one.help for one in params for name in one.opts if name.startswith("--")}


def test_every_command_has_help():
    assert set(COMMANDS) == set(OPTIONS)
    assert [name for name, command in COMMANDS.items() if not command.help] == []


@pytest.mark.parametrize(("command", "option"), declared())
def test_every_option_of_the_design_is_there(command, option):
    assert option in options_of(command)


@pytest.mark.parametrize("command", OPTIONS)
def test_every_option_has_help(command):
    assert {name for name, text in options_of(command).items() if not text} == set()


@pytest.mark.parametrize(
    ("option", "variable"),
    [
        ("--archive", "KLASZTERHIREK_ARCHIVE"),
        ("--sources", "KLASZTERHIREK_SOURCES"),
        ("--output", "KLASZTERHIREK_OUTPUT"),
        ("--allow-network", "KLASZTERHIREK_ALLOW_NETWORK"),
    ],
)
def test_a_shared_option_is_read_from_the_environment_by_every_command(option, variable):
    read = {
        command: one.envvar
        for command, told in COMMANDS.items()
        for one in told.params
        if option in one.opts
    }
    assert len(read) > 1
    assert set(read.values()) == {variable}


def test_the_help_of_every_command_is_an_answer():
    for words in ([], ["db"], *(name.split() for name in COMMANDS)):
        with pytest.raises(SystemExit) as ended:
            app([*words, "--help"])
        assert ended.value.code == 0


def test_the_program_is_installed_under_its_name():
    script = Path(sys.executable).with_name("klaszterhirek")
    done = subprocess.run((script, "--help"), capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(f"\n  {name.split()[0]} " in done.stdout for name in OPTIONS)
