// The picture: vis-network draws actors where Python put them; labels and fading are drawn here.
const LABEL_FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", sans-serif';
const FAN = 20; // pixels between parallel relations at scale 1
const calm = matchMedia("(prefers-reduced-motion: reduce)");
let network = null;
let colours = {};
let drawnEdges = new Map(); // by id of vis-network: an edge, or a bundle between communities
let focus = null; // what stays bright: {nodes, edges}, or null for all
let labelCache = null;
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

function paintLabels(ctx) {
  const scale = network.getScale();
  const many = network.body.nodeIndices.length > 500;
  const corner = many ? network.DOMtoCanvas({ x: 0, y: 0 }) : { x: 0, y: 0 };
  const key = `${scale}|${corner.x}|${corner.y}`;
  if (labelCache?.key !== key) labelCache = { key, labels: placedLabels(ctx, scale, many) };
  ctx.save();
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const label of labelCache.labels) {
    ctx.font = `${label.weight} ${label.px / scale}px ${LABEL_FONT}`;
    ctx.lineWidth = 4 / scale;
    ctx.strokeStyle = colours.paper;
    ctx.fillStyle = colours[label.colour];
    label.lines.forEach((line, index) => {
      const y = label.y + (index - (label.lines.length - 1) / 2) * (label.px * 1.2) / scale;
      ctx.strokeText(line, label.x, y);
      ctx.fillText(line, label.x, y);
    });
  }
  ctx.restore();
}

const hits = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

// Labels are set in screen space, the most important first. A label never covers another, nor a
// more important actor; of the spots left it takes the one that hides the fewest lines and marks.
const MOST_LABELS = 160;
const FIRST_LABELS = 26;

function placedLabels(ctx, scale, many) {
  const { width: wide, height: high } = stageSize;
  const inSight = (spot) => !many || (spot.x > -50 && spot.y > -20 && spot.x < wide + 50 && spot.y < high + 20);
  const visible = network.body.nodeIndices.map(screenNode).filter((node) => (!focus || focus.nodes.has(node.id)) && inSight(node)).sort((a, b) => b.rank - a.rank);
  visible.forEach((node, index) => { node.order = index; });
  const marks = visible.slice(0, 500);
  const dots = many || network.body.edgeIndices.length > 400 ? [] : lineDots(inSight);
  const taken = [];
  const measure = (lines, px, weight) => {
    ctx.font = `${weight} ${px}px ${LABEL_FONT}`;
    return Math.max(...lines.map((line) => ctx.measureText(line).width));
  };
  const cost = (box, own) => {
    if (taken.some((other) => hits(box, other))) return Infinity;
    let sum = box.left < 0 || box.right > wide ? 12 : 0;
    if (own && typeof own.id !== "number") return sum; // a community's name may reach out of its disc
    for (const mark of marks) {
      if (mark === own || !hits(box, mark.box)) continue;
      if (!own || own.order >= FIRST_LABELS || mark.order < own.order) return Infinity;
      sum += 3;
    }
    for (const dot of dots) if (dot.x > box.left && dot.x < box.right && dot.y > box.top && dot.y < box.bottom) sum += dot.tip ? 4 : 1;
    return sum;
  };
  const labels = [];
  for (const node of visible) {
    if (labels.length >= MOST_LABELS) break;
    const style = labelStyle(node);
    const lines = linesOf(node.id);
    const size = { width: measure(lines, style.px, style.weight) + 6, height: lines.length * style.px * 1.2 + 2 };
    const best = cheapest(spotsAround(node, size), size, (box) => cost(box, node));
    if (!best) continue;
    taken.push(best.box);
    labels.push({ ...style, ...network.DOMtoCanvas(best), lines });
  }
  return [...labels, ...edgeLabels(scale, measure, cost, taken, inSight)];
}

