// Coding: one claim at a time, by keyboard; answers stay in the browser until they are saved.
const FIELDS = ["subject", "object", "relation", "denied", "speaker", "date"];
const HOLDING = ["subject", "object", "relation", "denied"];
const NEXT_ANSWER = { undefined: "wrong", right: "wrong", wrong: "open", open: "right" };
let sample, coder = "", at = 0, kept = {}, savedAt = "", storage = null;

const rowOf = (claim) => (kept[claim.id] ??= { answers: {}, comment: "", done: false, at: null });
const isDone = (claim) => Boolean(kept[claim.id]?.done);
const isWrong = (claim) => HOLDING.some((name) => kept[claim.id]?.answers[name] === "wrong");
const keyOf = (name) => `actorgraph coding ${sample.id} ${name}`;

function openStorage() {
  try {
    localStorage.setItem(keyOf("?"), "1");
    localStorage.removeItem(keyOf("?"));
    return localStorage;
  } catch {
    warn(say("no_storage"));
    return null;
  }
}

function warn(text) {
  $("warning").textContent = text;
  $("warning").hidden = !text;
}

function keep() {
  if (!coder) return;
  try {
    storage?.setItem(keyOf(`of ${coder}`), JSON.stringify({ kept, at, savedAt }));
    storage?.setItem(keyOf("coder"), coder);
  } catch {
    warn(say("storage_full"));
  }
}

// What another program wrote under our name is not trusted to have our form.
function recall(name) {
  try {
    const read = JSON.parse(storage?.getItem(keyOf(`of ${name}`)) ?? "{}");
    const rows = Object.entries(read.kept ?? {}).filter(([id, row]) => sample.claims.some((claim) => claim.id === id) && row && typeof row.answers === "object");
    return { kept: Object.fromEntries(rows), at: Math.min(Math.max(0, read.at | 0), sample.claims.length - 1), savedAt: String(read.savedAt ?? "") };
  } catch {
    return { kept: {}, at: 0, savedAt: "" };
  }
}

// The same page in another tab: what was answered there is taken over, or it would be lost here.
function followOtherTabs(event) {
  if (!coder || event.key !== keyOf(`of ${coder}`)) return;
  ({ kept, savedAt } = recall(coder));
  refresh();
}

// Answers given before a name was written are the answers of whoever writes it first.
function setCoder(name) {
  const next = name.replace(/\s+/g, " ").trim();
  if (next === coder) return;
  const first = !coder && Object.keys(kept).length > 0;
  const known = next ? recall(next) : { kept: {}, at: 0, savedAt: "" };
  if (first) known.kept = { ...known.kept, ...kept };
  coder = next;
  ({ kept, savedAt } = known);
  if (!first) at = known.at;
  keep();
  show();
}

function touched(row) {
  row.at = new Date().toISOString();
  keep();
}

function answer(name, value) {
  const claim = sample.claims[at];
  const row = rowOf(claim);
  row.answers[name] = value;
  touched(row);
  refresh();
  announce(`${say(name)}: ${say(value)}`);
}

function accept(rest = "right") {
  if (!coder) return askForCoder();
  const row = rowOf(sample.claims[at]);
  for (const name of FIELDS) row.answers[name] ??= rest;
  row.done = true;
  touched(row);
  const last = sample.claims.every(isDone);
  if (at + 1 < sample.claims.length) go(at + 1);
  else show();
  if (last) announce(say("all_done"));
}

function cannotTell() {
  rowOf(sample.claims[at]).answers = {};
  accept("open");
}

function askForCoder() {
  $("coder").setAttribute("aria-invalid", "true");
  warn(say("needs_coder"));
  $("coder").focus();
}

function go(to) {
  at = Math.min(Math.max(0, to), sample.claims.length - 1);
  keep();
  show();
  $("claim").focus({ preventScroll: true });
  scrollTo(0, 0);
}

function nextUndone() {
  const order = sample.claims.map((_, index) => (at + 1 + index) % sample.claims.length);
  const found = order.find((index) => !isDone(sample.claims[index]));
  if (found == null) announce(say("all_done"));
  else go(found);
}

