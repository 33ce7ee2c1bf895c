// The marks of a chart: their words on hover and focus, one Tab stop with arrow keys between them, and, where a mark
// opens its words beside the chart, that choice. All listeners hang on the document: htmx replaces parts of the page.
const MARK = ".lanes a[data-said]";
const markOf = (event) => event.target.closest?.(MARK);
const tipOf = (mark) => mark.closest(".lanes").querySelector(".tip");

const centre = (mark) => {
  const box = mark.querySelector("use").getBoundingClientRect();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, top: box.top, bottom: box.bottom };
};
const inOrder = () => [...document.querySelectorAll(MARK)]
  .filter((mark) => mark.getClientRects().length) // of two drawings, for a desk and for a phone, one is shown
  .map((mark) => ({ mark, at: centre(mark) }))
  .sort((one, other) => one.at.x - other.at.x || one.at.y - other.at.y);

// One of the marks takes the Tab key: the one that is open, else the latest.
const rove = (chosen) => {
  const marks = inOrder();
  const stop = chosen ?? document.querySelector(`${MARK}[aria-current]`) ?? marks.at(-1)?.mark;
  for (const { mark } of marks) mark.setAttribute("tabindex", mark === stop ? "0" : "-1");
};

// The browser's own tooltip would cover the words: the mark keeps its title as its name only.
const nameOf = (mark) => {
  const title = mark.querySelector("title");
  if (title) mark.setAttribute("aria-label", title.textContent);
  title?.remove();
  return mark.getAttribute("aria-label");
};

const wordsOf = (mark) => {
  const keys = mark.dataset.said.split(" ");
  const words = document.getElementById("quotes")?.content.querySelector(`[data-said="${keys[0]}"]`)?.cloneNode(true);
  if (words && keys.length > 1) {
    const more = document.createElement("p");
    more.className = "by";
    more.textContent = `said ${keys.length} times`;
    words.append(more);
  }
  return words;
};

// A sheet of our own and no style of the element: htmx keeps elements for Back, and the policy allows them no style.
const sheet = new CSSStyleSheet();
document.adoptedStyleSheets.push(sheet);
const place = (x, y) => sheet.replaceSync(`.lanes .tip{left:${Math.round(x)}px;top:${Math.round(y)}px}`);

const show = (mark) => {
  const tip = tipOf(mark), words = wordsOf(mark), lanes = tip.parentElement.getBoundingClientRect(), at = centre(mark);
  nameOf(mark);
  if (!words) return;
  tip.replaceChildren(words);
  tip.hidden = false;
  mark.setAttribute("aria-describedby", tip.id);
  const half = tip.offsetWidth / 2;
  const x = Math.min(Math.max(at.x - lanes.x, half), Math.max(half, lanes.width - half));
  const above = at.top - tip.offsetHeight - 8 > 0;
  place(x - half, above ? at.top - lanes.y - tip.offsetHeight - 8 : at.bottom - lanes.y + 8);
};
const hide = () => {
  for (const tip of document.querySelectorAll(".lanes .tip")) tip.hidden = true;
  for (const mark of document.querySelectorAll(`${MARK}[aria-describedby]`)) mark.removeAttribute("aria-describedby");
};

document.addEventListener("pointerover", (event) => {
  const mark = markOf(event);
  if (mark) show(mark);
  else if (!event.target.closest?.(".lanes .tip") && !document.activeElement?.matches?.(MARK)) hide();
});
document.addEventListener("focusin", (event) => {
  hide();
  const mark = markOf(event);
  if (!mark) return;
  rove(mark);
  if (mark.matches(":focus-visible")) show(mark);
});

const nearest = (marks, from, sign) => marks
  .filter(({ at }) => sign * (at.y - from.y) > 1)
  .sort((one, other) => Math.hypot(one.at.x - from.x, one.at.y - from.y) - Math.hypot(other.at.x - from.x, other.at.y - from.y))[0];
const following = (mark, key) => {
  const marks = inOrder(), number = marks.findIndex((one) => one.mark === mark), from = marks[number].at;
  if (key === "ArrowRight") return marks[number + 1];
  if (key === "ArrowLeft") return marks[number - 1];
  if (key === "Home") return marks[0];
  if (key === "End") return marks.at(-1);
  if (key === "ArrowDown" || key === "ArrowUp") return nearest(marks, from, key === "ArrowDown" ? 1 : -1);
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") hide();
  const mark = markOf(event), next = mark && following(mark, event.key);
  if (!next) return;
  event.preventDefault();
  next.mark.setAttribute("tabindex", "0");
  next.mark.focus();
});

// htmx follows links of HTML by itself, but lets the browser go on with those of SVG.
document.addEventListener("click", (event) => {
  const mark = markOf(event);
  if (!mark?.matches(".opens") || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  hide();
  rove(mark);
  const url = new URL(mark.getAttribute("href"), location.href);
  htmx.ajax("GET", url.pathname + url.search, { source: mark, target: "#evidence", swap: "outerHTML show:none" });
});

rove();
document.addEventListener("htmx:afterSettle", () => {
  if (!document.querySelector(`${MARK}[tabindex="0"]`)) rove();
});
document.addEventListener("htmx:beforeHistorySave", hide);
document.addEventListener("htmx:historyRestore", () => rove());
