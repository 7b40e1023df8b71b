"""PDF documents: the words of their pages in order, and what they tell of themselves."""

import pytest
from tests.hostile_imports.documents import FONT, pdf, stream

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import Article, parse_article

LEFT = "The envoys of Norland and of Sudland met on Monday in the harbour town and spoke about the strait.".split()
RIGHT = "Their talks will go on in the week that follows, as both of them told the press in the evening.".split()


def _read(data: bytes) -> Article:
    return parse_article(data, "a.pdf", suffix=".pdf")


def _lines(words: list[str], left: int, top: int, per_line: int = 4) -> str:
    lines = [" ".join(words[start : start + per_line]) for start in range(0, len(words), per_line)]
    return "".join(f"BT /F1 11 Tf 1 0 0 1 {left} {top - 14 * n} Tm ({line}) Tj ET\n" for n, line in enumerate(lines))


def _pages(*contents: str, info: str = "") -> bytes:
    """Return a document with a page for each content stream."""
    count = len(contents)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    objects: list[bytes | str] = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {count}>>", FONT]
    for number, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents {5 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(stream(content.encode("cp1252")))
    if info:
        objects.append(info)
    return pdf(objects, f"/Info {len(objects)} 0 R" if info else "")


def test_two_columns_are_read_one_after_the_other() -> None:
    found = _read(_pages(_lines(LEFT, 72, 700) + _lines(RIGHT, 330, 700)))
    assert found.text.replace("\n\n", " ") == " ".join([*LEFT, *RIGHT])
    assert found.media_type == "application/pdf"


def test_words_divided_at_line_ends_are_whole_and_lines_are_paragraphs() -> None:
    found = _read(_pages(_lines(["The", "govern-", "ment", "fell", "on", "Monday."], 72, 700, 2)))
    assert found.text == "The government fell on Monday."


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        _lines(["The Harbour Review"], 72, 760)
        + _lines([f"Page {'abcd'[n]} tells of something else and of no more."], 72, 700)
        + _lines([f"{n + 1}"], 300, 30)
        for n in range(4)
    ]
    assert _read(_pages(*pages)).text.split("\n\n") == [
        f"Page {each} tells of something else and of no more." for each in "abcd"
    ]


def test_a_document_tells_title_author_and_date() -> None:
    info = "<</Title(Report on the strait)/Author(Mara Lind)/CreationDate(D:20250807183000+02'00')>>"
    found = _read(_pages(_lines(LEFT, 72, 700), info=info))
    assert (found.title, found.author) == ("Report on the strait", "Mara Lind")
    assert (found.published, found.published_from) == ("2025-08-07", "pdf")


@pytest.mark.parametrize("title", ["Microsoft Word - draft.docx", "report_final.pdf", "untitled", ""])
def test_a_title_that_is_none_gives_way_to_the_first_line(title: str) -> None:
    found = _read(_pages(_lines(["A heading"], 72, 740) + _lines(LEFT, 72, 690), info=f"<</Title({title})>>"))
    assert found.title == "A heading"


def test_pages_without_text_are_named() -> None:
    found = _read(_pages(_lines(LEFT, 72, 700), "0 0 9 9 re f", _lines(RIGHT, 72, 700), ""))
    assert found.warnings == ("Pages 2, 4 hold no text, perhaps scans, so nothing of them was read.",)


def test_a_document_of_pictures_is_refused() -> None:
    with pytest.raises(UserError, match="holds no text: its pages are pictures, such as a scan"):
        _read(_pages("0 0 9 9 re f"))


def test_letters_outside_ascii_come_through() -> None:
    assert "Zürich – “naïve”" in _read(_pages(_lines(["Zürich – “naïve”", "and", "more"], 72, 700))).text


def test_a_document_that_is_locked_or_damaged_says_so() -> None:
    from tests.hostile_imports.documents import DOCUMENTS
    from tests.hostile_imports.lures import Lures

    nowhere = Lures.nowhere()
    with pytest.raises(UserError, match="it is locked with a password"):
        _read(DOCUMENTS["locked.pdf"](nowhere))
    with pytest.raises(UserError, match="it is damaged"):
        _read(DOCUMENTS["garbage.pdf"](nowhere))
