"""Web pages: the article without what stands around it, and what the page tells of itself."""

from pathlib import Path

import pytest
from tests.exchange.articles.news_page import COMMENT, FOOTER, HEADLINE, NAVIGATION, PARAGRAPHS, json_ld, page

from geoeditor.exchange.articles import (
    ARTICLE,
    EXTRACTORS,
    SECOND_OPINION,
    WHOLE_PAGE,
    Article,
    parse_article,
    parse_page,
    read_article,
)


def _read(html: str, extractor: str = "", encoding: str = "") -> Article:
    return parse_article(html.encode(), "a.html", suffix=".html", extractor=extractor, encoding=encoding)


@pytest.mark.parametrize("extractor", [ARTICLE, SECOND_OPINION])
def test_an_article_comes_out_whole_by_either_method_and_nothing_around_it(extractor: str) -> None:
    found = _read(page(json_ld()), extractor)
    assert found.extractor == extractor
    assert found.extractors == EXTRACTORS
    assert found.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert found.title == HEADLINE
    assert found.warnings == ()


def test_the_whole_page_has_every_word_that_is_seen() -> None:
    found = _read(page(json_ld()), WHOLE_PAGE)
    for words in (*NAVIGATION.split(), HEADLINE, *PARAGRAPHS, COMMENT, FOOTER):
        assert words in found.text
    assert "privacy" not in found.text
    assert "track" not in found.text
    assert "color" not in found.text


def test_a_page_tells_author_publisher_address_language_and_date() -> None:
    found = _read(page(json_ld()))
    assert found.author == "Mara Lind, Tom Okoro"
    assert found.publisher == "The Harbour Post"
    assert found.url == "https://harbour.example/world/strait-reopens"
    assert found.language == "en"
    assert (found.published, found.published_from) == ("2025-08-07", "json-ld")
    assert found.media_type == "text/html"
    assert len(found.file_sha256) == 64


@pytest.mark.parametrize(
    ("head", "body", "address", "published", "place"),
    [
        (json_ld(), "", "", "2025-08-07", "json-ld"),
        (json_ld("nonsense"), "", "https://x.example/2025/08/06/a", "2025-08-06", "url"),
        ('<meta property="article:published_time" content="2025-08-05T23:10:00-07:00">', "", "", "2025-08-05", "meta"),
        ('<meta name="DC.date.issued" content="20250804">', "", "", "2025-08-04", "meta"),
        ('<meta itemprop="datePublished" content="3 August 2025">', "", "", "2025-08-03", "meta"),
        ("", '<time datetime="2025-08-02T10:00">Saturday</time>', "", "2025-08-02", "time"),
        (
            "",
            '<time class="updated" datetime="2025-08-09">x</time><time pubdate datetime="2025-08-01">y</time>',
            "",
            "2025-08-01",
            "time",
        ),
        ("", "", "https://x.example/world/2025/jul/31/strait", "2025-07-31", "url"),
        ("", "", "https://x.example/20250730/strait.html", "2025-07-30", "url"),
        ("", "", "https://x.example/2025/07/strait", "2025-07", "url"),
        ("", "<p>Published 29 July 2025, 10:15</p>", "", "2025-07-29", "text"),
        ("", "<p>July 28, 2025</p>", "", "2025-07-28", "text"),
        ("", "<p>Updated: 27 July 2025</p>", "", "", ""),
        ("", "<p>The treaty was signed on 27 July 2025 by both, after a night without sleep.</p>", "", "", ""),
        ("", "<p>03/04/2025</p>", "", "", ""),
        ('<meta name="date" content="0001-01-01">', "", "", "", ""),
        ('<meta name="date" content="1970-01-01T00:00:00Z">', "", "", "", ""),
        ('<meta name="date" content="2999-01-01">', "", "", "", ""),
    ],
)
def test_the_date_says_where_it_was_found(head: str, body: str, address: str, published: str, place: str) -> None:
    found = _read(page(head, body, address or "https://harbour.example/world/strait"), WHOLE_PAGE)
    assert (found.published, found.published_from) == (published, place)


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ('<meta name="author" content="By Mara Lind">', "", "Mara Lind"),
        ('<meta property="article:author" content="https://face.example/mara">', "", ""),
        ("", '<p class="byline">By <a rel="author" href="/m">Mara Lind</a></p>', "Mara Lind"),
        (
            '<meta name="citation_author" content="A. Lind"><meta name="citation_author" content="B. Oko">',
            "",
            "A. Lind, B. Oko",
        ),
        ("", "", ""),
    ],
)
def test_an_author_is_found_in_tags_and_bylines(head: str, body: str, author: str) -> None:
    assert _read(page(head, body), WHOLE_PAGE).author == author


