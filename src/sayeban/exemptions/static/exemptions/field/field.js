// Field pages with a script: today's households are kept on the phone, photos are made small, and
// what waits is sent when the network is back. Without it every page works while there is one.
const bar = document.getElementById("field");
const waiting = document.getElementById("waiting");
const net = document.getElementById("net");
const mine = { key: "mine" };
const MOST_BYTES = 200 * 1024;
const FRESH = 5 * 60 * 1000;
const DAY = 24 * 60 * 60 * 1000;
// Of what waits here: the server knows no such states. Those of a household come with it.
const TONES = { waiting: "info", sent: "ok", refused: "bad", conflict: "bad" };
const $ = (wanted, within = document) => within.querySelector(wanted);
const byPlace = (a, b) => a.place - b.place;
const persian = (n) => n.toLocaleString("fa");
const add = (place, tag, text = "", kind = "") =>
  Object.assign(place.appendChild(document.createElement(tag)), { textContent: text, className: kind });
let visitor = "";
let note = "";
let shrinking = Promise.resolve();

async function wipe() {
  await forget();
  for (const each of await navigator.serviceWorker.getRegistrations()) await each.unregister();
  location.reload();
}

// Who is signed in, with the token that a form needs; null where nobody is, or nobody answers.
async function contact() {
  const answer = await whoIsIt(bar.dataset.contact);
  if (answer.status === 410) await wipe();
  if (answer.ok) return answer.json();
  note = net.dataset.ended;
  return null;
}

async function refresh(from, token) {
  const answer = await ask(from.cases, token, { village: from.village || "" });
  if (!answer.ok) return;
  const told = await answer.json();
  await fresh("cases", told.cases);
  Object.assign(mine, told.own);
  mine.at = Date.now();
  await keep("own", mine);
}

async function flush() {
  note = "";
  const found = await waits();
  if (navigator.onLine && (found.length || mine.user)) {
    const who = await contact();
    if (who) {
      await sendOwn(found, who);
      if (found.some((each) => each.user !== String(who.user)))
        note = net.dataset.others;
      if (mine.user === who.user && !(Date.now() - mine.at < FRESH)) await refresh(mine, who.token);
    }
  }
}

// One page of the phone at a time sends; the others wait and then find nothing left to send.
async function work() {
  try {
    if (navigator.locks) await navigator.locks.request("field", flush);
    else await flush();
  } catch {
    // The network went away: what waits, waits on.
  }
  await paint();
  if ((await waits()).length) await goOnLater();
}

function paintQueue(entries) {
  const place = $("#entries");
  if (!place) return;
  $("#empty-queue").hidden = entries.length > 0;
  place.replaceChildren(...entries.map(paintEntry));
}

function paintEntry(entry) {
  const line = $("#entry").content.cloneNode(true);
  const link = $("a", line);
  link.textContent = entry.name;
  if (entry.state === "sent") link.removeAttribute("href");
  else link.href = entry.send.replace(/send\/$/, "fill/");
  const state = $(".tag", line);
  state.textContent = $("#entry").dataset[entry.state];
  state.className = `tag ${TONES[entry.state]}`;
  const problem = $(".error-message", line);
  problem.hidden = !entry.message || entry.state === "sent";
  const mend = entry.state === "refused" ? $("#entry").dataset.mend : "";
  problem.textContent = `${entry.message || ""} ${mend}`;
  const conflict = entry.state === "conflict";
  $(".scroll", line).hidden = $(".actions", line).hidden = !conflict;
  for (const cells of conflict ? entry.conflicts : []) {
    const row = add($("tbody", line), "tr");
    for (const text of cells) add(row, "td", text);
  }
  for (const button of line.querySelectorAll("button")) button.onclick = () => choose(entry, button.value);
  return line;
}

async function choose(entry, which) {
  mine.at = 0;
  if (which === "drop") await drop("queue", entry.key);
  else {
    const values = { ...entry.values, version: String(entry.version), entry: crypto.randomUUID() };
    await keep("queue", { ...entry, values, state: "waiting" });
  }
  await work();
}

