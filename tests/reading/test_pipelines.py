"""What a pipeline finds is added beside our own proposals, checked, and never sure; without one nothing changes."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from geoeditor.reading import as_json, pipelines, suggest
from geoeditor.reading.pipelines import (
    FoundName,
    NoPipelineError,
    find_names,
    installed_pipelines,
    is_there,
    with_names,
)

TEXT = "Riga talks\n\nLatvian Foreign Minister Juris Ozols met grelka men in Riga on Tuesday. The grelka men left."
OWN = suggest(TEXT, "2025-08-07")
FAKE = """
from types import SimpleNamespace

def load(name):
    assert name == "xx_news"
    return read

def read(text):
    {body}
"""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    def forget() -> None:
        pipelines._loaded.cache_clear()
        pipelines._names_in.cache_clear()
        for name in ("spacy", "spacy.util"):
            sys.modules.pop(name, None)

    forget()
    yield
    forget()


@pytest.fixture
def fake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimpleNamespace]:
    """Give a way to make a package of that name which answers as it is told."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(body: str, util: str = "def get_installed_models():\n    return ['xx_news']\n") -> None:
        folder = tmp_path / "spacy"
        folder.mkdir()
        (folder / "__init__.py").write_text(FAKE.format(body=body))
        (folder / "util.py").write_text(util)

    yield SimpleNamespace(make=make)


def at(words: str, kind: str = "group", nth: int = 0, text: str = TEXT) -> FoundName:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return FoundName((start, start + len(words)), kind)


def added(*found: FoundName, text: str = TEXT, unwanted: tuple[str, ...] = ()) -> list[tuple[str, str, float]]:
    own = suggest(text, "2025-08-07")
    both = with_names(own, text, found, "xx_news", unwanted)
    assert [actor for actor in both.actors if actor in own.actors] == list(own.actors)
    return [(actor.name, actor.kind, actor.score) for actor in both.actors if actor not in own.actors]


def test_without_spacy_there_is_nothing_and_nothing_is_loaded() -> None:
    if is_there():
        pytest.skip("spaCy is installed here")
    assert installed_pipelines() == []
    with pytest.raises(NoPipelineError, match="not installed"):
        find_names(TEXT, "xx_news")


def test_a_name_that_touches_none_of_ours_is_proposed_with_the_pipelines_name() -> None:
    both = with_names(OWN, TEXT, [at("grelka men"), at("grelka men", nth=1)], "xx_news")
    actor = next(actor for actor in both.actors if actor.name == "grelka men")
    assert (actor.kind, actor.score, actor.rule) == ("group", 0.6, "proposed by xx_news")
    assert len(actor.mentions) == 2
    starts = [min(actor.mentions) for actor in both.actors]
    assert starts == sorted(starts)


def test_where_both_agree_or_overlap_ours_stay_as_they_are() -> None:
    ours = [at("Juris Ozols", "person"), at("Ozols", "organisation"), at("Riga", "place", 1), at("Tuesday", "group")]
    assert with_names(OWN, TEXT, ours, "xx_news") is OWN
    assert added(at("Ozols met grelka men", "person")) == []


def test_found_once_it_is_less_sure() -> None:
    assert added(at("grelka men")) == [("grelka men", "group", 0.5)]


def test_what_only_the_headline_names_and_what_is_unwanted_is_not_proposed() -> None:
    text = "Zorbel wins\n\nThe vote was held on Tuesday."
    assert added(at("Zorbel", "person", text=text), text=text) == []
    assert added(at("grelka men"), unwanted=("Grelka Men",)) == []


def test_a_surname_alone_is_of_the_full_name() -> None:
    text = "The vote.\n\nthen came quill zorbel and others. then zorbel left."
    found = [at("quill zorbel", "person", text=text), at("zorbel", "person", 1, text=text)]
    assert added(*found, text=text) == [("quill zorbel", "person", 0.6)]


@pytest.mark.parametrize("label", ["PERSON", "ORG", "GPE", "LOC", "NORP", "FAC", "PER"])
def test_labels_become_our_kinds(fake: SimpleNamespace, label: str) -> None:
    fake.make(f"return SimpleNamespace(ents=[SimpleNamespace(start_char=4, end_char=15, label_='{label}')])")
    (name,) = find_names("The Grelka Four’s men", "xx_news")
    assert name.span == (4, 15)
    assert name.kind in ("person", "organisation", "place", "group")


def test_what_a_pipeline_answers_is_checked(fake: SimpleNamespace) -> None:
    fake.make(
        "found = [(0, 10, 'ORG'), (0, 10, 'ORG'), (-5, 4, 'ORG'), (4, 900, 'ORG'), (9, 4, 'ORG'), (12, 20, 'DATE'),"
        " (12, 28, 'PERSON'), (11, 12, 'ORG')]\n"
        "    return SimpleNamespace(ents=[SimpleNamespace(start_char=a, end_char=b, label_=c) for a, b, c in found])"
    )
    text = "The Zorbel, Anna\nMaria’s. He left."
    assert [text[slice(*each.span)] for each in find_names(text, "xx_news")] == ["Zorbel"]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise RuntimeError('secret words of the text')", "RuntimeError"),
        ("raise SystemExit(1)", "SystemExit"),
        ("return SimpleNamespace(ents=[SimpleNamespace(label_='ORG')])", "AttributeError"),
        ("return None", "AttributeError"),
    ],
)
def test_whatever_goes_wrong_in_a_pipeline_is_told_without_words_of_the_text(
    fake: SimpleNamespace, body: str, reason: str
) -> None:
    fake.make(body)
    with pytest.raises(NoPipelineError, match=f"^{reason}$"):
        find_names(TEXT, "xx_news")


def test_a_path_or_a_pipeline_that_is_gone_is_never_loaded(fake: SimpleNamespace) -> None:
    fake.make("return SimpleNamespace(ents=[])")
    for name in ("./model", "en_core_web_sm", ""):
        with pytest.raises(NoPipelineError, match="not installed"):
            find_names(TEXT, name)
    assert find_names(TEXT, "xx_news") == []


def test_a_long_text_is_not_given_to_a_pipeline(fake: SimpleNamespace) -> None:
    fake.make("return SimpleNamespace(ents=[])")
    with pytest.raises(NoPipelineError, match="500,000 characters"):
        find_names("a" * 500_001, "xx_news")


def test_a_broken_spacy_is_told(fake: SimpleNamespace) -> None:
    fake.make("return None", util="raise OSError('no')\n")
    assert is_there()
    with pytest.raises(NoPipelineError, match="OSError"):
        installed_pipelines()


def test_our_proposals_are_the_same_with_a_pipeline_that_finds_nothing() -> None:
    assert as_json(with_names(OWN, TEXT, [], "xx_news")) == as_json(OWN)