function save() {
  if (!coder) return askForCoder();
  const rows = sample.claims.filter(isDone).map((claim) => ({
    claim: claim.id, coder, at: kept[claim.id].at, ...Object.fromEntries(FIELDS.map((name) => [name, kept[claim.id].answers[name] ?? "open"])),
    comment: kept[claim.id].comment, article: claim.article, said: claim.said, sample: sample.id,
  }));
  if (!rows.length) return warn(say("nothing_done"));
  const address = URL.createObjectURL(new Blob([rows.map((row) => `${JSON.stringify(row)}\n`).join("")], { type: "application/x-ndjson" }));
  const link = element("a", { href: address, download: `verdicts-${sample.id.slice(0, 8)}-${fold(coder).replaceAll(" ", "-").slice(0, 40) || "coder"}.jsonl` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
  savedAt = new Date().toISOString();
  keep();
  refresh();
  announce(say("was_saved", { n: rows.length }));
}

function marked(claim) {
  const quote = element("blockquote", { dir: "auto" }, element("span", { class: "around" }, claim.before));
  const [s0, s1, o0, o1, c0, c1, v0, v1] = claim.marks;
  const spans = [["subject", s0, s1], ["object", o0, o1], ["cue", c0, c1], ["speaker", v0, v1]].filter(([, from, to]) => to > from);
  const text = claim.sentence;
  const cuts = [...new Set([0, text.length, ...spans.flatMap(([, from, to]) => [from, to])])].sort((a, b) => a - b);
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [from, to] = [cuts[index], cuts[index + 1]];
    const names = spans.filter(([, start, end]) => start <= from && end >= to).map(([name]) => name);
    const piece = text.slice(from, to);
    quote.append(names.length ? element("mark", { class: [...names, ...(names.includes("cue") ? [claim.family] : [])].join(" ") }, piece) : piece);
  }
  quote.append(element("span", { class: "around" }, claim.after));
  return quote;
}

function claimPart(claim) {
  const link = safeLink(claim.url);
  const title = claim.title || say("untitled");
  const named = link ? element("a", { href: link, target: "_blank", rel: "noopener noreferrer nofollow", dir: "auto" }, title) : element("span", { dir: "auto" }, title);
  const badges = [claim.denied && "denied", claim.status !== "actual" && claim.status].filter(Boolean);
  const about = [claim.publisher, claim.published?.slice(0, 10) || say("undated")].filter(Boolean).join(" · ");
  return [
    element("p", { class: "where" }, named, ` · ${about}`),
    marked(claim),
    element("h2", {}, isolated(claim.subject.name), " ", element("span", { class: `verb ${claim.family}` }, claim.label), " ", isolated(claim.object.name)),
    badges.length ? element("p", { class: "who" }, ...badges.map((one) => element("span", { class: `badge ${one}` }, one))) : "",
  ];
}

const mentionPart = (mention) => [element("b", {}, isolated(mention.name)), ` (${mention.kind})`, mention.text ? element("small", {}, say("words", { words: mention.text })) : null];

const PARTS = {
  subject: (claim) => mentionPart(claim.subject),
  object: (claim) => mentionPart(claim.object),
  relation: (claim) => [element("b", {}, claim.label), claim.mode ? ` (${claim.mode})` : "", element("small", {}, claim.definition)],
  denied: (claim) => [say(claim.denied ? "is_denied" : "is_said", { status: claim.status })],
  speaker: (claim) => (claim.speaker ? mentionPart(claim.speaker) : [say("no_speaker")]),
  date: (claim) => (claim.when ? [element("b", {}, claim.when.end ? say("to", { from: claim.when.date, to: claim.when.end }) : claim.when.date), element("small", {}, say("precision", { precision: claim.when.precision }))] : [say("no_date")]),
};

function question(claim, name, number) {
  const choices = ["right", "wrong", "open"].map((value) =>
    element("label", { class: value }, element("input", { type: "radio", name, value, on: { change: () => answer(name, value) } }), say(value)));
  return element("fieldset", { class: "question", id: `q-${name}` },
    element("legend", { class: "unseen" }, say(name)),
    element("span", { class: "key", "aria-hidden": "true" }, number),
    element("span", { class: "what" }, element("span", { class: "asked" }, `${say(name)}: `), ...PARTS[name](claim).filter(Boolean)),
    element("span", { class: "choices", role: "radiogroup", "aria-label": `${say(name)} (${number})` }, ...choices));
}

function show() {
  const claim = sample.claims[at];
  $("claim").replaceChildren(...claimPart(claim));
  const box = element("textarea", { id: "comment", dir: "auto", maxlength: 5000, "aria-describedby": "comment-hint", "aria-keyshortcuts": "c" });
  box.addEventListener("input", () => {
    const row = rowOf(claim);
    row.comment = box.value;
    touched(row);
    refresh();
  });
  $("answers").replaceChildren(
    ...FIELDS.map((name, index) => question(claim, name, index + 1)),
    element("label", { class: "field", for: "comment" }, say("comment")), box,
    element("p", { class: "note", id: "comment-hint" }, say("comment_hint")));
  refresh();
}

function refresh() {
  const claim = sample.claims[at];
  const row = kept[claim.id];
  for (const name of FIELDS) {
    for (const input of $(`q-${name}`).querySelectorAll("input")) input.checked = row?.answers[name] === input.value;
  }
  if ($("comment").value !== (row?.comment ?? "")) $("comment").value = row?.comment ?? "";
  const done = sample.claims.filter(isDone);
  const unsaved = done.filter((one) => !savedAt || kept[one.id].at > savedAt).length;
  const wrong = done.filter(isWrong).length;
  $("counts").textContent = say("counts", { at: at + 1, all: number(sample.claims.length), done: number(done.length) }) +
    (wrong ? say("counts_wrong", { n: number(wrong) }) : "") + (done.length ? ` · ${unsaved ? say("unsaved", { n: number(unsaved) }) : say("saved")}` : "") + (isDone(claim) ? ` · ${say("is_done")}` : "");
  $("done").max = sample.claims.length;
  $("done").value = done.length;
  $("back").disabled = at === 0;
  $("forth").disabled = at + 1 === sample.claims.length;
  if (coder && $("coder").getAttribute("aria-invalid")) {
    $("coder").removeAttribute("aria-invalid");
    warn("");
  }
}

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  $("theme").setAttribute("aria-pressed", String(name === "dark"));
}

