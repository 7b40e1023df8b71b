import pytest

from geoeditor.ui.export.choices import Choice, data_forms, presets, read_choice


def test_a_choice_comes_back_from_its_values() -> None:
    choice = Choice("graph", "svg", "own", 800, 600, 300, False, False, True, "/somewhere")
    assert read_choice(choice.as_values()) == choice


@pytest.mark.parametrize(
    ("name", "value"),
    [("form", "exe"), ("preset", "huge"), ("dpi", 97), ("width", 3), ("height", 10**9), ("legend", 1), ("what", None)],
)
def test_what_does_not_fit_gives_way_to_the_default(name: str, value: object) -> None:
    values = Choice(form="pdf").as_values() | {name: value}
    assert getattr(read_choice(values), name) == getattr(Choice(), name)


def test_presets_have_the_sizes_that_they_name() -> None:
    assert {preset.key: preset.size for preset in presets()} == {
        "fit": None,
        "half": (643, 454),
        "page": (1123, 794),
        "slide": (1280, 720),
        "own": None,
    }


def test_keys_of_data_are_unique() -> None:
    keys = [data.key for data in data_forms()]
    assert len(keys) == len(set(keys))
