// A cell chosen in the picture of a sheet goes into the form without the page being asked for again.
{
  const form = document.querySelector("form[data-cells]");
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".cells a");
    if (!form || !link) return;
    event.preventDefault();
    const chosen = new URL(link.href).searchParams;
    form.elements.sheet.selectedIndex = Number(chosen.get("s"));
    form.elements.cell.value = chosen.get("c");
    form.elements.source.focus();
    form.scrollIntoView({ block: "nearest" });
  });
}
