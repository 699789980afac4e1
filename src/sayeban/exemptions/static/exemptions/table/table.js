// Moves in <table data-grid> by keyboard and edits its rows in place: the server draws a row's boxes,
// takes them, and draws the row anew. Without this script the link of a row opens its own page.
const table = document.querySelector("[data-grid]");
const told = document.getElementById("said");
const MOVES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, 1], ArrowRight: [0, -1] };
let edited = null; // { row, before, held, wrong, busy }: the one row that is open
let current = null;

const body = () => table.tBodies[0];
const boxes = (row) => [...row.querySelectorAll("td > input, td > select")];
const written = (row) => new URLSearchParams(new FormData(row.querySelector("form"))).toString();
const neighbour = (row, way) => (way < 0 ? row.previousElementSibling : row.nextElementSibling);
const say = (text) => (told.textContent = text);

function stand(cell) {
  if (!cell) return;
  if (current) current.tabIndex = -1;
  current = cell;
  cell.tabIndex = 0;
  cell.focus();
}

// A row as the server draws it, or null where it gave none: then everything stays as it is.
async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...options, headers: { "X-Requested-With": "fetch" } });
  } catch {
    return say(told.dataset.lost), null;
  }
  if (answer.redirected) return say(told.dataset.ended), null;
  const drawn = document.createElement("template");
  drawn.innerHTML = await answer.text();
  const row = drawn.content.querySelector("tr");
  if (!row || drawn.content.querySelector("main")) return say(told.dataset.lost), null;
  return { row, ok: answer.ok };
}

function put(row, instead) {
  instead.replaceWith(row);
  quiet(row);
}

// Links are reached through their cell, so that Tab passes the table in one step.
function quiet(row) {
  for (const link of row.querySelectorAll("[data-edit]")) link.tabIndex = -1;
}

async function open(row, column) {
  if (edited && !(await leave())) return;
  const link = row.querySelector("[data-edit]");
  if (!link) return;
  const address = link.dataset.edit;
  const answer = await ask(address);
  if (!answer) return;
  put(answer.row, row);
  if (!answer.row.matches(".edited")) {
    say(answer.row.dataset.said ?? "");
    return stand(answer.row.cells[column]);
  }
  edited = { row: answer.row, before: row, held: written(answer.row), wrong: false, address };
  enter(answer.row, column);
  document.dispatchEvent(new CustomEvent("row-opened", { detail: answer.row }));
}

function enter(row, column) {
  const wrong = row.querySelector(".wrong > input, .wrong > select");
  const box = wrong ?? row.cells[column]?.querySelector("td > input, td > select") ?? boxes(row)[0];
  box?.focus();
  box?.select?.();
}

// Saves what was written, closes what was not; false where the row has to stay open.
async function leave(always = false) {
  const { row, before, held, wrong, address, busy } = edited;
  if (busy) return false;
  if (!always && !wrong && written(row) === held) return close(before);
  edited.busy = true;
  const answer = await ask(address, { method: "POST", body: new FormData(row.querySelector("form")) });
  edited.busy = false;
  if (!answer) return false;
  if (answer.ok) {
    say("");
    say(answer.row.dataset.said ?? "");
    return close(answer.row);
  }
  const column = document.activeElement.closest?.("td, th")?.cellIndex ?? 0;
  put(answer.row, row);
  edited = { ...edited, row: answer.row, wrong: true };
  say(answer.row.querySelector(".error-message")?.textContent ?? "");
  enter(answer.row, column);
  document.dispatchEvent(new CustomEvent("row-opened", { detail: answer.row }));
  return false;
}

function close(row) {
  put(row, edited.row);
  edited = null;
  return true;
}

async function cancel(column) {
  const { before, wrong, address } = edited;
  const fresh = wrong ? await ask(`${address}${address.includes("?") ? "&" : "?"}shown=1`) : null;
  const row = fresh?.row ?? before;
  close(row);
  stand(row.cells[column]);
}

// Saves and goes on in the same column of the row above or below, or stands where it was.
async function saveAndGo(way, column, always = false) {
  const next = way ? neighbour(edited.row, way) : null;
  const place = edited.row.sectionRowIndex;
  if (!(await leave(always))) return;
  if (next) await open(next, column);
  else stand(body().rows[place].cells[column]);
}

function keyInBoxes(event, column) {
  const { target, key } = event;
  const list = boxes(edited.row);
  if (key === "Escape") cancel(column);
  else if (key === "Enter" && target.matches("input, select")) saveAndGo(1, column);
  else if (target.matches("input") && (key === "ArrowDown" || key === "ArrowUp"))
    saveAndGo(key === "ArrowDown" ? 1 : -1, column);
  else if (key === "Tab" && !event.shiftKey && target === list.at(-1) && neighbour(edited.row, 1))
    saveAndGo(1, list[0].parentElement.cellIndex);
  else return;
  event.preventDefault();
}

function keyInTable(event, cell) {
  const { key } = event;
  const row = cell.parentElement;
  if (MOVES[key]) {
    const [down, on] = MOVES[key];
    const there = down ? neighbour(row, down) : row;
    stand(there?.cells[cell.cellIndex + on]);
  } else if (key === "Home") stand(row.cells[0]);
  else if (key === "End") stand(row.cells[row.cells.length - 1]);
  else if (key === "Enter" || key === "F2") open(row, cell.cellIndex);
  else return;
  event.preventDefault();
}

function ready() {
  table.setAttribute("role", "grid");
  for (const row of body().rows) quiet(row);
  current = body().rows[0].cells[0];
  current.tabIndex = 0;
  table.parentElement.tabIndex = -1;
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tbody th, tbody td");
    if (!cell || event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (edited?.row.contains(cell)) keyInBoxes(event, cell.cellIndex);
    else keyInTable(event, cell);
  });
  table.addEventListener("click", (event) => {
    const link = event.target.closest("[data-edit]");
    if (event.target.closest("[data-cancel]")) cancel(0);
    else if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.closest("tr"), 0);
    } else {
      const cell = event.target.closest("tbody td, tbody th");
      if (cell && !edited?.row.contains(cell)) stand(cell);
    }
  });
  table.addEventListener("dblclick", (event) => {
    const cell = event.target.closest("tbody td, tbody th");
    if (cell && !edited?.row.contains(cell)) open(cell.parentElement, cell.cellIndex);
  });
  table.addEventListener("submit", (event) => {
    event.preventDefault();
    saveAndGo(0, 0, true);
  });
  addEventListener("beforeunload", (event) => {
    if (edited && written(edited.row) !== edited.held) event.preventDefault();
  });
}

if (table) ready();
