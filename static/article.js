// The list of statements in step with the text: the passage at the reading line is marked, and its item shown in the
// list; a chosen item brings its passage into sight and stays the one marked as long as that passage is in sight.
const READING_LINE = 0.35; // of what is in sight, from above
const art = document.querySelector(".art");
const items = new Map([...document.querySelectorAll(".reader-form .st")].map((item) => [item.id.slice(1), item]));
const passages = [...document.querySelectorAll(".art mark[data-statements]")];
const idsOf = (passage) => passage.dataset.statements.trim().split(" ");
const passagesOf = (id) => passages.filter((passage) => idsOf(passage).includes(id));
const scrolls = (element) => element.scrollHeight > element.clientHeight && getComputedStyle(element).overflowY !== "visible";
const frame = () => (scrolls(art) ? art.getBoundingClientRect() : new DOMRect(0, 0, innerWidth, innerHeight));

let now, chosen;
const showItem = (item) => {
  const list = item.closest(".reader-form");
  if (!scrolls(list)) return;
  const box = item.getBoundingClientRect(), room = list.getBoundingClientRect();
  if (box.top < room.top || box.bottom > room.bottom) list.scrollTop += box.top - room.top - room.height / 3;
};
const mark = (id) => {
  if (id === now) return;
  now = id;
  for (const passage of passages) passage.classList.toggle("sg-now", idsOf(passage).includes(id));
  for (const [key, item] of items) {
    item.classList.toggle("is-now", key === id);
    if (key === id) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
  if (items.has(id)) showItem(items.get(id));
};

const inSight = (passage) => {
  const box = passage.getBoundingClientRect(), { top, bottom } = frame();
  return box.bottom > top && box.top < bottom;
};
const choose = (id) => {
  chosen = id;
  mark(id);
  const first = passagesOf(id)[0];
  if (!first || inSight(first)) return;
  const { top, height } = frame(), by = first.getBoundingClientRect().top - top - height * READING_LINE;
  if (scrolls(art)) art.scrollTop += by;
  else scrollBy(0, by);
};

// The last listed passage that begins above the reading line; before the first, none.
const read = () => {
  if (chosen && passagesOf(chosen).some(inSight)) return;
  chosen = undefined;
  const { top, height } = frame(), line = top + height * READING_LINE;
  const above = passages.filter((passage) => passage.getBoundingClientRect().top <= line && idsOf(passage).some((id) => items.has(id)));
  const at = above.findLast(inSight);
  if (at) mark(idsOf(at).findLast((id) => items.has(id)));
};
if (art && passages.length) {
  const steps = Array.from({ length: 21 }, (_, number) => number / 20);
  const observer = new IntersectionObserver(read, { rootMargin: `0px 0px -${100 - READING_LINE * 100}% 0px`, threshold: steps });
  for (const passage of passages) observer.observe(passage);
}

const asked = () => /^#[sp](\d+)$/.exec(location.hash)?.[1];
const follow = () => {
  if (asked()) choose(asked());
};
addEventListener("hashchange", follow);
document.addEventListener("click", (event) => {
  const item = event.target.closest(".reader-form .st");
  if (item && !event.target.closest("a")) choose(item.id.slice(1));
});
document.addEventListener("focusin", (event) => {
  const item = event.target.closest(".reader-form .st");
  if (item && event.target.matches(":focus-visible")) choose(item.id.slice(1));
});
follow();
