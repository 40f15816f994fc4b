// "@" in a comment opens the people whom its readers include; whoever is picked is written into the text.
{
  const begun = /@([^\s@]*(?: [^\s@]*)?)$/u;
  const typed = (area) => area.value.slice(0, area.selectionStart).match(begun);
  const offer = (area) => {
    const found = typed(area);
    const audience = area.form.elements.audience.value;
    area.form.querySelectorAll("[data-audiences]").forEach((each) => {
      const fits = !found || each.dataset.name.toLowerCase().includes(found[1].toLowerCase());
      each.hidden = !each.firstElementChild.checked && !(fits && each.dataset.audiences.split(" ").includes(audience));
    });
    return found;
  };
  const areaOf = (target) => target.closest?.("form")?.querySelector("[data-mentions]");
  document.addEventListener("input", ({ target }) => {
    const area = areaOf(target);
    if (!area) return;
    if (target.name === "mentions" && target.checked && typed(area)) {
      const start = area.selectionStart - typed(area)[0].length;
      area.setRangeText(`@${target.parentElement.dataset.name} `, start, area.selectionStart, "end");
      area.focus();
    }
    if (offer(area) && target === area) area.form.querySelector(".mentions").open = true;
  });
  document.addEventListener("htmx:afterSwap", ({ target }) => { const area = areaOf(target); if (area) offer(area); });
}
