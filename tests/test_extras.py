"""Libraries that come with an extra."""

from __future__ import annotations

import sys

import pytest

import ipt_core as ipt
from ipt_core._extras import from_extra
from ipt_core.exceptions import IptError, MissingExtraError


def test_a_module_that_is_there_is_imported() -> None:
    assert from_extra("json", "frames").loads("1") == 1


def test_a_missing_one_names_the_extra() -> None:
    with pytest.raises(MissingExtraError) as raised:
        from_extra("no_such_library.part", "frames")
    assert isinstance(raised.value, IptError)
    assert isinstance(raised.value, ImportError)
    assert raised.value.library == "no_such_library"
    assert str(raised.value) == (
        "no_such_library is needed for this and is not installed: "
        'pip install "ipt-core[frames]"'
    )
    assert raised.value.__context__ is None


def test_what_is_made_for_rich_says_so_where_rich_is_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rich.console", None)
    with pytest.raises(MissingExtraError, match=r"ipt-core\[cli\]") as raised:
        ipt.protocols.__rich__()
    assert raised.value.library == "rich"
