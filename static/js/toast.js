// Toast: one at a time, 10 s, paused under the pointer or the focus. Undo posts the page's undo form.
// The same undo stays in the timeline, so a vanished toast costs nothing.
{
  const area = document.querySelector(".toasts");
  const live = document.getElementById("live");
  const say = (text) => {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = text; });
  };
  const undo = (url) => {
    const form = document.getElementById("undo");
    form.action = url;
    form.requestSubmit();
  };
  const toast = (text, url) => {
    const box = document.createElement("div");
    box.className = "toast";
    box.append(Object.assign(document.createElement("span"), { textContent: text }));
    if (url) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "btn", textContent: area.dataset.undo });
      button.addEventListener("click", () => undo(url));
      box.append(button);
    }
    let timer;
    const start = () => { timer = setTimeout(() => box.remove(), 10000); };
    for (const kind of ["mouseenter", "focusin"]) box.addEventListener(kind, () => clearTimeout(timer));
    for (const kind of ["mouseleave", "focusout"]) box.addEventListener(kind, start);
    area.replaceChildren(box);
    start();
    say(text);
  };
  document.addEventListener("mint:toast", (event) => toast(event.detail.text, event.detail.undo));
  window.mint = { toast, say, words: area.dataset };
}
