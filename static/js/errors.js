// The error summary takes the focus, on load and after a swap; a form is sent once.
{
  const focus = (within) => within.querySelector?.(".error-summary")?.focus();
  focus(document);
  document.addEventListener("htmx:afterSwap", (event) => focus(event.detail.target.parentElement || document));
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method === "dialog") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "1";
    setTimeout(() => delete event.target.dataset.sent, 5000); // a download leaves the page where it is
  });
}
