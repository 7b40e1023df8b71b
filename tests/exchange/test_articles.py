import hashlib
import io
import os
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import LARGEST_ARTICLE, parse_article, read_article

ENGLISH = "“We won’t sign,” the envoy said – and left.\nThe talks at a café in Geneva cost €2 m."
GERMAN = "Über die Größe der Flotte schwiegen die Außenminister; für Österreich ist das übel."
FRENCH = "Le président français a reçu hier à l’Élysée l’envoyé de Côte d’Ivoire, à huis clos."
ICELANDIC = "Þjóðin kýs á morgun; forsætisráðherrann sagði að það væri útilokað að fresta kosningunum."
MIXED = "Müller met José in São Paulo; from Malmö came Françoise, who called it “naïve”. Gas: 55 bn m³."
POLISH = "Rząd ogłosił, że wyśle żołnierzy na wschód; źródła w Gdańsku mówią o pięciu łodziach."
CZECH = "Vláda řekla, že příští týden pošle vojáky k řece; ministři mlčeli a čekali na závěr."
HUNGARIAN = "A külügyminiszter szerint a tűzszünet időtartama hét nap; a felek őrizetbe vették a küldöttet."
CROATIAN = "Vučić je stigao u Beograd; Plenković će doći sljedeći tjedan, kaže izvor blizak vladi."
TURKISH = "Dışişleri Bakanı İstanbul’da görüştü; Yunanistan’ın şartları ağır, dedi ve çıktı gitti."
RUSSIAN = "Президент прибыл в Минск.\nВстреча длилась три часа, сообщила пресс-служба; ещё одна - завтра."
UKRAINIAN = "Міністр оборони заявив, що переговори тривали три години; її учасники вийшли мовчки."
CHINESE = "外交部发言人星期五说，两国将在年底前举行会谈。"
GREEK = "Ο πρωθυπουργός έφτασε στην Άγκυρα· η συνάντηση κράτησε τρεις ώρες, είπε ο εκπρόσωπος."
HEBREW = "ראש הממשלה אמר ביום שישי כי השיחות יימשכו עד סוף השנה, לדברי הדובר."
ARABIC = "قال وزير الخارجية يوم الجمعة إن المحادثات ستستمر حتى نهاية العام"


def _parse(data: bytes) -> str:
    return parse_article(data, "a.txt", is_markdown=False).text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Plain words only.", "utf-8"),
        (ENGLISH, "utf-8"),
        (CHINESE, "utf-8"),
        (ENGLISH, "cp1252"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (ICELANDIC, "cp1252"),
        (MIXED, "cp1252"),
        (POLISH, "iso8859_2"),
        (POLISH, "cp1250"),
        (CZECH, "iso8859_2"),
        (CZECH, "cp1250"),
        (HUNGARIAN, "cp1250"),
        (CROATIAN, "cp1250"),
        (TURKISH, "cp1254"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN.upper(), "cp1251"),
        (RUSSIAN.upper(), "koi8_r"),
        (UKRAINIAN, "cp1251"),
        (f"The slogan “Мир” was read out: {RUSSIAN}", "cp1251"),
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (ARABIC, "cp1256"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
    ],
)
def test_a_text_without_a_mark_is_read_in_the_encoding_it_was_written_in(text: str, encoding: str) -> None:
    article = parse_article(text.encode(encoding), "a.txt", is_markdown=False)
    assert (article.text, article.encoding) == (text, encoding)


@pytest.mark.parametrize("text", [ENGLISH, POLISH, RUSSIAN, CHINESE])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(text: str, encoding: str) -> None:
    article = parse_article(("\ufeff" + text).encode(encoding), "a.txt", is_markdown=False)
    assert (article.text, article.encoding) == (text, encoding)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "mac_roman"),
        (GERMAN, "cp037"),
    ],
)
def test_an_encoding_that_makes_no_sense_is_refused_rather_than_guessed(text: str, encoding: str) -> None:
    with pytest.raises(UserError, match="save it as UTF-8 and try again; the project was not changed"):
        _parse(text.encode(encoding))


