// Offers to scan a bill's barcode beside each <input data-scannable>, where the browser can; what
// scans is fetched on the first use. Elsewhere nothing is shown and the number is typed.
const parts = document.getElementById("scanner");

function offer(box) {
  const button = parts.content.querySelector("[data-scan]").cloneNode(true);
  button.addEventListener("click", async () => {
    const { scan } = await import(parts.dataset.script);
    scan(box, parts.content.querySelector("dialog").cloneNode(true));
  });
  box.after(button);
}

if (parts && "BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia) {
  const boxes = (part) => part.querySelectorAll("[data-scannable]").forEach(offer);
  boxes(document);
  document.addEventListener("row-opened", (event) => boxes(event.detail));
}
