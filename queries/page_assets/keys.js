// The keyboard: everything that the mouse does on the graph, and shortcuts for the rest.
const PAN = 70; // pixels a key press

function nextActor(direction) {
  const list = actors.filter((actor) => view.actors[actor.id]).sort((a, b) => view.actorClaims[b.id] - view.actorClaims[a.id] || a.id - b.id);
  stepTo(list, state.actor, direction, (actor) => ({ actor: actor.key }));
}

function stepTo(list, present, direction, change) {
  if (!list.length) return;
  const at = list.findIndex((one) => one.key === present);
  const start = direction > 0 ? 0 : list.length - 1;
  const chosen = change(list[at < 0 ? start : (at + direction + list.length) % list.length]);
  openCommunitiesOf(chosen);
  select(chosen);
  bringIntoSight();
}

// Relations of the selected actor are stepped through with the actor kept in mind.
let relationsOf = null;
function nextRelation(direction) {
  relationsOf = state.actor ?? relationsOf;
  const list = relationsOf ? shownEdges(actorByKey.get(relationsOf)) : edges.filter((edge) => view.shown[edge.id]).sort(byCount);
  stepTo(list, state.edge, direction, (edge) => ({ edge: edge.key }));
}

const GRAPH_KEYS = {
  ArrowLeft: () => panBy(-PAN, 0), ArrowRight: () => panBy(PAN, 0), ArrowUp: () => panBy(0, -PAN), ArrowDown: () => panBy(0, PAN),
  "+": () => zoomBy(1.25), "=": () => zoomBy(1.25), "-": () => zoomBy(0.8), 0: () => go({ at: null }, { replace: true, camera: true }),
  n: () => nextActor(1), p: () => nextActor(-1), r: () => nextRelation(1), R: () => nextRelation(-1),
  Enter: () => $("panel").focus(),
};

const PAGE_KEYS = {
  "/": () => $("find").focus(), d: () => setTheme(isDark() ? "light" : "dark"), l: focusFilters,
  t: () => meta.steps.length && showStep(state.step ?? 0), "?": () => select({ tool: "help" }),
};

function focusFilters() {
  if (getComputedStyle($("tool-filters")).display !== "none") showFilters(true);
  $("filters").querySelector("input").focus();
}

function startKeys() {
  $("graph").addEventListener("keydown", (event) => {
    const act = GRAPH_KEYS[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
  addEventListener("keydown", (event) => {
    const typing = event.target.matches?.("input:not([type=range]):not([type=checkbox])");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape") return clearSelection();
    const act = PAGE_KEYS[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  $("zoom-in").addEventListener("click", () => zoomBy(1.25));
  $("zoom-out").addEventListener("click", () => zoomBy(0.8));
  $("zoom-fit").addEventListener("click", () => go({ at: null }, { replace: true, camera: true }));
  $("tool-overview").addEventListener("click", () => select({ since: null, step: null }));
  for (const tool of ["path", "changes", "export", "help"]) {
    $(`tool-${tool}`).addEventListener("click", () => { go({ tool: state.tool === tool ? null : tool }); $("panel").querySelector("input, button")?.focus(); });
  }
  $("tool-theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
}

function clearSelection() {
  if ($("filters").classList.contains("shown")) return showFilters(false);
  relationsOf = null;
  select({});
  announce(say("closed"));
}
