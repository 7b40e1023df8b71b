"""Sentences: what splits and, more important, what does not."""

import pytest

from geoeditor.reading.sentences import find_title, split_sentences

WHOLE = [
    "Dr. Park met Mr. Lee on Nov. 3 near St. Louis.",
    "The U.S. National Security Advisor spoke to reporters.",
    "He works for Acme Inc. in New York.",
    "J. R. R. Tolkien was not a diplomat.",
    "Gen. A. B. Smith and Lt. Gen. Park signed the deal on Feb. 10.",
    "The price rose by 3.5 per cent to $1.1 billion.",
    "“Why now?” Smith asked.",
    "“We will not wait!” the minister said.",
    "The talks began at 9 a.m. on Friday.",
    "See No. 5 and fig. 3 for the figures.",
    "They came from Aktau, Alat etc. and went on.",
    "The site gov.example.org was down… for hours.",
    "It cost (about 5 million) too much.",
    "The company, led by Ms. Rao-Whitfield, declined.",
    "Art. 5 vs. Art. 6 is the question.",
    "Sen. Doe (D. Ohio) voted against it.",
    "1. The first item of a list",
    "Negotiators closed ch. 23 in May.",
    "The order cites reg. 14 and exh. 3 of the file.",
    '"My brother is no spy. He sells boats," she said.',
    "“We waited. Nobody came,” said the harbour master.",
    "The aide (two people say so. One was there) denied it.",
    'He shouted "Go. Now!" and left.',
]
TWO = [
    ("He left.", "She stayed."),
    ("They met in the U.S.", "The talks went well."),
    ("Who knows?", "Nobody does."),
    ("“It is over.”", "He left."),
    ("It was 2019.", "Nothing happened."),
    ("He said “no.”", "They agreed."),
    ("The firm is Acme Inc.", "It was founded in 1990."),
    ("Prices rose!", "Sales fell."),
    ("(It was late.)", "They went home."),
    ("Das war’s.", "Ünal went home."),
    ("It ended…", "Then it began again."),
    ("He came at 9 p.m.", "The others were gone."),
    ("这是第一句。", "这是第二句。"),
    ('"We won. They lost," she said.', '"It is over."'),
    ("(He was late.)", "She was not."),
    ("It fell to a technical govt.", "She said no."),
    ('The screen is 6" wide.', 'It is 7" high, they said.'),
    ("He sailed 5 km.", "20 people followed."),
]


@pytest.mark.parametrize("text", WHOLE)
def test_an_abbreviation_does_not_split_a_sentence(text: str) -> None:
    assert [text[a:b] for a, b in split_sentences(text)] == [text]


@pytest.mark.parametrize("gap", [" ", "  ", "\n", "\n\n"])
@pytest.mark.parametrize(("first", "second"), TWO)
def test_two_sentences_are_split(first: str, second: str, gap: str) -> None:
    text = first + gap + second
    assert [text[a:b] for a, b in split_sentences(text)] == [first, second]


def test_lines_broken_by_the_page_are_joined() -> None:
    lines = [
        "The delegation arrived in the capital late in the evening and was",
        "received by the deputy minister, who had waited at the airport for",
        "several hours. The talks began the next morning and went on until",
        "the early afternoon, when both sides agreed to meet again in the",
        "spring of the following year.",
    ]
    text = "\n".join(lines)
    assert len(split_sentences(text)) == 2


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_line_without_a_stop_is_split_by_its_end_only(gap: str) -> None:
    assert len(split_sentences(f"A headline without a stop{gap}The text begins here.")) == 2
    assert len(split_sentences("A headline without a stop The text begins here.")) == 1


def test_a_first_line_without_a_stop_is_the_headline() -> None:
    text = "Minister visits port\nThe minister visited the port on Friday."
    sentences = split_sentences(text)
    assert find_title(text, sentences) == (0, 20)


def test_a_first_sentence_is_no_headline() -> None:
    text = "The minister visited the port.\nHe left on Friday."
    assert find_title(text, split_sentences(text)) is None


def test_spans_leave_out_white_space_only() -> None:
    text = "  One here. \n\n\t Two here.  "
    spans = split_sentences(text)
    assert [text[a:b] for a, b in spans] == ["One here.", "Two here."]
    rest = "".join(text[b:c] for (_, b), (c, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True))
    assert rest.isspace()
