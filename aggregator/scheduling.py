"""Schedules: what cron or systemd need to be told so that ``update`` runs every hour. Pure."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from hashlib import sha256

_SERVICE = """\
# /etc/systemd/system/klaszterhirek.service
[Unit]
Description=Klaszterhírek: crawl, group, publish
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
User={user}
WorkingDirectory={folder}
ExecStart={command}
# 1 says that some sources failed, 75 that another run is at it
SuccessExitStatus=1 75
TimeoutStopSec=2min
NoNewPrivileges=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectSystem=strict
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectControlGroups=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
RestrictSUIDSGID=yes
LockPersonality=yes
SystemCallArchitectures=native
UMask=0022
ReadWritePaths={writable}
"""
_TIMER = """\
# /etc/systemd/system/klaszterhirek.timer
[Unit]
Description=Klaszterhírek, every hour

[Timer]
OnCalendar=*-*-* *:{minute:02}:00
Persistent=yes

[Install]
WantedBy=timers.target
"""


def minute_of(installation: str) -> int:
    """The minute of the hour at which an installation runs, always the same; never the first.

    So that not all installations ask the same sites at the same moment.
    """
    return 1 + int.from_bytes(sha256(installation.encode()).digest()[:4]) % 59


def cron(command: Sequence[str], folder: str, minute: int) -> str:
    """The line for a crontab."""
    # cron takes a % for the end of the line
    said = f"cd {shlex.quote(folder)} && {shlex.join(command)}".replace("%", "\\%")
    return f"{minute} * * * *  {said}\n"


def systemd(
    command: Sequence[str], folder: str, user: str, writable: Sequence[str], minute: int
) -> str:
    """A service and its timer, one after the other; ``writable`` are the folders it writes to."""
    service = _SERVICE.format(
        user=user,
        folder=_plain(folder),
        command=" ".join(map(_quoted, command)),
        writable=" ".join(map(_quoted, writable)),
    )
    return f"{service}\n{_TIMER.format(minute=minute)}"


def _quoted(word: str) -> str:
    """A word of a unit file, that systemd reads as it is (systemd.syntax, "Quoting")."""
    escaped = _plain(word).replace("\\", "\\\\").replace('"', '\\"').replace("$", "$$")
    return f'"{escaped}"' if any(sign in escaped for sign in " \t\"'\\;") else escaped


def _plain(text: str) -> str:
    """``text`` without what systemd would fill in (specifiers begin with %)."""
    return text.replace("%", "%%")
