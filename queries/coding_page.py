"""A coding page: one HTML file in which a coder says what is right about sampled claims."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment
from markupsafe import Markup

from actorgraph.errors import NothingToCode
from actorgraph.graph.sampling import Sample, SampledClaim
from actorgraph.ontology.claims import Mention
from actorgraph.ontology.vocabulary import relation_named
from actorgraph.queries.page_data import marks, span_marks
from actorgraph.queries.page_policy import data_block, policy
from actorgraph.queries.page_style import asset, family_of

SCRIPTS = ("words", "coding")


def write_coding_page(sample: Sample, out: Path, *, title: str = "Checking claims") -> int:
    """Write the page, and return its size in bytes.

    The same sample gives the same bytes. The page tells nothing of how sure the extractor was, so
    that it does not lead the coder. Raises NothingToCode.
    """
    if not sample.claims:
        raise NothingToCode
    ids = json.dumps([one.id for one in sample.claims])
    data = {
        "id": hashlib.sha256(ids.encode()).hexdigest()[:16],
        "strings": coding_strings(),
        "claims": [_row(one) for one in sample.claims],
    }
    content = _rendered(data, title).encode("utf-8", "replace")
    out.write_bytes(content)
    return len(content)


@cache
def coding_strings() -> dict[str, str]:
    """Return the words of the page, by name."""
    read: dict[str, str] = json.loads(asset("coding_strings.json"))
    return read


def _said(sampled: SampledClaim) -> str:
    """Return the claim in words, for when only its verdict is left."""
    claim = sampled.claim
    negated = "not: " if claim.denied else ""
    return f"{claim.subject.name} {negated}{claim.relation} {claim.object.name}"


def _row(sampled: SampledClaim) -> dict[str, Any]:
    claim, relation = sampled.claim, relation_named(sampled.claim.relation)
    when = claim.when
    return {
        "id": sampled.id,
        "article": claim.article,
        "said": _said(sampled),
        "title": claim.source.title,
        "publisher": claim.source.publisher,
        "published": claim.source.published,
        "url": claim.source.url,
        "before": sampled.before,
        "sentence": claim.sentence.text,
        "after": sampled.after,
        "marks": [*marks(claim), *span_marks(claim.sentence, claim.speaker)],
        "family": family_of(claim.relation),
        "label": relation.label,
        "definition": relation.definition,
        "mode": claim.mode,
        "subject": _mention(claim.subject),
        "object": _mention(claim.object),
        "speaker": claim.speaker and _mention(claim.speaker),
        "denied": claim.denied,
        "status": claim.status.value,
        "when": when and {"date": when.date, "precision": when.precision, "end": when.end},
    }


def _mention(mention: Mention) -> dict[str, str]:
    return {"name": mention.name, "kind": mention.kind, "text": mention.text}


def _rendered(data: dict[str, Any], title: str) -> str:
    styles = f"{asset('page.css')}\n{asset('coding.css')}"
    parts = "\n".join(asset(f"{name}.js") for name in SCRIPTS)
    script = f'(() => {{\n"use strict";\n{parts}\n}})();\n'
    environment = Environment(
        loader=DictLoader({"page": asset("coding.html.j2")}),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page").render(
        title=title,
        t=data["strings"],
        policy=policy(styles, script),
        blocks=[data_block("sample", data)],
        styles=Markup(styles),  # noqa: S704  # these two come from files of the package
        script=Markup(script),  # noqa: S704
    )
