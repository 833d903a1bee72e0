// The picture: vis-network draws actors where Python put them; labels and fading are drawn here.
const LABEL_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif';
const FAN = 20; // pixels between parallel relations at scale 1
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let network = null;
let colours = {};
let drawnEdges = new Map(); // by id of vis-network: an edge, or a bundle between communities
let focus = null; // what stays bright: {nodes, edges}, or null for all
const outlines = new Map();

const isDark = () => document.documentElement.dataset.theme === "dark";

function readColours() {
  const style = getComputedStyle(document.documentElement);
  for (const name of ["paper", "card", "ink", "soft", "rule", "accent", "hostile", "cooperative", "neutral", "solid", "middle", "light", "edge"]) {
    colours[name] = style.getPropertyValue(`--${name}`).trim();
  }
}

function outline(shape) {
  if (!outlines.has(shape)) {
    const path = new Path2D();
    meta.shapes[shape].forEach(([x, y], index) => (index ? path.lineTo(x, y) : path.moveTo(x, y)));
    path.closePath();
    outlines.set(shape, path);
  }
  return outlines.get(shape);
}

function drawGlyph(ctx, kind, x, y, size, { ring = null } = {}) {
  const looks = kindStyles.get(kind);
  ctx.save();
  ctx.translate(x, y);
  if (ring) {
    ctx.beginPath();
    ctx.arc(0, 0, size + 6, 0, Math.PI * 2);
    ctx.lineWidth = 3;
    ctx.strokeStyle = ring;
    ctx.stroke();
  }
  ctx.scale(size, size);
  ctx.lineJoin = "round";
  ctx.lineWidth = 1.6 / size;
  ctx.fillStyle = colours[looks.tone];
  ctx.strokeStyle = looks.tone === "light" ? colours.edge : colours.paper;
  ctx.fill(outline(looks.shape));
  ctx.stroke(outline(looks.shape));
  ctx.restore();
}

// Far away, marks grow against the scale: a small actor must still show its shape.
const boost = () => Math.min(1.35, Math.max(1, 0.62 / network.getScale()));
const sizeOf = (id) => actors[id].size * boost();

function drawActor({ ctx, id, x, y, state: { hover } }) {
  const size = sizeOf(id);
  const chosen = state.actor === actors[id].key;
  return {
    drawNode: () => drawGlyph(ctx, actors[id].kind, x, y, size, { ring: chosen ? colours.accent : hover ? colours.soft : null }),
    nodeDimensions: { width: size * 2, height: size * 2 },
  };
}

const widthOf = (n) => Math.min(7, 1.1 + Math.log2(Math.max(n, 1)) * 0.85);

function actorItem(actor) {
  return { id: actor.id, x: actor.x, y: actor.y, size: actor.size, shape: "custom", ctxRenderer: drawActor };
}

function edgeItem(edge, curve, loop) {
  const colour = colours[edge.style.family];
  return {
    id: edge.id, from: edge.from, to: edge.to,
    color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity: 0.72 },
    dashes: dashesOf(edge),
    arrows: { to: { enabled: !edge.style.symmetric, scaleFactor: 0.55 } },
    smooth: curve ? { enabled: true, type: curve > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(curve) } : false,
    selfReference: { size: actors[edge.from].size + 7 + loop * 3, angle: Math.PI / 4 + loop * 1.1, renderBehindTheNode: false },
    width: widthOf(edge.claims),
  };
}

// Relations between the same two actors are spread like a fan, whichever way each one points.
function fannedItems(chosen) {
  const pairs = new Map();
  for (const edge of chosen) {
    const pair = `${Math.min(edge.from, edge.to)}|${Math.max(edge.from, edge.to)}`;
    if (!pairs.has(pair)) pairs.set(pair, []);
    pairs.get(pair).push(edge);
  }
  const items = [];
  for (const together of pairs.values()) {
    const [a, b] = [actors[together[0].from], actors[together[0].to]];
    const length = Math.hypot(a.x - b.x, a.y - b.y) || 1;
    together.forEach((edge, index) => {
      const offset = (index - (together.length - 1) / 2) * FAN;
      const curve = a === b ? 0 : Math.max(-0.9, Math.min(0.9, offset / (0.39 * length)));
      items.push(edgeItem(edge, edge.from < edge.to ? curve : -curve, a === b ? index : 0));
    });
  }
  return items;
}

