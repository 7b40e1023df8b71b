"""Whom "it", "its" and "the bloc" mean, and when they mean nobody: the words resolved, not what is made of them."""

import pytest

from geoeditor.reading.names import find_actors, known_names
from geoeditor.reading.references import read_references
from geoeditor.reading.sentences import split_sentences
from geoeditor.reading.words import split_words


def meant(text: str, word: str) -> list[str]:
    """Return whom the occurrences of a word mean, in order; those that mean nobody are left out."""
    actors, page = find_actors(text, split_words(text, split_sentences(text)), False, known_names(()))
    return [
        reference.actor.name
        for view in read_references(page, actors)
        for reference in view.references
        if not any(mention.first <= reference.first < mention.last for mention in reference.actor.mentions)
        and page.words[reference.last - 1].low.partition("\u2019")[0].partition("'")[0] == word
    ]


MEANT = [
    ("Norway said it would leave NATO.", "it", ["Norway"]),
    ("Moscow denied that it had urged Oslo to stay away.", "it", ["Russia"]),
    ("The European Union met. It also fined Gazprom.", "it", ["European Union"]),
    ("Hanoi weighs China against Japan, as it did in the past.", "it", ["Vietnam"]),
    ("Switzerland, which often follows Brussels, says that its banks will pay.", "its", ["Switzerland"]),
    ("Poland expelled Belarus's envoy and closed its border.", "its", ["Poland"]),
    ("Norway sanctioned Gazprom and its owners.", "its", ["Gazprom"]),
    ("The strikes were called by the Workers Union of Mali. Its leaders fled.", "its", ["Workers Union of Mali"]),
    ("The European Union met Gazprom. Qatar dislikes the bloc's plans.", "bloc", ["European Union"]),
]


@pytest.mark.parametrize(("text", "word", "names"), MEANT, ids=[row[0] for row in MEANT])
def test_it_means_who_acts(text: str, word: str, names: list[str]) -> None:
    assert meant(text, word) == names


NOBODY = [
    ("Norway made an offer, and Moscow refused it.", "it"),
    ("Norway is angry, and it would be foolish to deny that.", "it"),
    ("Paris said it was a mistake.", "it"),
    ("Moscow hinted that London was behind it.", "it"),
    ("Norway left. Whether it will return is unclear.", "it"),
    ("Poland met Norway. In Oslo the opposition wants it buried.", "it"),
    ("Europe wants its money back from Russia.", "its"),
    ("The Labour Party met. He told the newspaper Vremya so.", "newspaper"),
    ("The Labour Party met. It is said in papers seen by this newspaper.", "newspaper"),
    ("The Green Coalition met. She broke the coalition agreement.", "coalition"),
]


@pytest.mark.parametrize(("text", "word"), NOBODY, ids=[row[0] for row in NOBODY])
def test_it_means_nobody_where_it_is_a_thing_or_fills_a_place(text: str, word: str) -> None:
    assert meant(text, word) == []


PERSONS = [
    ("Anna Tamm arrived. A nurse said she was ill.", "she", []),
    ("Anna Tamm arrived. One refused. She said no.", "she", []),
    ("Peter Novak arrived on Monday. My father thought he was ill.", "he", []),
    ("Peter Novak, whom Juris Ozols had named, says he is innocent.", "he", ["Peter Novak"]),
    ("Anna Tamm met. She blamed Juris Ozols, once her mentor.", "her", ["Anna Tamm"]),
    ("Anna Tamm, back in Riga, says nobody asked her.", "her", ["Anna Tamm"]),
    ("“They told me so,” said his wife, Anna Tamm.", "me", ["Anna Tamm"]),
    ("“They told us so,” said Anna Tamm and Juris Ozols. “They lied.”", "they", []),
    ("Mayor Peter Novak met Deputy Mayor Anna Tamm. Juris Ozols paid the mayor.", "mayor", ["Peter Novak"]),
]


@pytest.mark.parametrize(("text", "word", "names"), PERSONS, ids=[row[0] for row in PERSONS])
def test_people_without_a_name_are_not_taken_for_those_named(text: str, word: str, names: list[str]) -> None:
    assert [name for name in meant(text, word) if name != "Peter Novak" or names] == names
