// Keeps <div data-progress> of a page fresh: fetches the page again and takes the same part of it
// until that part no longer carries the attribute. Without scripts the page refreshes itself.
const EVERY = 2000;
const controls = (place) => [...place.querySelectorAll("a[href], button, input, select, textarea, summary")];

// Who stands in the part by keyboard goes on from the same place in the new one.
function put(fresh, part) {
  const here = controls(part).indexOf(document.activeElement);
  part.replaceWith(fresh);
  if (here >= 0) controls(fresh)[here]?.focus({ preventScroll: true });
}

async function refresh() {
  const part = document.querySelector("[data-progress]");
  if (!part) return;
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(part.id);
      if (fresh) put(fresh, part);
      else location.reload();
    }
  } catch {
    // The network is away for a moment: ask again, as after any answer.
  }
  setTimeout(refresh, EVERY);
}

setTimeout(refresh, EVERY);
