// Runs before Neo4j Browser: where it keeps things, and, for a ticket, what it finds there.
(() => {
  const keep = KEEP;
  const login = "neo4j.connections";
  const kept = window.localStorage, gone = window.sessionStorage;

  // The login stays in this tab and ends with it: what localStorage holds is on the disk, and is
  // given to any later program that listens on this port.
  const names = () => [...Object.keys(kept).filter((name) => name !== login), ...(gone.getItem(login) ? [login] : [])];
  const place = (name) => (name === login ? gone : kept);
  const storage = !keep ? gone : {
    getItem: (name) => place(name).getItem(name),
    setItem: (name, value) => place(name).setItem(name, value),
    removeItem: (name) => place(name).removeItem(name),
    clear: () => { kept.clear(); gone.clear(); },
    key: (index) => names()[index] ?? null,
    get length() { return names().length; },
  };
  Object.defineProperty(window, "localStorage", { value: storage, configurable: true });

  const ticket = window.location.hash.slice(1);
  if (!ticket) return;
  window.history.replaceState(null, "", window.location.pathname);
  const asked = new XMLHttpRequest();
  asked.open("POST", "/login", false); // Browser's scripts come next and need the answer
  asked.send(ticket);
  if (asked.status !== 200) { window.alert(asked.responseText); return; }

  const items = JSON.parse(asked.responseText);
  const read = (name) => JSON.parse(storage.getItem(name) ?? "null");
  const ours = (one) => one.id?.startsWith("actorgraph-");
  for (const [name, item] of Object.entries(items)) {
    const there = read(name);
    let value = item; // the login is always the new one
    if (Array.isArray(item)) value = [...item, ...(there ?? []).filter((one) => !ours(one))];
    else if (name !== login) value = there ?? item; // settings and styles that a person has changed
    storage.setItem(name, JSON.stringify(value));
  }
})();
