"""The article, statement by statement, and where each lives."""

from __future__ import annotations

from collections import Counter

from ipt_core.catalogue import Standing, article, disagreements
from tests.catalogue.links import follow

# Every heading of the article in its order, and at the end what it leaves out.
HEADINGS = """
Interpersonal Psychotherapy
Key Takeaways
Evolution of Interpersonal Psychotherapy
Contributions of Harry Stack Sullivan and John Bowlby
Principles of Interpersonal Psychotherapy (IPT)
Key Principles of Interpersonal Psychotherapy
Assessment and Structure of IPT
Key aspects of the assessment and structure of IPT
IPT Assessment and Structure (table)
Steps in Interpersonal Psychotherapy
Step 1: Identifying Problem Areas
Step 2: Setting Goals
Step 3: Enhancing Communication and Understanding
Step 4: Developing Strategies for Conflict Resolution
Step 5: Collaborating on a Treatment Plan
Interpersonal Problem Areas and Relevant Strategies
Problem Area, Relevant Strategies (table)
Common IPT Techniques
Adaptations of IPT for Different Populations and Disorders
IPT Adaptations for Different Populations
IPT Adaptations for Different Psychiatric Disorders
Conclusion (without a heading)
Source Links
What the article does not say
"""


def test_every_heading_is_there_in_order() -> None:
    found = list(dict.fromkeys(each.heading for each in article.values()))
    assert found == HEADINGS.strip().splitlines()


def test_every_statement_leads_somewhere_that_exists() -> None:
    for each in article.values():
        assert each.where or each.standing is Standing.NOT_A_FACT, each.code
        assert all(follow(link) is not None for link in each.where), each.code


def test_statements_are_sentences_and_told_once() -> None:
    told = Counter((each.heading, each.says) for each in article.values())
    assert set(told.values()) == {1}
    for each in article.values():
        assert each.says[0].isupper() or each.says[0].isdigit(), each.code
        assert each.says.endswith("."), each.code


def test_every_disagreement_of_the_article_belongs_to_a_statement() -> None:
    named = {link for each in article.values() for link in each.where}
    own = {f"disagreements/{code}" for code in disagreements if code[0] == "8"}
    assert own <= named


def test_what_is_contradicted_names_a_disagreement() -> None:
    against = {Standing.CONTRADICTED, Standing.MISSING}
    for each in article.values():
        if each.standing in against:
            assert any(link.startswith("disagreements/") for link in each.where)
    missing = {e.heading for e in article.values() if e.standing is Standing.MISSING}
    assert missing == {"What the article does not say"}


def test_a_statement_is_found_by_section_and_number() -> None:
    assert article["assessment-and-structure-4"].says == "IPT has 12 to 20 sessions."
    assert follow("protocols/article.sessions").value.max == 20
