// Says the number that was called last, once: a page that was opened with «با صدا».
const call = document.querySelector("[data-call]");

async function say(links) {
  for (const link of links) {
    const sound = new Audio(link.dataset.src);
    const over = new Promise((done) => sound.addEventListener("ended", done));
    await sound.play();
    await over;
  }
}

if (call && sessionStorage.getItem("called") !== call.dataset.call) {
  sessionStorage.setItem("called", call.dataset.call);
  say(call.querySelectorAll("[data-src]")).catch(() => sessionStorage.removeItem("called"));
}
