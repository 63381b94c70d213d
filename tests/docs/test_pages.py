"""The generated pages: one for each rule and protocol, true, and up to date."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

import ipt_core as ipt
from ipt_core import model, vocabulary
from ipt_core._problems import PROBLEMS
from ipt_core.catalogue.protocol import LISTED, VALUE_FIELDS
from ipt_core.engine import HEADINGS
from ipt_core.evidence import Basis, cap_of
from scripts.doc_examples import COPIED
from scripts.generation import kept, problems
from scripts.generation.binding import Binding, bindings
from scripts.generation.everything import ROOT, files
from scripts.generation.examples import delivered, entries
from scripts.generation.options import subcommands, with_options
from scripts.generation.places import away, entry_of, owner, place_of
from scripts.generation.references import references
from scripts.generation.requirements import requirements
from scripts.generation.surface import public_in, public_names, referenced

if TYPE_CHECKING:
    from pathlib import Path

CODES = [line.split()[0] for line in kept.codes()]
BOUND = [each for form in ipt.protocols.values() for each in bindings(form)]
IGNORED = re.compile(
    r"docs/(rules/(IPT.*|finder\.md|requirements\.md)|concepts/glossary\.md|schema/.*"
    r"|(protocols|catalogue)/(?!index\.md).*"
    r"|how-to/\.pictures/.*)"
)
UNSOURCED = {Basis.CONVENTION, Basis.DERIVED}
ENTRIES = [
    f"{table}/{code}" for table, of in ipt.catalogue.tables.items() for code in of
]


@cache
def made() -> dict[str, str]:
    return {path.relative_to(ROOT).as_posix(): text for path, text in files().items()}


def page(code: str) -> str:
    return made()[f"docs/rules/{code}.md"]


def run(script: str, folder: Path, **more: str) -> str:
    source = str(folder / "src")
    done = subprocess.run(
        [sys.executable, script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": source, **more},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what the generator reads, with nothing generated that git ignores."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name)
        else:
            shutil.copy(ROOT / name, folder / name)
    for path in folder.glob("docs/**/*.md"):
        if IGNORED.match(path.relative_to(folder).as_posix()):
            path.unlink()
    return folder


@pytest.mark.parametrize("code", CODES)
def test_each_code_has_a_page_in_the_index_and_the_navigation(code: str) -> None:
    assert page(code).startswith("<!-- Made by scripts/generate.py")
    assert f"\n# {code} " in page(code)
    assert f"({code}.md)" in made()["docs/rules/index.md"]
    assert f": rules/{code}.md\n" in made()["mkdocs.yml"]


@pytest.mark.parametrize("rule", list(ipt.rules), ids=lambda rule: rule.code)
def test_a_rule_page_tells_all(rule: ipt.Rule) -> None:
    text = page(rule.code)
    found = re.findall(r"^## (.*)$", text, re.MULTILINE)
    assert found[:4] == list(HEADINGS)
    assert {"What it says", "In each protocol", "Sources", "Example"} <= set(found)
    assert ("Values that it takes" in found) == bool(rule.values)
    assert ("Companions" in found) == bool(rule.companions)
    for name in (*rule.values, *rule.aliases):
        assert f"`{name}`" in text
    for key in rule.sources:
        assert f"(#{key.lower()})" in text
        assert f"{{#{key.lower()}}}" in text
    assert rule.safety == ('!!! warning "A safety rule"' in text)
    for code in ipt.protocols:
        assert f"[{code}](../protocols/{code}.md)" in text


@pytest.mark.parametrize("code", list(PROBLEMS))
def test_a_problem_page_shows_the_problem(code: str) -> None:
    report = ipt.check_data(problems.TEXTS[code])
    assert {finding.code for finding in report.findings} == {code}


@pytest.mark.parametrize("code", list(ipt.protocols))
def test_a_protocol_page_tells_all(code: str) -> None:
    text = made()[f"docs/protocols/{code}.md"]
    form = ipt.protocols[code]
    for each in bindings(form):
        assert f"[{each.rule.code}](../rules/{each.rule.code}.md)" in text
    for due in form.tasks:
        assert f"| [`{due.task}`](../catalogue/tasks/{due.task}.md)<br>" in text
    plain = re.sub(r"\]\([^)]*\)|[\\`\[]", "", text)
    for name in LISTED:
        assert all(str(part) in plain for part in getattr(form, name))
    assert text.count("*not found*") == len(unknown(form))
    assert text.count("*has none*") == len(absent(form))
    assert f": protocols/{code}.md\n" in made()["mkdocs.yml"]


def test_the_protocols_as_data_hold_what_the_library_gives() -> None:
    data = json.loads(made()["docs/protocols.json"])
    assert [form["code"] for form in data["protocols"]] == list(ipt.protocols)
    for told, form in zip(data["protocols"], ipt.protocols.values(), strict=True):
        assert list(told["values"]) == list(VALUE_FIELDS)
        by_status = {"not-found": unknown(form), "has-none": absent(form)}
        for status, names in by_status.items():
            of = told["values"].items()
            assert [n for n, value in of if value["status"] == status] == names
        for name, value in told["values"].items():
            sourced = getattr(form, name)
            readings = sourced.readings if sourced else ()
            assert [(r["basis"], r["at_most"]) for r in value["readings"]] == [
                (r.basis, r.cap) for r in readings
            ]
            for reading in value["readings"]:
                assert reading["value"] is not None
                assert reading["sources"] or reading["basis"] in UNSOURCED
                assert set(reading["sources"]) <= data["sources"].keys()
        for name in LISTED:
            assert len(told[name]) == len(getattr(form, name))
            for part in told[name]:
                assert set(part["evidence"]["sources"]) <= data["sources"].keys()


def test_a_value_stands_in_the_data_with_its_evidence() -> None:
    data = json.loads(made()["docs/protocols.json"])
    (form,) = [each for each in data["protocols"] if each["code"] == "ipt"]
    assert form["link"] == "protocols/ipt.html"
    assert form["values"]["sessions"] == {
        "status": "given",
        "readings": [
            {
                "value": {"min": 12, "max": 16},
                "basis": "published",
                "at_most": "error",
                "sources": ["F02"],
                "inputs": [],
                "note": None,
            }
        ],
    }


def unknown(form: object) -> list[str]:
    values = ((name, getattr(form, name)) for name in VALUE_FIELDS)
    return [name for name, value in values if value and not value.known]


def absent(form: object) -> list[str]:
    return [name for name in VALUE_FIELDS if getattr(form, name) is None]


@pytest.mark.parametrize(
    "bound", BOUND, ids=lambda each: f"{each.rule.code}-{each.protocol.code}"
)
def test_the_stated_severity_is_the_one_that_a_report_gives(bound: Binding) -> None:
    plan = delivered(bound.protocol.code)
    assert bound.rule.fault is not None
    try:
        broken = bound.rule.fault(plan)
    except ValueError:  # there is nothing to break
        return
    report = ipt.check(broken)
    found = [f for f in report.findings if f.code == bound.rule.code]
    outcome = report.outcome(bound.rule.code).outcome
    match bound.status:
        case "applies":
            assert bound.at_most is not None
            assert all(f.severity.rank <= bound.at_most.rank for f in found)
            capped = {f.capped_by for f in found if f.severity is bound.at_most}
            assert not capped or bound.capped_by in capped
        case "not-checked":
            assert outcome is ipt.Outcome.NOT_CHECKED
        case _:
            assert outcome is ipt.Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("link", ENTRIES)
def test_each_entry_has_its_place_and_is_told_there(link: str) -> None:
    address, _, anchor = place_of(link).partition("#")
    text = made()[f"docs/{address}"]
    assert f": {address}\n" in made()["mkdocs.yml"]
    if anchor:
        assert f"{{#{anchor}}}" in text
    else:
        assert f"`{link.partition('/')[2]}`" in text or address.startswith("protocols/")


def test_links_lead_both_ways() -> None:
    """What an entry names, names it back on its own page."""
    for link in ENTRIES:
        table = link.partition("/")[0]
        for other in references(table, entry_of(link)):
            if other.startswith(("model/", "vocabulary/")) or owner(other) == link:
                continue
            there = place_of(owner(other)).partition("#")[0]
            back = f"]({away(place_of(link), there)})"
            assert back in made()[f"docs/{there}"], (link, other)


def test_the_glossary_has_every_model_and_every_closed_word() -> None:
    text = made()["docs/concepts/glossary.md"]
    for module in (model, vocabulary):
        for name in module.__all__:
            assert f"[{module.__name__}.{name}]" in text
    for kind in (getattr(vocabulary, name) for name in vocabulary.__all__):
        assert all(f"- `{word.value}`: " in text for word in kind)
    for area in ipt.problem_areas:
        assert f"(../catalogue/problem_areas/{area}.md)" in text


def test_the_finder_has_every_rule_once() -> None:
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in made()["docs/rules/finder.md"].splitlines()
        if line.startswith("| [IPT")
    ]
    found = sorted(row[0].partition("<br>")[0] for row in rows)
    assert found == [f"[{code}]({code}.md)" for code in CODES]
    severities = {row[2].partition("<br>")[0] for row in rows}
    assert severities == {str(severity) for severity in ipt.Severity}
    safety = {row[0].partition("<br>")[2] for row in rows if "*safety*" in row[2]}
    assert safety == {rule.name for rule in ipt.rules if rule.safety}


def test_the_script_of_the_finder_asks_nobody() -> None:
    script = (ROOT / "docs" / "javascripts" / "rule-finder.js").read_text("utf-8")
    assert not re.search(r"://|fetch|XMLHttp|import\(|innerHTML|eval", script)


def test_the_schemas_are_published_as_they_are() -> None:
    names = ("plan-1", "plan-1-draft", "report-1")
    published = [json.loads(made()[f"docs/schema/{name}.json"]) for name in names]
    assert published == [ipt.schema(), ipt.schema("draft"), ipt.schema("report")]


def test_each_row_of_the_literature_has_rules_or_a_reason() -> None:
    rows = {each.row: each for each in requirements()}
    numbered = [f"R{number:02}" for number in range(1, 99)]
    assert list(rows) == [*numbered, "N1", "N2", "N3", "N4"]
    assert {row for rule in ipt.rules for row in rule.requirements} <= set(rows)
    wrong = [row for row, e in rows.items() if bool(e.rules) == bool(e.no_rule)]
    assert not wrong


def test_committed_files_are_up_to_date() -> None:
    """If this fails: `python scripts/generate.py`."""
    differing = [
        name
        for name, text in made().items()
        if not IGNORED.match(name) and (ROOT / name).read_text("utf-8") != text
    ]
    assert not differing


def test_every_run_gives_the_same_and_removes_what_is_no_more(checkout: Path) -> None:
    gone = checkout / "docs" / "rules" / "IPT999.md"
    gone.write_text("no rule has this code any more")
    first = run("scripts/generate.py", checkout, PYTHONHASHSEED="1")
    assert "wrote docs/rules/IPT101.md" in first
    assert "removed docs/rules/IPT999.md" in first
    assert not gone.exists()
    assert not run("scripts/generate.py", checkout, PYTHONHASHSEED="2")


def test_pages_follow_the_catalogue(checkout: Path) -> None:
    """A number that is corrected in one file is corrected on every page."""
    run("scripts/generate.py", checkout)
    folder = checkout / "src" / "ipt_core" / "catalogue" / "data" / "protocols"
    file = folder / "ipt.toml"
    before = file.read_text(encoding="utf-8")
    assert "initial_max = {value = 3," in before
    after = before.replace("initial_max = {value = 3,", "initial_max = {value = 5,")
    file.write_text(after, encoding="utf-8")
    wrote = run("scripts/generate.py", checkout).splitlines()
    file.write_text(before, encoding="utf-8")
    shown_in = {
        "rules/IPT201.md": "`initial_max`",
        "protocols/ipt.md": "`initial_max`",
        "protocols/index.md": "[ipt](ipt.md)",
    }
    for name, start in shown_in.items():
        text = (checkout / "docs" / name).read_text(encoding="utf-8")
        rows = [line for line in text.splitlines() if line.startswith(f"| {start}")]
        assert f"wrote docs/{name}" in wrote
        assert any("| 5 |" in row or "<br>5 |" in row for row in rows)
    shown = (checkout / "docs" / "rules" / "IPT201.md").read_text(encoding="utf-8")
    assert "| `initial_max`<br>5 | published<br>error at most |" in shown
    assert "The initial phase took 6 sessions; 5 are the most." in shown


def test_the_table_of_bases_says_what_is_so() -> None:
    text = (ROOT / "docs" / "concepts" / "evidence.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z]+)` \|.*\| ([^|]+) \|$", text, re.MULTILINE))
    said = {basis: str(cap_of(basis)) for basis in Basis if basis is not Basis.DERIVED}
    assert rows == said | {Basis.DERIVED: "what its weakest input allows"}


def test_the_tables_of_outcomes_and_options_are_whole() -> None:
    text = (ROOT / "docs" / "concepts" / "outcomes.md").read_text(encoding="utf-8")
    for outcome in ipt.Outcome:
        assert f"| `{outcome}` |" in text
    command = (ROOT / "docs" / "reference" / "command.md").read_text(encoding="utf-8")
    for name in subcommands():
        assert f"[`{name}`](#{name})" in command
    assert with_options(command) == command


def test_every_law_that_is_promised_has_a_test() -> None:
    text = (ROOT / "docs" / "concepts" / "outcomes.md").read_text(encoding="utf-8")
    promised = set(re.findall(r"^(\d)\. \*\*", text, re.MULTILINE))
    modules = (ROOT / "tests" / "laws").glob("test_*.py")
    first = [path.read_text(encoding="utf-8").partition("\n")[0] for path in modules]
    assert promised == set(re.findall(r'"""Law (\d):', "\n".join(first)))
    assert len(promised) == 9


def test_every_public_name_is_in_the_reference() -> None:
    documented = {id(each) for path in referenced() for _, each in public_in(path)}
    assert not [n for n, e in public_names().items() if id(e) not in documented]


def test_a_finding_is_shown_as_a_report_shows_it() -> None:
    report = ipt.check_data("{")
    (entry,) = entries(report)
    assert entry.title == "IPT002 not-json"
