"""Names nobody has listed: what the words around them and their own shape say of their kind."""

import pytest

from geoeditor.reading import ActorProposal, suggest


def actors(text: str) -> dict[str, ActorProposal]:
    return {actor.name: actor for actor in suggest(text, "2025-08-07").actors}


BODIES = [
    ("Members of Zvezda Narod walked out of the hall on Tuesday.", "Zvezda Narod"),
    ("The opposition Nur Talap won nine seats in the vote.", "Nur Talap"),
    ("Odalen Maris's shareholders cheered.", "Odalen Maris"),
    ("A spokesman for Harbin Tengda denied it.", "Harbin Tengda"),
    ("Tarvo Nael, a think tank in Tallinn, published the paper.", "Tarvo Nael"),
    ("The weekly Utro Kavkaza printed the letter.", "Utro Kavkaza"),
    ("He works as an analyst at Meridian Cove.", "Meridian Cove"),
    ("Her Tal-Arvat party will challenge the deal.", "Tal-Arvat"),
    ("Shares in Halvorsen fell by nine per cent.", "Halvorsen"),
    ("The deal between Petronaft and Sarovia fell through.", "Petronaft"),
    ("She sold her part of OilPrime to the state.", "OilPrime"),
    ("Frente Amplio Nacional lost the vote.", "Frente Amplio Nacional"),
    ("Mothers for Peace gathered in the square.", "Mothers for Peace"),
    ("He joined Lawyers Without Borders in 2011.", "Lawyers Without Borders"),
    ("The Konrad Weber Foundation paid for the study.", "Konrad Weber Foundation"),
    ("The National Council of Churches objected.", "National Council of Churches"),
    ("The Commission on Human Rights wants an answer.", "Commission on Human Rights"),
    ("It wrote to the Ministry of Public Works and Housing.", "Ministry of Public Works and Housing"),
    ("The Bundesnetzagentur opened a case.", "Bundesnetzagentur"),
    ("Kelsa, the Estonian border police, arrested two men.", "Kelsa"),
    ("A poll had Torvan Zemel at 24%, two points ahead.", "Torvan Zemel"),
    ("She left Civic Bay for another party.", "Civic Bay"),
    ("Cantieri Valmo will build the ferry.", "Cantieri Valmo"),
    ("Odalen Maris built it. Odalen's chief executive, Ana Roe, agreed.", "Odalen Maris"),
    ("The state owns 18% of Tovrik. Tovrik Nalmar builds ships.", "Tovrik Nalmar"),
    ("The firm Orlan Metso lost. Talks with Metso go on.", "Orlan Metso"),
    ("The Dolva Victims' Collective (DVC) sued.", "Dolva Victims' Collective"),
    ("The Knesset and the State Department objected.", "Knesset"),
    ("Vanguard Risk, which tracks ships, counted nine tankers.", "Vanguard Risk"),
]
PEOPLE = [
    ("Later he met Jonathan Hill there.", "Jonathan Hill"),
    ("Trade Minister Fang Zhiyuan will meet her.", "Fang Zhiyuan"),
    ("The young people around Nayra Quispe, her campaign chief, left.", "Nayra Quispe"),
    ("Germán Suárez Lobo, the mayor, left.", "Germán Suárez Lobo"),
    ("The law firm of Maria Ortega sued.", "Maria Ortega"),
    ("The group Peter Aldous leads is small.", "Peter Aldous"),
    ("Joining Maria Petrova was an aide.", "Maria Petrova"),
    ("Ana Kovac's board of advisers met.", "Ana Kovac"),
]
PLACES = [
    ("Shells fell on the town of Verkhnie Luki.", "Verkhnie Luki"),
    ("The convoy crossed the Tamsa river at dawn.", "Tamsa"),
    ("Troops shelled Orlivka again.", "Orlivka"),
    ("The Dorvan-based firm was sold.", "Dorvan"),
    ("The smoke over Bambeto had turned grey.", "Bambeto"),
    ("He is a miner from Oruro by birth.", "Oruro"),
    ("They marched through Kivesta district.", "Kivesta"),
    ("Last year Mount Arven erupted.", "Mount Arven"),
]


