"""A text taken in as a new version: the evidence follows, what became of it is told, and it is one step."""

import time
from pathlib import Path

from PySide6.QtCore import Qt
from tests.ui.intake_preview.desk import CTRL, PARAGRAPHS, Desk, saved

from geoeditor.core.commands.actors import add_actor
from geoeditor.core.commands.citations import cite
from geoeditor.core.commands.slices import Slices
from geoeditor.core.identifiers import SourceId
from geoeditor.exchange.project_json import export_json
from geoeditor.ui.intake_preview.versions import beside

FIRST = "Ministers meet in Riga\n\n" + "\n\n".join(PARAGRAPHS)
SECOND = FIRST.replace("Ministers meet in Riga", "Ministers have met in Riga", 1) + "\n\nThis was corrected."


def evidence(desk: Desk, words: str) -> None:
    """Cite words of the first source for an actor."""
    start = FIRST.index(words)
    document = desk.bridge.document
    actor = add_actor(document, name=words)
    cite(document, SourceId(desk.imported[0]), "actor", actor, (start, start + len(words)))


def new_version(desk: Desk) -> None:
    desk.intake.offer.buttons[0].click()
    desk.settle()


def test_what_was_pasted_becomes_a_version_and_the_evidence_follows(desk: Desk) -> None:
    desk.paste(FIRST)
    evidence(desk, "Juris Ozols")
    before = export_json(desk.bridge.document)
    desk.paste(SECOND)
    new_version(desk)
    fresh = desk.versions[0]
    assert desk.rows(f"SELECT title, version_of FROM source WHERE id = {fresh}") == [
        ("Ministers have met in Riga", desk.imported[0])
    ]
    start = SECOND.index("Juris Ozols")
    assert desk.rows('SELECT source_id, start, "end", anchor FROM citation') == [(fresh, start, start + 11, "moved")]
    assert desk.announced[-1] == "New version of “Ministers have met in Riga”: 1 passage kept"
    assert desk.labels()[0] == "Import new version “Ministers have met in Riga”"
    assert desk.selection.facts[0].id == fresh
    desk.bridge.undo()
    assert export_json(desk.bridge.document) == before


def test_from_the_preview_it_brings_its_fields_and_its_file(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    desk.press(Qt.Key.Key_Return, CTRL)
    path.write_text(path.read_text(encoding="utf-8") + "\n\nThis was corrected.", encoding="utf-8")
    desk.open(path)
    preview.details.keeps.setChecked(True)
    preview.details.lines["author"].setText("A. Berg")
    assert not preview.take.isEnabled()
    desk.press(Qt.Key.Key_Return, CTRL)
    assert not preview.isVisible()
    rows = desk.rows("SELECT author, version_of, file_id IS NOT NULL, kind, t FROM source ORDER BY id")
    assert rows[1] == ("A. Berg", desk.imported[0], 1, "e-mail", "2025-08-07")
    assert desk.rows("SELECT data FROM attachment_data") == [(path.read_bytes(),)]
    assert len(desk.labels()) == 2


def test_a_date_that_is_none_keeps_the_decision_and_lets_it_be_mended(desk: Desk, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.eml")
    preview = desk.open(path)
    desk.press(Qt.Key.Key_Return, CTRL)
    path.write_text(path.read_text(encoding="utf-8") + "\n\nThis was corrected.", encoding="utf-8")
    desk.open(path)
    preview.details.date.setText("someday")
    preview.offer.buttons[0].click()
    assert preview.isVisible()
    assert preview.take.text() == "Take as New Version"
    preview.details.date.setText("2025-08-08")
    preview.take.click()
    desk.settle()
    assert len(desk.versions) == 1


def test_passages_are_sought_beside_the_window() -> None:
    def slow() -> str:
        time.sleep(0.1)
        return "done"

    work: Slices[str] = beside(slow)
    turns, longest = 0, 0.0
    while True:
        begin = time.perf_counter()
        try:
            next(work)
        except StopIteration as end:
            assert end.value == "done"
            break
        turns += 1
        longest = max(longest, time.perf_counter() - begin)
    assert turns > 5
    assert longest < 0.05
