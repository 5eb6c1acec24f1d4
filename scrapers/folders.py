"""Where things are: what comes with the program, and what is the user's own."""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_data_path

DATA = user_data_path("klaszterhirek", appauthor=False)
"""The user's data folder: archive, output and own sources are there unless told otherwise."""
BUNDLED = Path(__file__).parent / "sources"
"""The folder of the sources that come with the program."""
OWN = DATA / "sources"
"""The folder of the user's own sources; one of the same name takes the place of a bundled one."""
