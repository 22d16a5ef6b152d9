import re

import pytest

from reverie.models.local.catalog import DEFAULT, KNOWN, SMALL, PartsSource, UrlSource, find_model
from reverie.models.local.errors import LocalModelError


def test_every_model_has_an_official_source_first_and_one_hash() -> None:
    for model in KNOWN:
        assert isinstance(model.sources[0], UrlSource)
        assert model.sources[0].url.startswith("https://huggingface.co/Qwen/")
        assert re.fullmatch("[0-9a-f]{64}", model.sha256)


def test_the_parts_of_a_model_hold_exactly_its_size() -> None:
    for model in KNOWN:
        for source in model.sources:
            if isinstance(source, PartsSource):
                assert (source.count - 1) * source.part_bytes < model.size <= source.count * source.part_bytes


def test_a_model_is_found_with_and_without_its_provider() -> None:
    assert find_model("local/qwen2.5-coder-0.5b") is SMALL
    assert find_model("qwen2.5-coder-1.5b") is DEFAULT


def test_an_unknown_model_is_named_with_those_that_are_known() -> None:
    with pytest.raises(LocalModelError, match=r"'gpt-5'.*qwen2\.5-coder-1\.5b, qwen2\.5-coder-0\.5b"):
        find_model("gpt-5")