@pytest.mark.parametrize(("text", "name"), BODIES, ids=[row[1] for row in BODIES])
def test_a_body_nobody_listed_is_told_by_its_words(text: str, name: str) -> None:
    assert actors(text)[name].kind == "organisation"


@pytest.mark.parametrize(("text", "name"), PEOPLE, ids=[row[1] for row in PEOPLE])
def test_a_person_is_no_body_for_the_words_near_by(text: str, name: str) -> None:
    assert actors(text)[name].kind == "person"


@pytest.mark.parametrize(("text", "name"), PLACES, ids=[row[1] for row in PLACES])
def test_a_place_nobody_listed_is_told_by_its_words(text: str, name: str) -> None:
    assert actors(text)[name].kind == "place"


@pytest.mark.parametrize(
    "text",
    [
        "Older residents wept. Rights groups agreed. Union leaders met. Party members left.",
        "Members of Parliament voted. In Parliament, nobody spoke.",
        "World War II ended long before.",
        "Shares fell. Lawmakers left. Board members agreed.",
    ],
)
def test_words_that_only_open_sentences_are_no_actors(text: str) -> None:
    assert actors(text) == {}


def test_an_order_before_a_listed_name_is_no_part_of_it() -> None:
    assert set(actors("Ask Ankara, she said.")) == {"Türkiye"}


def test_a_capital_called_a_city_is_the_city() -> None:
    assert actors("For weeks now, Conakry is a city that stops at noon.")["Conakry"].kind == "place"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The contract is worth EUR1.9 billion.", "EUR1"),
        ("It paid USD 40 million for the yard.", "USD"),
        ("Two MPs and an NGO asked about GDP.", "MPs"),
        ("The court found a breach of Article 3.", "Article"),
        ("Work on Phase II begins in June.", "Phase II"),
        ("Three outcomes are likely:\n2. Snap elections in May.", "Snap"),
    ],
)
def test_currencies_common_acronyms_and_numbered_parts_are_no_actors(text: str, word: str) -> None:
    assert word not in actors(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He drove to Civic Square on Monday.", "Civic Square"),
        ("Villa Morena, and its garden, burned down in Villa Morena.", "Villa Morena"),
        ("The road ended. Velmar Polje was empty.", "Velmar Polje"),
    ],
)
def test_names_with_a_geographic_word_stay_places(text: str, name: str) -> None:
    assert actors(text)[name].kind == "place"


def test_people_called_by_their_first_word_stay_people() -> None:
    found = actors("Bae Sung-kyu spoke on Monday. Bae's chairman, Kim Ho, disagreed.")
    assert found["Bae Sung-kyu"].kind == "person"


def test_an_acronym_in_mixed_letters_joins_its_long_form() -> None:
    found = actors("Kuwait's Ministry of Defence (MoD) signed. The MoD declined to comment.")
    assert "MoD" not in found
    assert len(found["Ministry of Defence"].mentions) == 3


TAGGED = ["Anna Tamm (SDE) resigned. The SDE said nothing.", "Defence Minister Anna Tamm (SDE) met the SDE in Riga."]


@pytest.mark.parametrize("text", TAGGED)
def test_a_party_in_brackets_is_no_short_name_of_a_person(text: str) -> None:
    actors = {actor.name: actor for actor in suggest(text, "2025-08-07").actors}
    assert actors["Anna Tamm"].kind == "person"
    assert actors["SDE"].kind == "organisation"


def test_small_words_that_an_acronym_spells_belong_to_the_name() -> None:
    actors = {actor.name: actor for actor in suggest("The Mouvement civique (MC) left. MC met.", "2025-08-07").actors}
    assert actors["Mouvement civique"].kind == "organisation"
    assert actors["Mouvement civique"].aliases == ("MC",)
