// The page of nobody, filled from what the phone keeps: its list with a search, the queue, and one
// household, whose answers are checked as the server does it before they wait.
const SERVICES = { water: "1", electricity: "2", gas: "3" };
const SHAPES = { postal_code: /^(?!(.)\1+$)\d{10}$/, mobile: /^(\+98|0098|98|0)?9\d{9}$/ };

// Digits of any script as Latin ones, no blanks and hyphens: `identifier` of country/text.py.
const plain = (text) =>
  text
    .replace(/[۰-۹٠-٩０-９]/g, (digit) => digit.charCodeAt(0) & 15)
    .replace(/[\s\p{C}\p{Pd}\u2212\u0640]/gu, "");
const folded = (text) =>
  plain(text.normalize("NFKD").toLowerCase())
    .replace(/\p{M}/gu, "")
    .replace(/[يى]/g, "ی")
    .replace(/ك/g, "ک")
    .replace(/[ةە]/g, "ه");

// `check` of country/formats/bill_id.py.
function faultOfBill(text, service) {
  if (!/^\d{6,13}$/.test(text) || text < 1e5) return "length";
  const [check, ...rest] = [...text].reverse();
  const left = rest.reduce((sum, digit, place) => sum + digit * ((place % 6) + 2), 0) % 11;
  if (+check !== (left < 2 ? 0 : 11 - left)) return "check_digit";
  return rest[0] === service ? "" : "wrong_utility";
}

// "" for nothing and for what can be taken, else the name of a sentence.
function faultOf(name, text) {
  const [utility, fact] = name.split("_");
  if (!text) return "";
  if (fact === "bill") return faultOfBill(text, SERVICES[utility]);
  return name in SHAPES && !SHAPES[name].test(text) ? name : "";
}

// Whether the answers may wait: faults are mended first, what is missing is told and may stay so.
// Boxes, words and conditions are those of pages/field/lacking.py; what is out of sight is not asked.
function mayWait(form, known, isSure) {
  const { says = {}, asks = {} } = mine;
  const value = (name) => (form.elements[name] || { value: "" }).value;
  const documents = [...(known.documents || []), ...Object.keys(known.photos || {})];
  const required = known.required || [];
  const demands = (utility, fact) => {
    const bill = plain(value(`${utility}_bill`));
    const asked = [`${utility}:${fact}`, `${utility}/${bill.slice(-5, -2)}:${fact}`];
    return bill && value(`${utility}_type`) === "private" && asked.some((each) => required.includes(each));
  };
  const isAsked = (name) => {
    const [utility, fact] = name.split("_");
    if (name === "mobile") return Object.keys(SERVICES).some((each) => demands(each, name));
    if (fact === "number") return demands(utility, fact);
    if (documents.includes(name)) return false;
    return !["bill", "photo"].includes(fact) || value(`${utility}_type`) === "private";
  };
  for (const old of form.querySelectorAll(".wrong")) {
    old.classList.remove("wrong");
    $(".error-message", old).remove();
  }
  for (const list of document.querySelectorAll("#faults ul, #lacks ul")) list.replaceChildren();
  const lead = (list, box, text, kind) => (add(add($(list), "li"), "a", text, kind).href = `#${box.id}`);
  const lacking = (list, box, text) => lead(`${list} ul`, box, text, "button secondary");
  for (const [name, label] of Object.entries(asks)) {
    const box = $(`[name=${name}]`, form);
    const fault = value(name.replace(/_.*/, "_type")) !== "none" && says[faultOf(name, plain(value(name)))];
    if (fault) {
      box.parentNode.classList.add("wrong");
      box.before(add(box.parentNode, "p", fault, "error-message"));
      lead("#faults ul", box, `${label}: ${fault}`);
    } else if (!value(name) && box.getClientRects().length && isAsked(name))
      lacking(known.wished && name.endsWith("photo") ? "#wished" : "#missing", box, label);
  }
  if ($("[value=rural_unconnected]:checked", form) && $("[name$=_type]:checked:not([value=none])", form))
    lacking("#missing", form.elements.location[0], says.connected);
  const show = (place, isShown) => ($(place).hidden = !isShown) || $(place).focus();
  const lacks = !isSure && !known.copied && !value("no_data_reason") && !$("#faults li") && $("#lacks li");
  for (const part of ["#missing", "#wished"]) $(part).hidden = !$(`${part} li`);
  show("#lacks", lacks);
  show("#faults", $("#faults li"));
  return !lacks && !$("#faults li");
}

async function showList() {
  const cases = (await all("cases")).sort(byPlace);
  const own = (await all("queue")).filter((each) => each.user === visitor);
  const queued = Object.fromEntries(own.map((each) => [each.row, each.state]));
  const place = $("#list");
  const sought = $("#sought");
  function draw() {
    const text = folded(sought.value);
    const list = $("ul", place);
    list.replaceChildren();
    let home;
    for (const each of cases) {
      if (![each.name, each.national_id, each.file_number].some((known) => folded(known).includes(text))) continue;
      if (each.home !== home) add(add(list, "li"), "p", each.address, "hint");
      home = each.home;
      const line = add(list.lastChild, "p");
      add(line, "a", each.name).href = each.card;
      const waits = queued[each.key];
      add(line, "span", $("#entry").dataset[waits] || each.state, `tag ${waits ? TONES[waits] : each.tone}`);
    }
    $("#nobody").hidden = !cases.length || list.firstChild;
  }
  sought.oninput = draw;
  draw();
  $("#none").hidden = cases.length > 0;
  $("#seek").hidden = !cases.length;
  place.hidden = false;
}

async function showCase(key) {
  const entry = await one("queue", `${visitor}/${key}`);
  const waits = entry && entry.state !== "sent" && entry;
  const known = { ...((await one("cases", key)) || { ...waits, card: "" }), photos: waits && waits.photos };
  if (!known.key) return showList();
  const place = $("#case");
  const form = $("form", place);
  const toQueue = () => (location.href = $("a[href*=queue]", bar).href);
  $("#shell-title").textContent = document.title = known.name;
  for (const fact of place.querySelectorAll("[data-fact]")) {
    const text = known[fact.dataset.fact];
    fact.closest("div").hidden = !text;
    fact.textContent = fact.href && text ? text.replace(/[0-9]/g, (digit) => "۰۱۲۳۴۵۶۷۸۹"[digit]) : text;
    if (fact.href) fact.href = `tel:${text}`;
  }
  for (const part of form.querySelectorAll("[data-utility]"))
    part.hidden = !!known.utilities && !known.utilities.includes(part.dataset.utility);
  fill(form, { ...known.values, ...(waits && waits.values) });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await shrinking;
    if (!mayWait(form, known, event.submitter && event.submitter.value === "save")) return;
    const typed = new FormData(form);
    typed.set("entry", crypto.randomUUID());
    typed.set("name", known.name);
    typed.set("user", known.user || mine.user);
    await queue(typed, known.send);
    toQueue();
  });
  place.hidden = false;
  // Queued by the service worker, as it was typed: what is right goes on, under its own key.
  if (location.search.includes("check") && mayWait(form, known)) toQueue();
}

function shell() {
  const [, , code, , key] = location.pathname.split("/");
  $("#whose").hidden = !mine.name;
  $("#whose b").textContent = mine.name;
  if (code === "queue") {
    $("#shell-title").textContent = document.title = $("a[href*=queue]", bar).firstChild.data;
    $("#queue").hidden = false;
  } else if (key) return showCase(key);
  else return showList();
}
