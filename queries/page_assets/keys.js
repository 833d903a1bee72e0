// The keyboard: everything that the mouse does on the graph, and shortcuts for the rest.
const PAN = 70;
let ring = { list: [], at: -1 };

function stepThrough(kind, direction) {
  if (ring.kind !== kind || ring.of !== (kind === "edges" ? state.actor : null)) ring = { kind, of: kind === "edges" ? state.actor : null, list: null, at: -1 };
  ring.list = kind === "edges" && state.actor
    ? shownEdges(actorByKey.get(state.actor))
    : kind === "edges" ? edges.filter((edge) => view.shown[edge.id]).sort(byCount)
    : actors.filter((actor) => view.actors[actor.id]).sort((a, b) => view.actorClaims[b.id] - view.actorClaims[a.id] || a.id - b.id);
  if (!ring.list.length) return null;
  ring.at = (ring.at + direction + ring.list.length) % ring.list.length;
  return ring.list[ring.at];
}

function nextActor(direction) {
  if (state.actor) ring = { ...ring, at: ring.kind === "actors" ? ring.at : -1 };
  const actor = stepThrough("actors", direction);
  if (!actor) return;
  const change = { actor: actor.key };
  openCommunitiesOf(change);
  select(change);
  bringIntoSight();
}

// Relations of the selected actor are stepped through with the actor kept in mind.
let relationsOf = null;
function nextRelation(direction) {
  const actor = state.actor ?? relationsOf;
  relationsOf = actor;
  const list = actor ? shownEdges(actorByKey.get(actor)) : edges.filter((edge) => view.shown[edge.id]).sort(byCount);
  if (!list.length) return;
  const at = list.findIndex((edge) => edge.key === state.edge);
  const edge = list[at < 0 ? (direction > 0 ? 0 : list.length - 1) : (at + direction + list.length) % list.length];
  const change = { edge: edge.key };
  openCommunitiesOf(change);
  select(change);
  bringIntoSight();
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
    if (event.key === "Escape") return escape_();
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

function escape_() {
  if ($("filters").classList.contains("shown")) return showFilters(false);
  relationsOf = null;
  select({});
  announce(say("closed"));
}
