// The shortest path between two actors over the relations that are shown, whichever way they point.
function shortestPath(startKey, endKey) {
  const [start, end] = [actorByKey.get(startKey).id, actorByKey.get(endKey).id];
  const cameFrom = new Map([[start, null]]);
  let edge = [start];
  while (edge.length && !cameFrom.has(end)) {
    const next = [];
    for (const id of edge) {
      for (const relation of shownEdges(actors[id])) {
        const other = relation.from === id ? relation.to : relation.from;
        if (cameFrom.has(other)) continue;
        cameFrom.set(other, id);
        next.push(other);
      }
    }
    edge = next;
  }
  if (!cameFrom.has(end)) return null;
  const steps = [];
  for (let id = end; cameFrom.get(id) != null; id = cameFrom.get(id)) {
    const before = cameFrom.get(id);
    steps.unshift({ from: before, to: id, edges: shownEdges(actors[id]).filter((one) => one.from === before || one.to === before) });
  }
  return steps;
}

function pathField(label, id, key) {
  const list = element("ul", { id: `${id}-hits`, role: "listbox", "aria-label": label, hidden: true });
  const input = element("input", { id, type: "text", dir: "auto", autocomplete: "off", role: "combobox", "aria-expanded": "false", "aria-controls": `${id}-hits`, "aria-autocomplete": "list", placeholder: say("find_hint"), value: key ? actorByKey.get(key).name : "" });
  const field = { input, key };
  comboBox(input, list, (actor) => { field.key = actor.key; });
  input.addEventListener("input", () => { field.key = null; });
  field.element = element("div", { class: "field" }, element("label", { for: id }, label), element("div", { class: "combo" }, input, list));
  return field;
}

function pathPanel() {
  const [from, to] = [pathField(say("path_from"), "path-from", state.path?.[0] ?? state.actor), pathField(say("path_to"), "path-to", state.path?.[1])];
  const find = () => {
    if (!from.key || !to.key || from.key === to.key) return announcePath(say("path_unknown"));
    openFromPath({ path: [from.key, to.key] });
  };
  const message = element("p", { id: "path-message", class: "hint" });
  return [
    element("h2", {}, say("path")), from.element, to.element,
    element("div", { class: "buttons" }, button(say("path_find"), find, { class: "primary" })), message, ...pathSteps(),
  ];
}

function announcePath(text) {
  $("path-message").textContent = text;
  announce(text);
}

function openFromPath(change) {
  select({ ...change, tool: null, at: null });
  const steps = shortestPath(...state.path);
  if (hasCommunities() && steps && !state.all) {
    const needed = steps.flatMap((step) => [actors[step.from].community, actors[step.to].community]);
    go({ open: new Set([...state.open, ...needed]) }, { replace: true });
  }
  bringIntoSight();
  announce(steps ? say(steps.length === 1 ? "path_step" : "path_steps", { n: steps.length }) : say("path_none"));
}

function pathSteps() {
  if (!state.path) return [];
  const steps = shortestPath(...state.path);
  if (!steps) return [element("p", { class: "hint" }, say("path_none"))];
  return [
    element("p", { class: "about" }, say(steps.length === 1 ? "path_step" : "path_steps", { n: steps.length })),
    ...steps.flatMap((step) => [element("h3", {}, isolated(actors[step.from].name), "→", isolated(actors[step.to].name)), ...step.edges.map(relationButton)]),
  ];
}
