"""What all tables share: the base class, and constraints in words."""

from sqlalchemy import CheckConstraint, MetaData
from sqlmodel import SQLModel

STRICT = {"sqlite_strict": True}
_TIME = "(t = '') = (t_lo IS NULL) AND (t_lo IS NULL) = (t_hi IS NULL) AND t_lo < t_hi"


class Entity(SQLModel):
    """A row of the project; base of all tables, with metadata of their own."""

    metadata = MetaData()


def not_blank(column: str) -> CheckConstraint:
    """Refuse text of nothing but spaces."""
    return CheckConstraint(f"trim({column}) <> ''", name=f"{column}_not_blank")


def within(column: str, low: int, high: int) -> CheckConstraint:
    """Refuse a number out of bounds."""
    return CheckConstraint(f"{column} BETWEEN {low} AND {high}", name=f"{column}_in_range")


def exactly_one(*columns: str) -> CheckConstraint:
    """Refuse a row in which none or several of the columns are filled."""
    total = " + ".join(f"({column} IS NOT NULL)" for column in columns)
    return CheckConstraint(f"{total} = 1", name="exactly_one")


def time_in_order() -> CheckConstraint:
    """Refuse bounds without a date, half of them, or an end before its start."""
    return CheckConstraint(_TIME, name="time_in_order")


def span_in_order() -> CheckConstraint:
    """Refuse a stretch of text that ends before it begins."""
    return CheckConstraint('"start" >= 0 AND "end" > "start"', name="span_in_order")
