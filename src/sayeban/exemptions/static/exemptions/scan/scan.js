// Reads the barcode of a bill with the camera into a box. Two pictures must say the same; whether
// the number is right says the server, to which the box is sent like a typed one.
const EVERY = 120;
const CODE = /^[0-9]{26}$/;

const pause = () => new Promise((done) => setTimeout(done, EVERY));

async function look(video, isOpen) {
  const detector = new BarcodeDetector({ formats: ["code_128", "itf"] });
  let before = "";
  while (isOpen()) {
    const seen = await detector.detect(video).catch(() => []);
    const code = seen.map((each) => each.rawValue.trim()).find((text) => CODE.test(text));
    if (code && code === before) return code;
    if (code) before = code;
    await pause();
  }
  return "";
}

export async function scan(box, dialog) {
  const video = dialog.querySelector("video");
  const told = dialog.querySelector("[role=status]");
  let camera = null;
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    camera?.getTracks().forEach((track) => track.stop());
    dialog.remove();
    box.focus();
  });
  // Keys of the dialog are not keys of the table that it may stand in.
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  document.body.append(dialog);
  dialog.showModal();
  try {
    camera = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = camera;
    await video.play();
  } catch {
    told.textContent = told.dataset.refused;
    return;
  }
  const code = await look(video, () => dialog.open);
  if (!code) return;
  box.value = code;
  dialog.close();
  box.form?.querySelector("button[data-scanned]")?.click();
}
