// What passes the filters: per relation its counted claims, and which actors are left.
let view = { counts: [], shown: [], actors: [], total: {} };

function passes(claim) {
  if (claims.confidence[claim] < state.min) return false;
  return inTime(claims.day[claim]);
}

function inTime(day) {
  if (state.from == null && state.to == null && state.since == null) return true;
  if (day == null) return false;
  return (state.from == null || day >= state.from) && (state.to == null || day <= state.to) && (state.since == null || day >= state.since);
}

function countsOf(edge) {
  const counts = { actual: 0, alleged: 0, intended: 0, denied: 0, first: null, last: null };
  for (let claim = edge.first; claim < edge.last; claim += 1) {
    if (!passes(claim)) continue;
    const manner = mannerOf(claim);
    counts[manner] += 1;
    const day = claims.day[claim];
    if (day == null || !state.show.has(manner)) continue;
    if (counts.first == null || day < counts.first) counts.first = day;
    if (counts.last == null || day > counts.last) counts.last = day;
  }
  counts.drawn = MANNERS.reduce((sum, manner) => sum + (state.show.has(manner) ? counts[manner] : 0), 0);
  counts.pale = !(state.show.has("actual") && counts.actual) && !(state.show.has("alleged") && counts.alleged);
  return counts;
}

function computeView() {
  const next = { counts: new Array(edges.length), shown: new Uint8Array(edges.length), actors: new Uint8Array(actors.length), actorClaims: new Uint32Array(actors.length) };
  let relations = 0;
  let said = 0;
  for (const edge of edges) {
    const counts = (next.counts[edge.id] = countsOf(edge));
    const hidden = state.hide.has(edge.relation) || state.hidekinds.has(actors[edge.from].kind) || state.hidekinds.has(actors[edge.to].kind);
    if (hidden || !counts.drawn) continue;
    next.shown[edge.id] = 1;
    relations += 1;
    said += counts.drawn;
    next.actors[edge.from] = next.actors[edge.to] = 1;
    next.actorClaims[edge.from] += counts.drawn;
    if (edge.to !== edge.from) next.actorClaims[edge.to] += counts.drawn;
  }
  next.total = { actors: next.actors.reduce((sum, one) => sum + one, 0), relations, claims: said };
  view = next;
}

const shownEdges = (actor) => actor.edges.filter((edge) => view.shown[edge.id]).sort(byCount);
const byCount = (a, b) => view.counts[b.id].drawn - view.counts[a.id].drawn || a.id - b.id;

function isFiltered() {
  const fresh = emptyState();
  return state.hide.size > 0 || state.hidekinds.size > 0 || listed(state.show) !== listed(fresh.show) || state.min > 0 || state.from != null || state.to != null || state.since != null;
}

function describeCounts() {
  const total = view.total;
  const first = isFiltered()
    ? [say("of", { n: number(total.actors), m: counted(actors.length, "actor") }), say("of", { n: number(total.relations), m: counted(edges.length, "relation") }), say("of", { n: number(total.claims), m: counted(claims.day.length, "claim") })]
    : [counted(total.actors, "actor"), counted(total.relations, "relation"), counted(total.claims, "claim"), counted(meta.articles, "article")];
  if (span) first.push(`${isoOf(state.from ?? span[0])} – ${isoOf(state.to ?? span[1])}`);
  return first.join(" · ");
}
