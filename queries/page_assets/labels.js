// Names on the picture: of actors and communities, and of relations where there is room.
let labelCache = null;

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
