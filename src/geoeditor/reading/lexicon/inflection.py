"""English verb forms from the base form, by the regular rules and the irregular forms a table gives.

Imports nothing of ours.
"""

_VOWELS = "aeiou"
_DOUBLED = (
    " ban bar bet control commit dip drop equip excel expel grab nod plan quit refer rob ship sin slam snap step stir "
    "stop strip swap tap trap trip wrap cut hit let put set sit win run get begin admit "
)


def _stem(base: str) -> str:
    """Return the stem before a vowel ending: the last consonant doubled, or the silent e dropped."""
    if f" {base} " in _DOUBLED:
        return base + base[-1]
    if base.endswith("e") and not base.endswith(("ee", "ye", "oe")):
        return base[:-1]
    return base


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    if base.endswith("ee"):
        return base + "d"
    return _stem(base) + "ed"


def inflect(base: str, past: str = "", participle: str = "") -> list[tuple[str, str]]:
    """Return (form, spelling) for base, third person, past, participle and gerund, in this order."""
    simple = past or _past(base)
    return [
        ("base", base),
        ("third", _third(base)),
        ("past", simple),
        ("participle", participle or simple),
        ("gerund", _stem(base) + "ing"),
    ]
