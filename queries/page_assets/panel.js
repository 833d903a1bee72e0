// The panel on the right: overview, an actor, or a relation with the sentences it was read from.
let panelTurn = 0;

function showPanel(parts) {
  panelTurn += 1;
  const panel = $("panel");
  const held = panel.contains(document.activeElement); // else the keyboard would be thrown back to the top
  panel.replaceChildren(...tourCard(), ...parts.filter(Boolean));
  panel.scrollTop = 0;
  if (held) panel.focus({ preventScroll: true });
}

function refreshPanel() {
  const tool = { path: pathPanel, changes: changesPanel, export: exportPanel, help: helpPanel }[state.tool];
  if (tool) return showPanel(tool());
  if (state.edge) return showRelation(edgeByKey.get(state.edge));
  if (state.actor) return showActor(actorByKey.get(state.actor));
  if (state.path) return showPanel(pathPanel());
  if (state.since != null) return showPanel(changesPanel());
  return showPanel(overviewPanel());
}

// A long list opens by pieces, so that a hub with a thousand relations does not stall the page.
function paged(list, make, size) {
  const parts = list.slice(0, size).map(make);
  if (list.length <= size) return parts;
  const more = button(say("show_more", { n: Math.min(size, list.length - size) }), () => {
    const rest = paged(list.slice(size), make, size);
    more.replaceWith(...rest);
    rest[0].querySelector?.("a, button")?.focus();
    rest[0].focus?.();
  }, { class: "outlined wide" });
  return [...parts, more];
}

function relationButton(edge) {
  const { drawn: n } = view.counts[edge.id];
  return element("button", { type: "button", class: "said", on: { click: () => openFromPanel({ edge: edge.key }) } },
    lineSwatch(edge.style),
    element("span", {}, isolated(actors[edge.from].name), " ", element("span", { class: `verb ${edge.style.family}` }, edge.style.label), " ", isolated(edge.from === edge.to ? say("itself") : actors[edge.to].name)),
    element("span", { class: "n" }, `×${number(n)}`));
}

function actorButton(actor) {
  return element("button", { type: "button", class: "said", on: { click: () => openFromPanel({ actor: actor.key }) } },
    shapeSwatch(kindStyles.get(actor.kind)), isolated(actor.name), element("span", { class: "n" }, counted(view.actorClaims[actor.id], "claim")));
}

// What is opened from the panel comes into sight, and the keyboard stays where the words are.
function openFromPanel(change) {
  openCommunitiesOf(change);
  select({ ...change, at: null });
  bringIntoSight();
  $("panel").focus({ preventScroll: true });
}

function openCommunitiesOf(change) {
  if (!hasCommunities() || state.all) return;
  const edge = change.edge && edgeByKey.get(change.edge);
  const ends = edge ? [edge.from, edge.to] : change.actor ? [actorByKey.get(change.actor).id] : [];
  const needed = ends.map((id) => actors[id].community).filter((one) => !state.open.has(one));
  if (needed.length) change.open = new Set([...state.open, ...needed]);
}

function bringIntoSight() {
  if (state.edge) {
    const edge = edgeByKey.get(state.edge);
    showActors([edge.from, edge.to]);
  } else if (state.actor) showActors([actorByKey.get(state.actor).id]);
  else if (state.path) showActors(state.path.map((key) => actorByKey.get(key).id));
}

function overviewPanel() {
  const list = edges.filter((edge) => view.shown[edge.id]).sort(byCount);
  const top = actors.filter((actor) => view.actors[actor.id]).sort((a, b) => view.actorClaims[b.id] - view.actorClaims[a.id] || a.id - b.id);
  return [
    element("h2", {}, say("tool_overview")),
    element("p", { class: "hint" }, say("overview_hint")),
    ...undatedNote(),
    ...communityIntro(),
    element("h3", {}, say("most_said")), ...paged(list, relationButton, 12),
    element("h3", {}, say("most_named")), ...paged(top, actorButton, 10),
  ];
}

// A claim without a date cannot lie in a stretch of time; saying so keeps the counts honest.
function undatedNote() {
  if (state.from == null && state.to == null && state.since == null) return [];
  const undated = claims.day.filter((day) => day == null).length;
  return undated ? [element("p", { class: "hint" }, say("undated_out", { n: number(undated) }))] : [];
}

