"""Word documents: paragraphs, tables, notes, and what they tell of themselves."""

import io
from datetime import UTC, datetime

import pytest
from tests.hostile_imports.packages import W, packed

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import Article, parse_article


def _read(data: bytes) -> Article:
    return parse_article(data, "a.docx", suffix=".docx")


def _made() -> bytes:
    """Return a document as the usual package makes them."""
    import docx

    made = docx.Document()
    made.core_properties.title = "Report on the strait"
    made.core_properties.author = "Mara Lind"
    made.core_properties.language = "en-GB"
    made.core_properties.created = datetime(2025, 8, 7, 12, tzinfo=UTC)
    made.add_heading("Report on the strait", 0)
    paragraph = made.add_paragraph("The talks ")
    paragraph.add_run("began").bold = True
    paragraph.add_run(" on Monday.")
    table = made.add_table(rows=2, cols=2)
    for place, words in (((0, 0), "Ship"), ((0, 1), "Load"), ((1, 0), "Anna"), ((1, 1), "200 tonnes")):
        table.cell(*place).text = words
    made.add_paragraph("They go on.", style="List Bullet")
    made.sections[0].header.paragraphs[0].text = "Running head"
    memory = io.BytesIO()
    made.save(memory)
    return memory.getvalue()


def test_paragraphs_and_tables_come_in_order() -> None:
    found = _read(_made())
    assert found.text.split("\n\n") == [
        "Report on the strait",
        "The talks began on Monday.",
        "Ship\tLoad\nAnna\t200 tonnes",
        "They go on.",
    ]


def test_a_document_tells_title_author_language_and_date() -> None:
    found = _read(_made())
    assert (found.title, found.author, found.language) == ("Report on the strait", "Mara Lind", "en-GB")
    assert (found.published, found.published_from) == ("2025-08-07", "document")
    assert found.media_type.endswith("wordprocessingml.document")


def _text(body: str, **others: str) -> str:
    entries = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'}
    entries |= {f"word/{name}.xml": text for name, text in others.items()}
    return _read(packed({name: text.encode() for name, text in entries.items()})).text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r></w:p>", "a\tb\nc"),
        ("<w:p><w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>term</w:t></w:r></w:p>", "long-term"),
        (
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del></w:p>",
            "new",
        ),
        ("<w:p><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>", "link"),
        ("<w:sdt><w:sdtContent><w:p><w:r><w:t>inside</w:t></w:r></w:p></w:sdtContent></w:sdt>", "inside"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:t>yes</w:t></w:r></w:p>", "yes"),
        ("<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>yes</w:t></w:r></w:p>", "yes"),
        ("<w:p><w:r><w:instrText>PAGE</w:instrText><w:t>7</w:t></w:r></w:p>", "7"),
        ("<w:p/><w:p><w:r><w:t>a</w:t></w:r></w:p><w:p/><w:p/><w:p><w:r><w:t>b</w:t></w:r></w:p>", "a\n\nb"),
    ],
)
def test_what_a_reader_sees_is_read(body: str, text: str) -> None:
    assert _text(body) == text


def test_notes_follow_the_text() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator"><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>'
        "<w:footnote><w:p><w:r><w:t>See below.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    assert _text("<w:p><w:r><w:t>Text</w:t></w:r></w:p>", footnotes=notes) == "Text\n\nSee below."


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(UserError, match=r"“a\.docx” holds no text: there are no words in its paragraphs"):
        _text("<w:p/>")
