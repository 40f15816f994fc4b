// <textarea data-most="4000">: how many characters are left, once few are. Too many stay and are told: nothing is cut.
{
  const lengthOf = (text) => [...text.replace(/\r?\n/g, "\r\n")].length; // as it is sent
  const lineOf = (area) => {
    const next = area.nextElementSibling;
    if (next?.classList.contains("left")) return next;
    const line = Object.assign(document.createElement("p"), { className: "hint left", hidden: true });
    area.after(line);
    return line;
  };
  const count = (area) => {
    const most = Number(area.dataset.most);
    const left = most - lengthOf(area.value);
    const line = lineOf(area);
    const was = line.classList.contains("left--over");
    line.hidden = left > most / 5;
    line.textContent = left < 0 ? mint.words.over.replace("{n}", -left) : mint.words.left.replace("{n}", left);
    line.classList.toggle("left--over", left < 0);
    if (was !== left < 0) mint.say(line.textContent);
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches?.("textarea[data-most]")) count(event.target);
  });
}