def test_only_line_ends_are_changed() -> None:
    text = "\n  Title \r\n\r\nOne\rtwo\u2028three\x0c\tfour\u200b\r\n\n"
    assert _parse(text.encode()) == "\n  Title \n\nOne\ntwo\u2028three\x0c\tfour\u200b\n\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], include_characters="\n\r\t\v\f")))
def test_any_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    assume(text.strip() and not text.startswith(("\ufeff", "%PDF-", "PK\x03\x04", "{\\rtf", "GIF8", "BZh9")))
    expected = text.replace("\r\n", "\n").replace("\r", "\n")
    article = parse_article(text.encode(), "a.txt", is_markdown=False)
    assert article.text == expected
    assert article.encoding == "utf-8"
    assert article.sha256 == hashlib.sha256(expected.encode()).hexdigest()


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_sentence(data: bytes) -> None:
    try:
        text = _parse(data)
    except UserError as error:
        assert str(error).endswith("; the project was not changed.")
    else:
        assert text.encode()
        assert "\x00" not in text


def test_one_text_has_one_hash_in_every_encoding() -> None:
    hashes = {
        parse_article(RUSSIAN.replace("\n", "\r\n").encode(encoding), "a.txt", is_markdown=False).sha256
        for encoding in ("utf-8", "utf-16", "cp1251")
    }
    assert hashes == {hashlib.sha256(RUSSIAN.encode()).hexdigest()}


@pytest.mark.parametrize(
    ("text", "is_markdown", "title"),
    [
        ("Minsk and Moscow\n\nThe president …", False, "Minsk and Moscow"),
        ("\n \n\t Minsk and Moscow \r\nThe president", False, "Minsk and Moscow"),
        ("## Minsk and Moscow\nThe president", True, "Minsk and Moscow"),
        ("## Minsk and Moscow\nThe president", False, "## Minsk and Moscow"),
        ("#1 in the polls\nThe president", True, "#1 in the polls"),
        ("x" * 200, False, "x" * 200),
        ("x" * 201 + "\nshort", False, ""),
    ],
)
def test_the_first_line_is_the_title_unless_it_is_long(text: str, is_markdown: bool, title: str) -> None:
    article = parse_article(text.encode(), "a", is_markdown=is_markdown)
    assert article.title == title
    assert article.text == text.replace("\r\n", "\n")


def test_text_and_markdown_files_are_read(tmp_path: Path) -> None:
    for name in ("article.txt", "ARTICLE.TXT", "article.md", "a b.ünï.txt"):
        (tmp_path / name).write_text("# Title\nText", encoding="utf-8")
        assert read_article(tmp_path / name).text == "# Title\nText"
    assert read_article(tmp_path / "article.txt").title == "# Title"
    assert read_article(tmp_path / "article.md").title == "Title"


def test_a_link_to_a_text_is_read(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_bytes(b"Text")
    (tmp_path / "link.txt").symlink_to(tmp_path / "article.txt")
    assert read_article(tmp_path / "link.txt").text == "Text"


def test_a_dash_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(RUSSIAN.encode("cp1251"))))
    article = read_article("-")
    assert (article.text, article.encoding) == (RUSSIAN, "cp1251")


def test_endless_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/zero").open() as endless:
        monkeypatch.setattr("sys.stdin", endless)
        with pytest.raises(UserError, match="“standard input” is larger than the 50 MB"):
            read_article("-")