function toggleKeys() {
  $("keys").hidden = !$("keys").hidden;
  $("help").setAttribute("aria-expanded", String(!$("keys").hidden));
}

const turnTheme = () => setTheme(document.documentElement.dataset.theme === "dark" ? "light" : "dark");
const KEYS = {
  Enter: () => accept(), 0: cannotTell, ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), k: () => go(at - 1), j: () => go(at + 1),
  u: nextUndone, c: () => $("comment").focus(), s: save, d: turnTheme, "?": toggleKeys,
};

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  const writes = target.matches("textarea, input[type=text]");
  if (writes) {
    if (event.key === "Escape" || (event.key === "Enter" && target.id === "coder")) $("claim").focus();
    return;
  }
  if (event.key === "Enter" && target.matches("button, a")) return; // the button itself is meant
  if (event.key.startsWith("Arrow") && target.matches("input[type=radio]")) return;
  const name = FIELDS[Number(event.key) - 1];
  const act = name ? () => answer(name, NEXT_ANSWER[kept[sample.claims[at].id]?.answers[name]]) : KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

async function readBlock(name) {
  const block = $(`data-${name}`);
  if (block.type === "application/json") return JSON.parse(block.textContent);
  const bytes = Uint8Array.from(atob(block.textContent), (letter) => letter.charCodeAt(0));
  const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(unpacked).text());
}

async function start() {
  sample = await readBlock("sample");
  words = sample.strings;
  document.body.classList.add("live");
  setTheme(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  storage = openStorage();
  $("keys").append(element("h2", {}, say("keys_title")), element("ul", { class: "plain" }, ...say("keys_list").split(" · ").map((one) => element("li", {}, one))), element("p", { class: "note" }, say("about_keeping")));
  $("answers").addEventListener("submit", (event) => event.preventDefault());
  for (const [id, act] of Object.entries({ save, help: toggleKeys, theme: turnTheme, back: () => go(at - 1), forth: () => go(at + 1), accept: () => accept(), unsaid: nextUndone })) $(id).addEventListener("click", act);
  $("coder").addEventListener("change", (event) => setCoder(event.target.value));
  document.addEventListener("keydown", onKey);
  addEventListener("storage", followOtherTabs);
  const last = storage?.getItem(keyOf("coder")) ?? "";
  $("coder").value = last;
  setCoder(last);
  show();
  (last ? $("claim") : $("coder")).focus();
  document.documentElement.dataset.ready = "1";
}

start().catch((error) => {
  $("counts").textContent = error.message;
  throw error;
});