def test_the_publisher_is_the_name_of_the_site_or_its_address() -> None:
    named = _read(page('<meta property="og:site_name" content="Harbour Post">'), WHOLE_PAGE)
    assert named.publisher == "Harbour Post"
    assert _read(page(address="https://www.harbour.example/a"), WHOLE_PAGE).publisher == "harbour.example"


def test_the_headline_is_put_first_only_where_it_is_missing() -> None:
    for extractor in (ARTICLE, SECOND_OPINION):
        assert _read(page(), extractor).text.count(HEADLINE) == 1


def test_a_page_without_an_article_shows_all_its_words_and_says_so() -> None:
    found = _read("<html><body><ul>" + "<li><a href='/x'>Home page</a></li>" * 3 + "</ul></body></html>")
    assert "Home page" in found.text
    assert len(found.warnings) == (found.extractor != ARTICLE)


def test_a_table_keeps_its_rows_and_cells() -> None:
    rows = "".join(f"<tr><td>Ship {n}</td><td>{n}00 tonnes</td></tr>" for n in range(1, 4))
    found = _read(page(body=f"<table><tr><th>Name</th><th>Load</th></tr>{rows}</table>"))
    assert "Ship 2\t200 tonnes" in found.text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("utf-8", ""), ("cp1252", "iso-8859-1"), ("cp1251", "windows-1251"), ("gb18030", "gb2312"), ("utf-16", "utf-16")],
)
def test_a_page_is_read_in_the_encoding_it_declares(encoding: str, declared: str) -> None:
    words = {"cp1251": "Президент прибыл в Минск", "gb18030": "外交部发言人星期五说"}.get(
        encoding, "café “naïve” – 5 €"
    )
    html = f"<html><head><meta charset='{declared}'></head><body><p>{words}</p></body></html>"
    found = parse_article(html.encode(encoding), "a.html", suffix=".html", extractor=WHOLE_PAGE)
    assert words in found.text


def test_a_page_in_utf_8_that_claims_to_be_latin_is_utf_8() -> None:
    html = "<html><head><meta charset='iso-8859-1'></head><body><p>Čapek met Müller</p></body></html>"
    found = _read(html, WHOLE_PAGE)
    assert found.text == "Čapek met Müller"
    assert found.encoding == "utf-8"


def test_another_encoding_can_be_asked_for() -> None:
    html = "<html><head><meta charset='windows-1252'></head><body><p>Президент прибыл</p></body></html>"
    found = parse_article(html.encode("cp1251"), "a.html", suffix=".html", extractor=WHOLE_PAGE, encoding="cp1251")
    assert found.text == "Президент прибыл"


def test_a_few_wrong_bytes_are_shown_and_told() -> None:
    data = page().encode().replace(b"seven weeks", b"seven \xff weeks")
    found = parse_article(data, "a.html", suffix=".html")
    assert "seven \N{REPLACEMENT CHARACTER} weeks" in found.text
    assert found.warnings == ("1 character makes no sense in this encoding and is shown as \N{REPLACEMENT CHARACTER}.",)


def test_a_piece_of_a_page_that_was_pasted_is_all_words_unless_asked_otherwise() -> None:
    pasted = parse_page("<h2>Head</h2><p>One &amp; two<br>three</p><ul><li>Four<li>Five</ul>", "The pasted page")
    assert (pasted.text, pasted.title) == ("Head\n\nOne & two\nthree\n\nFour\nFive", "Head")
    assert (pasted.extractor, pasted.file_sha256) == (WHOLE_PAGE, "")
    assert parse_page(page(), "The pasted page", extractor=ARTICLE).text.split("\n\n")[-1] == PARAGRAPHS[-1]


def test_a_folder_of_pictures_beside_a_saved_page_is_not_looked_at(tmp_path: Path) -> None:
    (tmp_path / "a_files").mkdir(mode=0)
    saved = page().replace(
        "<!DOCTYPE html>", "<!DOCTYPE html>\n<!-- saved from url=(0025)https://harbour.example/x -->"
    )
    saved = saved.replace('<link rel="canonical" href="https://harbour.example/world/strait-reopens">', "")
    (tmp_path / "a.html").write_text(saved.replace("<h1>", '<img src="a_files/b.png"><h1>'))
    found = read_article(tmp_path / "a.html")
    assert found.text.startswith(HEADLINE)
    assert found.url == "https://harbour.example/x"


def test_a_page_under_another_ending_is_read_as_a_page(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.php", "d"):
        (tmp_path / name).write_text(page())
        found = read_article(tmp_path / name)
        assert (found.media_type, found.title) == ("text/html", HEADLINE)
    assert "not what its ending says" in read_article(tmp_path / "b.pdf").warnings[0]