def test_an_article_may_be_just_as_large_as_allowed(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_bytes(b"word\n" * (LARGEST_ARTICLE // 5))
    assert len(read_article(path).text) == LARGEST_ARTICLE
    with path.open("ab") as file:
        file.write(b".")
    with pytest.raises(UserError, match="larger than the 20 MB an article may have"):
        read_article(path)


def test_a_file_of_a_terabyte_is_refused_without_being_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(UserError, match="larger than the 20 MB"):
        read_article(path)


def _zip(*names: str) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return memory.getvalue()


def _database(folder: Path) -> bytes:
    connection = sqlite3.connect(folder / "x.db")
    connection.execute("create table a(b)")
    connection.close()
    return (folder / "x.db").read_bytes()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b" \r\n\t\n", "is empty"),
        ("\u3000\u2003\n".encode(), "is empty"),
        (b"Some text\x00and more", "is not text"),
        ("Some text\x00and more".encode("utf-16"), "is not text"),
        (b"\x00" * 1000, "is not text"),
        (b"beep \x07 \x1b[1m" * 20, "is not text"),
        ("caf\u00e9 \u0085\u0086\u0087".encode(), "is not text"),
        (b"one \xed\xa0\x80 surrogate", "damaged characters"),
        ("A café – in “Gdańsk”".encode()[:-1], "damaged characters"),
        (RUSSIAN.encode() + b"\xff", "damaged characters"),
        (b"\xff\xfe\x00\xd8a\x00", "is not text"),
        (bytes(range(1, 256)) * 4, "save it as UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
        (b"\xff\xd8\xff\xe0 JFIF", "is a picture"),
        (b"%PDF-1.7\n%\xe2\xe3", "can not be read as a PDF document: it is damaged"),
        (b"{\\rtf1\\ansi text}", "is a word processor document"),
        (_zip("[Content_Types].xml", "word/document.xml"), "can not be read as a Word document: it is damaged"),
        (_zip("a.txt"), "is an archive"),
        (b"\x7fELF\x02\x01\x01", "is a program"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence_that_says_what_it_is(data: bytes, message: str) -> None:
    with pytest.raises(UserError) as caught:
        _parse(data)
    assert str(caught.value).startswith("“a.txt” ")
    assert message in str(caught.value)
    assert str(caught.value).endswith("; the project was not changed.")


def test_a_database_under_a_wrong_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is a database"):
        _parse(_database(tmp_path))


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("report.doc", "“report.doc” is a Word document of the old kind, which can not be read; save it as .docx"),
        ("Report.ODT", "is an OpenDocument text, which can not be read; save it as .docx"),
        ("notes.rtf", "is a word processor document, which can not be read; save it as .docx"),
        ("notes.pages", "is a Pages document, which can not be read; export it as Word or PDF"),
        ("mail.msg", "is an Outlook message, which can not be read; save it as .eml"),
        ("book.epub", "is an electronic book, which can not be read; copy the part"),
        ("data.csv", "articles are files ending in .txt, .md, .html, .htm, .xhtml, .mhtml, .mht, .pdf, .docx and .eml"),
        ("README", "articles are files ending in .txt, .md"),
        (".txt", "articles are files ending in .txt, .md"),
    ],
)
def test_other_kinds_of_file_are_refused_by_their_ending(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / name).write_bytes(b"text")
    with pytest.raises(UserError) as caught:
        read_article(tmp_path / name)
    assert message in str(caught.value)
    assert str(caught.value).endswith("; the project was not changed.")


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder.txt").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "file.txt").touch()
    cases = {
        str(tmp_path / "folder.txt"): "“folder.txt” is a folder",
        str(tmp_path / "pipe.txt"): "“pipe.txt” is a device or a pipe",
        "/dev/zero": "“zero” is a device or a pipe",
        str(tmp_path / "circle.txt"): "“circle.txt” could not be read",
        str(tmp_path / "nowhere.txt"): "“nowhere.txt” does not exist",
        str(tmp_path / "file.txt" / "x.txt"): "“x.txt” does not exist",
        str(tmp_path / "nul\x00.txt"): "can not be the name of a file",
        "": "is a folder",
    }
    for path, message in cases.items():
        with pytest.raises(UserError, match=message) as caught:
            read_article(path)
        assert str(caught.value).endswith("; the project was not changed.")


UNREADABLE = """
import os, pwd, sys
from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import read_article
if os.geteuid() == 0:
    os.setuid(pwd.getpwnam("nobody").pw_uid)
try:
    read_article(sys.argv[1])
except UserError as error:
    print(error)
"""


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """Root may read anything, so there the attempt is made by a user who owns nothing."""
    path = tmp_path / "secret.txt"
    path.write_bytes(b"text")
    path.chmod(0)
    result = subprocess.run(
        [sys.executable, "-c", UNREADABLE, str(path)],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        check=False,
    )
    assert "“secret.txt” may not be read by you" in result.stdout, result.stderr
