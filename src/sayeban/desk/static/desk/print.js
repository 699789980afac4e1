// Prints by a button, which nobody without scripts sees; the kiosk prints by itself.
const button = document.querySelector("[data-print]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
if (document.querySelector("script[data-now]")) window.print();
