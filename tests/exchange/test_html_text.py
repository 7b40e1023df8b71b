"""The words of a page, however broken it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoeditor.exchange.html_text import Tag, pieces, words_of_page


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("", ""),
        ("Only words", "Only words"),
        ("<p>One<p>Two", "One\n\nTwo"),
        ("<div>One</div><div>Two</div>", "One\nTwo"),
        ("a <b>b</b>\n\n c", "a b c"),
        ("1 < 2 & 3 > 2", "1 < 2 & 3 > 2"),
        ("AT&amp;T &lt;b&gt; &#8220;x&#x201D;&nbsp;y", "AT&T <b> “x” y"),
        ("<td>a</td><td>b</td>", "a\tb"),
        ("<tr><td>a<td>b<tr><td>c", "a\tb\nc"),
        ("<p title='a > b'>x</p>", "x"),
        ("<p title=a>x</p>", "x"),
        ('<a href=x">y</a>', "y"),
        ("<!-- <p>no</p> -->yes", "yes"),
        ("<!-- never closed", ""),
        ("<script>if (a < b) '<p>no</p>'</script>yes", "yes"),
        ("<SCRIPT>no</ScRiPt >yes", "yes"),
        ("<style>p {}</style>yes", "yes"),
        ("<script>never closed", "never closed"),
        ("<head><title>no</title><body>yes", "yes"),
        ("<head><title>no</title><p>yes", "yes"),
        ("<head>no</head>yes", "yes"),
        ("<select><option>no</select>yes", "yes"),
        ("<textarea>no</textarea>yes", "yes"),
        ("<p hidden>no</p><p>yes", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<div style='color: red; display:none'>no<div>no</div>no</div>yes", "yes"),
        ("<body style='display:none'>yes", "yes"),
        ("<svg><text>no</text></svg>yes", "yes"),
        ("<noscript>yes</noscript>", "yes"),
        ("<![CDATA[a <b> c]]>", "a <b> c"),
        ("<?php no ?>yes", "yes"),
        ("<!DOCTYPE html [<!ENTITY a 'b'>]>yes &a;", "yes &a;"),
        ("</p></div></nosuch>yes", "yes"),
        ("<xmp><b>as it is</b></xmp>", "<b>as it is</b>"),
        ("<p>a<br>b<hr>c", "a\nb\nc"),
    ],
)
def test_a_reader_sees_these_words(html: str, words: str) -> None:
    assert words_of_page(html) == words


def test_a_page_with_a_mass_of_tags_is_stripped_all_the_same() -> None:
    assert words_of_page("<i>a</i> " * 200_000).count("a") == 200_000


def test_of_equal_attributes_the_first_counts_and_names_are_small() -> None:
    [tag] = [piece for piece in pieces("<A HREF='1' href=\"2\" Title=&quot;x disabled>") if isinstance(piece, Tag)]
    assert (tag.name, tag.attributes()) == ("a", {"href": "1", "title": '"x', "disabled": ""})


@given(st.text(st.sampled_from("<>/!-=\"' ab&;[]\n")))
def test_any_markup_comes_to_an_end_and_adds_nothing(html: str) -> None:
    words = words_of_page(html)
    assert len(words) <= len(html) * 2
