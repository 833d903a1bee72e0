"""An article as the flat properties of an Article node."""

import json
from dataclasses import asdict
from typing import Any

from actorgraph.graph.readings import Reading, extractor_key


def article_row(reading: Reading, report: str | None) -> dict[str, Any]:
    """Return the properties of the article's node, with what tells whether it has changed.

    `report` is the id of the report that it prints, None where it has no signature.
    """
    article = reading.article
    sections = json.dumps([asdict(section) for section in article.sections])
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published,
        "text": article.text if reading.has_text else None,
        "sections": sections if article.sections else None,
        "signature": article.signature,
        "report": report,
        "fingerprint": reading.fingerprint,
        "extractor": extractor_key(reading.extractor),
    }
