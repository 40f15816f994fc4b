// Filters are open on wide screens, closed on a phone.
{
  const wide = matchMedia("(min-width: 62rem)");
  const fit = () => document.querySelectorAll(".filters__m").forEach((each) => { each.open = wide.matches; });
  wide.addEventListener("change", fit);
  fit();
}
