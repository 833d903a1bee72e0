// What the reader has chosen: kept whole in the address's hash, so that a link and Back restore it.
const SHOWN_AT_FIRST = ["actual", "alleged"];
let state = emptyState();

function emptyState() {
  return {
    actor: null, edge: null, path: null, since: null, step: null,
    hide: new Set(), hidekinds: new Set(), show: new Set(SHOWN_AT_FIRST), min: 0,
    from: null, to: null, open: new Set(), all: false, at: null, tool: null,
  };
}

const listed = (set) => [...set].sort().join(",");

function hashOf(chosen) {
  const hash = new URLSearchParams();
  if (chosen.step != null) hash.set("step", chosen.step + 1);
  if (chosen.actor) hash.set("actor", chosen.actor);
  if (chosen.edge) hash.set("edge", chosen.edge);
  if (chosen.path) hash.set("path", chosen.path.join(">"));
  if (chosen.since != null) hash.set("since", isoOf(chosen.since));
  if (chosen.hide.size) hash.set("hide", listed(chosen.hide));
  if (chosen.hidekinds.size) hash.set("hidekinds", listed(chosen.hidekinds));
  if (listed(chosen.show) !== listed(new Set(SHOWN_AT_FIRST))) hash.set("show", listed(chosen.show));
  if (chosen.min) hash.set("min", chosen.min);
  if (chosen.from != null) hash.set("from", isoOf(chosen.from));
  if (chosen.to != null) hash.set("to", isoOf(chosen.to));
  if (chosen.open.size) hash.set("open", listed(chosen.open));
  if (chosen.all) hash.set("all", 1);
  if (chosen.at) hash.set("at", chosen.at.join(","));
  if (["path", "changes", "tour"].includes(chosen.tool)) hash.set("tool", chosen.tool);
  return hash.toString();
}

function stateOf(written) {
  const hash = new URLSearchParams(written.replace(/^#/, ""));
  const read = emptyState();
  const set = (name, known) => new Set((hash.get(name) ?? "").split(",").filter((one) => known.has(one)));
  const day = (name) => (hash.get(name) ? dayOf(hash.get(name)) : null);
  read.actor = actorByKey.has(hash.get("actor")) ? hash.get("actor") : null;
  read.edge = edgeByKey.has(hash.get("edge")) ? hash.get("edge") : null;
  const ends = (hash.get("path") ?? "").split(">");
  read.path = ends.length === 2 && ends.every((end) => actorByKey.has(end)) ? ends : null;
  read.since = day("since");
  read.hide = set("hide", relationStyles);
  read.hidekinds = set("hidekinds", kindStyles);
  if (hash.has("show")) read.show = set("show", new Set(MANNERS));
  read.min = Math.min(100, Math.max(0, Number.parseInt(hash.get("min"), 10) || 0));
  read.from = day("from");
  read.to = day("to");
  read.open = new Set((hash.get("open") ?? "").split(",").filter((one) => /^\d+$/.test(one) && Number(one) < meta.communities.length).map(Number));
  read.all = hash.get("all") === "1";
  const at = (hash.get("at") ?? "").split(",").map(Number);
  read.at = at.length === 3 && at.every(Number.isFinite) && at[2] > 0 ? at : null;
  const step = Number.parseInt(hash.get("step"), 10);
  read.step = step >= 1 && step <= meta.steps.length ? step - 1 : null;
  read.tool = ["path", "changes", "tour"].includes(hash.get("tool")) ? hash.get("tool") : null;
  return read;
}

function writeHash(replace) {
  const hash = `#${hashOf(state)}`;
  if (hash === (location.hash || "#")) return;
  try {
    history[replace ? "replaceState" : "pushState"](null, "", hash);
  } catch {
    location.hash = hash;
  }
}

// Every change of what is shown goes through here; a slider on its way replaces, the rest adds.
function go(change, { replace = false, camera = false } = {}) {
  state = { ...state, ...change };
  refresh({ camera });
  writeHash(replace);
}

function select(change) {
  go({ actor: null, edge: null, path: null, tool: null, ...change });
}

addEventListener("popstate", () => {
  stopPlaying();
  state = stateOf(location.hash);
  refresh({ camera: true });
});
