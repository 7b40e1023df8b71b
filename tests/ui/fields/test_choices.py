"""What fields offer: the words of the project, most used first, and every allowed word with a label."""

from geoeditor.core.commands import actors, events, vocabulary
from geoeditor.core.commands.fields import MODES, NAME_KINDS, RELIABILITIES, STANCES, STATUSES
from geoeditor.core.identifiers import KindId
from geoeditor.core.queries.vocabulary import kind_words
from geoeditor.ui.bridge import Bridge
from geoeditor.ui.fields import choices


def test_every_allowed_word_has_a_label() -> None:
    for words, offered in (
        (STATUSES, choices.status_choices()),
        (STANCES, choices.stance_choices()),
        (MODES, choices.mode_choices()),
        (RELIABILITIES, choices.reliability_choices()),
        (NAME_KINDS, choices.name_kind_choices()),
    ):
        assert [choice.value for choice in offered] == list(words)
        assert all(choice.label for choice in offered)
    assert [choice.value for choice in choices.credibility_choices()] == [None, *range(1, 7)]
    assert {choice.value for choice in choices.sign_choices()} == {None, 1, 0, -1}


def test_actors_are_offered_with_kind_and_all_other_names(bridge: Bridge) -> None:
    document = bridge.document
    bob = actors.add_actor(document, name="<b>Bob</b>", kind="actor.person")
    for number in range(9):
        actors.add_name(document, bob, name=f"Robert {number}")
    actors.add_actor(document, name="Ann")
    found = choices.actor_choices(document)
    assert [choice.label for choice in found] == ["<b>Bob</b>", "Ann"]
    assert found[0].note.startswith("person · Robert 0")
    assert found[0].note.endswith("Robert 8")


def test_kinds_in_use_come_first_and_hidden_ones_not_at_all(bridge: Bridge) -> None:
    document = bridge.document
    events.add_event(document, title="E", kind="event.protest")
    hidden = next(word for word in kind_words(document, "event") if word.key == "event.aid")
    vocabulary.change_kind(document, KindId(hidden.id), hidden=True)
    found = [choice.value for choice in choices.kind_choices(document, "event")]
    assert found[0] == "event.protest"
    assert "event.aid" not in found
    assert choices.kind_label(document, "event.aid") == "Give aid"
    assert choices.kind_label(document, "") == ""


def test_kinds_of_every_scope_can_be_offered(bridge: Bridge) -> None:
    for scope in ("actor", "event", "link", "role", "relation"):
        assert choices.kind_choices(bridge.document, scope)
