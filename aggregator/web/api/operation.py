"""An operation of the interface: what it asks and answers, and how a request comes to an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from aggregator.web.api.models import Model, Page
from aggregator.web.api.parameter import Parameter
from aggregator.web.parameters import BadParameter, Parameters
from aggregator.web.responses import answer
from aggregator.web.service import Service, service
from aggregator.web.turns import in_turn

PREFIX = "/api/v1/"
MEDIA_TYPE = "application/json"
_SHOWN = 50
"""Characters of an unknown parameter's name that are told back."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request to an operation; ``values`` are its parameters as they were read, by name."""

    request: Request
    values: Mapping[str, Any]

    @property
    def serving(self) -> Service:
        """The service that is asked."""
        return service(self.request)

    @property
    def query(self) -> Parameters:
        """The parameters as they were given."""
        return Parameters(self.request.query_params)

    def page(self, path: str) -> str:
        """The address of something that is served, by its path."""
        return self.serving.address(self.request, path)

    def further(self, name: str, place: str | None) -> str | None:
        """The address of the same list from a place on, which a parameter of this name tells."""
        if place is None:
            return None
        told = {key: value for key, value in self.request.query_params.items() if value}
        path = self.page(self.request.state.path.lstrip("/"))
        return f"{path}?{urlencode({**told, name: place})}"


@dataclass(frozen=True, slots=True)
class Operation:
    """What one path answers: a model that ``make`` makes, or a response of another kind.

    ``name`` is that of the operation for programs; ``problems`` are the codes of what may be wrong
    beside what may be with each; ``may_move`` where something may turn out to be another (308).
    With 429 among them it is answered in turn.
    """

    path: str
    name: str
    says: str
    answers: type[Model]
    parameters: Sequence[Parameter]
    make: Callable[[Asked], Model | Response]
    problems: Sequence[int] = ()
    may_move: bool = False

    def respond(self, request: Request) -> Response:
        """The answer to a request."""
        made = self.make(Asked(request, dict(self._read(request))))
        if isinstance(made, Response):
            return made
        body = made.model_dump_json().encode()
        return answer(request, body, MEDIA_TYPE, headers=_links(made))

    def route(self) -> Route:
        """The route to it."""
        respond = in_turn(self.respond) if 429 in self.problems else self.respond
        return Route(self.path, respond, methods=["GET"], name=self.name)

    def _read(self, request: Request) -> list[tuple[str, Any]]:
        self._check(request)
        query, path = Parameters(request.query_params), Parameters(request.path_params)
        return [
            (one.name, _in_path(one, path) if one.where == "path" else one.read(query))
            for one in self.parameters
        ]

    def _check(self, request: Request) -> None:
        """See to it that nothing is asked that would not be heard."""
        known = [one.name for one in self.parameters if one.where == "query"]
        for name in request.query_params:
            if name not in known:
                expected = f"one of {', '.join(known)}" if known else "no parameter at all"
                raise BadParameter(f"{name[:_SHOWN]} is unknown", expected)
            if len(request.query_params.getlist(name)) > 1:
                raise BadParameter(name, "once")


def _in_path(one: Parameter, path: Parameters) -> Any:
    try:
        return one.read(path)
    except BadParameter:
        raise HTTPException(404) from None


def _links(made: Model) -> dict[str, str]:
    """Where a list goes on, for who reads no more than headers (RFC 8288)."""
    further = made.next if isinstance(made, Page) else None
    return {"Link": f'<{further}>; rel="next"'} if further else {}
