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
    return (page.querySelector("[role=alert], .notice, main") || page.body).textContent.replace(/\s+/g, " ").trim().slice(0, 300);
  };

  const send = async (card, to) => {
    const form = card.querySelector("form");
    const body = new FormData(form);
    body.set("to", to);
    const response = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (!response.ok) throw new Error(await reason(response));
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return {
      elsewhere: response.headers.get("HX-Redirect"),
      card: page.querySelector(".kcard"),
      toast: JSON.parse(response.headers.get("HX-Trigger") || "{}")["mint:toast"],
    };
  };
  const allows = (card, column) => Boolean(card.querySelector(`[data-move="${column.dataset.col}"]`));

  const move = async (card, column) => {
    const from = card.closest(".col");
    if (from === column) return card;
    const next = card.nextElementSibling;
    const list = from.querySelector("ol");
    const back = () => {
      list.insertBefore(card, next);
      recount(from, column);
      return card;
    };
    column.querySelector("ol").prepend(card);
    recount(from, column);
    try {
      const done = await send(card, column.dataset.col);
      if (done.elsewhere) { // a reason is due: the card stays until it is given
        location.assign(done.elsewhere);
        return back();
      }
      const text = `${card.querySelector("h4").textContent.trim()}: ${from.querySelector("h3").textContent} → ${column.querySelector("h3").textContent}. ${mint.words.moved}`;
      const fresh = done.card ? document.adoptNode(done.card) : card;
      card.replaceWith(fresh);
      mint.toast(done.toast?.text || text, done.toast?.undo);
      return fresh;
    } catch (error) {
      mint.toast(`${mint.words.refused} ${error.message}`);
      return back();
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
    if (allows(dragged, column)) column.dataset.over = "";
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
    move(card, column).then((shown) => (shown.querySelector("summary") || shown.querySelector("a")).focus());
  });
}
