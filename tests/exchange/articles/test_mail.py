"""E-mails and saved pages: text, header, names of what is attached."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from tests.exchange.articles.news_page import HEADLINE, PARAGRAPHS, json_ld, page

from geoeditor.core.errors import UserError
from geoeditor.exchange.articles import ARTICLE, EXTRACTORS, WHOLE_PAGE, Article, parse_article

TEXT = "Dear all,\n\nthe talks begin on Monday. “We hope for the best,” she said – in Zürich.\n\nMara"


def _message(subject: str = "Talks in Zürich – “next week”") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Mara Lind <mara@harbour.example>"
    message["To"] = "desk@harbour.example"
    message["Subject"] = subject
    message["Date"] = "Thu, 07 Aug 2025 23:30:00 -0700"
    return message


def _read(message: EmailMessage, extractor: str = "") -> Article:
    return parse_article(message.as_bytes(policy=SMTP), "a.eml", suffix=".eml", extractor=extractor)


@pytest.mark.parametrize("transfer", ["7bit", "8bit", "quoted-printable", "base64"])
def test_the_text_of_a_message_comes_with_its_header(transfer: str) -> None:
    message = _message()
    text = TEXT.encode("ascii", "ignore").decode() if transfer == "7bit" else TEXT
    message.set_content(text, cte=transfer)
    found = _read(message)
    assert found.text == f"Talks in Zürich – “next week”\n\n{text}"
    assert found.title == "Talks in Zürich – “next week”"
    assert found.author == "Mara Lind"
    assert (found.published, found.published_from) == ("2025-08-07", "header")
    assert found.media_type == "message/rfc822"
    assert (found.extractor, found.extractors, found.warnings) == ("", (), ())


def test_of_two_forms_the_plain_one_is_taken_and_the_page_is_one_click_away() -> None:
    message = _message("Talks")
    message.set_content("The plain text of the message.")
    message.add_alternative(page(), subtype="html")
    found = _read(message)
    assert found.text == "Talks\n\nThe plain text of the message."
    assert found.extractors == ("message text", *EXTRACTORS)
    assert found.extractor == "message text"
    other = _read(message, ARTICLE)
    assert (other.text.split("\n\n")[-1], other.extractor) == (PARAGRAPHS[-1], ARTICLE)
    assert other.title == "Talks"


def test_a_message_that_is_only_a_page_shows_its_words() -> None:
    message = _message("Talks")
    message.set_content("<p>One<p>Two <b>three</b>", subtype="html")
    found = _read(message)
    assert (found.text, found.extractor) == ("Talks\n\nOne\n\nTwo three", WHOLE_PAGE)


def test_what_is_attached_is_named_and_not_read() -> None:
    message = _message("Talks")
    message.set_content("The plain text of the message.")
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="../../run.exe")
    message.add_attachment("secret words", filename="Übersicht.txt")
    found = _read(message)
    assert "secret words" not in found.text
    assert found.warnings == ("Attached and not read: “../../run.exe”, “Übersicht.txt”.",)


def test_a_message_within_a_message_is_read_where_there_is_no_other_text() -> None:
    inner = _message("Inner")
    inner.set_content("What was forwarded, word for word.")
    data = b"From: a@b.example\r\nSubject: Outer\r\nContent-Type: message/rfc822\r\n\r\n" + inner.as_bytes(policy=SMTP)
    assert "What was forwarded" in parse_article(data, "a.eml", suffix=".eml").text


def test_a_message_in_another_encoding_is_read_as_it_declares() -> None:
    message = _message("Встреча")
    message.set_content("Президент прибыл в Минск, сообщила пресс-служба.", charset="koi8-r", cte="8bit")
    found = _read(message)
    assert found.text.endswith("Президент прибыл в Минск, сообщила пресс-служба.")
    assert (found.title, found.encoding) == ("Встреча", "koi8_r")


def test_a_message_without_words_is_refused() -> None:
    message = _message()
    message.add_attachment(b"MZ", maintype="application", subtype="octet-stream", filename="a.exe")
    with pytest.raises(UserError, match="holds no text: the message has neither plain text nor a page"):
        _read(message)


def _saved(html: str, transfer: str = "quoted-printable") -> bytes:
    saved = EmailMessage()
    saved["From"] = "<Saved by a browser>"
    saved["Snapshot-Content-Location"] = "https://harbour.example/2025/08/07/strait"
    saved["Subject"] = "Saved page"
    saved.make_related()
    part = EmailMessage()
    part.set_content(html, subtype="html", cte=transfer)
    part["Content-Location"] = "https://harbour.example/2025/08/07/strait"
    saved.attach(part)
    picture = EmailMessage()
    picture.set_content(bytes(100), maintype="image", subtype="png")
    saved.attach(picture)
    return saved.as_bytes(policy=SMTP)


@pytest.mark.parametrize("suffix", [".mhtml", ".mht", ".eml", ".html"])
@pytest.mark.parametrize("transfer", ["quoted-printable", "base64"])
def test_a_saved_page_gives_its_article_and_its_address(suffix: str, transfer: str) -> None:
    found = parse_article(_saved(page(json_ld()), transfer), f"a{suffix}", suffix=suffix)
    assert found.text.split("\n\n") == [HEADLINE, *PARAGRAPHS]
    assert found.url == "https://harbour.example/2025/08/07/strait"
    assert found.published_from == "json-ld"
    assert found.media_type == "multipart/related"


def test_a_saved_page_is_not_dated_by_the_day_it_was_saved() -> None:
    data = _saved("<p>Some words of a page.</p>" * 9).replace(b"/2025/08/07", b"")
    data = data.replace(b"Subject:", b"Date: Thu, 07 Aug 2025 10:00:00 +0000\r\nSubject:")
    assert parse_article(data, "a.mhtml", suffix=".mhtml").published == ""
