"""Where the program begins: as little as can be, for each process that reads pages loads it again.

``multiprocessing`` has every process that it starts load the script that was run, and with it what
the script imports (its documentation: *the spawn and forkserver start methods*).
"""

from __future__ import annotations


def main() -> None:
    """The program (see ``cli.main``)."""
    from aggregator.cli import main as program

    program()
