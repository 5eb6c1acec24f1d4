"""Mail by SMTP: one message to whoever runs the program, handed over or not."""

from __future__ import annotations

import os
import smtplib
import ssl
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid

from aggregator.config import Mail

PASSWORD = "KLASZTERHIREK_MAIL_PASSWORD"
"""The environment variable with the password, which wins over the file."""
SECONDS = 15.0
"""How long each step may take: connecting, each answer."""


class NotSent(Exception):
    """No mail was handed over; the message says why, and never tells a password."""


def send(mail: Mail, subject: str, text: str, now: datetime) -> None:
    """Hand a message over to the server; ``NotSent`` where it has not taken it for anybody."""
    message = _message(mail, subject, text, now)
    try:
        with _connected(mail) as server:
            if mail.user:
                server.login(mail.user, _password(mail))
            server.send_message(message)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise NotSent(_why(error)) from error


def _message(mail: Mail, subject: str, text: str, now: datetime) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = subject, mail.sender, ", ".join(mail.to)
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=mail.sender.rpartition("@")[2])
    # so that nobody's out-of-office note answers (RFC 3834)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _connected(mail: Mail) -> smtplib.SMTP:
    if mail.security == "tls":
        trust = ssl.create_default_context()
        return smtplib.SMTP_SSL(mail.host, mail.at, timeout=SECONDS, context=trust)
    server = smtplib.SMTP(mail.host, mail.at, timeout=SECONDS)
    if mail.security == "starttls":
        try:
            server.starttls(context=ssl.create_default_context())
        except BaseException:
            server.close()
            raise
    return server


def _password(mail: Mail) -> str:
    if told := os.environ.get(PASSWORD):
        return told
    if mail.password_file is None:
        raise ValueError(f"no password: set {PASSWORD}, or password_file under [mail]")
    try:
        return mail.password_file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "is not UTF-8"
        raise ValueError(f"{mail.password_file}: {why}") from None


def _why(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
        return f"no recipient is taken: {code} {_text(said)}"
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {_text(error.smtp_error)}"
    return str(error) or type(error).__name__


def _text(said: bytes | str) -> str:
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else said