function screenNode(id) {
  const node = network.body.nodes[id];
  const { x, y } = network.canvasToDOM({ x: node.x, y: node.y });
  const radius = radiusOfNode(id) * network.getScale();
  return { id, x, y, radius, rank: rankOfNode(id), box: { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius } };
}

// Points along the visible lines; those near an arrow's end count more.
function lineDots(inSight) {
  const dots = [];
  for (const id of network.body.edgeIndices) {
    const held = network.body.edges[id];
    if (held.from === held.to || (focus && !focus.edges.has(id))) continue;
    for (let step = 1; step < 24; step += 1) {
      const spot = network.canvasToDOM(held.edgeType.getPoint(step / 24));
      if (inSight(spot)) dots.push({ ...spot, line: id, tip: step > 19 });
    }
  }
  return dots;
}

function spotsAround({ id, x, y, radius }, { width, height }) {
  if (typeof id !== "number") return [{ x, y }];
  const r = radius + (state.actor === actors[id].key ? 9 * network.getScale() : 3);
  return [
    { x, y: y + r + height / 2 }, { x, y: y - r - height / 2 }, { x: x + r + width / 2, y }, { x: x - r - width / 2, y },
    { x: x + r * 0.7 + width / 2, y: y + r * 0.7 + height / 2 }, { x: x - r * 0.7 - width / 2, y: y + r * 0.7 + height / 2 },
    { x: x + r * 0.7 + width / 2, y: y - r * 0.7 - height / 2 }, { x: x - r * 0.7 - width / 2, y: y - r * 0.7 - height / 2 },
  ];
}

function cheapest(spots, { width, height }, cost) {
  let best = null;
  spots.forEach(({ x, y }, index) => {
    const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
    const price = cost(box) + index * 0.6;
    if (price < (best?.price ?? Infinity)) best = { x, y, box, price };
  });
  return best;
}

// Relations are named where the line is long enough and nothing stands in the way.
function edgeLabels(scale, measure, cost, taken, inSight) {
  const labels = [];
  const candidates = network.body.edgeIndices.filter((id) => typeof id === "number" && (!focus || focus.edges.has(id)));
  if (!focus && candidates.length > 600) return labels;
  const few = focus || candidates.length <= 60;
  candidates.sort((a, b) => byCount(edges[a], edges[b]));
  for (const id of candidates) {
    if (labels.length >= (few ? 60 : 36)) break;
    const held = network.body.edges[id];
    const length = Math.hypot(held.from.x - held.to.x, held.from.y - held.to.y) * scale;
    const lines = [edges[id].style.label];
    const size = { width: measure(lines, 11, 550) + 6, height: 16 };
    if (held.from !== held.to && length < size.width * 0.5 + (few ? 60 : 110)) continue;
    const shares = held.from === held.to ? [0.5] : [0.5, 0.42, 0.58, 0.35, 0.65];
    const spots = shares.map((share) => network.canvasToDOM(share === 0.5 ? midpoint(held) : held.edgeType.getPoint(share))).filter(inSight);
    const best = cheapest(spots, size, (box) => cost(box, null) - ownDots(box, held));
    if (!best || best.price > 6) continue;
    taken.push(best.box);
    labels.push({ px: 11, weight: 550, colour: edges[id].style.family, ...network.DOMtoCanvas(best), lines });
  }
  return labels;
}

// How much of the line itself a label on it must hide: that is no fault.
function ownDots(box, held) {
  if (held.from === held.to) return 0;
  let own = 0;
  for (let step = 1; step < 24; step += 1) {
    const { x, y } = network.canvasToDOM(held.edgeType.getPoint(step / 24));
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) own += 1;
  }
  return own;
}

function midpoint(held) {
  if (held.from !== held.to) return held.edgeType.getPoint(0.5);
  const { size, angle } = held.options.selfReference;
  const reach = (size + radiusOfNode(held.from.id)) ;
  return { x: held.from.x + reach * Math.cos(angle) * 1.25, y: held.from.y - reach * Math.sin(angle) * 1.25 };
}

