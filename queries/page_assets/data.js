// The data of the page, read from its inert blocks, and looked up by actor and relation.
let meta, actors, edges, claims, evidenceRead, evidenceNow;
const relationStyles = new Map();
const kindStyles = new Map();
const actorByKey = new Map();
const edgeByKey = new Map();

const STATUSES = ["actual", "alleged", "planned", "demanded", "hypothetical"];
const MANNERS = ["actual", "alleged", "intended", "denied"];
const DENIED = 8;

async function readBlock(name) {
  const block = $(`data-${name}`);
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const letters = atob(block.textContent);
  const bytes = new Uint8Array(letters.length);
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(unpacked).text());
}

// Sentences are read only when somebody asks for them, or when the browser has nothing to do.
function evidence() {
  evidenceRead ??= readBlock("evidence").then((read) => (evidenceNow = read));
  return evidenceRead;
}

async function readData() {
  meta = await readBlock("meta");
  words = meta.strings;
  const graph = await readBlock("graph");
  actors = graph.nodes;
  edges = graph.edges;
  claims = graph.claims;
  for (const one of meta.vocabulary.relations) relationStyles.set(one.name, one);
  for (const one of meta.vocabulary.kinds) kindStyles.set(one.name, one);
  for (const actor of actors) {
    actor.edges = [];
    actor.name = plain(actor.label) || actor.key;
    actor.claims = 0;
    actorByKey.set(actor.key, actor);
  }
  let first = 0;
  for (const edge of edges) {
    edge.style = relationStyles.get(edge.relation);
    edge.first = first;
    edge.last = first += edge.claims;
    edge.key = `${actors[edge.from].key}>${edge.relation}>${actors[edge.to].key}`;
    edgeByKey.set(edge.key, edge);
    actors[edge.from].edges.push(edge);
    actors[edge.from].claims += edge.claims;
    if (edge.to !== edge.from) {
      actors[edge.to].edges.push(edge);
      actors[edge.to].claims += edge.claims;
    }
  }
}

function mannerOf(claim) {
  const how = claims.how[claim];
  if (how >= DENIED) return "denied";
  return how >= 2 ? "intended" : STATUSES[how];
}

const otherEnd = (edge, actor) => actors[edge.from === actor.id ? edge.to : edge.from];
const relationText = (edge) => `${actors[edge.from].name} ${edge.style.label} ${actors[edge.to].name}`;
