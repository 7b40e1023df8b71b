"""A slice of the hostile imports; all of them by `python -m tests.proofs.hostile_imports`."""

import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hostile_imports.corpus import CORPUS, Child, write
from tests.hostile_imports.lures import Lures, laid_out, was_called
from tests.proofs.hostile_imports import read_all, traced, warmed

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
_CLOCK_S = 10.0  # the suite shares the computer; the processor's time is held to what is promised
REACHING = [
    *("loads_everything.html", "refreshes.html", "reads_file.xhtml", "external_subset.xhtml", "includes.xhtml"),
    *(
        "outside.eml",
        "saved_outside.mhtml",
        "traversal.eml",
        "reads_file.docx",
        "calls_out.docx",
        "reads_in_utf_16.docx",
    ),
    *("related_outside.docx", "fields.docx", "traversing.docx", "acting.pdf", "stored_elsewhere.pdf", "attached.pdf"),
    *("font_from_file.pdf", "font_unknown.pdf"),
]
FLOODING = [
    *("deep_tables.html", "deep_odd_names.html", "laughs.xhtml", "deep_json.html", "many_divs.html", "open_quote.html"),
    *("nested_parts.eml", "many_parts.eml", "encoded_words.eml", "many_parameters.eml", "bomb.docx", "laughs.docx"),
    *("says_it_is_small.docx", "overlapping.docx", "deep.docx", "many_entries.docx", "pages_in_a_circle.pdf"),
    *("object_streams.pdf", "locked.pdf", "wrong_utf_8.txt", "old.doc"),
    *(
        "form_in_itself.pdf",
        "forms_doubling.pdf",
        "filters_on_filters.pdf",
        "forms_packed.pdf",
        "tables_of_themselves.pdf",
    ),
    *("many_comments.html", "long_numbers.html", "folded_first_field.eml", "near_boundaries.eml", "many_runs.docx"),
]


@pytest.fixture
def lures(tmp_path: Path) -> Iterator[Lures]:
    """Lay out what the files try to reach; whoever calls the port is found out in the end."""
    with laid_out(tmp_path) as (lures, heard):
        yield lures
        assert not was_called(heard)


def test_each_is_refused_in_a_sentence_or_harmless_and_fast(tmp_path: Path, lures: Lures) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    outcomes = read_all(folder, REACHING + FLOODING, lambda: warmed(Child(), folder), lures)
    wrongs = {name: outcome.wrongs(_CLOCK_S) for name, outcome in outcomes}
    assert not {name: wrong for name, wrong in wrongs.items() if wrong}


def test_a_worker_that_ended_by_a_file_is_replaced_and_cleared_away(tmp_path: Path, lures: Lures) -> None:
    child = Child()
    outcome = child.read(write(tmp_path, "a.pdf", CORPUS["forms_out_of_sight.pdf"](lures)))
    assert outcome.answer["is_last"] is True
    assert outcome.wrongs(_CLOCK_S) == []
    assert child.read(write(tmp_path, "a.txt", b"Words")).answer == {}
    assert child.end() == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="the system's calls can't be watched here")
def test_nothing_else_is_opened_and_nobody_is_called(tmp_path: Path, lures: Lures) -> None:
    assert traced(REACHING, tmp_path, lures).strange == []


def test_the_trace_sees_what_it_should(tmp_path: Path) -> None:
    from tests.proofs.hostile_imports import strange_acts

    asked = write(tmp_path, "asked.html", b"")
    lines = [
        f'7 openat(AT_FDCWD, "{asked}", O_RDONLY|O_CLOEXEC) = 3\n',
        '7 openat(AT_FDCWD, "/etc/ld.so.cache", O_RDONLY) = 3\n',
        '7 openat(AT_FDCWD, "/nowhere/at/all", O_RDONLY) = -1 ENOENT\n',
        '7 openat(AT_FDCWD, "/etc/passwd", O_RDONLY) = 3\n',
        "7 socket(AF_INET, SOCK_STREAM, IPPROTO_IP) = 4\n",
    ]
    assert strange_acts(lines, tmp_path) == [line.rstrip() for line in lines[-2:]]


def test_there_are_enough_of_each_kind() -> None:
    kinds = Counter(name.rpartition(".")[2] for name in CORPUS)
    assert len(CORPUS) >= 60
    assert all(kinds[kind] >= 20 for kind in ("html", "eml", "docx", "pdf", "txt"))
