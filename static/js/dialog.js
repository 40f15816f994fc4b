// <a href="the same form on its own page" data-dialog="id"> opens the dialog instead; [data-close] closes it.
{
  document.addEventListener("click", (event) => {
    const opener = event.target.closest?.("[data-dialog]");
    const dialog = opener && document.getElementById(opener.dataset.dialog);
    if (dialog) {
      event.preventDefault();
      dialog.showModal();
    }
    event.target.closest?.("[data-close]")?.closest("dialog")?.close();
  });
}
