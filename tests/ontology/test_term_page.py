"""The page of terms is what the Turtle files say, with an anchor for each term."""

import re
from pathlib import Path

from rdflib import URIRef

from actorgraph.ontology.term_page import term_page
from actorgraph.ontology.turtle import AG
from actorgraph.ontology.turtle_files import ontology, shapes

PAGE = Path(__file__).resolve().parents[2] / "docs" / "ontology" / "index.html"


def test_the_page_is_up_to_date() -> None:
    # Made by: python -m actorgraph.ontology.term_page docs/ontology/index.html
    assert PAGE.read_text(encoding="utf-8") == term_page()


def test_each_term_has_one_anchor_with_a_label_and_links_lead_to_anchors() -> None:
    page = PAGE.read_text(encoding="utf-8")
    anchors = re.findall(r'<dt id="([^"]+)"><a href="#\1"><code>ag:\1</code></a> [^<]', page)
    subjects = {*ontology().subjects(), *shapes().subjects()}
    terms = [t for t in subjects if isinstance(t, URIRef) and t.startswith(AG)]
    links = set(re.findall(r'href="#([^"]+)"', page))

    assert sorted(anchors) == sorted(str(term).removeprefix(str(AG)) for term in terms)
    assert {link for link in links if not link.startswith("section-")} <= set(anchors)
