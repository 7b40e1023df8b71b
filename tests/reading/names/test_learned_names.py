"""Names of other projects are used where the project's own say nothing, and make nothing worse."""

from time import process_time

import pytest

from geoeditor.reading import ActorProposal, KnownActor, as_json, suggest

LEARNED = "learned from your other projects"
TEXT = "Odessa Vance met Pell Marrow of Tallow Reach in Vilnius. Vance praised Marrow. Skip left."


def found(text: str, *known: KnownActor) -> dict[str, ActorProposal]:
    return {actor.name: actor for actor in suggest(text, "2025-08-07", known).actors}


def other(name: str, kind: str = "", *aliases: str) -> KnownActor:
    return KnownActor(name, kind, aliases, learned=True)


def test_a_name_of_another_project_brings_its_type_rule_and_other_names() -> None:
    actor = found(TEXT, other("Tallow Reach", "actor.company", "TR plc", "The Reach"))["Tallow Reach"]
    assert (actor.kind, actor.rule, actor.score) == ("organisation", LEARNED, 0.95)
    assert set(actor.aliases) == {"TR plc", "The Reach"}


def test_the_projects_own_actor_wins_over_one_of_another_project() -> None:
    actors = found(TEXT, KnownActor("Tallow Reach", "actor.place"), other("Tallow Reach", "actor.company", "TR plc"))
    assert (actors["Tallow Reach"].kind, actors["Tallow Reach"].rule) == ("place", "known actor")
    assert actors["Tallow Reach"].aliases == ()


def test_an_alias_of_the_projects_own_actor_is_not_anothers() -> None:
    actors = found("Marrow left for Riga.", KnownActor("Pell Marrow", "actor.person"), other("Marrow", "actor.company"))
    assert actors["Pell Marrow"].rule == "known actor"
    assert "Marrow" not in actors


def test_one_word_of_a_name_counts_only_where_the_text_has_more_of_it() -> None:
    vance = other("Odessa Vance", "actor.person", "Vance", "Skip")
    assert found("Skip left. Vance stayed.", vance).keys().isdisjoint({"Odessa Vance"})
    actor = found(TEXT, vance)["Odessa Vance"]
    assert [TEXT[slice(*span)] for span in actor.mentions] == ["Odessa Vance", "Vance", "Skip"]


def test_a_form_that_two_actors_of_other_projects_share_leads_to_neither() -> None:
    actors = found(
        "The BLK was closed.", other("Bank of Lower Karst", "", "BLK"), other("Black Lake Keepers", "", "BLK")
    )
    assert not any(actor.rule == LEARNED for actor in actors.values())


@pytest.mark.parametrize("learned", [False, True])
def test_a_peoples_name_that_is_known_cuts_no_longer_name(learned: bool) -> None:
    russia = KnownActor("Russia", "actor.state", ("Russian",), learned=learned)
    actors = found("The Russian Foreign Ministry objected. Russia sent Russian troops.", russia)
    assert "Russian Foreign Ministry" in actors
    assert len(actors["Russia"].mentions) == 3


def test_a_name_of_another_project_cuts_no_longer_name() -> None:
    actors = found("The Tallow Reach Foundation paid.", other("Tallow Reach", "actor.place"))
    assert list(actors) == ["Tallow Reach Foundation"]


def test_an_actor_of_unknown_type_leaves_the_type_to_the_rules() -> None:
    actors = found("Marten Holdings bought zelk6.", other("Marten Holdings"), other("zelk6"))
    assert (actors["Marten Holdings"].kind, actors["Marten Holdings"].rule) == ("organisation", LEARNED)
    assert (actors["zelk6"].kind, actors["zelk6"].rule) == ("untyped", LEARNED)


def test_what_the_project_does_not_want_is_not_brought_back_by_others() -> None:
    named = suggest(TEXT, "", [other("Tallow Reach", "actor.company")], unwanted=["tallow reach"]).actors
    assert "Tallow Reach" not in {actor.name for actor in named}


def test_an_other_name_that_two_actors_share_is_proposed_for_neither() -> None:
    reach, rest = other("Tallow Reach", "actor.company", "TR plc"), other("Tower Rest", "actor.company", "TR plc")
    assert found(TEXT, reach, rest)["Tallow Reach"].aliases == ()


def test_an_other_name_is_left_out_where_the_text_calls_somebody_else_so() -> None:
    actors = found("Ana Marrow met Pell Vance. Marrow left.", other("Pell Vance", "actor.person", "Marrow", "PV"))
    assert actors["Pell Vance"].aliases == ("PV",)


def test_names_that_are_not_in_the_text_change_nothing() -> None:
    strangers = [other(f"Stranger Number{number}", "actor.person", f"SN{number}") for number in range(50)]
    assert as_json(suggest(TEXT, "2025-08-07", strangers)) == as_json(suggest(TEXT, "2025-08-07"))


def test_five_thousand_names_cost_little() -> None:
    people = [other(f"Person{n // 70} Name{n}", "actor.person", f"Name{n}", f"P. Name{n}") for n in range(5_000)]
    text = " ".join([TEXT] * 60)
    suggest(text, "2025-08-07")
    begin = process_time()
    suggest(text, "2025-08-07")
    without = process_time() - begin
    begin = process_time()
    suggest(text, "2025-08-07", people)
    assert process_time() - begin < without + 0.5
