// Saving the present view: picture, drawing, table of relations, claims; and the printed form.
function save(name, content, type) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = element("a", { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const fileName = (ending) => `${fold(meta.title).replaceAll(" ", "-").slice(0, 60) || "graph"}.${ending}`;

function exportPanel() {
  const ways = [["export_png", savePng], ["export_svg", () => save(fileName("svg"), `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(drawingNow())}`, "image/svg+xml")], ["export_csv", () => save(fileName("csv"), `\ufeff${relationsCsv()}`, "text/csv")], ["export_json", saveJson], ["export_print", () => print()], ["tool_link", copyLink]];
  return [element("h2", {}, say("export")), element("p", { class: "about" }, describeCounts()), element("div", { class: "buttons" }, ...ways.map(([key, act]) => button(say(key), act, { class: "outlined", id: key.replace("_", "-") })))];
}

async function copyLink() {
  try {
    await navigator.clipboard.writeText(location.href);
    announce(say("link_copied"));
  } catch {
    announce(say("link_is_above"));
  }
}

function savePng() {
  const canvas = $("graph").querySelector("canvas");
  const copy = document.createElement("canvas");
  [copy.width, copy.height] = [canvas.width, canvas.height];
  const ctx = copy.getContext("2d");
  ctx.fillStyle = colours.paper;
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), blob));
}

