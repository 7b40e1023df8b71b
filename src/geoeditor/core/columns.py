"""The shared column types of the tables: five native types that STRICT accepts, and JSON kept as text."""

from typing import Any

import orjson
from sqlalchemy import Column, Dialect, ForeignKey, types
from sqlalchemy import text as sql_text
from sqlmodel import Field

from geoeditor.core.spelling import json_text


class Int(types.TypeDecorator[int]):
    """A whole number of up to 63 bits and a sign."""

    impl = types.Integer
    cache_ok = True


class Text(types.TypeDecorator[str]):
    """Text without limit."""

    impl = types.TEXT
    cache_ok = True


class Real(types.UserDefinedType[float]):
    """A double, under the one name that STRICT accepts."""

    cache_ok = True

    def get_col_spec(self, **_options: object) -> str:
        """Return the name of the type in SQL."""
        return "REAL"


class Bool(types.TypeDecorator[bool]):
    """True or false as 1 or 0."""

    impl = types.Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Turn the value into what is stored."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Turn what is stored into the value."""
        return None if value is None else bool(value)


class Blob(types.TypeDecorator[bytes]):
    """Bytes without limit."""

    impl = types.LargeBinary
    cache_ok = True


class Json(types.TypeDecorator[dict[str, Any]]):
    """A JSON object, kept as compact text."""

    impl = types.TEXT
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> str | None:
        """Turn the value into what is stored."""
        return None if value is None else json_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dict[str, Any] | None:
        """Turn what is stored into the value."""
        return None if value is None else orjson.loads(value)


def primary_id() -> Any:
    """Declare the id of a table; the command that makes the row makes the id."""
    return Field(sa_column=Column(Int, primary_key=True, autoincrement=False))


def reference(table: str, ondelete: str, *, nullable: bool = False, index: bool = True) -> Any:
    """Declare a column that points at a row of another table; indexed unless another index begins with it."""
    key = ForeignKey(f"{table}.id", ondelete=ondelete)
    if nullable:
        return Field(default=None, sa_column=Column(Int, key, nullable=True, index=index))
    return Field(sa_column=Column(Int, key, nullable=False, index=index))


def text(default: str | None = "", *, collation: str | None = None, unique: bool = False) -> Any:
    """Declare a text column that is never NULL; without a default it must be given."""
    kind = types.TEXT(collation=collation) if collation else Text()
    if default is None:
        return Field(sa_column=Column(kind, nullable=False, unique=unique))
    return Field(default=default, sa_column=Column(kind, nullable=False, server_default=sql_text(f"'{default}'")))


def optional_text() -> Any:
    """Declare a text column in which NULL says that it does not apply."""
    return Field(default=None, sa_column=Column(Text, nullable=True))


def integer(default: int) -> Any:
    """Declare a number column that is never NULL."""
    return Field(default=default, sa_column=Column(Int, nullable=False, server_default=sql_text(str(default))))


def required_integer() -> Any:
    """Declare a number column that must be given."""
    return Field(sa_column=Column(Int, nullable=False))


def optional_integer() -> Any:
    """Declare a number column in which NULL says that nothing is known."""
    return Field(default=None, sa_column=Column(Int, nullable=True))


def real(default: float) -> Any:
    """Declare a column of doubles that is never NULL."""
    return Field(default=default, sa_column=Column(Real, nullable=False, server_default=sql_text(repr(default))))


def optional_real() -> Any:
    """Declare a column of doubles in which NULL says that nothing is known."""
    return Field(default=None, sa_column=Column(Real, nullable=True))


def boolean(default: bool) -> Any:
    """Declare a column of truth values."""
    return Field(default=default, sa_column=Column(Bool, nullable=False, server_default=sql_text(str(int(default)))))


def json_object() -> Any:
    """Declare a JSON object, empty unless given."""
    return Field(default_factory=dict, sa_column=Column(Json, nullable=False, server_default=sql_text("'{}'")))


def blob() -> Any:
    """Declare a column of bytes that must be given."""
    return Field(sa_column=Column(Blob, nullable=False))