function startNetwork() {
  readColours();
  const options = {
    physics: { enabled: false }, layout: { improvedLayout: false }, autoResize: true,
    nodes: { borderWidth: 0 }, edges: { selectionWidth: 0, hoverWidth: 1.5, font: { size: 0 }, arrowStrikethrough: false },
    interaction: { hover: actors.length <= 1500, selectable: false, selectConnectedEdges: false, keyboard: false, tooltipDelay: 1e9, zoomSpeed: 0.7, hideEdgesOnDrag: edges.length > 4000, hideEdgesOnZoom: edges.length > 4000, dragNodes: true },
  };
  network = new vis.Network($("graph"), { nodes: [], edges: [] }, options);
  network.on("afterDrawing", paintOver);
  network.on("click", ({ pointer }) => clicked(pointer.DOM));
  network.on("hoverNode", ({ node }) => showTip(tipOfNode(node)));
  network.on("hoverEdge", ({ edge }) => showTip(tipOfEdge(edge)));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, () => showTip(null));
  for (const event of ["dragEnd", "zoom"]) network.on(event, rememberCamera);
  drawLightlyWhileMoving();
  network.on("dragEnd", keepPositions);
  $("graph").addEventListener("mousemove", placeTip);
}

// A crowded picture is moved without its dashes and arrows: they take most of the time of a frame.
const CROWD = 600;
let moving = false;

function drawLightlyWhileMoving() {
  const { renderer } = network;
  const drawArrows = renderer._drawArrows.bind(renderer);
  renderer._drawArrows = (ctx) => { if (!moving) drawArrows(ctx); };
  let rest = 0;
  network.on("dragStart", ({ nodes }) => setMoving(!nodes.length));
  network.on("dragEnd", () => setMoving(false));
  network.on("zoom", () => { setMoving(true); clearTimeout(rest); rest = setTimeout(() => setMoving(false), 180); });
}

function setMoving(on) {
  if (on === moving || (on && network.body.edgeIndices.length <= CROWD)) return;
  moving = on;
  for (const id of network.body.edgeIndices) {
    if (typeof id === "number") network.body.edges[id].options.dashes = on ? false : dashesOf(edges[id]);
  }
  if (!on) network.redraw();
}

const dashesOf = (edge) => (edge.style.dash.length && edges.length <= 4000 ? edge.style.dash : false);

// Build what vis-network holds: again only when communities open or close, or colours change.
function buildDrawing() {
  const { nodes, edges: items } = currentParts();
  network.setData({ nodes, edges: items });
  for (const id of network.body.nodeIndices) {
    const node = network.body.nodes[id];
    node.shape.distanceToBorder = () => radiusOfNode(id) + 3; // arrows end at the glyph, not at its box
  }
  labelCache = null;
}

// Filters only touch what is there already, so that a slider can be dragged smoothly.
function applyView() {
  for (const [id, shown] of drawnEdges) {
    const held = network.body.edges[id];
    if (!held) continue;
    const { hidden, claims: n, pale } = shown();
    held.options.hidden = hidden;
    held.options.width = widthOf(n);
    held.options.color.opacity = strength(pale, n);
  }
  for (const id of Object.keys(network.body.nodes)) {
    const held = network.body.nodes[id];
    held.options.hidden = !isNodeShown(held.id);
  }
  network._updateVisibleIndices();
  setFocus();
  labelCache = null;
  network.redraw();
}

// The more lines there are, the fainter each is, so that a crowd stays readable.
function strength(pale, n) {
  const lines = network.body.edgeIndices.length;
  const base = lines <= 80 ? 0.85 : lines <= 300 ? 0.68 : lines <= 1000 ? 0.5 : 0.3;
  return pale ? base * 0.4 : Math.min(0.9, base + Math.log2(n || 1) * 0.04);
}

