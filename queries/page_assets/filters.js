// The legend, which is also the filters: relations by family, manner, confidence, kinds.
function lineSwatch(relation) {
  const line = drawn("path", { d: relation.symmetric ? "M1 6H29" : "M1 6H23", "stroke-width": 2.2, fill: "none", class: `${relation.family}-stroke` });
  if (relation.dash.length) line.setAttribute("stroke-dasharray", relation.dash.map((one) => Math.min(one, 9)).join(" "));
  const parts = [line];
  if (!relation.symmetric) parts.push(drawn("path", { d: "M22 2L30 6L22 10z", class: `fill-${relation.family}` }));
  return drawn("svg", { width: 30, height: 12, viewBox: "0 0 30 12", "aria-hidden": "true" }, ...parts);
}

function shapeSwatch(kind, size = 16) {
  const points = meta.shapes[kind.shape].map(([x, y]) => `${8 + x * 6},${8 + y * 6}`).join(" ");
  return drawn("svg", { width: size, height: size, viewBox: "0 0 16 16", "aria-hidden": "true" }, drawn("polygon", { points, class: `mark ${kind.tone}` }));
}

function filterRow(set, name, label, sign, count) {
  const box = element("input", { type: "checkbox", "data-set": set, "data-name": name, on: { change: (event) => toggle(set, name, event.target.checked) } });
  return element("label", { class: "row" }, box, sign, element("span", {}, label), element("span", { class: "n" }, count == null ? "" : number(count)));
}

function toggle(set, name, on) {
  const next = new Set(state[set]);
  const listedMeansOn = set === "show";
  if (on === listedMeansOn) next.add(name);
  else next.delete(name);
  go({ [set]: next });
}

function startFilters() {
  for (const family of ["hostile", "cooperative", "neutral"]) {
    const of = meta.vocabulary.relations.filter((relation) => relation.family === family);
    if (of.length) $("relation-rows").append(familyBlock(family, of));
  }
  for (const manner of MANNERS) {
    const count = claims.how.reduce((sum, _, claim) => sum + (mannerOf(claim) === manner), 0);
    $("how-rows").append(filterRow("show", manner, say(`how_${manner}`), null, count));
  }
  for (const kind of meta.vocabulary.kinds) {
    $("kind-rows").append(filterRow("hidekinds", kind.name, kind.label, shapeSwatch(kind), actors.filter((actor) => actor.kind === kind.name).length));
  }
  $("confidence").addEventListener("input", (event) => go({ min: Number(event.target.value) }, { replace: true }));
  $("confidence").addEventListener("change", () => writeHash(false));
  $("reset").addEventListener("click", showEverything);
  $("tool-filters").addEventListener("click", () => showFilters(!$("filters").classList.contains("shown")));
  $("filters-close").addEventListener("click", () => { showFilters(false); $("tool-filters").focus(); });
}

function showEverything() {
  const { hide, hidekinds, show, min, from, to, since } = emptyState();
  go({ hide, hidekinds, show, min, from, to, since });
  announce(describeCounts());
}

function showFilters(on) {
  $("filters").classList.toggle("shown", on);
  $("tool-filters").setAttribute("aria-expanded", String(on));
  if (on) $("filters-close").focus();
}

function familyBlock(family, relations) {
  const names = relations.map((relation) => relation.name);
  const set = (hidden) => go({ hide: new Set([...[...state.hide].filter((name) => !names.includes(name)), ...(hidden ? names : [])]) });
  const quick = element("span", { class: "quick" },
    button(say("all"), () => set(false), { class: "text", "aria-label": `${say(family)}: ${say("all")}` }),
    button(say("none"), () => set(true), { class: "text", "aria-label": `${say(family)}: ${say("none")}` }));
  const rows = relations.map((relation) => filterRow("hide", relation.name, relation.label, lineSwatch(relation), edges.filter((edge) => edge.relation === relation.name).length));
  return element("div", { class: `family ${family}`, role: "group", "aria-label": say(family) }, element("h3", {}, element("span", {}, say(family)), quick), ...rows);
}

function refreshFilters() {
  for (const box of $("filters").querySelectorAll("input[data-set]")) {
    const { set, name } = box.dataset;
    box.checked = state[set].has(name) === (set === "show");
    box.parentElement.classList.toggle("off", !box.checked);
  }
  $("confidence").value = state.min;
  const said = state.min ? say("at_least", { n: state.min }) : say("any_confidence");
  $("confidence-out").textContent = said;
  $("confidence").setAttribute("aria-valuetext", said);
  $("reset").disabled = !isFiltered();
}