const splitWords = (counts) => [
  counts.actual && `${number(counts.actual)} ${say("how_actual")}`,
  counts.alleged && `${number(counts.alleged)} ${say("how_alleged")}`,
  counts.intended && `${number(counts.intended)} ${say("how_intended")}`,
  counts.denied && `${number(counts.denied)} ${say("how_denied")}`,
].filter(Boolean).join(" · ");

async function showRelation(edge) {
  const turn = panelTurn + 1;
  const [from, to] = [actors[edge.from], actors[edge.to]];
  const heading = element("h2", {}, isolated(from.name), " ", element("span", { class: `verb ${edge.style.family}` }, edge.style.label), " ", isolated(edge.from === edge.to ? say("itself") : to.name));
  const list = element("div", {});
  const about = element("p", { class: "about" });
  const others = from.edges.filter((one) => one !== edge && edge.from !== edge.to && (one.from === edge.to || one.to === edge.to) && view.shown[one.id]).sort(byCount);
  showPanel([
    heading, about, element("p", { class: "definition" }, edge.style.definition), list,
    others.length ? element("h3", {}, say("also_between")) : null, ...others.map(relationButton),
    element("div", { class: "buttons" }, ...[from, to].filter((one, index, all) => all.indexOf(one) === index).map((one) => button("", () => openFromPanel({ actor: one.key }), { class: "outlined" })).map((made, index) => { made.append(isolated([from, to][index].name)); return made; })),
  ]);
  const read = await evidence();
  if (turn !== panelTurn) return;
  const every = Array.from({ length: edge.last - edge.first }, (_, index) => edge.first + index);
  const kept = every.filter(passes);
  const sources = new Set(kept.filter((claim) => ["actual", "alleged"].includes(mannerOf(claim))).map((claim) => read.articles[read.claims.article[claim]][5]));
  about.textContent = [splitWords(view.counts[edge.id]), counted(sources.size, "source")].filter(Boolean).join(" · ");
  list.replaceChildren(...paged(onceEach(kept, read), (claim) => claimCard(claim, edge, read), 25));
  if (kept.length < every.length) list.append(element("p", { class: "note" }, say("hidden_by_filters", { n: number(every.length - kept.length) })));
  announceSelected(edge.key, `${relationText(edge)}, ${counted(kept.length, "claim")}`);
}

// A sentence that several papers print of one report is shown once; its card names the papers.
function onceEach(list, read) {
  const seen = new Set();
  return list.filter((claim) => {
    const [source, copied] = read.articles[read.claims.article[claim]].slice(5);
    const key = `${source} ${read.claims.sentence[claim]} ${read.claims.marks[claim]}`;
    const again = copied && seen.has(key);
    seen.add(key);
    return !again;
  });
}

// The other articles that print the report of this one, whatever they cut or changed in it.
function alsoIn(article, read) {
  const [source, copied] = read.articles[article].slice(5);
  if (!copied) return null;
  const others = read.articles.filter((one, index) => one[5] === source && index !== article);
  return element("details", { class: "copies" },
    element("summary", {}, counted(others.length, "copy")),
    element("ul", { class: "plain" }, ...others.map(([, title, publisher, published, url]) => {
      const link = safeLink(url);
      const named = [publisher, title].filter(Boolean).join(": ") || say("untitled");
      return element("li", {}, link ? element("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" }, named) : element("span", { dir: "auto" }, named), published ? ` · ${published.slice(0, 10)}` : "");
    })));
}

