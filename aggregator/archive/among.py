"""Among: rows whose column has one of many values, asked for in one statement of fixed text.

An ``IN`` list writes a parameter for each value, and databases bound how many; building and
compiling it costs more than the search. So the values travel as one parameter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Dialect,
    Executable,
    Row,
    RowMapping,
    Select,
    String,
    Text,
    bindparam,
    exists,
    select,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine

_NAME = "among"


class _Values(TypeDecorator[list[Any]]):
    """Many integers, or many texts, as one parameter."""

    impl = Text
    cache_ok = True

    def __init__(self, *, textual: bool) -> None:
        super().__init__()
        self.textual = textual

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        if dialect.name != "postgresql":
            return dialect.type_descriptor(Text())
        return dialect.type_descriptor(ARRAY(Text() if self.textual else BigInteger()))

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        return value if dialect.name == "postgresql" else json.dumps(value)


class _Listed(FunctionElement[Any]):
    inherit_cache = True


@compiles(_Listed)
def _of_json(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **options)}))"


@compiles(_Listed, "postgresql")
def _of_array(element: _Listed, compiler: SQLCompiler, **options: Any) -> str:
    return f"(SELECT unnest({compiler.process(element.clauses, **options)}) AS value)"


def among(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """That ``column``, of integers or of texts, has one of the values its statement is run with.

    A statement has one such condition: the values of a second would be the same.
    """
    return column.bool_op("IN")(_listed(column))


def not_among(column: ColumnElement[Any]) -> Select[Any]:
    """A query of those of the values it is run with that ``column`` has in no row."""
    told = _listed(column).table_valued("value").c.value
    return select(told).where(~exists().where(column == told))


def one_of(column: ColumnElement[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """That ``column``, of integers or of texts, has one of these values, however many."""
    kind = _Values(textual=isinstance(column.type, String))
    told = bindparam(None, sorted(set(values)), type_=kind, unique=True)
    return column.bool_op("IN")(_Listed(told))


def _listed(column: ColumnElement[Any]) -> _Listed:
    return _Listed(bindparam(_NAME, type_=_Values(textual=isinstance(column.type, String))))


def rows_with(
    connection: Connection, query: Executable, values: Iterable[Any]
) -> Sequence[Row[*tuple[Any, ...]]]:
    """The rows of a query ``among`` these values, or ``not_among`` them.

    None, and no query, if there are no values.
    """
    told = sorted(set(values))
    return connection.execute(query, {_NAME: told}).all() if told else ()


def mappings_with(
    connection: Connection, query: Executable, values: Iterable[Any]
) -> Sequence[RowMapping]:
    """``rows_with``, by the names of their columns."""
    told = sorted(set(values))
    return connection.execute(query, {_NAME: told}).mappings().all() if told else ()


def execute_with(connection: Connection, statement: Executable, values: Iterable[Any]) -> None:
    """Run a statement for all rows ``among`` these values."""
    if told := sorted(set(values)):
        connection.execute(statement, {_NAME: told})
