// The queue by keys: j and k move the focus, Enter opens (a link does), a takes, x selects, v leads to the deeds, ? shows the list.
// They can be turned off, and do nothing while one types or holds another key (WCAG 2.1.4).
{
  const table = document.querySelector("[data-queue]");
  const help = document.querySelector("[data-keys]");
  const on = help.querySelector("[data-keys-on]");
  const remembered = "mint.queue.keys";
  on.checked = localStorage.getItem(remembered) !== "off";
  on.addEventListener("change", () => localStorage.setItem(remembered, on.checked ? "on" : "off"));

  const all = table.querySelector("[data-all]"); // absent where rows are not selected
  if (all) all.hidden = false;
  all?.addEventListener("change", (event) => {
    for (const box of table.querySelectorAll("[name=haaste]")) box.checked = event.target.checked;
  });

  const links = [...table.querySelectorAll("[data-row]")];
  const here = () => document.activeElement?.closest?.("tr")?.querySelector("[data-row]");
  const step = (by) => {
    const at = links.indexOf(here());
    links[at < 0 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)].focus();
  };
  const inRow = (what) => here()?.closest("tr").querySelector(what);
  const deeds = {
    j: () => step(1),
    k: () => step(-1),
    a: () => inRow("[data-take]")?.click(),
    x: () => inRow("[name=haaste]")?.click(),
    v: () => document.querySelector("[data-deeds] button, [data-deeds] select")?.focus(),
    "?": () => {
      help.open = !help.open;
      if (help.open) help.querySelector("summary").focus();
    },
  };
  document.addEventListener("keydown", (event) => {
    const types = event.target.closest?.("textarea, select, dialog, input:not([type=checkbox])");
    const deed = deeds[event.key];
    if (!deed || types || event.ctrlKey || event.metaKey || event.altKey || !on.checked) return;
    event.preventDefault();
    deed();
  });
}
