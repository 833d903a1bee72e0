// Large graphs: communities stand for their actors until they are opened.
let bundles = new Map();

const hasCommunities = () => meta.communities.length > 0;
const communityOf = (id) => meta.communities[Number(String(id).slice(1))];
const isOpen = (number) => !hasCommunities() || state.all || state.open.has(number);
const nodeIdOf = (actor) => (isOpen(actors[actor].community) ? actor : `c${actors[actor].community}`);

function drawnIdOf(edge) {
  const [a, b] = [nodeIdOf(edge.from), nodeIdOf(edge.to)];
  return typeof a === "number" && typeof b === "number" ? edge.id : bundleKey(a, b);
}

const bundleKey = (a, b) => (String(a) < String(b) ? `b${a}|${b}` : `b${b}|${a}`);

function topMembers(community, most) {
  return [...community.members].sort((a, b) => actors[b].claims - actors[a].claims || a - b).slice(0, most);
}

function communityLabel(id) {
  const community = communityOf(id);
  const [top] = topMembers(community, 1);
  const others = community.members.length - 1;
  return others ? say("community_of", { name: actors[top].name, n: number(others) }) : actors[top].name;
}

function communityLines(id) {
  const { members } = communityOf(id);
  const [top] = topMembers(communityOf(id), 1);
  const rest = members.length > 1 ? [`+ ${number(members.length - 1)}`] : [];
  return [...wrapped(actors[top].name, 16), ...rest];
}

function isCommunityShown(id) {
  return communityOf(id).members.some((member) => view.actors[member]);
}

// What is to be drawn now: open communities as their actors, closed ones as a disc each.
function currentParts() {
  drawnEdges = new Map();
  bundles = new Map();
  const nodes = actors.filter((actor) => isOpen(actor.community)).map(actorItem);
  meta.communities.forEach((community, index) => {
    if (!isOpen(index)) nodes.push(communityItem(community, index));
  });
  const whole = [];
  for (const edge of edges) {
    const id = drawnIdOf(edge);
    if (id === edge.id) whole.push(edge);
    else addToBundle(id, edge);
  }
  for (const edge of whole) drawnEdges.set(edge.id, () => ({ hidden: !view.shown[edge.id], claims: view.counts[edge.id].drawn, pale: view.counts[edge.id].pale }));
  return { nodes, edges: [...[...bundles.values()].map(bundleItem), ...fannedItems(whole)] };
}

function communityItem(community, index) {
  const size = Math.max(26, community.r * 0.86);
  return { id: `c${index}`, x: community.x, y: community.y, size, shape: "custom", ctxRenderer: drawCommunity };
}

// The actors of a closed community show as a cloud of dots, so that its size and shape are seen.
const clouds = new Map();
function cloudOf(id) {
  if (!clouds.has(id)) {
    const cloud = new Path2D();
    for (const member of communityOf(id).members) {
      const { x, y } = actors[member];
      const [dx, dy] = [(x - communityOf(id).x) * 0.84, (y - communityOf(id).y) * 0.84];
      cloud.moveTo(dx + 9, dy);
      cloud.arc(dx, dy, 9, 0, Math.PI * 2);
    }
    clouds.set(id, cloud);
  }
  return clouds.get(id);
}

function drawCommunity({ ctx, id, x, y, state: { hover } }) {
  const size = network.body.nodes[id].options.size;
  return {
    drawNode: () => {
      ctx.save();
      ctx.beginPath();
      ctx.arc(x, y, size, 0, Math.PI * 2);
      ctx.fillStyle = colours.card;
      ctx.strokeStyle = hover ? colours.accent : colours.middle;
      ctx.lineWidth = 2 / network.getScale();
      ctx.fill();
      ctx.stroke();
      ctx.translate(x, y);
      ctx.globalAlpha = 0.3;
      ctx.fillStyle = colours.middle;
      ctx.fill(cloudOf(id));
      ctx.restore();
    },
    nodeDimensions: { width: size * 2, height: size * 2 },
  };
}

