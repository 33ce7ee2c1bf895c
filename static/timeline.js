// The timeline: a period by dragging over the plot, filters that answer at once. All listeners hang on the document.
(() => {
  const DAY = 864e5;
  const SVG = "http://www.w3.org/2000/svg";
  const field = (name) => document.getElementById(`f-${name}`);
  const submit = () => document.getElementById("filters").requestSubmit();
  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const words = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

  // Where one began to drag and where the pointer is, as shares of the plot.
  let drag = null;
  const share = (plot, x) => {
    const box = plot.getBoundingClientRect();
    return Math.min(1, Math.max(0, (x - box.left) / box.width));
  };
  const period = ({ plot, from, to }) => {
    const days = Number(plot.dataset.days), first = Date.parse(plot.dataset.start);
    const at = (part) => first + Math.min(days - 1, Math.floor(part * days)) * DAY;
    return [at(Math.min(from, to)), at(Math.max(from, to))];
  };
  const shape = (name, attributes) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const draw = () => {
    const left = Math.min(drag.from, drag.to) * 100, width = Math.abs(drag.to - drag.from) * 100;
    drag.drawn?.remove();
    drag.drawn = shape("g", {});
    const [first, last] = period(drag).map((time) => words.format(time));
    const name = shape("text", { class: "brush-name", x: `${left + width / 2}%`, y: 12, "text-anchor": "middle" });
    name.textContent = first === last ? first : `${first} – ${last}`;
    drag.drawn.append(
      shape("rect", { class: "brushed", x: `${left}%`, width: `${width}%`, y: 0, height: "100%" }),
      ...[left, left + width].map((x) => shape("line", { class: "brush-end", x1: `${x}%`, x2: `${x}%`, y1: 0, y2: "100%" })),
      name,
    );
    drag.plot.append(drag.drawn);
  };
  const stop = () => {
    drag?.drawn?.remove();
    drag = null;
  };

  document.addEventListener("pointerdown", (event) => {
    const plot = event.target.closest?.(".brush");
    if (!plot || event.button || !event.isPrimary) return;
    const at = share(plot, event.clientX);
    drag = { plot, from: at, to: at, x: event.clientX, drawn: null };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag || !event.isPrimary) return;
    if (!drag.drawn && Math.abs(event.clientX - drag.x) < 6) return; // a click may tremble
    drag.plot.setPointerCapture(event.pointerId);
    drag.to = share(drag.plot, event.clientX);
    draw();
  });
  document.addEventListener("pointerup", () => {
    if (!drag?.drawn) return stop();
    const [first, last] = period(drag);
    stop();
    addEventListener("click", (event) => event.preventDefault(), { capture: true, once: true });
    setTimeout(() => dispatchEvent(new Event("click", { cancelable: true }))); // where no click followed
    field("from").value = iso(first);
    field("to").value = iso(last);
    submit();
  });
  document.addEventListener("pointercancel", stop);
  document.addEventListener("dragstart", (event) => {
    if (event.target.closest?.(".brush")) event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stop();
  });

  // A mark whose row is in the list already leads there without another page.
  document.addEventListener("click", (event) => {
    const anchor = event.target.closest?.(".brush a")?.getAttribute("href")?.split("#")[1];
    if (!anchor || !document.getElementById(anchor) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    location.hash = anchor;
  });

  // A choice answers at once; words and dates wait for Enter or the button.
  let pause;
  document.addEventListener("change", (event) => {
    if (!event.target.matches?.("#filters select, #filters input[type=checkbox]")) return;
    clearTimeout(pause);
    pause = setTimeout(submit, 200);
  });
  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.elt.id !== "filters") return;
    clearTimeout(pause);
    for (const [name, value] of [...detail.formData]) if (!value) detail.formData.delete(name);
  });

  // What cannot be answered is said by the page itself; where no answer comes at all, the old one stays.
  document.addEventListener("htmx:responseError", ({ detail }) => {
    if (detail.target?.id === "answer") location.assign(detail.pathInfo.finalRequestPath);
  });
  document.addEventListener("htmx:sendError", ({ detail }) => {
    const loading = detail.target?.querySelector(".loading");
    if (!loading) return;
    loading.textContent = document.getElementById("told").textContent = "No answer. Try again.";
    loading.classList.add("is-lost");
  });

  // What was found is told to those who do not see it; the focus stays where the period is changed.
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.requestConfig?.target?.id !== "answer") return;
    document.getElementById("told").textContent = document.getElementById("total").textContent;
    if (document.activeElement === document.body && detail.requestConfig.elt.closest(".zoom")) {
      document.querySelector(".zoom a")?.focus();
    }
  });
})();
