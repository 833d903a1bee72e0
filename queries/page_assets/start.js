// Starting: read the data, draw, and follow every change of the state from there on.
let builtFor = null;

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  $("tool-theme").setAttribute("aria-pressed", String(name === "dark"));
  if (!network) return;
  readColours();
  buildDrawing();
  applyView();
}

function currentTool() {
  if (state.tool || state.edge || state.actor) return state.tool;
  return state.path ? "path" : state.since == null ? "overview" : "changes";
}

function refresh({ camera = false } = {}) {
  computeView();
  const needed = `${state.all}|${listed(state.open)}`;
  if (builtFor !== needed) {
    builtFor = needed;
    buildDrawing();
  }
  applyView();
  refreshFilters();
  refreshTimeline();
  refreshPanel();
  $("counts").textContent = describeCounts();
  for (const tool of ["overview", "path", "changes", "export", "help"]) $(`tool-${tool}`).setAttribute("aria-current", String(tool === currentTool()));
  if (camera) restoreCamera();
}

async function start() {
  await readData();
  document.body.classList.add("live");
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  state = stateOf(location.hash);
  startNetwork();
  startTimeline();
  startFilters();
  startFind();
  startStory();
  startKeys();
  refresh({ camera: true });
  if (!state.at) bringIntoSightIfSelected();
  $("graph").addEventListener("contextmenu", (event) => event.preventDefault());
  network.once("afterDrawing", () => requestAnimationFrame(() => {
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
    (window.requestIdleCallback ?? setTimeout)(() => evidence());
  }));
  network.redraw();
}

// For tests and for the curious: where things are on the screen, and what is counted.
window.actorgraphPage = Object.freeze({
  relationAt: (key) => { const at = network.canvasToDOM(midpoint(network.body.edges[edgeByKey.get(key).id])); return { x: at.x, y: at.y }; },
  actorAt: (key) => network.canvasToDOM(network.body.nodes[nodeIdOf(actorByKey.get(key).id)]),
  communityAt: (index) => network.canvasToDOM(meta.communities[index]),
  labels: () => (labelCache?.labels ?? []).map((label) => label.lines.join(" ")),
  counts: () => ({ ...view.total }),
  scale: () => network.getScale(),
});

start().catch((error) => {
  $("counts").textContent = say("failed", { why: error.message });
  throw error;
});
