"""Objects that do not simply follow their verb, verbs of no table, split verbs, deeds that one is blamed for."""

import pytest

from geoeditor.reading import suggest

PUBLISHED = "2025-08-07"


def links(text: str) -> set[tuple[str, str, str]]:
    return {(link.source, link.kind.removeprefix("link."), link.target) for link in suggest(text, PUBLISHED).links}


STATED = [
    ("Anna Tamm, whom Juris Ozols had proposed, left.", ("Juris Ozols", "appointed", "Anna Tamm")),
    ("Anna Tamm, whom Latvia has turned away twice, left.", ("Latvia", "opposes", "Anna Tamm")),
    ("Baltic Steel, the firm that Latvia and Estonia blessed, closed.", ("Estonia", "supports", "Baltic Steel")),
    ("Baltic Steel, in which Latvia took a 30% stake, closed.", ("Latvia", "owns", "Baltic Steel")),
    ("Baltic Steel, a shell company in Panama controlled by Anna Tamm, closed.", ("Anna Tamm", "owns", "Baltic Steel")),
    ("Anna Tamm has courted Chinese investors.", ("Anna Tamm", "contact_of", "China")),
    ("Latvia began talks with Australian and Vietnamese suppliers.", ("Latvia", "negotiates_with", "Vietnam")),
    ("Latvia imposed duties on Indonesian coffee.", ("Latvia", "sanctions", "Indonesia")),
    ("Latvia condemned Russian raids.", ("Latvia", "criticises", "Russia")),
    ("Anna Tamm outmuscled Juris Ozols.", ("Anna Tamm", "associated_with", "Juris Ozols")),
    ("Anna Tamm spoke to reporters, flanked by Juris Ozols.", ("Juris Ozols", "associated_with", "Anna Tamm")),
    ("Estonia froze the assets of Anna Tamm.", ("Estonia", "sanctions", "Anna Tamm")),
    ("Estonia cut its last ties with Latvia.", ("Estonia", "opposes", "Latvia")),
    ("Rebels left. Sudan drove the Red Front out of Omdurman.", ("Sudan", "opposes", "Red Front")),
    ("Anna Tamm accused Latvia of sheltering Juris Ozols.", ("Latvia", "supports", "Juris Ozols")),
    ("Juris Ozols was jailed for insulting Anna Tamm.", ("Juris Ozols", "criticises", "Anna Tamm")),
    ("Estonia fined Kestrel Bank for releasing funds to Anna Tamm.", ("Kestrel Bank", "funds", "Anna Tamm")),
    ("Anna Tamm rejected a truce proposed by Latvia.", ("Anna Tamm", "opposes", "Latvia")),
    ("Estonian jets struck two villages in Latvia.", ("Estonia", "at_war_with", "Latvia")),
    ("Delegates from Latvia accused Estonia.", ("Latvia", "criticises", "Estonia")),
    ("Anna Tamm denied the charge and blamed Juris Ozols.", ("Anna Tamm", "criticises", "Juris Ozols")),
    ("Anna Tamm, who leads Kestrel Bank, paid a fine but refused to sue Latvia.", ("Anna Tamm", "opposes", "Latvia")),
    ("The Red Front (RF) backs Anna Tamm.", ("Red Front", "supports", "Anna Tamm")),
    ("Estonia expelled Anna Tamm from the Green Party.", ("Anna Tamm", "member_of", "Green Party")),
    ("Baltic Steel bought Kestrel Bank from Volta Motors.", ("Baltic Steel", "trades_with", "Volta Motors")),
    ("Anna Tamm and Juris Ozols plan to visit Riga together.", ("Anna Tamm", "associated_with", "Juris Ozols")),
    ("Anna Tamm made Juris Ozols foreign minister.", ("Anna Tamm", "appointed", "Juris Ozols")),
    ("Anna Tamm won with the backing of the Green Party.", ("Green Party", "supports", "Anna Tamm")),
    ("Anna Tamm attacked Juris Ozols over taxes.", ("Anna Tamm", "criticises", "Juris Ozols")),
    ("Estonia captured Juris Ozols.", ("Estonia", "detains", "Juris Ozols")),
]


