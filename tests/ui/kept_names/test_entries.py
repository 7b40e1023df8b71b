"""What is kept of a name, what replaces what, and who falls out."""

import pytest

from geoeditor.ui.kept_names.entries import (
    MOST,
    KeptName,
    Names,
    as_values,
    drop_aliases,
    forget,
    key_of,
    learn,
    looks_like_a_name,
    put_back,
    read_entries,
    refuse,
    rename,
)


def actor(name: str, *aliases: str, kind: str = "", at: str = "2025-01-01T00:00:00+00:00") -> KeptName:
    return KeptName(name, True, kind, aliases, at)


def test_the_same_name_is_kept_once_whatever_its_case_and_accents() -> None:
    names: Names = {}
    learn(names, actor("Łukašenka", "Batka", kind="actor.person"))
    learn(names, actor("Lukasenka", "Luka"))
    (entry,) = names.values()
    assert (entry.name, entry.kind, set(entry.aliases)) == ("Lukasenka", "actor.person", {"Luka", "Batka"})


def test_an_actor_that_becomes_another_name_of_somebody_goes() -> None:
    names: Names = {}
    learn(names, actor("Lukashenko"))
    refuse(names, "Batka", "")
    learn(names, actor("Alexander Lukashenko", "Lukashenko", "Batka"))
    assert [entry.name for entry in names.values()] == ["Alexander Lukashenko"]


def test_a_corrected_type_replaces_the_one_before() -> None:
    names: Names = {}
    learn(names, actor("Tallow Reach", kind="actor.place"))
    learn(names, actor("Tallow Reach", kind="actor.company"))
    assert names["tallow reach"].kind == "actor.company"
    assert as_values(names)[0]["type"] == "organisation"


def test_a_skipped_name_is_no_actor_until_somebody_takes_it_and_never_afterwards() -> None:
    names: Names = {}
    refuse(names, "Monday Review", "")
    assert not names["monday review"].is_actor
    learn(names, actor("Monday Review"))
    refuse(names, "Monday Review", "")
    assert names["monday review"].is_actor


def test_the_names_used_longest_ago_fall_out() -> None:
    names: Names = {}
    for number in range(MOST):
        learn(
            names, actor(f"Name {number}", at=f"2025-01-01T{number // 3600:02}:{number // 60 % 60:02}:{number % 60:02}")
        )
    learn(names, actor("Name 0", at="2025-02-01T00:00:00"))
    learn(names, actor("One More", at="2025-02-02T00:00:00"))
    assert len(names) == MOST
    assert "name 1" not in names
    assert {"name 0", "one more"} <= names.keys()


def test_names_are_let_go_put_back_renamed_and_lose_other_names() -> None:
    names: Names = {}
    learn(names, actor("Ana Roe", "A. Roe", "Roe"))
    before = dict(names)
    forget(names, ["ana roe"])
    assert names == {}
    put_back(names, before)
    drop_aliases(names, "Ana Roe", ["roe"])
    rename(names, "Ana Roe", "Ana Roe-Vance")
    assert names["ana roe-vance"] == actor("Ana Roe-Vance", "A. Roe")


def test_the_list_comes_back_from_its_values_and_nonsense_is_left_out() -> None:
    names: Names = {}
    learn(names, actor("Ana Roe", "Roe", kind="actor.person"))
    refuse(names, "Monday Review", "2025-01-02T00:00:00+00:00")
    values: list[object] = list(as_values(names))
    assert read_entries(values) == names
    bad: list[object] = [7, None, {}, {"name": 7}, {"name": ""}, {"name": "x" * 999}, {"name": "A", "aliases": 7}]
    bad += [{"name": "B", "is_actor": "yes"}, {"name": "C", "last_used": 7}, {"name": "D", "kind": []}]
    assert read_entries(values + bad) == names
    assert read_entries({"name": "x"}) == {}
    assert len(read_entries([{"name": f"N{n}"} for n in range(MOST + 9)])) == MOST


@pytest.mark.parametrize(
    "text", ["John Bolton", "Bank of America", "7th Fleet", "Osama bin Laden", "NATO", "Ana-Maria"]
)
def test_names_look_like_names(text: str) -> None:
    assert looks_like_a_name(text)


@pytest.mark.parametrize(
    "text",
    [
        *("two people familiar with the talks", "US officials", "a Kremlin source", "The man who left", "", "x" * 300),
        *("One Two Three Four Five Six Seven Eight Nine", "Line\nBreak", "2025"),
    ],
)
def test_descriptions_do_not(text: str) -> None:
    assert not looks_like_a_name(text)


def test_a_key_has_neither_case_nor_accents() -> None:
    assert key_of("  Éva\u00a0 KOVÁCS ") == key_of("eva kovacs")
