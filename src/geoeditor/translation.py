"""The one door for words a person reads: `tr`. A leaf: imports nothing of ours, everyone may import it."""

import gettext

_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def tr(text: str, /, **values: object) -> str:
    """Return the text in the user's language, with `{names}` filled in from the values."""
    words = _catalogue.gettext(text)
    return words.format(**values) if values else words


def trn(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the singular or plural form for n in the user's language; `{n}` is filled in too."""
    return _catalogue.ngettext(one, many, n).format(n=n, **values)


_INNER_QUOTES = str.maketrans("“”", "‘’")


def shown(text: str, longest: int = 60) -> str:
    """Return somebody's own words as they can stand between quotes in a sentence: short, printable, on one line."""
    cut = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return printable(cut.translate(_INNER_QUOTES))


def printable(text: str) -> str:
    """Return a text that stands on one line: white space as blanks, and a mark for what would do something to it."""
    return "".join(map(_printable, text))


def _printable(letter: str) -> str:
    if letter.isprintable():
        return letter
    return " " if letter.isspace() else "\N{REPLACEMENT CHARACTER}"
