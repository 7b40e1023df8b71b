"""The bridge: while views show one change, no other one is made; whoever asks is told, and nothing is half done."""

import pytest

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.journal import ChangeSet
from geoeditor.core.queries import rows
from geoeditor.ui.bridge import Bridge, Outcome


@pytest.mark.logs
def test_a_change_asked_for_while_another_is_shown_is_refused_in_a_sentence(
    bridge: Bridge, caplog: pytest.LogCaptureFixture
) -> None:
    outcomes: list[Outcome[object]] = []

    def view(_changes: ChangeSet) -> None:
        outcomes.append(bridge.attempt(lambda document: add_actor(document, name="Bob"), tell=False))

    bridge.changed.connect(view)
    assert bridge.attempt(lambda document: add_actor(document, name="Ann")).done
    bridge.changed.disconnect(view)
    (outcome,) = outcomes
    assert outcome.problem == "Another change came in at that moment, so this was not stored; do it once more."
    assert "while another one was being shown" in caplog.text
    assert [actor.name for actor in rows.actors(bridge.document)] == ["Ann"]
    assert bridge.attempt(lambda document: add_actor(document, name="Bob")).done