const radiusOfNode = (id) => (typeof id === "number" ? sizeOf(id) : network.body.nodes[id].options.size);
const rankOfNode = (id) => (typeof id === "number" ? (state.actor === actors[id].key ? 1e9 : view.actorClaims[id]) : 1e6 + communityOf(id).members.length);
const linesOf = (id) => (typeof id === "number" ? wrapped(actors[id].name, 20) : communityLines(id));

function labelStyle(node) {
  const strong = typeof node.id !== "number" || actors[node.id].size > 16;
  return { px: strong ? 13.5 : 12, weight: strong ? 650 : 500, colour: "ink" };
}

function wrapped(name, most) {
  if (name.length <= most + 2) return [name];
  const lines = [""];
  for (const word of name.split(" ")) {
    const line = lines[lines.length - 1];
    if (line && line.length + word.length + 1 > most) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  const kept = lines.slice(0, 2).map((line) => (line.length > most + 6 ? `${line.slice(0, most + 5)}…` : line));
  if (lines.length > 2 && !kept[1].endsWith("…")) kept[1] += "…";
  return kept;
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

// The camera: fitting leaves room for labels, the zoom buttons and the time line.
function fit() {
  const ids = network.body.nodeIndices;
  if (!ids.length) return;
  const box = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (const id of ids) {
    const { x, y } = network.body.nodes[id];
    const r = radiusOfNode(id);
    box.left = Math.min(box.left, x - r); box.right = Math.max(box.right, x + r);
    box.top = Math.min(box.top, y - r); box.bottom = Math.max(box.bottom, y + r);
  }
  const { width, height } = $("graph").getBoundingClientRect();
  const below = $("timeline").hidden ? 0 : 78;
  const margin = Math.min(70, width * 0.09);
  const scale = Math.min((width - 2 * margin) / Math.max(box.right - box.left, 1), (height - below - 84) / Math.max(box.bottom - box.top, 1), 1.5);
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + (below / 2 - 8) / scale }, scale });
}

function showActors(ids) {
  const spots = ids.map((id) => network.body.nodes[nodeIdOf(id)]).filter(Boolean);
  if (!spots.length) return;
  if (network.getScale() >= 0.5 && spots.every(inPlainSight)) return; // what is seen already need not move
  const scale = Math.max(network.getScale(), 0.7);
  const position = { x: spots.reduce((sum, one) => sum + one.x, 0) / spots.length, y: spots.reduce((sum, one) => sum + one.y, 0) / spots.length };
  network.moveTo({ position, scale, animation: calm.matches ? false : { duration: 320, easingFunction: "easeInOutQuad" } });
}

function inPlainSight({ x: left, y: top }) {
  const { x, y } = network.canvasToDOM({ x: left, y: top });
  return x > 50 && y > 40 && x < stageSize.width - 60 && y < stageSize.height - 120;
}

let cameraTimer = 0;
function rememberCamera() {
  clearTimeout(cameraTimer);
  cameraTimer = setTimeout(() => {
    const { x, y } = network.getViewPosition();
    state.at = [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
    writeHash(true);
  }, 250);
}

function restoreCamera() {
  if (state.at) network.moveTo({ position: { x: state.at[0], y: state.at[1] }, scale: state.at[2] });
  else fit();
}

function zoomBy(factor) {
  network.moveTo({ scale: Math.max(0.02, Math.min(8, network.getScale() * factor)) });
  rememberCamera();
}

function panBy(x, y) {
  const { x: left, y: top } = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: left + x / scale, y: top + y / scale } });
  rememberCamera();
}

// An actor that was dragged stays where it was put when the drawing is built again.
function keepPositions({ nodes }) {
  for (const id of nodes ?? []) {
    if (typeof id !== "number") continue;
    const { x, y } = network.body.nodes[id];
    Object.assign(actors[id], { x, y });
  }
}
