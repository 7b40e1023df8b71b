"""How a JSON value is spelled inside a column. Needs no SQLAlchemy, so that reading stays light."""

import orjson


def json_text(value: object) -> str:
    """Return the one spelling under which a JSON value is stored, compact and in its own key order."""
    return orjson.dumps(value).decode()
