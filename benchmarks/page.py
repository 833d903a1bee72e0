"""How large and how fast pages are, beside stock pyvis and neo4j-viz.

python benchmarks/page.py [--peers] [S M L …]; --peers needs `pip install neo4j-viz`.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from playwright.sync_api import Browser, Page, sync_playwright
from synthetic_claims import synthetic_claims

from actorgraph.ontology.claims import Claim
from actorgraph.queries.page import write_page

Measured = TypeVar("Measured")
# name: actors, relations, most claims a relation; bars: seconds, frames a second, megabytes
CASES = {
    "60": (60, 160, 12, None, None, None),
    "S": (300, 1500, 1, 1.5, 30, 1.5),
    "400": (400, 2000, 6, None, None, None),
    "M": (2000, 10000, 1, 2.0, 45, None),
    "L": (10000, 50000, 1, 3.0, None, 16.0),
}
PEER_CASE = (500, 2500)  # actors, relations
PATIENCE = 300  # seconds
PAINTED = """() => [...document.querySelectorAll('canvas')].some((canvas) =>
  canvas.width && canvas.getContext('2d')
    ?.getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value))"""
FRAMES = """async () => {
  const graph = document.querySelector('#graph canvas') ?? document.querySelector('canvas');
  const box = graph.getBoundingClientRect();
  const [x, y] = [box.left + 12, box.top + 12];
  const fire = (type, clientX, clientY, target = graph) => target.dispatchEvent(
    new PointerEvent(type, {
      bubbles: true, cancelable: true, pointerId: 1, pointerType: 'mouse', isPrimary: true,
      button: type === 'pointermove' ? -1 : 0, buttons: 1, clientX, clientY,
    }));
  fire('pointerdown', x, y);
  const started = performance.now();
  let frames = 0;
  while (performance.now() - started < 2000) {
    await new Promise(requestAnimationFrame);
    frames += 1;
    fire('pointermove', x + 120 * Math.sin(frames / 9), y + 90 * Math.sin(frames / 7), document);
  }
  fire('pointerup', x, y, document);
  return frames / ((performance.now() - started) / 1000);
}"""


def ready(page: Page, file: Path) -> float:
    """Open the file and return the seconds until its picture stands."""
    started = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=120_000)
    return time.perf_counter() - started


def measure(browser: Browser, folder: Path, name: str) -> str:
    """Return one line of the table."""
    actors, relations, most, *bars = CASES[name]
    claims = list(synthetic_claims(actors, relations, most=most))
    started = time.perf_counter()
    report = write_page(claims, folder / f"{name}.html", title=name)
    made = time.perf_counter() - started
    seconds = sorted(timed(browser, lambda page: ready(page, report.path)) for _ in range(3))[1]
    frames = timed(browser, lambda page: (ready(page, report.path), page.evaluate(FRAMES))[1])
    opened = (
        timed(browser, lambda page: open_first(page, report.path)) if report.communities else None
    )
    return (
        f"| {name} | {report.actors:,} / {report.relations:,} / {report.claims:,} | {made:.2f} s "
        f"| {report.size / 1e6:.2f} MB | {seconds:.2f} s | {frames:.0f} "
        f"| {'' if opened is None else f'{opened:.2f} s'} | {bars} |"
    )


def timed(browser: Browser, act: Callable[[Page], Measured]) -> Measured:
    """Run the act on a fresh page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    try:
        return act(page)
    finally:
        page.close()


def open_first(page: Page, file: Path) -> float:
    """Return the seconds from the click on the largest community to its actors being drawn."""
    ready(page, file)
    page.wait_for_timeout(1500)  # the evidence is read while nothing else is to do
    taken: float = page.evaluate(
        """async () => {
          const started = performance.now();
          document.querySelector('#panel .said').click();
          await new Promise(requestAnimationFrame);
          await new Promise(requestAnimationFrame);
          return (performance.now() - started) / 1000;
        }"""
    )
    return taken


def peers(browser: Browser, folder: Path) -> Iterator[str]:
    """Yield a line for our page, neo4j-viz and stock pyvis: the same graph, judged alike."""
    actors, relations = PEER_CASE
    claims = list(synthetic_claims(actors, relations, most=1))
    for name, write in (
        ("actorgraph", lambda file: write_page(claims, file, title="peer")),
        ("neo4j-viz", lambda file: file.write_text(neo4j_viz_page(claims), encoding="utf-8")),
        ("stock pyvis", lambda file: file.write_text(stock_pyvis(claims), encoding="utf-8")),
    ):
        file = folder / f"{name}.html"
        write(file)
        stands, frames = timed(browser, lambda page, file=file: stands_and_pans(page, file))
        yield (
            f"| {name} | {actors:,} / {relations:,} | {file.stat().st_size / 1e6:.2f} MB "
            f"| {stands} | {frames} |"
        )


def stands_and_pans(page: Page, file: Path) -> tuple[str, str]:
    """Return both figures as text; a page that never stands is not panned."""
    try:
        seconds = standing(page, file)
    except TimeoutError:
        return f"over {PATIENCE} s", ""
    return f"{seconds:.1f} s", f"{page.evaluate(FRAMES):.0f}"


def standing(page: Page, file: Path) -> float:
    """Return the seconds until a picture is drawn that no longer changes for two seconds."""
    started = time.perf_counter()
    page.goto(file.as_uri())
    page.wait_for_selector("canvas", timeout=180_000)
    last, since = b"", time.perf_counter()
    while time.perf_counter() - started < PATIENCE:
        picture, now = page.screenshot(timeout=180_000), time.perf_counter()
        if picture != last:
            last, since = picture, now
        elif now - since > 2 and page.evaluate(PAINTED):
            return since - started
    message = f"{file.name} still moves after {PATIENCE} seconds"
    raise TimeoutError(message)


def neo4j_viz_page(claims: list[Claim]) -> str:
    """Return the page that neo4j-viz writes with its own settings."""
    from neo4j_viz import Node, Relationship, VisualizationGraph  # noqa: PLC0415

    nodes = {
        mention.actor: Node(id=mention.actor, caption=mention.name)
        for claim in claims
        for mention in (claim.subject, claim.object)
    }
    ties = [
        Relationship(source=claim.subject.actor, target=claim.object.actor, caption=claim.relation)
        for claim in claims
    ]
    graph = VisualizationGraph(nodes=list(nodes.values()), relationships=ties)
    page: str = graph.render(height="100vh").data
    return page


def stock_pyvis(claims: list[Claim]) -> str:
    """Return the page that pyvis writes with its own template."""
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(directed=True, cdn_resources="in_line")
    for claim in claims:
        for mention in (claim.subject, claim.object):
            network.add_node(mention.actor, label=mention.name)
        network.add_edge(claim.subject.actor, claim.object.actor, title=claim.relation)
    page: str = network.generate_html()
    return page


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", nargs="*", default=list(CASES))
    options.add_argument(
        "--peers", action="store_true", help="also measure stock pyvis and neo4j-viz"
    )
    chosen: Any = options.parse_args()
    program = shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        print(
            "| case | actors / relations / claims | making | size | ready | pan fps | open | bars |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for name in chosen.cases:
            print(measure(browser, Path(folder), name), flush=True)
        if chosen.peers:
            print()
            print("| page | actors / relations | size | picture stands | pan fps |")
            print("|---|---|---|---|---|")
            for line in peers(browser, Path(folder)):
                print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
