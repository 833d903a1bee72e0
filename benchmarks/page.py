"""How large and how fast pages are, beside stock pyvis: python benchmarks/page.py [--peers]."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from synthetic_claims import synthetic_claims

from actorgraph.queries.page import write_page

# name: actors, relations, most claims a relation; bars: seconds, frames a second, megabytes
CASES = {
    "60": (60, 160, 12, None, None, None),
    "S": (300, 1500, 1, 1.5, 30, 1.5),
    "400": (400, 2000, 6, None, None, None),
    "M": (2000, 10000, 1, 2.0, 45, None),
    "L": (10000, 50000, 1, 3.0, None, 16.0),
}
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


def timed(browser: Browser, act: Callable[[Page], float]) -> float:
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


def stock_pyvis(browser: Browser, folder: Path) -> str:
    """Return how long pyvis's own template takes for 500 actors and 2,500 relations."""
    from pyvis.network import Network  # noqa: PLC0415

    network = Network(directed=True, cdn_resources="in_line")
    for claim in synthetic_claims(500, 2500, most=1):
        for mention in (claim.subject, claim.object):
            network.add_node(mention.actor, label=mention.name)
        network.add_edge(claim.subject.actor, claim.object.actor, title=claim.relation)
    file = folder / "pyvis.html"
    file.write_text(network.generate_html(), encoding="utf-8")

    def stable(page: Page) -> float:
        started = time.perf_counter()
        page.goto(file.as_uri())
        bar = "document.getElementById('loadingBar')"
        page.wait_for_function(f"{bar} && {bar}.style.display === 'none'", timeout=180_000)
        return time.perf_counter() - started

    size = file.stat().st_size / 1e6
    return f"stock pyvis, 500 / 2,500: {timed(browser, stable):.1f} s, {size:.2f} MB"


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("cases", nargs="*", default=list(CASES))
    options.add_argument("--peers", action="store_true", help="also measure stock pyvis")
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
            print(stock_pyvis(browser, Path(folder)))
        browser.close()


if __name__ == "__main__":
    main()