// Spreadsheets run cells that begin like a formula, so those get a quote in front.
function cell(value) {
  const text = String(value ?? "");
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function relationsCsv() {
  const head = ["subject", "relation", "object", "claims", "alleged", "intended", "denials", "first", "last"];
  const rows = edges.filter((edge) => view.shown[edge.id]).sort(byCount).map((edge) => {
    const counts = view.counts[edge.id];
    const dates = [counts.first, counts.last].map((day) => (day == null ? "" : isoOf(day)));
    return [actors[edge.from].label, edge.relation, actors[edge.to].label, counts.actual, counts.alleged, counts.intended, counts.denied, ...dates];
  });
  return [head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

async function saveJson() {
  const read = await evidence();
  save(fileName("json"), JSON.stringify(claimsNow(read), null, 1), "application/json");
}

function claimsNow(read) {
  const list = [];
  for (const edge of edges) {
    if (!view.shown[edge.id]) continue;
    for (let claim = edge.first; claim < edge.last; claim += 1) if (passes(claim)) list.push(claimObject(claim, edge, read));
  }
  return { title: meta.title, filters: meta.filters, view: hashOf(state), claims: list };
}

function claimObject(claim, edge, read) {
  const at = read.claims;
  const [article, title, publisher, published, url] = read.articles[at.article[claim]];
  const speaker = read.speakers[at.speaker[claim]];
  const actor = (id) => ({ actor: actors[id].key, name: actors[id].label, kind: actors[id].kind });
  return {
    id: at.id[claim], article, source: { title, publisher, published, url }, relation: edge.relation, subject: actor(edge.from), object: actor(edge.to),
    sentence: read.sentences[at.sentence[claim]], denied: claims.how[claim] >= DENIED, status: STATUSES[claims.how[claim] % DENIED],
    speaker: speaker ? speaker[0] : null, when: at.when[claim] || null, where: read.places[at.where[claim]] ?? null, mode: at.mode[claim] || null, confidence: claims.confidence[claim] / 100,
  };
}

// The drawing as it stands, in vectors: what the canvas shows, with the same labels.
function drawingNow({ background = true } = {}) {
  const scale = network.getScale();
  const { left, top, width, height } = boxOfView();
  const svg = drawn("svg", { xmlns: SVG, viewBox: [left, top, width, height].map((one) => one.toFixed(1)).join(" "), width: Math.round(width * scale), height: Math.round(height * scale), role: "img", "font-family": "sans-serif" });
  svg.append(drawn("title", {}, meta.title));
  if (background) svg.append(drawn("rect", { x: left, y: top, width, height, fill: colours.paper }));
  const faded = (bright) => (focus && !bright ? 0.16 : 1);
  for (const id of network.body.edgeIndices) svg.append(...edgeShapes(network.body.edges[id], faded(focus?.edges.has(id))));
  for (const id of network.body.nodeIndices) svg.append(nodeShape(network.body.nodes[id], faded(focus?.nodes.has(id))));
  for (const label of labelCache?.labels ?? []) svg.append(...labelShapes(label, scale));
  return svg;
}

// What is in sight, without the empty margins around it.
function boxOfView() {
  const [a, b] = [network.DOMtoCanvas({ x: 0, y: 0 }), network.DOMtoCanvas({ x: stageSize.width, y: stageSize.height })];
  const margin = 60 / network.getScale();
  const spots = network.body.nodeIndices.map((id) => network.body.nodes[id]);
  const within = (low, high, values) => [Math.max(low, Math.min(...values, high) - margin), Math.min(high, Math.max(...values, low) + margin)];
  const [left, right] = within(a.x, b.x, spots.flatMap((one) => [one.x - radiusOfNode(one.id), one.x + radiusOfNode(one.id)]));
  const [top, bottom] = within(a.y, b.y, spots.flatMap((one) => [one.y - radiusOfNode(one.id), one.y + radiusOfNode(one.id)]));
  return { left, top, width: Math.max(1, right - left), height: Math.max(1, bottom - top) };
}

function edgeShapes(held, opacity) {
  const { opacity: own } = held.options.color;
  const colour = colours[typeof held.id === "number" ? edges[held.id].style.family : bundles.get(held.id).family];
  const points = Array.from({ length: 17 }, (_, index) => (held.from === held.to ? loopPoint(held, index / 16) : held.edgeType.getPoint(index / 16)));
  const path = points.map((point, index) => `${index ? "L" : "M"}${point.x.toFixed(1)} ${point.y.toFixed(1)}`).join("");
  const line = drawn("path", { d: path, fill: "none", stroke: colour, "stroke-width": held.options.width.toFixed(1), "stroke-opacity": (own * opacity).toFixed(2) });
  if (held.options.dashes) line.setAttribute("stroke-dasharray", held.options.dashes.join(" "));
  if (!held.options.arrows.to.enabled || held.from === held.to) return [line];
  return [line, arrowShape(held, colour, own * opacity)];
}

function loopPoint(held, share) {
  const { size, angle } = held.options.selfReference;
  const around = share * Math.PI * 2;
  return { x: held.from.x + Math.cos(angle) * size * 1.4 + Math.cos(around) * size, y: held.from.y - Math.sin(angle) * size * 1.4 + Math.sin(around) * size };
}

function arrowShape(held, colour, opacity) {
  const reach = radiusOfNode(held.to.id) + 3;
  let share = 1;
  while (share > 0.5 && Math.hypot(held.edgeType.getPoint(share).x - held.to.x, held.edgeType.getPoint(share).y - held.to.y) < reach) share -= 0.01;
  const tip = held.edgeType.getPoint(share);
  const back = held.edgeType.getPoint(Math.max(0, share - 0.04));
  const angle = (Math.atan2(tip.y - back.y, tip.x - back.x) * 180) / Math.PI;
  return drawn("path", { d: "M0 0L-10 -4.5L-10 4.5z", transform: `translate(${tip.x.toFixed(1)} ${tip.y.toFixed(1)}) rotate(${angle.toFixed(1)})`, fill: colour, "fill-opacity": opacity.toFixed(2) });
}

function nodeShape(held, opacity) {
  if (typeof held.id !== "number") return drawn("circle", { cx: held.x, cy: held.y, r: held.options.size, fill: colours.card, stroke: colours.middle, "stroke-width": 2, opacity });
  const actor = actors[held.id];
  const looks = kindStyles.get(actor.kind);
  const points = meta.shapes[looks.shape].map(([x, y]) => `${(held.x + x * actor.size).toFixed(1)},${(held.y + y * actor.size).toFixed(1)}`).join(" ");
  return drawn("polygon", { points, fill: colours[looks.tone], stroke: looks.tone === "light" ? colours.edge : colours.paper, "stroke-width": 1.6, "stroke-linejoin": "round", opacity });
}

function labelShapes(label, scale) {
  return label.lines.map((line, index) => drawn("text", { x: label.x.toFixed(1), y: (label.y + ((index - (label.lines.length - 1) / 2) * label.px * 1.2 + label.px * 0.36) / scale).toFixed(1), "font-size": (label.px / scale).toFixed(2), "font-weight": label.weight, "text-anchor": "middle", fill: colours[label.colour], stroke: colours.paper, "stroke-width": (4 / scale).toFixed(2), "paint-order": "stroke", "stroke-linejoin": "round" }, line));
}

// Two pages: the drawing with its legend, then the strongest relations, filters and citation.
const PRINTED_ROWS = 32;
addEventListener("beforeprint", () => {
  if (!network) return;
  const { theme } = document.documentElement.dataset;
  document.documentElement.dataset.theme = "light";
  readColours();
  $("still").replaceChildren(drawingNow({ background: false }));
  document.documentElement.dataset.theme = theme;
  readColours();
  const relations = meta.vocabulary.relations.filter((one) => edges.some((edge) => edge.style === one && view.shown[edge.id]));
  $("print-legend").replaceChildren(...relations.map((one) => element("span", { class: "row" }, lineSwatch(one), element("span", {}, one.label))), ...meta.vocabulary.kinds.map((one) => element("span", { class: "row" }, shapeSwatch(one), element("span", {}, one.label))));
  const list = edges.filter((edge) => view.shown[edge.id]).sort(byCount);
  $("rows").replaceChildren(...list.slice(0, PRINTED_ROWS).map(printedRow));
  $("rows").parentElement.querySelector("caption").textContent = `${say("table")}: ${say("of", { n: Math.min(PRINTED_ROWS, list.length), m: number(list.length) })}`;
  $("print-filters").textContent = `${say("print_filters")}: ${[meta.filters, isFiltered() ? decodeURIComponent(hashOf(state)) : ""].filter(Boolean).join("; ") || say("print_none")}. ${say("print_shown")}: ${describeCounts()}`;
});

function articlesOf(edge) {
  const said = new Set();
  if (evidenceNow) for (let claim = edge.first; claim < edge.last; claim += 1) if (passes(claim) && ["actual", "alleged"].includes(mannerOf(claim))) said.add(evidenceNow.claims.article[claim]);
  return said.size;
}

function printedRow(edge) {
  const counts = view.counts[edge.id];
  const dates = [counts.first, counts.last].map((day) => (day == null ? "" : isoOf(day)));
  const cells = [actors[edge.from].name, edge.style.label, actors[edge.to].name, counts.actual, counts.alleged || "", counts.denied || "", articlesOf(edge) || "", ...dates];
  return element("tr", {}, ...cells.map((one) => element("td", {}, isolated(String(one)))));
}
