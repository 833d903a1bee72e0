// Finding an actor by any of its names: without accents, in any script, with the keyboard.
const searchKeys = new Map();

function keysOf(actor) {
  if (!searchKeys.has(actor.id)) {
    searchKeys.set(actor.id, [actor.name, ...actor.aliases].map((name) => {
      const key = fold(name);
      return { key, bones: skeleton(key), latin: isLatin(name), name };
    }));
  }
  return searchKeys.get(actor.id);
}

function scoreOf(one, query, bones, latin) {
  if (one.key === query) return 4;
  if (one.key.startsWith(query)) return 3;
  if (` ${one.key}`.includes(` ${query}`)) return 2;
  if (one.key.includes(query)) return 1;
  // across scripts vowels may be missing on either side
  return latin !== one.latin && bones.length > 1 && one.bones.includes(bones) ? 1 : 0;
}

function findActors(text, most = 12) {
  const query = fold(text);
  if (!query) return [];
  const [bones, latin] = [skeleton(query), isLatin(text)];
  const found = [];
  for (const actor of actors) {
    let best = 0;
    let by = null;
    for (const one of keysOf(actor)) {
      const score = scoreOf(one, query, bones, latin);
      if (score > best) [best, by] = [score, one.name];
    }
    if (best) found.push({ actor, best, by });
  }
  return found.sort((a, b) => b.best - a.best || b.actor.claims - a.actor.claims || a.actor.id - b.actor.id).slice(0, most);
}

// A combobox after the ARIA pattern: the list follows the input, arrows move, Enter chooses.
function comboBox(input, list, chosen) {
  let found = [];
  let active = -1;
  const close = () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); active = -1; };
  const choose = (index) => { const { actor } = found[index]; input.value = actor.name; close(); chosen(actor); };
  const mark = (index) => {
    active = (index + found.length) % found.length;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  input.addEventListener("input", () => {
    found = findActors(input.value);
    list.replaceChildren(...found.map(({ actor, by }, index) => element("li", { role: "option", id: `${list.id}-${index}`, "aria-selected": "false", on: { mousedown: (event) => { event.preventDefault(); choose(index); } } },
      shapeSwatch(kindStyles.get(actor.kind)), isolated(actor.name), element("small", {}, by === actor.name ? kindStyles.get(actor.kind).label : isolated(by)))));
    const open = found.length > 0;
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (open) mark(0);
    else input.removeAttribute("aria-activedescendant");
    announce(input.value ? (open ? say("hits", { n: found.length }) : say("no_hits")) : "");
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown") mark(active + 1);
    else if (event.key === "ArrowUp") mark(active - 1);
    else if (event.key === "Enter" && active >= 0) choose(active);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  input.addEventListener("blur", close);
}

function startFind() {
  comboBox($("find"), $("hits"), (actor) => openFromPanel({ actor: actor.key }));
}
