// Without a network a page of nobody stands for every field page, and an answer whose way to the
// server failed waits in the queue. SHELL, VERSION, CONTACT, store.js and sending.js stand before this text.
const PAGE = SHELL[0];

async function install() {
  const cache = await caches.open(VERSION);
  // Without cookies: what is kept names nobody.
  await cache.addAll(SHELL.map((path) => new Request(path, { credentials: "omit", cache: "reload" })));
  await self.skipWaiting();
}

async function activate() {
  for (const name of await caches.keys()) if (name !== VERSION) await caches.delete(name);
  await self.clients.claim();
}

async function answer(request) {
  const form = request.method === "POST" && new URL(request.url).pathname.endsWith("/fill/") && request.clone();
  try {
    return await fetch(request);
  } catch (problem) {
    if (request.method === "GET") return caches.match(PAGE);
    if (!form) throw problem;
    const typed = await form.formData();
    const { pathname } = new URL(form.url);
    // Back to the form is no answer yet.
    if (typed.get("step") === "edit") return caches.match(PAGE);
    // Whether it arrived or not: its key lets it be taken once.
    await queue(typed, pathname.replace(/fill\/$/, "send/"));
    // Who answers first may be ended before the browser was asked.
    await goOnLater();
    return Response.redirect(`${pathname}?check`, 303);
  }
}

// The network is back and maybe no page is open. Where that fails the browser tries again later; where
// nobody is signed in the queue stays, and the page that opens after a sign-in sends it.
async function flush() {
  const found = await waits();
  if (!found.length) return;
  const answer = await whoIsIt(CONTACT);
  if (answer.status === 410) {
    await forget();
    await self.registration.unregister();
  } else if (answer.status >= 500 || (answer.ok && !(await sendOwn(found, await answer.json()))))
    throw new Error("later");
}

self.addEventListener("sync", (event) => event.waitUntil(navigator.locks.request("field", flush)));
self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(answer(request));
  else if (SHELL.includes(pathname))
    event.respondWith(caches.match(pathname).then((kept) => kept || fetch(request)));
});
