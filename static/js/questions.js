// <form data-questions>: on a phone the questions of a step are shown one at a time. The first that needs correcting, or
// that the address names, comes first; links of the error summary lead to theirs. Without scripts all are on the page.
{
  const form = document.querySelector("form[data-questions]");
  const questions = form ? [...form.querySelectorAll("[data-question]")] : [];
  const narrow = matchMedia("(max-width: 40rem)");
  if (questions.length > 1) {
    const nav = form.querySelector("[data-questions-nav]");
    const end = form.querySelector("[data-questions-end]");
    const where = nav.querySelector("[data-questions-where]");
    const [forward, back] = ["1", "-1"].map((way) => nav.querySelector(`[data-questions-go="${way}"]`));
    const named = () => {
      const target = location.hash && document.getElementById(location.hash.slice(1));
      return target ? questions.findIndex((each) => each.contains(target)) : -1;
    };
    let at = Math.max(0, named(), questions.findIndex((each) => each.querySelector(".field--error")));
    const show = () => {
      const last = at === questions.length - 1;
      questions.forEach((each, index) => (each.hidden = narrow.matches && index !== at));
      nav.hidden = !narrow.matches;
      end.hidden = narrow.matches && !last;
      forward.hidden = last;
      back.hidden = at === 0;
      where.textContent = where.dataset.words.replace("{n}", at + 1).replace("{m}", questions.length);
    };
    const go = (to) => {
      at = Math.min(Math.max(to, 0), questions.length - 1);
      show();
      questions[at].tabIndex = -1;
      questions[at].focus({ preventScroll: true });
      form.scrollIntoView({ block: "start" });
    };
    nav.addEventListener("click", (event) => {
      const button = event.target.closest("[data-questions-go]");
      if (button) go(at + Number(button.dataset.questionsGo));
    });
    // Enter in a line of text goes to the next question; it sends the step only from the last one
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.type !== "text" || !narrow.matches || at === questions.length - 1) return;
      event.preventDefault();
      go(at + 1);
    });
    addEventListener("hashchange", () => {
      if (narrow.matches && named() >= 0) {
        go(named());
        document.getElementById(location.hash.slice(1)).focus();
      }
    });
    narrow.addEventListener("change", show);
    show();
  }
}
