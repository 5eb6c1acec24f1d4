"""The container and compose files name only what there is, and run nothing as root."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml

from aggregator.cli import app

ROOT = Path(__file__).parent.parent
CONTAINERFILE = (ROOT / "Containerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
OURS = [name for name, service in COMPOSE["services"].items() if "build" in service]


def steps(name: str) -> list[str]:
    """What stands behind an instruction, wherever it occurs."""
    return re.findall(rf"^{name} (.*)", CONTAINERFILE.replace("\\\n", ""), re.MULTILINE)


def test_what_is_copied_is_there_and_not_left_out():
    copied = {name for step in steps("COPY") if "--from" not in step for name in step.split()[:-1]}
    let_in = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert copied == {line[1:] for line in let_in if line.startswith("!")}
    assert [name for name in copied if not (ROOT / name).exists()] == []
    # what the wheel is made of
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    assert {*wheel, project["project"]["readme"], *project["project"]["license-files"]} <= copied


def test_every_extra_in_the_image_is_one_of_ours():
    (extras,) = re.findall(r"'\.\[(.*?)\]'", CONTAINERFILE)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(extras.split(",")) <= project["optional-dependencies"].keys()


def test_the_image_runs_as_nobody_special_and_says_how_it_is():
    *_, user = steps("USER")
    number, group = map(int, user.split(":"))
    assert min(number, group) >= 10_000
    assert len(steps("HEALTHCHECK")) == 1


def test_every_command_is_one_of_ours():
    known = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]
    told = "\n".join(line for name in OURS for line in COMPOSE["services"][name].get("command", ()))
    called = set(re.findall(r"klaszterhirek ([a-z]+)", told))
    (default,) = steps("CMD")
    assert called | {re.findall(r'\["([a-z]+)"', default)[0]} <= known
    assert "update" in called


@pytest.mark.parametrize("name", OURS)
def test_a_service_may_do_no_more_than_it_must(name: str):
    service = COMPOSE["services"][name]
    assert service["read_only"]
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert all(port.startswith("127.0.0.1:") for port in service.get("ports", ()))


def test_no_password_stands_in_the_file_and_every_volume_is_declared():
    services = COMPOSE["services"].values()
    told = [
        one.get("environment", {}).get(name)
        for one in services
        for name in ("PGPASSWORD", "POSTGRES_PASSWORD")
    ]
    assert all(value.startswith("${POSTGRES_PASSWORD:?") for value in told if value)
    named = {one.split(":")[0] for service in services for one in service["volumes"]}
    assert {name for name in named if not name.startswith(".")} == COMPOSE["volumes"].keys()