// One claim: its sentence with mentions and cue marked, who says so, and where it was read.
function claimCard(claim, edge, read) {
  const at = read.claims;
  const manner = mannerOf(claim);
  const status = STATUSES[claims.how[claim] % DENIED];
  const badges = [claims.how[claim] >= DENIED && "denied", status !== "actual" && status].filter(Boolean);
  const [, title, publisher, published, url] = read.articles[at.article[claim]];
  const link = safeLink(url);
  const named = title || say("untitled");
  const speaker = read.speakers[at.speaker[claim]];
  const day = published?.slice(0, 10);
  const happened = at.when[claim] && at.when[claim] !== day ? say("happened", { when: at.when[claim] }) : null;
  const details = [day || say("undated"), happened, read.places[at.where[claim]], at.mode[claim] && say("coded_as", { mode: at.mode[claim] }), say("confidence_is", { n: claims.confidence[claim] })];
  return element("article", { class: `card ${manner}`, "data-claim": at.id[claim] },
    markedSentence(read.sentences[at.sentence[claim]], at.marks[claim], edge.style.family),
    badges.length || speaker ? element("p", { class: "who" }, ...badges.map((one) => element("span", { class: `badge ${one}` }, say(`badge_${one}`))), speaker ? spokenBy(speaker) : null) : null,
    element("p", { class: "where" },
      link ? element("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" }, named) : element("span", { dir: "auto" }, named),
      publisher ? ` · ${publisher}` : "", element("br"), details.filter(Boolean).join(" · ")),
    alsoIn(at.article[claim], read),
    ...checkedBy(read.checks[at.check[claim]]));
}

// What coders found, by how many of them; who they are is nobody else's business.
function checkedBy(check) {
  if (!check) return [];
  const [coders, outcome, wrong] = check;
  const fields = wrong.length ? `: ${wrong.map((name) => say(`check_${name}`)).join(", ")}` : "";
  return [element("p", { class: `check ${outcome}` }, `${say("checked_by", { n: counted(coders, "coder") })} · ${say(`check_${outcome}`)}${fields}`)];
}

function spokenBy([name, actor]) {
  const [before, after] = say("according_to", { who: "\u0000" }).split("\u0000");
  const who = actor >= 0 ? button("", () => openFromPanel({ actor: actors[actor].key }), { class: "text" }) : element("span", {});
  who.append(isolated(name));
  return element("span", { class: "speaker" }, before, who, after);
}

function markedSentence(text, marks, family) {
  const quote = element("blockquote", { dir: "auto" });
  if (!text) {
    quote.textContent = say("no_sentence");
    return quote;
  }
  const spans = [["subject", marks[0], marks[1]], ["object", marks[2], marks[3]], ["cue", marks[4], marks[5]]].filter(([, from, to]) => to > from);
  const cuts = [...new Set([0, text.length, ...spans.flatMap(([, from, to]) => [from, to])])].sort((a, b) => a - b);
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index], cuts[index + 1]];
    const names = spans.filter(([, start, end]) => start <= from && end >= to).map(([name]) => name);
    const piece = text.slice(from, to);
    quote.append(names.length ? element("mark", { class: [...names, ...(names.includes("cue") ? [family] : [])].join(" ") }, piece) : piece);
  }
  return quote;
}

function showActor(actor) {
  const near = shownEdges(actor);
  const partners = new Map();
  for (const edge of near) {
    const other = edge.from === edge.to ? actor : otherEnd(edge, actor);
    if (!partners.has(other)) partners.set(other, []);
    partners.get(other).push(edge);
  }
  const weight = (list) => list.reduce((sum, edge) => sum + view.counts[edge.id].drawn, 0);
  const ranked = [...partners].sort((a, b) => weight(b[1]) - weight(a[1]) || a[0].id - b[0].id);
  showPanel([
    element("h2", {}, isolated(actor.name)),
    element("p", { class: "about" }, `${kindStyles.get(actor.kind).label} · ${counted(near.length, "relation")} · ${counted(view.actorClaims[actor.id], "claim")}`),
    ...aliasChips(actor), ...roles(actor), ...smallTimeline(actor, near),
    ranked.length ? element("h3", {}, say("partners")) : null,
    ...paged(ranked, ([, list]) => element("div", {}, ...list.map(relationButton)), 20),
  ]);
  announceSelected(actor.key, `${actor.name}, ${counted(near.length, "relation")}`);
}

// A slider refreshes the panel many times; what is selected is said once.
let announced = null;
function announceSelected(key, what) {
  if (announced !== key) announce(say("selected", { what }));
  announced = key;
}

function aliasChips(actor) {
  if (!actor.aliases.length) return [];
  return [element("h3", {}, say("aliases")), element("div", { class: "chips" }, ...actor.aliases.slice(0, 16).map((alias) => isolated(alias, { class: "chip" })))];
}

