// Words, elements and links: all text reaches the page as text, never as HTML.
const SVG = "http://www.w3.org/2000/svg";
const $ = (id) => document.getElementById(id);
let words = {};

function say(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

function number(value) {
  return value.toLocaleString("en");
}

const PLURALS = { actor: "actors", relation: "relations", claim: "claims", article: "articles", source: "sources", copy: "copies", community: "communities", coder: "coders" };

function counted(n, thing) {
  return say(`count_${n === 1 ? thing : PLURALS[thing]}`, { n: number(n) });
}

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") for (const [event, act] of Object.entries(value)) made.addEventListener(event, act);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value != null) made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child != null && child !== false));
  return made;
}

function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const button = (text, act, attributes = {}) => element("button", { type: "button", on: { click: act }, ...attributes }, text);
const isolated = (text, attributes = {}) => element("bdi", attributes, text);

// Only web addresses may be followed; everything else (javascript:, data:, file:) stays text.
function safeLink(address) {
  if (typeof address !== "string") return null;
  try {
    const url = new URL(address);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}

// Control characters and direction overrides have no place in a label drawn on a canvas.
const plain = (text) => text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, " ").replace(/\s+/g, " ").trim();

const LETTERS = new Map(
  [
    "аa бb вv гg дd еe жzh зz иi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch ы y эe юyu яya ьъ іi їi єye ґg",
    "αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χch ψps ωo",
    "اa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh ةa وw يy ىa ءآa أa إi ئy ؤw پp چch ژzh گg یy کk",
    "אa בb גg דd הh וv זz חh טt יy כk ךk לl מm םm נn ןn סs עa פp ףp צts ץts קk רr שsh תt",
  ].flatMap((row) => row.split(" ").map((pair) => [[...pair][0], [...pair].slice(1).join("").replace(/[^a-z]/g, "")])),
);

function fold(text) {
  const bare = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const latin = [...bare].map((letter) => LETTERS.get(letter) ?? letter).join("");
  return latin.replace(/[øł]/g, (letter) => (letter === "ø" ? "o" : "l")).replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// Scripts that leave vowels out are compared by their consonants.
const skeleton = (folded) => folded.replace(/[aeiouyw' ]/g, "").replace(/kh/g, "h").replace(/gh/g, "g").replace(/q/g, "k").replace(/(.)\1+/g, "$1");
const isLatin = (text) => !/[^\u0000-\u024f\u1e00-\u1eff]/.test(text);

const DAY = 86400000;
const dayOf = (iso) => {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? null : Math.floor(at / DAY);
};
const isoOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);

function announce(text) {
  $("status").textContent = text;
}
