// How what waits on the phone is sent: by an open page, or by the service worker when all are closed.
const waits = async () => (await all("queue")).filter((each) => each.state === "waiting");
const whoIsIt = (path) => fetch(path, { redirect: "manual", cache: "no-store" });

function ask(path, token, fields) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set("csrfmiddlewaretoken", token);
  return fetch(path, { method: "POST", body, redirect: "manual" });
}

async function send(entry, token) {
  const { entry: key, ...rest } = entry.values;
  const fields = { ...rest, ...entry.photos, entry: key, user: entry.user };
  const answer = await ask(entry.send, token, fields);
  // Nobody is signed in: the others wait too. Other trouble is of this answer alone.
  if (!(answer.headers.get("content-type") || "").includes("json"))
    return answer.type !== "opaqueredirect" && answer.status !== 403;
  const told = await answer.json();
  const now = await one("queue", entry.key);
  // Typed anew while this was on its way: the newer answer stays and is sent by itself.
  if (!now || now.values.entry !== key) return true;
  if (told.state !== "sent") await keep("queue", { ...entry, ...told });
  else {
    await keep("queue", { ...entry, state: "sent", values: {}, photos: {} });
    await drop("cases", entry.row);
  }
  return told.state !== "waiting";
}

// Whether nothing of it has to wait on.
async function sendOwn(found, who) {
  for (const entry of found.filter((each) => each.user === String(who.user)))
    if (!(await send(entry, who.token))) return false;
  return true;
}

// Asks the browser to wake the service worker once there is a network; not every browser can.
async function goOnLater() {
  const here = self.registration || (navigator.serviceWorker && (await navigator.serviceWorker.getRegistration()));
  if (here && here.sync && navigator.locks) await here.sync.register("queue").catch(() => {});
}
