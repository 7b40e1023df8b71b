"""Articles in foreign formats on the command line: read in a process of their own, and stored with what they tell."""

import io
import sys
from pathlib import Path

import pytest
from tests.exchange.articles.news_page import HEADLINE, PARAGRAPHS, json_ld, page
from tests.hostile_imports.corpus import CORPUS
from tests.hostile_imports.documents import one_page, pdf, stream, text_stream
from tests.hostile_imports.lures import WORDS, Lures
from tests.hostile_imports.packages import plain_document

from geoeditor import cli
from geoeditor.cli import reading
from geoeditor.core.document import Document
from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import LARGEST_ARTICLE

MAIL = (
    "From: Mara Lind <mara@harbour.example>\nSubject: Talks in Riga\nDate: Thu, 07 Aug 2025 10:00:00 +0000\n"
    "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n"
    "Latvian Foreign Minister Juris Ozols met Estonian President Anna Tamm in Riga on Tuesday, his office said.\n"
)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def _source(project: str) -> dict[str, str]:
    names = "title, author, publisher, url, language, t, published_from"
    with Document.open_copy(project) as document, document.read() as connection:
        row = connection.execute(f"SELECT {names} FROM source").fetchone()
    return dict(zip(names.split(", "), row, strict=True))


def test_a_page_is_stored_with_what_it_tells(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(json_ld()))
    assert cli.main(["import", "p.geoeditor", "a.html"]) == 0
    assert _source("p.geoeditor") == {
        "title": HEADLINE,
        "author": "Mara Lind, Tom Okoro",
        "publisher": "The Harbour Post",
        "url": "https://harbour.example/world/strait-reopens",
        "language": "en",
        "t": "2025-08-07",
        "published_from": "json-ld",
    }


def test_a_message_is_stored_and_its_date_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.eml").write_text(MAIL)
    assert cli.main(["import", "p.geoeditor", "a.eml", "--accept", "0.5"]) == 0
    stored = _source("p.geoeditor")
    assert (stored["title"], stored["author"]) == ("Talks in Riga", "Mara Lind")
    assert (stored["t"], stored["published_from"]) == ("2025-08-07", "header")
    capsys.readouterr()
    assert cli.main(["suggest", "a.eml", "--json"]) == 0
    assert '"2025-08-05"' in capsys.readouterr().out  # Tuesday, counted from the day the message was sent


def test_a_date_that_is_given_wins(tmp_path: Path) -> None:
    (tmp_path / "a.eml").write_text(MAIL)
    assert cli.main(["import", "p.geoeditor", "a.eml", "--published", "1 August 2025"]) == 0
    stored = _source("p.geoeditor")
    assert (stored["t"], stored["published_from"]) == ("2025-08-01", "user")


def test_a_guessed_date_is_marked_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text(page(body="<p>Published 7 August 2025</p>"))
    assert cli.main(["import", "p.geoeditor", "a.html"]) == 0
    assert "2025-08-07 is a guess from its text; give --published" in capsys.readouterr().err
    assert _source("p.geoeditor")["published_from"] == "text"


def test_every_format_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page())
    (tmp_path / "a.eml").write_text(MAIL)
    (tmp_path / "a.docx").write_bytes(plain_document())
    pages = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    leaf = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    (tmp_path / "a.pdf").write_bytes(pdf([*pages, leaf, stream(text_stream()), font]))
    names = ["a.html", "a.eml", "a.docx", "a.pdf"]
    assert cli.main(["import", "p.geoeditor", *names]) == 0
    with Document.open_copy("p.geoeditor") as document, document.read() as connection:
        assert connection.execute("SELECT count(*) FROM source").fetchone()[0] == len(names)


def test_each_format_is_stored_with_its_words_and_its_date(tmp_path: Path) -> None:
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://harbour.example/2025/08/07/strait\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page()}\r\n--b--\r\n"
    )
    info = "<</CreationDate(D:20250807100000Z)>>"
    documents = {
        "a.html": (page(json_ld()).encode(), "json-ld", PARAGRAPHS[-1]),
        "b.eml": (MAIL.encode(), "header", "Anna Tamm in Riga"),
        "c.docx": (plain_document(), "", WORDS[:60]),
        "d.pdf": (one_page(stream(text_stream()), "", "", info, trailer="/Info 6 0 R"), "pdf", WORDS[:60]),
        "e.mhtml": (saved.encode(), "url", PARAGRAPHS[0]),
    }
    for name, (data, place, words) in documents.items():
        (tmp_path / name).write_bytes(data)
        project = f"{name}.geoeditor"
        assert cli.main(["import", project, name]) == 0
        stored = _source(project)
        assert (stored["t"], stored["published_from"]) == ("2025-08-07" if place else "", place)
        with Document.open_copy(project) as document, document.read() as connection:
            assert words in connection.execute("SELECT text FROM source_text").fetchone()[0]


def test_a_text_of_twenty_megabytes_is_taken_and_one_byte_more_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = ("Words of a long text, and no name in it.\n" * 500_000)[:LARGEST_ARTICLE]
    (tmp_path / "a.txt").write_text(text)
    assert len(reading.read_apart("a.txt").text) == LARGEST_ARTICLE
    (tmp_path / "a.txt").write_text(f"{text}x")
    assert cli.main(["import", "p.geoeditor", "a.txt"]) == 2
    assert "“a.txt” is larger than the 20 MB an article may have; split it" in capsys.readouterr().err
    assert not (tmp_path / "p.geoeditor").exists()


@pytest.mark.parametrize("name", ["form_in_itself.pdf", "shown_often.pdf"])
def test_a_document_without_end_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / name).write_bytes(CORPUS[name](Lures.nowhere()))
    assert cli.main(["import", "p.geoeditor", name]) == 2
    said = capsys.readouterr().err
    assert f"“{name}” can not be read as a PDF document: " in said
    assert said.count("\n") == 1
    assert not (tmp_path / "p.geoeditor").exists()


def test_a_reader_that_dies_of_a_file_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.eml").write_text(MAIL)
    monkeypatch.setattr("geoeditor.worker.command", lambda: [sys.executable, "-c", "import os; os.abort()"])
    with pytest.raises(
        UserError, match=r"“a\.eml” could not be read, as the process that reads it ended, which happens"
    ):
        reading.read_apart("a.eml")


def test_a_page_through_a_pipe_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page().encode())))
    assert reading.read_apart("-").text.split("\n\n")[-1] == PARAGRAPHS[-1]


def test_a_refusal_is_one_sentence_and_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.eml").write_text("From: a@b.example\nSubject: x\nContent-Type: image/png\n\nx\n")
    assert cli.main(["import", "p.geoeditor", "a.eml"]) == 2
    assert "“a.eml” holds no text" in capsys.readouterr().err
    assert not (tmp_path / "p.geoeditor").exists()


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.eml").write_text(MAIL)
    monkeypatch.setattr(reading, "LIMIT_S", 0.001)
    with pytest.raises(UserError, match=r"Reading “a\.eml” took more than 0\.001 seconds and was stopped"):
        reading.read_apart("a.eml")
