// The reader in which one tags: one key each, and marking a passage. All listeners hang on the document.
(() => {
  const root = document.documentElement;
  root.classList.add("has-script");
  const KEEP = "parley.keys";
  const byId = (id) => document.getElementById(id);
  const on = () => localStorage.getItem(KEEP) !== "off";
  const tell = (words) => (byId("keys-told").textContent = words);
  const isTyping = (element) => element?.matches?.("input:not([type=radio], [type=checkbox]), select, textarea, [contenteditable]");
  const form = () => document.querySelector(".tagger");

  // -- keys --------------------------------------------------------------------------------------------------
  const use = (element) => {
    if (element.matches("[type=radio]")) {
      if (element.name === "channel") return element.closest("fieldset").querySelector(":checked, input").focus();
      element.click();
    } else if (element.matches("[type=checkbox]")) {
      (element.closest("fieldset").querySelector(":checked") ?? element).focus();
    } else if (element.matches("input, select")) {
      element.closest("details")?.setAttribute("open", "");
      element.focus();
    } else if (element.matches("summary")) {
      const list = element.parentElement;
      list.open = !list.open;
      if (list.open) list.querySelector("button")?.focus();
    } else element.click();
  };
  const openReasons = () => document.querySelector(".reasons[open]");
  const keyed = (key) => {
    const reason = openReasons()?.querySelector(`[data-reason="${CSS.escape(key)}"]`);
    return reason ?? document.querySelector(`#tagger [data-key="${CSS.escape(key)}"]`);
  };
  const showKeys = () => byId("keys").showModal();
  const MOVES = { "[": ["start", -1], "{": ["start", 1], "]": ["end", 1], "}": ["end", -1] };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("keys")?.open) return;
    if (event.key === "Escape") return leave(event);
    if (isTyping(event.target) || !on()) return;
    if (marking) return walk(event);
    if (event.key === "?") return showKeys();
    if (event.key.toLowerCase() === "v" && !event.repeat) return event.preventDefault(), startMarking();
    if (event.key in MOVES) return event.preventDefault(), moveEnd(...MOVES[event.key]);
    const element = event.key.length === 1 && !event.shiftKey | (event.key === "+") ? keyed(event.key.toLowerCase()) : null;
    if (!element || busy) return;
    event.preventDefault();
    use(element);
  });
  const leave = (event) => {
    if (marking) return stopMarking();
    const reasons = openReasons();
    if (reasons) reasons.open = false;
    if (isTyping(event.target) || reasons) byId("tagging-form")?.focus({ preventScroll: true });
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("#keys-open")) showKeys();
  });
  document.addEventListener("change", (event) => {
    if (event.target.id !== "keys-on") return;
    localStorage.setItem(KEEP, event.target.checked ? "on" : "off");
    showWhetherOn();
  });
  const showWhetherOn = () => {
    root.classList.toggle("keys-off", !on());
    byId("keys-on").checked = on();
    tell(on() ? "" : "Single keys are off.");
  };

  // A deed that is under way is not done twice, and its answer is brought into sight.
  let busy = false;
  const isDeed = (detail) => detail.requestConfig?.target?.id === "tagger" || detail.target?.id === "tagger";
  const say = (isBusy) => {
    busy = isBusy;
    root.classList.toggle("is-busy", busy);
  };
  document.addEventListener("htmx:beforeRequest", ({ detail }) => isDeed(detail) && say(true));
  document.addEventListener("htmx:afterRequest", ({ detail }) => isDeed(detail) && say(false));
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    // What is wrong with a form, and what somebody else did, is an answer too.
    if ([409, 422].includes(detail.xhr.status) && detail.target.id === "tagger") {
      detail.shouldSwap = true;
      detail.isError = false;
    }
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.requestConfig?.target?.id !== "tagger") return;
    const column = textColumn();
    if (column) column.scrollTop = scrolledTo;
    byId("tagging-form")?.focus({ preventScroll: true });
    showWhetherOn();
    showChosen();
    showHead();
  });

  // The text scrolls in a column of its own, which an answer brings anew: the form's head and the page stay in place.
  let scrolledTo = 0;
  const scrolls = (element) => element && /auto|scroll/.test(getComputedStyle(element).overflowY);
  const textColumn = () => [byId("art-text"), document.querySelector(".reader-text")].find(scrolls);
  document.addEventListener("htmx:beforeSwap", () => (scrolledTo = textColumn()?.scrollTop ?? 0));
  const bring = (box) => {
    const column = textColumn();
    if (!box || !column) return;
    const room = column.getBoundingClientRect();
    if (box.top < room.top + 8 || box.bottom > room.bottom - 8) column.scrollTop += box.top - room.top - room.height / 3;
  };
  const showChosen = () => {
    showPassage();
    bring(document.querySelector("#art-text .sg-now")?.getBoundingClientRect());
  };
  const showHead = () => {
    const top = byId("tagging-form").getBoundingClientRect().top;
    if (top < 0) scrollBy(0, top - 8);
  };

  const showPassage = () => {
    const isNew = form()?.dataset.target.startsWith("passage-");
    draw("passage", isNew ? Number(byId("id_start").value) : null, isNew ? Number(byId("id_end").value) : null);
  };
  // The reader fills the window, so that the deeds at its foot are in sight.
  const settle = () => {
    const reader = byId("tagger");
    if (reader && !scrollY && !location.hash && innerWidth > 900) scrollTo(0, reader.getBoundingClientRect().top - 8);
  };

  // -- the text, by code points -------------------------------------------------------------------------------
  const runs = () => [...document.querySelectorAll("#art-text [data-at]")];
  const points = (text) => [...text].length;
  const placeOf = (node, offset) => {
    const run = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-at]");
    return run && node.nodeType === Node.TEXT_NODE ? Number(run.dataset.at) + points(node.data.slice(0, offset)) : null;
  };
  const nodeAt = (place, after = false) => {
    let last = null;
    for (const run of runs()) {
      const start = Number(run.dataset.at), node = run.firstChild, size = node ? points(node.data) : 0;
      if (node && place >= start && (place < start + size || (after && place === start + size))) {
        return [node, [...node.data].slice(0, place - start).join("").length];
      }
      if (node && start + size <= place) last = [node, node.data.length];
    }
    return last;
  };
  const rangeOf = (start, end) => {
    const from = nodeAt(start), to = nodeAt(end, true);
    if (!from || !to) return null;
    const range = new Range();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  };
  const textOf = () => {
    const text = [];
    for (const run of runs()) {
      const at = Number(run.dataset.at);
      while (text.length < at) text.push("\n");
      text.push(...run.textContent);
    }
    return text;
  };
  const isWord = (sign) => sign !== undefined && /[\p{L}\p{N}’'-]/u.test(sign);
  const wordEdge = (text, place, step) => {
    let at = place;
    if (step > 0) {
      while (at < text.length && !isWord(text[at])) at += 1;
      while (at < text.length && isWord(text[at])) at += 1;
    } else {
      while (at > 0 && !isWord(text[at - 1])) at -= 1;
      while (at > 0 && isWord(text[at - 1])) at -= 1;
    }
    return at;
  };
  const sentenceEdge = (text, place, step) => {
    const ends = (at) => {
      if (text[at] === "\n") return true;
      let last = at - 1;
      while (/[”"’')\]]/.test(text[last] ?? "")) last -= 1;
      return /[.!?…]/.test(text[last] ?? "") && /\s/.test(text[at] ?? " ");
    };
    let at = place + step;
    while (at > 0 && at < text.length && !ends(at)) at += step;
    if (step < 0 && at > 0) while (/\s/.test(text[at] ?? "")) at += 1;
    return Math.max(0, Math.min(text.length, at));
  };

  // The ends of the passage in the form.
  const field = (name) => byId(`id_${name}`);
  const moveEnd = (name, step) => {
    if (!form()) return;
    const text = textOf(), ends = { start: Number(field("start").value), end: Number(field("end").value) };
    let at = wordEdge(text, ends[name], step);
    if (name === "start" && step > 0) while (at < text.length && !isWord(text[at])) at += 1;
    ends[name] = at;
    if (ends.start >= ends.end) return tell("The passage would be empty.");
    setEnds(ends.start, ends.end, text);
  };
  const setEnds = (start, end, text = textOf()) => {
    field("start").value = start;
    field("end").value = end;
    byId("span-told").textContent = `${start} to ${end}`;
    byId("tag-quote").firstElementChild.textContent = text.slice(start, end).join("");
    draw("passage", start, end);
    field("start").dispatchEvent(new Event("change", { bubbles: true }));
  };
  const draw = (name, start, end) => {
    if (!window.Highlight) return;
    const range = start === null ? null : rangeOf(start, end);
    CSS.highlights.delete(name); // what is drawn last lies on top
    if (range) CSS.highlights.set(name, new Highlight(range));
  };

  // A selection becomes a passage to code.
  const codePassage = (start, end) => {
    const asked = byId("code-here");
    asked.elements.start.value = start;
    asked.elements.end.value = end;
    asked.requestSubmit();
  };
  document.addEventListener("pointerup", (event) => {
    if (event.target.closest?.(".reader-form, .find-passage")) return;
    setTimeout(() => {
      const chosen = getSelection();
      if (!chosen || chosen.isCollapsed || !byId("art-text")?.contains(chosen.anchorNode)) return;
      const range = chosen.getRangeAt(0);
      const start = placeOf(range.startContainer, range.startOffset), end = placeOf(range.endContainer, range.endOffset);
      if (start !== null && end !== null && end > start) codePassage(start, end);
    });
  });
  // A click on a mark chooses it; dragging over it selects its words.
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("#art-text mark"), chosen = getSelection();
    if (mark && !event.target.closest("a") && (!chosen || chosen.isCollapsed)) mark.querySelector("a").click();
  });

  // -- marking by keyboard -----------------------------------------------------------------------------------
  let marking = null; // the anchor and the cursor, as places of the text
  const startMarking = () => {
    const at = form() ? Number(field("start").value) || 0 : 0;
    marking = { text: textOf(), anchor: at, at };
    root.classList.add("is-marking");
    byId("art-text").focus({ preventScroll: true });
    showMarking();
    tell("Marking: arrows move by word and sentence, with Shift they mark, Enter codes, Esc leaves.");
  };
  const stopMarking = () => {
    marking = null;
    root.classList.remove("is-marking");
    draw("passage", null);
    draw("caret", null);
    tell("");
    byId("tagging-form")?.focus({ preventScroll: true });
  };
  const showMarking = () => {
    const { anchor, at } = marking;
    const [start, end] = [Math.min(anchor, at), Math.max(anchor, at)];
    draw("passage", start === end ? null : start, end);
    const caret = caretOf(marking);
    draw("caret", caret, caret + 1);
    bring(rangeOf(caret, caret + 1)?.getBoundingClientRect());
  };
  // A sign that can be seen: the last of what is marked, or the first that would be.
  const caretOf = ({ text, anchor, at }) => {
    const step = at > anchor || at >= text.length ? -1 : 1;
    let place = step < 0 ? at - 1 : at;
    while (place > 0 && place < text.length - 1 && /\s/.test(text[place])) place += step;
    return Math.max(0, place);
  };
  const STEPS = {
    ArrowRight: [wordEdge, 1], ArrowLeft: [wordEdge, -1], ArrowDown: [sentenceEdge, 1], ArrowUp: [sentenceEdge, -1],
  };
  const walk = (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      const { anchor, at, text } = marking;
      let [start, end] = [Math.min(anchor, at), Math.max(anchor, at)];
      while (start < end && /\s/.test(text[start])) start += 1;
      while (start < end && /\s/.test(text[end - 1])) end -= 1;
      if (start === end) return tell("Nothing is marked: hold Shift while you move.");
      stopMarking();
      return codePassage(start, end);
    }
    const [edge, step] = STEPS[event.key] ?? [];
    if (!edge) return;
    event.preventDefault();
    marking.at = edge(marking.text, marking.at, step);
    if (!event.shiftKey) {
      if (step > 0 && edge === wordEdge) while (marking.at < marking.text.length && !isWord(marking.text[marking.at])) marking.at += 1;
      marking.anchor = marking.at;
    }
    showMarking();
  };

  showWhetherOn();
  settle();
  showChosen();
})();
