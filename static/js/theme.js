// Theme: follows the system until the person chooses; the cookie lets the server paint it right the next time.
{
  const root = document.documentElement;
  const buttons = document.querySelectorAll("[data-theme-toggle]");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme || (system.matches ? "dark" : "light")) === "dark";
  const paint = () => buttons.forEach((button) => {
    button.hidden = false;
    button.setAttribute("aria-pressed", isDark());
  });
  buttons.forEach((button) => button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    document.cookie = `teema=${root.dataset.theme};path=/;max-age=31536000;samesite=lax`;
    paint();
  }));
  system.addEventListener("change", paint);
  paint();
}
