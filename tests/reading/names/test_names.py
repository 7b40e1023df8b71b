"""Actors: what is named, of which kind, and which spellings are one actor."""

from itertools import pairwise

import pytest

from geoeditor.reading import ActorProposal, KnownActor, suggest
from geoeditor.reading.names.spellings import same_person


def actors(text: str, *known: KnownActor) -> dict[str, ActorProposal]:
    return {actor.name: actor for actor in suggest(text, "2025-08-07", known).actors}


KINDS = [
    ("Talks with Estonia failed.", "Estonia", "state"),
    ("The Estonian minister left.", "Estonia", "state"),
    ("Hungarians voted on Sunday.", "Hungary", "state"),
    ("He met envoys of the Kremlin there.", "Russia", "state"),
    ("Relations with Ankara are poor.", "Türkiye", "state"),
    ("They met in Ankara on Sunday.", "Ankara", "place"),
    ("He flew to Astana on Sunday.", "Astana", "place"),
    ("The front near Pokrovsk moved.", "Pokrovsk", "place"),
    ("The fighting in the Sahel goes on.", "Sahel", "place"),
    ("A report by NATO was leaked.", "NATO", "organisation"),
    ("They called on ECOWAS to act.", "Economic Community of West African States", "organisation"),
    ("Brussels sighed at the news.", "European Union", "organisation"),
    (
        "It was sent to the Ministry of Economy, Trade and Industry.",
        "Ministry of Economy, Trade and Industry",
        "organisation",
    ),
    ("He studied at the University of Lund.", "University of Lund", "organisation"),
    ("The deal with Korvane Analytics ended.", "Korvane Analytics", "organisation"),
    ("They attacked a post of the Azawagh National Front.", "Azawagh National Front", "organisation"),
    ("They met President Tomas Arreaza there.", "Tomas Arreaza", "person"),
    ("The envoy, Ilze Berzkalne, left.", "Ilze Berzkalne", "person"),
    ("She met Irena Velkova there.", "Irena Velkova", "person"),
    ("Oddvar Lunde, a Norwegian engineer, left.", "Oddvar Lunde", "person"),
    ("They crossed the Sarmat River by night.", "Sarmat River", "place"),
    ("The parliament of Sarovia met; Sarovian papers said so.", "Sarovia", "state"),
    ("The Belarusian opposition met on Sunday.", "Belarusian opposition", "group"),
    ("He spoke of Vazrozhdane again and of Vazrozhdane only.", "Vazrozhdane", "untyped"),
]


@pytest.mark.parametrize(("text", "name", "kind"), KINDS, ids=[row[1] for row in KINDS])
def test_an_actor_is_named_and_typed(text: str, name: str, kind: str) -> None:
    found = actors(text)
    assert name in found
    assert found[name].kind == kind


NO_ACTORS = [
    "However, the talks failed. Meanwhile prices rose.",
    "On Monday in March they left.",
    "The Olive Treaty was signed.",
    "It fired the “Oreshnik” missile again.",
    "Prices tripled. Defenders of the deal were silent.",
    "This is what the President and the Government want.",
]


@pytest.mark.parametrize("text", NO_ACTORS)
def test_what_is_no_actor_is_not_proposed(text: str) -> None:
    assert list(actors(text)) == []


MERGED = [
    ("Duarte Ferrão left. Later Ferrão came back.", "Duarte Ferrão", "Ferrão"),
    ("Nguyen Thanh Bao left, said Bao.", "Nguyen Thanh Bao", "Bao"),
    ("Aminata Diallo Ba left. Diallo Ba came back.", "Aminata Diallo Ba", "Diallo Ba"),
    ("President Lucia Zapata Rincon left. Zapata denies it.", "Lucia Zapata Rincon", "Zapata"),
    ("Irena Stoyan Velkova left. Irena Velkova came back.", "Irena Stoyan Velkova", "Irena Velkova"),
    ("Alexander Lukashenko left. Aliaksandr Lukashenka came back.", "Alexander Lukashenko", "Aliaksandr Lukashenka"),
    ("The Civic Unity Party (CUP) won. The CUP rules.", "Civic Unity Party", "CUP"),
    ("Meridian Relief left. A Meridian official said so.", "Meridian Relief", "Meridian"),
    ("The Security Council met. Later the Council voted.", "UN Security Council", "Council"),
    ("Talks with Russia failed. Moscow denies it.", "Russia", "Moscow"),
    ("Talks with Belarus failed. The Belarusian army left.", "Belarus", "Belarusian"),
    ("The United States left. U.S. troops stayed.", "United States", "U.S."),
]


