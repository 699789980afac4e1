// While nothing is chosen a browser says so in its own language beside the button: that is hidden.
function ready(input) {
  const mark = () => input.toggleAttribute("data-empty", !input.files.length);
  input.addEventListener("change", mark);
  mark();
}

document.querySelectorAll(".pick input").forEach(ready);