async function paint() {
  const entries = (await all("queue")).sort((a, b) => b.at - a.at);
  const left = entries.filter((each) => each.state !== "sent").length;
  waiting.textContent = persian(left);
  waiting.hidden = !left;
  const kept = await all("cases");
  net.textContent = note || (navigator.onLine ? "" : net.dataset.off);
  net.classList.toggle("off", !navigator.onLine || note !== "");
  if ($("#offline")) $("#offline").hidden = navigator.onLine;
  paintQueue(entries);
  const after = kept.sort(byPlace).find((each) => !entries.some((entry) => entry.row === each.key));
  const next = $("#next");
  if (next) next.hidden = !after;
  if (next && after) next.href = after.card;
  const says = $("#kept");
  if (says && mine.at && String(mine.user) === visitor) {
    says.textContent = `${persian(kept.length)} ${says.dataset.kept}`;
    $("#keep button").textContent = says.dataset.again;
  }
}

// Where the worker cannot be installed, `ready` would never come.
const installed = (known) =>
  new Promise((done, failed) => {
    const coming = known.installing;
    if (coming) coming.onstatechange = () => coming.state === "redundant" && failed();
    navigator.serviceWorker.ready.then(done);
  });

async function keepHere(place) {
  const says = $("#kept");
  says.textContent = says.dataset.coming;
  let here = 0;
  try {
    await installed(await navigator.serviceWorker.register(bar.dataset.worker));
    const village = new URLSearchParams(location.search).get("village") || "";
    Object.assign(mine, { user: Number(place.dataset.user), cases: place.dataset.cases, village, at: 0 });
    await work();
    here = mine.at;
  } catch {
    // It is said below; he presses again.
  }
  if (!here) says.textContent = says.dataset.missed;
}

async function shrink(file) {
  const picture = await createImageBitmap(file);
  const canvas = document.createElement("canvas");
  for (let side = 1600, quality = 0.7; ; side *= 0.8, quality *= 0.9) {
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    canvas.width = picture.width * scale;
    canvas.height = picture.height * scale;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const small = await new Promise((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (small.size <= MOST_BYTES || side < 400) return new File([small], "photo.jpg", { type: "image/jpeg" });
  }
}

async function photograph(box) {
  try {
    hold(box, await shrink(box.files[0]));
  } catch {
    // No picture that this browser can read: the server says what is wrong with it.
  }
}

function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const box = form.elements[name];
    if (box && box.type !== "file") box.value = value;
  }
}

function hold(box, file) {
  if (!box) return;
  const held = new DataTransfer();
  held.items.add(file);
  box.files = held.files;
}

// Only what is of today stays on the phone; what waits to be sent stays until it is.
async function forgetYesterday() {
  if (!(Date.now() - mine.at < DAY)) await fresh("cases", []);
  for (const each of await all("queue"))
    if (each.state === "sent" && Date.now() - each.at > DAY) await drop("queue", each.key);
}

async function start() {
  Object.assign(mine, await one("own", mine.key));
  // Whose page this is; that of nobody is of whoever keeps his day on the phone.
  visitor = String((($("[data-user]") || {}).dataset || mine).user);
  await forgetYesterday();
  const place = $("#keep");
  if (place && navigator.serviceWorker) {
    place.hidden = false;
    $("button", place).onclick = () => keepHere(place);
  }
  document.addEventListener("change", (event) => {
    if (event.target.type === "file") shrinking = Promise.all([shrinking, photograph(event.target)]);
  });
  const key = location.pathname.split("/")[4];
  const form = $("[data-fresh] form");
  const entry = key && (await one("queue", `${visitor}/${key}`));
  // Taken on a page of the server: what waited for this household is over.
  if (key && location.search.includes("done=row")) {
    await drop("queue", `${visitor}/${key}`);
    await drop("cases", key);
  } else if (entry && form && entry.state !== "sent") {
    // Only a conflict showed both values; all else goes on from what its author had seen.
    const { version } = entry.state === "conflict" ? entry : entry.values;
    fill(form, { ...entry.values, version, entry: form.entry.value });
    for (const [name, file] of Object.entries(entry.photos)) hold(form.elements[name], file);
  }
  if ($("#shell-title")) await shell();
  await paint();
  await work();
}

addEventListener("online", work);
addEventListener("offline", paint);
start();
