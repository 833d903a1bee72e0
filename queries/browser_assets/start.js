// Runs before Neo4j Browser: where it keeps things, what it finds there, and who it is to the store.
// `actorgraph` is what the server gives everybody; the login it gives only for a ticket.
(() => {
  const { keep, items } = window.actorgraph;
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

  const read = (name) => JSON.parse(storage.getItem(name) ?? "null");
  const write = (name, value) => storage.setItem(name, JSON.stringify(value));
  const ours = (one) => one.id?.startsWith("actorgraph-");
  for (const name of ["neo4j.documents", "neo4j.folders"]) {
    write(name, [...items[name], ...(read(name) ?? []).filter((one) => !ours(one))]);
  }
  for (const name of ["neo4j.grass", "neo4j.settings", "neo4j.udc"]) {
    if (read(name) === null) write(name, items[name]);
  }

  const ticket = window.location.hash.slice(1);
  if (!ticket) return;
  window.history.replaceState(null, "", window.location.pathname);
  const asked = new XMLHttpRequest();
  asked.open("POST", "/login", false); // Browser's scripts come next and need the answer
  asked.send(ticket);
  if (asked.status === 200) gone.setItem(login, asked.responseText);
  else window.alert(asked.responseText);
})();
