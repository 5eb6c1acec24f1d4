"""What the commands have in common."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from aggregator.log import configure
from aggregator.tell import Format

JsonFormat = Annotated[Format, typer.Option("--format", help="How the result is written.")]


def may_be_left() -> None:
    """Let a reader that leaves (``| head``) end the command silently, as it ends any filter.

    Only for commands that never write to the network: there the signal would be a danger.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def log(quiet: bool, verbose: bool, log_format: str) -> None:
    """Have the log written as a command was told."""
    configure(verbose=verbose, quiet=quiet, as_json=log_format == "json")
