// A bar of the tone does what the link to its week in the table of the same numbers does: it fetches that week alone.
// All listeners hang on the document: htmx replaces parts of the page.
const BARS = ".chart-tone .chart-plot a";
const weekOf = (link) => new URL(link.getAttribute("href"), location).searchParams.get("week");
const rowOf = (bar) => [...document.querySelectorAll(".chart-tone table a")].find((row) => weekOf(row) === weekOf(bar));

document.addEventListener("click", (event) => {
  const bar = event.target.closest?.(BARS), row = bar && rowOf(bar);
  if (!row || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  row.click();
});

// The bars of the week whose statements were fetched are framed, and the focus goes to the statements.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  if (detail.requestConfig?.target?.id !== "week") return;
  const week = new URL(detail.pathInfo.responsePath ?? detail.pathInfo.finalRequestPath, location).searchParams.get("week");
  for (const bar of document.querySelectorAll(BARS)) {
    for (const part of bar.querySelectorAll(".tone-for, .tone-against")) part.classList.toggle("is-chosen", weekOf(bar) === week);
  }
  const list = document.getElementById("week");
  if (!week) return document.getElementById("tone-cap")?.scrollIntoView();
  list.focus({ preventScroll: true });
  if (list.getBoundingClientRect().top > innerHeight / 2) list.scrollIntoView();
});
