// <form data-autosave>: htmx saves the draft and swaps .saved; without a connection the text stays in this browser
// until it has been saved, and is put back into empty fields when the page opens again.
{
  const form = document.querySelector("form[data-autosave]");
  if (form) {
    const key = `mint:${location.pathname}`;
    const texts = () => [...form.querySelectorAll("textarea, input[type=text]")];
    const keep = () => sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(texts().map((each) => [each.name, each.value]))));
    const forget = () => sessionStorage.removeItem(key);
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    texts().forEach((each) => { if (!each.value && kept[each.name]) each.value = kept[each.name]; });
    form.addEventListener("input", keep);
    form.addEventListener("htmx:afterRequest", (event) => { if (event.detail.successful) forget(); });
    form.addEventListener("htmx:sendError", () => mint.toast(mint.words.offline));
    form.addEventListener("submit", () => { if (navigator.onLine) forget(); });
  }
}