function addToBundle(id, edge) {
  const [from, to] = [nodeIdOf(edge.from), nodeIdOf(edge.to)];
  if (from === to) return;
  if (!bundles.has(id)) {
    bundles.set(id, { id, from, to, edges: [] });
    drawnEdges.set(id, () => bundleView(bundles.get(id)));
  }
  bundles.get(id).edges.push(edge);
}

function bundleView(bundle) {
  const left = bundle.edges.filter((edge) => view.shown[edge.id]);
  return { hidden: !left.length, claims: left.length, pale: false };
}

function familyCounts(list) {
  const counts = { hostile: 0, cooperative: 0, neutral: 0 };
  for (const edge of list) counts[edge.style.family] += 1;
  return counts;
}

function bundleItem(bundle) {
  const counts = familyCounts(bundle.edges);
  const [family] = Object.entries(counts).sort((a, b) => b[1] - a[1])[0];
  const colour = colours[family];
  bundle.family = family;
  return { id: bundle.id, from: bundle.from, to: bundle.to, smooth: false, dashes: false, arrows: { to: { enabled: false } }, width: widthOf(bundle.edges.length), color: { color: colour, highlight: colour, hover: colour, inherit: false, opacity: 0.4 } };
}

function bundleText(id) {
  const counts = familyCounts(bundles.get(id).edges.filter((edge) => view.shown[edge.id]));
  const parts = Object.entries(counts).filter(([, n]) => n).map(([family, n]) => `${say(family)} ${number(n)}`);
  return `${say("bundle")}\n${parts.join(" · ")}`;
}

function openCommunity(id) {
  const index = Number(String(id).slice(1));
  select({ open: new Set([...state.open, index]), at: null });
  zoomToCommunity(index);
  showPanel(communityPanel(index));
}

function zoomToCommunity(index) {
  const { x, y, r } = meta.communities[index];
  const { width, height } = $("graph").getBoundingClientRect();
  network.moveTo({ position: { x, y }, scale: Math.min(1.2, (0.86 * Math.min(width, height - 80)) / (2 * r)) });
}

function communityPanel(index) {
  const community = meta.communities[index];
  const members = topMembers(community, 60);
  return [
    element("h2", {}, isolated(communityLabel(`c${index}`))),
    element("p", { class: "about" }, counted(community.members.length, "actor")),
    element("div", { class: "buttons" }, button(say("community_close"), () => { go({ open: new Set([...state.open].filter((one) => one !== index)), at: null }); fit(); }, { class: "outlined" }), button(say("community_none"), () => { go({ open: new Set(), all: false, at: null }); fit(); }, { class: "outlined" })),
    element("h3", {}, say("community_members")),
    ...members.map((member) => actorButton(actors[member])),
  ];
}

function showBundle(id) {
  const list = bundles.get(id).edges.filter((edge) => view.shown[edge.id]).sort(byCount);
  showPanel([element("h2", {}, say("bundle")), element("p", { class: "about" }, counted(list.length, "relation")), ...paged(list, relationButton, 40)]);
}

function communityIntro() {
  if (!hasCommunities()) return [];
  const opened = state.open.size > 0 || state.all;
  return [
    element("p", { class: "hint" }, say("communities_hint")),
    element("div", { class: "buttons" },
      state.all ? null : button(say("community_all"), () => { go({ all: true, at: null }); fit(); }, { class: "outlined" }),
      opened ? button(say("community_none"), () => { go({ open: new Set(), all: false, at: null }); fit(); }, { class: "outlined" }) : null),
    element("h3", {}, counted(meta.communities.length, "community")),
    ...paged(meta.communities.map((_, index) => index), (index) => element("button", { type: "button", class: "said", on: { click: () => openCommunity(`c${index}`) } }, isolated(communityLabel(`c${index}`)), element("span", { class: "n" }, counted(meta.communities[index].members.length, "actor"))), 12),
  ];
}
