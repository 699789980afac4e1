// Plays the clip of <a data-clip="word while it plays"> in place; pressed again, it stops.
function ready(link) {
  const word = link.querySelector("span");
  const silent = word.textContent;
  let sound;
  const show = () => (word.textContent = sound.paused ? silent : link.dataset.clip);
  link.addEventListener("click", (event) => {
    event.preventDefault();
    if (!sound) {
      sound = new Audio(link.href);
      for (const name of ["play", "pause", "ended"]) sound.addEventListener(name, show);
    }
    if (sound.paused) sound.play();
    else sound.pause();
  });
}

document.querySelectorAll("a[data-clip]").forEach(ready);
