// Today's households, what waits, whose phone it is: all outlives an empty battery, which localStorage does not.
const STORES = ["cases", "queue", "own"];
const opening = new Promise((done, failed) => {
  const asked = indexedDB.open("day", 1);
  asked.onupgradeneeded = () => {
    for (const name of STORES) asked.result.createObjectStore(name, { keyPath: "key" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function inStore(name, mode, act) {
  const database = await opening;
  return new Promise((done, failed) => {
    const change = database.transaction(name, mode, { durability: "strict" });
    const asked = act(change.objectStore(name));
    change.oncomplete = () => done(asked && asked.result);
    change.onabort = change.onerror = () => failed(change.error);
  });
}

const all = (name) => inStore(name, "readonly", (store) => store.getAll());
const one = (name, key) => inStore(name, "readonly", (store) => store.get(key));
const keep = (name, thing) => inStore(name, "readwrite", (store) => void store.put(thing));
const drop = (name, key) => inStore(name, "readwrite", (store) => void store.delete(key));
const fresh = (name, things) =>
  inStore(name, "readwrite", (store) => {
    store.clear();
    for (const thing of things) store.put(thing);
  });

// An answer as it waits: texts and photos by the names of their boxes, one a user and household.
async function queue(form, send) {
  const values = { __proto__: null };
  const photos = { __proto__: null };
  for (const [name, value] of form) {
    // A text or picture that was there to be read is no answer.
    if (name.startsWith("fill-")) continue;
    if (typeof value === "string") values[name] = value;
    else if (value.size) photos[name] = value;
  }
  const { name, user, csrfmiddlewaretoken, step, ...typed } = values;
  const row = send.split("/")[4];
  const key = `${user}/${row}`;
  const before = await one("queue", key);
  Object.assign(photos, { ...(before && before.photos), ...photos });
  const at = Date.now();
  await keep("queue", { key, row, send, name, user, values: typed, photos, state: "waiting", at });
}

async function forget() {
  for (const name of STORES) await fresh(name, []);
  for (const name of await caches.keys()) await caches.delete(name);
}