@pytest.mark.parametrize(("text", "wanted"), STATED, ids=[row[0] for row in STATED])
def test_an_object_is_found_where_it_stands(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in links(text)


SILENT = [
    ("Anna Tamm said that Juris Ozols left.", ("Anna Tamm", "Juris Ozols")),
    ("Anna Tamm, who saw that Juris Ozols blessed it, left.", ("Anna Tamm", "Juris Ozols")),
    ("Latvia welcomed measures that the Green Party adopted.", ("Latvia", "Green Party")),
    ("Latvia ate Chinese food.", ("Latvia", "China")),
    ("Latvia bought Chinese steel.", ("owns",)),
    ("Latvia met a Chinese chess champion.", ("Latvia", "China")),
    ("Latvia is backed by the unions; Anna Tamm leads Estonia.", ("Latvia", "Anna Tamm")),
    ("Latvia moved Anna Tamm to Riga.", ("Latvia", "Riga")),
    ("Anna Tamm waited for attacking drones near Latvia.", ("Anna Tamm", "Latvia")),
    ("Latvia holds a third of it, with Estonia as its partner.", ("Latvia", "Estonia")),
    ("Anna Tamm leads ahead of Juris Ozols.", ("leads",)),
    ("The hundred Estonia players left.", ("Estonia",)),
    ("Anna Tamm left politics for Juris Ozols.", ("criticises",)),
    ("Anna Tamm runs the Riga office.", ("Anna Tamm", "Riga")),
    ("Anna Tamm hit Juris Ozols with a bat.", ("criticises",)),
    ("Anna Tamm joined Lake Baikal.", ("member_of",)),
]


@pytest.mark.parametrize(("text", "pair"), SILENT, ids=[row[0] for row in SILENT])
def test_no_object_is_made_up(text: str, pair: tuple[str, ...]) -> None:
    assert not [link for link in links(text) if set(pair) <= set(link)]


def test_what_somebody_used_to_do_is_over() -> None:
    (link,) = suggest("Anna Tamm used to work for Kestrel Bank.", PUBLISHED).links
    assert link.status == "occurred"


def test_a_preposition_before_a_name_is_no_sign_of_a_plan() -> None:
    text = "Anna Tamm, an aide to Juris Ozols, visited Latvia."
    assert {link.status for link in suggest(text, PUBLISHED).links if link.target == "Latvia"} == {"occurred"}


LATER = [
    ("Anna Tamm testified before the World Bank.", ("Anna Tamm", "contact_of", "World Bank")),
    ("Latvia turned down a request for Anna Tamm's extradition.", ("Latvia", "opposes", "Anna Tamm")),
    ("NATO leaders criticised Latvia. Estonia and Poland condemn Latvia.", ("Poland", "criticises", "Latvia")),
    ("Baltic Steel, whose rigs depend on Latvia, closed.", ("Baltic Steel", "influences", "Latvia")),
    ("Baltic Steel, the Riga-based producer run by Anna Tamm, closed.", ("Anna Tamm", "leads", "Baltic Steel")),
    ("Anna Tamm will call Juris Ozols tomorrow.", ("Anna Tamm", "contact_of", "Juris Ozols")),
    ("Anna Tamm, just back at Lake Baikal, spoke.", ("Anna Tamm", "contact_of", "Lake Baikal")),
    ("Anna Tamm once led the Green Party and is a cousin of Juris Ozols.", ("Anna Tamm", "family_of", "Juris Ozols")),
    ("Juris Ozols received money from Anna Tamm.", ("Anna Tamm", "funds", "Juris Ozols")),
    ("Anna Tamm faces pressure from Juris Ozols.", ("Juris Ozols", "influences", "Anna Tamm")),
    ("Anna Tamm was elected with Latvia's help.", ("Latvia", "supports", "Anna Tamm")),
]


@pytest.mark.parametrize(("text", "wanted"), LATER, ids=[row[0] for row in LATER])
def test_frames_reach_over_what_stands_between(text: str, wanted: tuple[str, str, str]) -> None:
    assert wanted in links(text)


STILL = [
    ("Anna Tamm left before the World Bank closed.", ("Anna Tamm", "World Bank")),
    ("Latvia turned down a request for help on Anna Tamm.", ("Latvia", "Anna Tamm")),
    ("Latvia left, and Estonia stayed.", ("Latvia", "Estonia")),
    ("Baltic Steel, whose owner Anna Tamm sued Latvia, closed.", ("Baltic Steel", "Latvia")),
    ("They will call Juris Ozols a liar.", ("Juris Ozols",)),
    ("Anna Tamm, back when Riga was small, spoke.", ("Anna Tamm", "contact_of")),
    ("The Green Party won, and Anna Tamm is a cousin of Juris Ozols.", ("Green Party", "Juris Ozols")),
]


@pytest.mark.parametrize(("text", "pair"), STILL, ids=[row[0] for row in STILL])
def test_frames_reach_no_further_than_their_clause(text: str, pair: tuple[str, ...]) -> None:
    assert not [link for link in links(text) if set(pair) <= set(link)]
