// On a phone the rail is one scrolling row: its current link comes into view. Without scripts the row wraps.
{
  const here = document.querySelector(".side [aria-current]")?.getBoundingClientRect();
  const rail = document.querySelector(".side ul");
  if (here) rail.scrollLeft += here.left + here.width / 2 - rail.getBoundingClientRect().left - rail.clientWidth / 2;
}
// Popovers are <details>: Escape closes and gives the focus back, a click outside closes.
{
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest?.("details[data-pop][open], details.burger[open]");
    if (!open) return;
    open.open = false;
    open.firstElementChild.focus();
  });
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details[data-pop][open]").forEach((each) => {
      if (!each.contains(event.target)) each.open = false;
    });
  });
}
