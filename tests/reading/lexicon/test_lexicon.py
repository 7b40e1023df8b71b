"""The word lists: complete rows, no name for two states, verb forms that English has."""

import pytest

from geoeditor.reading.lexicon import fold, lexicon
from geoeditor.reading.lexicon.inflection import inflect


def test_every_state_is_found_by_its_name() -> None:
    for code, name in lexicon().states.items():
        assert lexicon().places[fold(name)].key == code


@pytest.mark.parametrize(
    ("name", "state", "use"),
    [
        ("Kyiv", "Ukraine", "capital"),
        ("Kiev", "Ukraine", "capital"),
        ("Astana", "Kazakhstan", "capital"),
        ("Turkey", "Türkiye", "name"),
        ("Burma", "Myanmar", "name"),
        ("Kremlin", "Russia", "metonym"),
        ("Emirati", "United Arab Emirates", "demonym"),
        ("Nigerien", "Niger", "demonym"),
        ("Nigerian", "Nigeria", "demonym"),
        ("Congolese", "Democratic Republic of the Congo", "demonym"),
        ("Ivorian", "Côte d'Ivoire", "demonym"),
    ],
)
def test_the_names_of_states_are_up_to_date(name: str, state: str, use: str) -> None:
    place = lexicon().places[fold(name)]
    assert (place.name, place.use) == (state, use)


def test_acronyms_keep_their_capitals() -> None:
    assert lexicon().places["WHO"].name == "World Health Organization"
    assert "who" not in lexicon().places


def test_the_lists_are_long_enough_to_be_of_use() -> None:
    uses = [place.use for place in lexicon().places.values()]
    assert len(lexicon().states) >= 240
    assert uses.count("city") >= 600
    assert uses.count("body") >= 200


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("supply", ["supply", "supplies", "supplied", "supplied", "supplying"]),
        ("ban", ["ban", "bans", "banned", "banned", "banning"]),
        ("impose", ["impose", "imposes", "imposed", "imposed", "imposing"]),
        ("flee", ["flee", "flees", "fleed", "fleed", "fleeing"]),
        ("attack", ["attack", "attacks", "attacked", "attacked", "attacking"]),
        ("reach", ["reach", "reaches", "reached", "reached", "reaching"]),
    ],
)
def test_regular_verbs_are_inflected(base: str, forms: list[str]) -> None:
    assert [spelling for _, spelling in inflect(base)] == forms


def test_irregular_forms_come_from_the_table() -> None:
    assert lexicon().verbs["fled"].base == "flee"
    assert lexicon().verbs["fought"].present == "fights"


def test_folding_takes_case_accents_and_signs_away() -> None:
    assert fold("Łukasz’s São") == "lukasz's sao"


def test_kinds_of_the_tables_are_kinds_of_the_vocabulary() -> None:
    links = {verb.link for verb in lexicon().verbs.values()} | {noun.link for noun in lexicon().nouns.values()}
    links |= {title.link for title in lexicon().titles.values()}
    assert links - {""} <= LINKS
    events = {verb.event for verb in lexicon().verbs.values()} | {noun.event for noun in lexicon().nouns.values()}
    assert events - {""} <= EVENTS


LINKS = {
    f"link.{key}"
    for key in (
        "allied_with treaty_with trades_with supports recognises supplies funds trains opposes rival_of criticises "
        "threatens sanctions detains investigates at_war_with occupies exiled_by member_of leads holds_office employs "
        "advises represents appointed succeeds part_of owns founded mediates_for negotiates_with contact_of influences "
        "family_of parent_of spouse_of citizen_of based_in associated_with"
    ).split()
}
EVENTS = {
    f"event.{key}"
    for key in (
        "agree consult consult.visit consult.third-party consult.multilateral consult.phone support concede cooperate "
        "aid retreat retreat.withdraw retreat.release retreat.disarm retreat.ceasefire retreat.access retreat.resign "
        "request request.assist request.change request.yield request.meet accuse accuse.disapprove accuse.investigate "
        "accuse.allege reject reject.assist reject.change reject.yield reject.meet threaten threaten.restrict "
        "threaten.arrest threaten.relations threaten.expel threaten.territory threaten.violence protest protest.demo "
        "protest.riot protest.strike protest.hunger protest.boycott protest.obstruct protest.vandalize sanction "
        "sanction.convict sanction.expel sanction.withdraw sanction.discontinue mobilize mobilize.troops "
        "mobilize.weapons mobilize.police mobilize.militia coerce coerce.seize coerce.restrict coerce.censor "
        "coerce.curfew coerce.martial-law coerce.arrest coerce.deport coerce.withhold coerce.misinformation "
        "coerce.cyber assault assault.abduct assault.beat assault.torture assault.sexual assault.targeted "
        "assault.destroy assault.primitive assault.firearms assault.explosives assault.suicide-attack assault.aerial "
        "assault.drone assault.heavy-weapons assault.crowd-control assault.unconventional statement election "
        "appointment founding publication disaster other"
    ).split()
}
