"""What is promised of every command: one step with a readable name, exact undo and redo, no step without a change."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.core.commands.deeds import NAMES, SETTLING, Deed, deeds
from tests.core.commands.project import Ids, done, fill, opened, state, undoes_and_redoes
from tests.proofs.soundness import facts, problems

from geoeditor.core import commands
from geoeditor.core.commands.fields import RECORDS
from geoeditor.core.commands.steps import one_step
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError

OTHERS = ("acceptance", "bulk", "recovery", "resolving", "steps", "unresolving", "versions")
"""Modules whose commands have tests of their own."""


def _commands() -> Iterator[str]:
    for module in pkgutil.iter_modules(commands.__path__):
        if module.name in OTHERS:
            continue
        found = importlib.import_module(f"geoeditor.core.commands.{module.name}")
        for name, function in inspect.getmembers(found, inspect.isfunction):
            first = next(iter(inspect.signature(function).parameters.values()), None)
            is_ours = function.__module__ == found.__name__ and not name.startswith("_")
            if is_ours and first is not None and first.annotation is Document:
                yield name


def test_every_command_is_among_the_deeds() -> None:
    assert sorted(_commands()) == sorted({name.removesuffix(" again") for name in NAMES})


def test_every_field_of_every_record_is_among_the_deeds(ids: Ids) -> None:
    given = {value for deed in deeds(ids).values() for value in deed.values}
    plain = {"from", "to", "actor", "event", "participation", "link", "relation", "source", "view", "tag", "lane"}
    made_by_us = {"citation", "sha256", "media_type", "quote", "prefix", "suffix", "start", "end", "reason", "words"}
    for table, record in RECORDS.items():
        missing = set(record.fields) - given - plain - made_by_us - {"mode"}
        assert not missing or table == "merge", f"{table}: {missing}"


@pytest.fixture
def deed(request: pytest.FixtureRequest, ids: Ids) -> Deed:
    found: Deed = deeds(ids)[request.param]
    return found


@pytest.mark.parametrize("deed", NAMES, indirect=True)
def test_a_command_is_one_step_that_undo_and_redo_follow_exactly(document: Document, deed: Deed) -> None:
    undoes_and_redoes(document, lambda: deed.do(document), deed.label)
    assert problems(document) == []


@pytest.mark.parametrize("deed", NAMES, indirect=True)
def test_a_command_joins_an_open_step(document: Document, deed: Deed) -> None:
    steps = done(document)
    with one_step(document, "Two things"):
        deed.do(document)
        assert done(document) == steps
    assert done(document) == ["Two things", *steps]


@pytest.mark.parametrize("deed", NAMES, indirect=True)
def test_a_command_in_a_step_that_fails_did_not_happen(document: Document, deed: Deed) -> None:
    before = state(document)
    with pytest.raises(UserError, match="enough"), one_step(document, "Two things"):
        deed.do(document)
        raise UserError("That is enough.")
    assert state(document) == before


@pytest.mark.parametrize("deed", SETTLING, indirect=True)
def test_the_same_change_again_leaves_no_step(document: Document, deed: Deed) -> None:
    first = deed.do(document)
    before = state(document)
    assert deed.do(document) == first
    assert state(document) == before


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("change_")])
def test_a_change_of_no_field_leaves_no_step(document: Document, ids: Ids, name: str) -> None:
    deed, before = deeds(ids)[name], state(document)
    deed.command(document, *deed.args)
    assert state(document) == before


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith(("remove_", "un", "take_", "forget_"))])
def test_removing_nothing_leaves_no_step(document: Document, ids: Ids, name: str) -> None:
    before = state(document)
    deeds(ids)[name].command(document)
    assert state(document) == before


def test_all_steps_of_a_session_can_be_taken_back_and_done_again(tmp_path: Path) -> None:
    with opened(tmp_path / "project.geoeditor") as document:
        empty = facts(document)
        fill(document)
        full, steps = facts(document), done(document)
        for _ in steps:
            document.undo()
        assert facts(document) == empty
        assert document.undo() is None
        for _ in steps:
            document.redo()
        assert facts(document) == full
        assert done(document) == steps
        assert document.redo() is None