@pytest.mark.parametrize(("text", "name", "alias"), MERGED, ids=[row[2] for row in MERGED])
def test_a_short_form_joins_its_actor(text: str, name: str, alias: str) -> None:
    assert alias in actors(text)[name].aliases


APART = [
    ("Talks between Niger and Nigeria failed.", ("Niger", "Nigeria")),
    ("Talks between Iran and Iraq failed.", ("Iran", "Iraq")),
    ("Talks between Slovakia and Slovenia failed.", ("Slovakia", "Slovenia")),
    ("Talks between North Korea and South Korea failed.", ("North Korea", "South Korea")),
    ("Alexander Lukashenko met Alexander Klaskovsky there.", ("Alexander Lukashenko", "Alexander Klaskovsky")),
    ("Yevgeny Gorchakov met his son Maxim Gorchakov there.", ("Yevgeny Gorchakov", "Maxim Gorchakov")),
    ("George Bush met Barbara Bush there.", ("George Bush", "Barbara Bush")),
]


@pytest.mark.parametrize(("text", "names"), APART, ids=[" and ".join(row[1]) for row in APART])
def test_likeness_alone_joins_nobody(text: str, names: tuple[str, str]) -> None:
    assert set(names) <= set(actors(text))


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("alexander lukashenko", "aliaksandr lukashenka", True),
        ("j smith", "john smith", True),
        ("irena stoyan velkova", "irena velkova", True),
        ("george w bush", "george h bush", False),
        ("maria silva", "mario silva", False),
        ("alexander lukashenko", "alexander klaskovsky", False),
        ("volodymyr zelensky", "vladimir zelenskyy", True),
    ],
)
def test_two_full_names_are_one_person_only_by_given_name_and_surname(a: str, b: str, same: bool) -> None:
    assert same_person(tuple(a.split()), tuple(b.split())) is same


def test_a_headline_in_capitals_proposes_nothing_of_its_own() -> None:
    text = "Courting Velkova: A Geopolitical Split\nMinister Irena Velkova left Riga on Friday."
    found = actors(text)
    assert set(found) == {"Irena Velkova", "Riga"}
    assert (9, 16) in found["Irena Velkova"].mentions


def test_a_known_actor_wins_over_every_rule() -> None:
    text = "Shares of Anna Berg Logistics fell. Moscow and the Northern Circle were silent, said Anna Berg."
    known = (
        KnownActor("Anna Berg Logistics", "actor.company"),
        KnownActor("Moscow City", "place", ("Moscow",)),
        KnownActor("Northern Circle", "group"),
    )
    found = actors(text, *known)
    assert found["Anna Berg Logistics"].kind == "organisation"
    assert found["Moscow City"].kind == "place"
    assert found["Northern Circle"].kind == "group"
    assert {found[actor.name].rule for actor in known} == {"known actor"}
    assert "Russia" not in found


def test_a_known_state_takes_its_adjective_and_its_capital_too() -> None:
    found = actors("Belarusian troops left. Minsk denies it.", KnownActor("Belarus", "state", ("White Russia",)))
    assert found["Belarus"].rule == "known actor"
    assert set(found["Belarus"].aliases) == {"Belarusian", "Minsk"}


def test_a_known_person_is_found_by_the_surname_alone() -> None:
    found = actors("Later Velkova resigned.", KnownActor("Irena Velkova", "person"))
    assert found["Irena Velkova"].aliases == ("Velkova",)


def test_a_known_name_is_whole_words_only() -> None:
    assert actors("The Romeo affair.", KnownActor("Rome", "place")).get("Rome") is None


def test_mentions_are_exact_and_in_order() -> None:
    text = "U.S. envoys met Ms. Rao-Whitfield’s aide; Rao-Whitfield spoke to the U.S. envoys."
    for actor in suggest(text).actors:
        forms = {text[a:b] for a, b in actor.mentions}
        assert forms <= {actor.name, *actor.aliases}
        assert all(left < right for left, right in pairwise(actor.mentions))


def test_more_mentions_never_lower_a_score() -> None:
    once = actors("Later they met Oddvar Lunde.")["Oddvar Lunde"].score
    often = actors("Later they met Oddvar Lunde. Then Lunde left, and Lunde came back.")["Oddvar Lunde"].score
    assert 0 < once <= often <= 1
