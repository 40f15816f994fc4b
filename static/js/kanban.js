// Board: the move menu of each card is a real form with one button per column; dragging sends the same form.
// The card moves at once and comes back if the server refuses.
{
  let dragged = null;
  const over = (column) => document.querySelectorAll("[data-over]").forEach((each) => {
    if (each !== column) delete each.dataset.over;
  });
  const recount = (...columns) => columns.forEach((column) => {
    column.querySelector(".count").textContent = column.querySelectorAll(".kcard").length;
  });
  const reason = async (response) => {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return (page.querySelector("[role=alert], .notice") || page.body).textContent.replace(/\s+/g, " ").trim().slice(0, 300);
  };

  const send = async (card, to) => {
    const form = card.querySelector("form");
    const body = new FormData(form);
    body.set("to", to);
    const response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const elsewhere = response.headers.get("HX-Redirect");
    if (elsewhere) location.assign(elsewhere);
    if (!response.ok) throw new Error(await reason(response));
    return JSON.parse(response.headers.get("HX-Trigger") || "{}")["mint:toast"];
  };

  const move = async (card, column) => {
    const from = card.closest(".col");
    if (from === column) return;
    const next = card.nextElementSibling;
    const list = from.querySelector("ol");
    column.querySelector("ol").prepend(card);
    recount(from, column);
    try {
      const done = await send(card, column.dataset.col);
      const text = `${card.querySelector("h4").textContent.trim()}: ${from.querySelector("h3").textContent} → ${column.querySelector("h3").textContent}. ${mint.words.moved}`;
      card.dataset.st = column.dataset.st;
      card.querySelectorAll("[data-move]").forEach((each) => {
        if (each.dataset.move === column.dataset.col) each.setAttribute("aria-current", "true");
        else each.removeAttribute("aria-current");
      });
      mint.toast(done?.text || text, done?.undo);
    } catch (error) {
      list.insertBefore(card, next);
      recount(from, column);
      mint.toast(`${mint.words.refused} ${error.message}`);
    }
  };

  document.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.(".kcard");
    if (!dragged) return;
    dragged.dataset.drag = "";
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.id);
  });
  document.addEventListener("dragend", () => {
    if (dragged) delete dragged.dataset.drag;
    dragged = null;
    over(null);
  });
  document.addEventListener("dragover", (event) => {
    const column = dragged && event.target.closest?.(".col[data-col]");
    over(column);
    if (!column) return;
    event.preventDefault();
    column.dataset.over = "";
  });
  document.addEventListener("drop", (event) => {
    const column = dragged && event.target.closest?.(".col[data-col]");
    if (!column) return;
    event.preventDefault();
    move(dragged, column);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.(".kcard [data-move]");
    const column = button && document.querySelector(`.col[data-col="${button.dataset.move}"]`);
    if (!column) return;
    event.preventDefault();
    const card = button.closest(".kcard");
    button.closest("details").open = false;
    move(card, column).then(() => card.querySelector("summary").focus());
  });
}