// Roles come from the catalogue with their dates, and from lasting ties that the articles state.
function roles(actor) {
  const known = actor.bonds.map(([relation, other, title, since, until]) => {
    const to = Object.hasOwn(meta.names, other) ? meta.names[other] : other;
    const dates = [since && say("since", { when: since }), until && say("until", { when: until })].filter(Boolean).join(", ");
    return element("li", {}, title ? `${title}, ` : `${relationStyles.get(relation)?.label ?? relation.replaceAll("_", " ")} `, isolated(to), dates ? ` (${dates})` : "");
  });
  const stated = shownEdges(actor).filter((edge) => edge.style.quad == null).map((edge) => {
    const { first, last } = view.counts[edge.id];
    const seen = first == null ? "" : ` (${first === last ? say("seen_once", { from: isoOf(first) }) : say("seen", { from: isoOf(first), to: isoOf(last) })})`;
    return element("li", {}, isolated(actors[edge.from].name), ` ${edge.style.label} `, isolated(actors[edge.to].name), seen);
  });
  const rows = [...known, ...stated.slice(0, 12)];
  return rows.length ? [element("h3", {}, say("roles")), element("ul", { class: "plain" }, ...rows)] : [];
}

function smallTimeline(actor, near) {
  if (!span || !near.length) return [];
  const svg = drawn("svg", { class: "small-time", role: "img", "aria-label": say("timeline_of") });
  drawBars(svg, near, { bins: Math.min(48, axis[1] - axis[0] + 1), height: 44, range: axis });
  return [element("h3", {}, say("timeline_of")), svg, element("div", { class: "axis" }, ...[0, 1].map((side) => element("span", {}, shortSign(side) + isoOf(axis[side]))))];
}

function changesPanel() {
  const day = element("input", { id: "since", type: "date", class: "panel-date", value: state.since == null ? "" : isoOf(state.since) });
  if (span) [day.min, day.max] = span.map(isoOf);
  const apply = () => { if (dayOf(day.value) != null) select({ since: dayOf(day.value), tool: "changes" }); };
  const form = [
    element("h2", {}, say("changes")),
    element("label", { class: "field" }, say("changes_since"), day),
    element("div", { class: "buttons" }, button(say("changes_apply"), apply, { class: "primary" }), button(say("changes_clear"), () => go({ since: null, tool: null }), { class: "outlined" })),
  ];
  if (state.since == null) return form;
  const left = edges.filter((edge) => view.shown[edge.id]).sort(byCount);
  const fresh = left.filter(isNew);
  const again = left.filter((edge) => !isNew(edge));
  if (!left.length) form.push(element("p", { class: "hint" }, say("changes_none")));
  if (fresh.length) form.push(element("h3", {}, `${say("changes_new")} (${number(fresh.length)})`), ...paged(fresh, relationButton, 25));
  if (again.length) form.push(element("h3", {}, `${say("changes_more")} (${number(again.length)})`), ...paged(again, relationButton, 25));
  return form;
}

// New: nothing of it that is shown now was dated before; an undated claim proves nothing.
function isNew(edge) {
  for (let claim = edge.first; claim < edge.last; claim += 1) {
    const day = claims.day[claim];
    if (day != null && day < state.since && claims.confidence[claim] >= state.min && state.show.has(mannerOf(claim))) return false;
  }
  return true;
}

function helpPanel() {
  return [
    element("h2", {}, say("keys")),
    element("ul", { class: "plain" }, ...say("keys_list").split(" · ").map((one) => element("li", {}, one))),
    element("p", { class: "hint" }, say("help_about")),
    element("p", { class: "note" }, `${say("legend_size")}. ${say("legend_arrow")} ${say("dashed_doubt")}.`),
    element("p", { class: "note" }, `${say("hostile")}: ${say("hostile_note")}. ${say("cooperative")}: ${say("cooperative_note")}.`),
    meta.filters ? element("p", { class: "note" }, `${say("print_filters")}: ${meta.filters}`) : null,
    element("p", { class: "note", dir: "auto" }, meta.citation || say("made")),
  ];
}
