// Keys in a list of rows, <ol data-review="id of the help that names them">: j and k or the arrows
// move, x marks; Enter opens by itself. Without this script Tab, Enter and Space do the same.
const typing = "input:not([type=checkbox]), select, textarea";
const steps = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

function ready(list) {
  document.getElementById(list.dataset.review).hidden = false;
  const heads = [...list.querySelectorAll("summary")];
  const at = (node) => heads.findIndex((head) => head.closest("li").contains(node));
  document.addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || target.matches(typing)) return;
    const here = at(target);
    if (key in steps) {
      // Arrows scroll the page until somebody is in the list.
      if (here < 0 && key.startsWith("Arrow")) return;
      const next = heads[here < 0 ? 0 : here + steps[key]];
      if (next) {
        event.preventDefault();
        next.focus();
        next.scrollIntoView({ block: "nearest" });
      }
    } else if (key === "x" && here >= 0) {
      heads[here].closest("li").querySelector("input[type=checkbox]").click();
    }
  });
}

document.querySelectorAll("[data-review]").forEach(ready);
