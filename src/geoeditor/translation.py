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
