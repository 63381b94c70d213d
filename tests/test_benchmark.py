"""The peers of the benchmark find what the library finds; nothing is timed here."""

from __future__ import annotations

import pytest

pytest.importorskip("pydantic")  # not among what the tests need


def test_all_three_find_the_same_in_every_plan() -> None:
    from benchmarks import known, run

    assert run.agree(run.corpus()) == set(known.RULES)


def test_a_disagreement_stops_the_benchmark(monkeypatch: pytest.MonkeyPatch) -> None:
    from benchmarks import by_hand, run

    def broken(_: object) -> list[tuple[str, str]]:
        return [("IPT101", "/sessions")]

    monkeypatch.setattr(by_hand, "broken", broken)
    with pytest.raises(ValueError, match="by hand"):
        run.agree({run.CLEAN: (run.PLANS / run.CLEAN).read_bytes()})


def test_the_table_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from benchmarks import run

    run.main(["--rounds", "1"])
    table = capsys.readouterr().out
    assert "| `ipt_core.check_data` | 1.00 | 1.00 |" in table
    assert table in run.in_page(run.PAGE.read_text(encoding="utf-8"), table)