function isNodeShown(id) {
  if (typeof id === "number") return Boolean(view.actors[id]) || state.actor === actors[id].key || isOnPath(id);
  return isCommunityShown(id);
}

const isOnPath = (id) => Boolean(state.path?.includes(actors[id].key));

function setFocus() {
  focus = null;
  if (state.edge) {
    const edge = edgeByKey.get(state.edge);
    focus = { edges: new Set([drawnIdOf(edge)]), nodes: new Set([nodeIdOf(edge.from), nodeIdOf(edge.to)]) };
  } else if (state.actor) {
    const actor = actorByKey.get(state.actor);
    const near = shownEdges(actor);
    focus = { edges: new Set(near.map(drawnIdOf)), nodes: new Set([nodeIdOf(actor.id), ...near.map((edge) => nodeIdOf(otherEnd(edge, actor).id))]) };
  } else if (state.path) {
    const steps = shortestPath(...state.path) ?? [];
    const along = steps.flatMap((step) => step.edges);
    focus = { edges: new Set(along.map(drawnIdOf)), nodes: new Set([...state.path.map((key) => nodeIdOf(actorByKey.get(key).id)), ...along.flatMap((edge) => [nodeIdOf(edge.from), nodeIdOf(edge.to)])]) };
  }
}

let stageSize = { width: 1, height: 1 };
function paintOver(ctx) {
  const size = $("graph").getBoundingClientRect();
  if (size.width) stageSize = { width: size.width, height: size.height };
  if (focus) {
    const box = stageSize;
    const [a, b] = [network.DOMtoCanvas({ x: -5, y: -5 }), network.DOMtoCanvas({ x: box.width + 5, y: box.height + 5 })];
    ctx.save();
    ctx.globalAlpha = 0.84;
    ctx.fillStyle = colours.paper;
    ctx.fillRect(a.x, a.y, b.x - a.x, b.y - a.y);
    ctx.restore();
    const kept = network.body.edgeIndices.filter((id) => focus.edges.has(id)).map((id) => network.body.edges[id]);
    for (const edge of kept) edge.draw(ctx);
    for (const id of network.body.nodeIndices) if (focus.nodes.has(id)) network.body.nodes[id].draw(ctx);
    for (const edge of kept) edge.drawArrows(ctx);
  }
  paintLabels(ctx);
}

function clicked(spot) {
  const node = network.getNodeAt(spot);
  if (node !== undefined) return typeof node === "number" ? select({ actor: actors[node].key }) : openCommunity(node);
  const edge = network.getEdgeAt(spot);
  if (edge === undefined) return select({});
  return typeof edge === "number" ? select({ edge: edges[edge].key }) : showBundle(edge);
}

const tipOfNode = (id) => (typeof id === "number"
  ? `${actors[id].name}\n${kindStyles.get(actors[id].kind).label} · ${counted(view.actorClaims[id], "claim")}`
  : communityLabel(id));

function tipOfEdge(id) {
  if (typeof id !== "number") return bundleText(id);
  return `${relationText(edges[id])}\n${counted(view.counts[id].drawn, "claim")}`;
}

function showTip(text) {
  $("tip").hidden = !text;
  if (text) $("tip").textContent = text;
  $("graph").style.cursor = text ? "pointer" : "";
}

function placeTip(event) {
  const box = $("stage").getBoundingClientRect();
  const tip = $("tip");
  const x = event.clientX - box.left;
  tip.style.left = `${Math.max(4, Math.min(x + 14, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${event.clientY - box.top + 16}px`;
}

// An actor that was dragged stays where it was put when the drawing is built again.
function keepPositions({ nodes }) {
  for (const id of nodes ?? []) {
    if (typeof id !== "number") continue;
    const { x, y } = network.body.nodes[id];
    Object.assign(actors[id], { x, y });
  }
}
