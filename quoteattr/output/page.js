"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const numbers = (value) => (value ? value.split(" ").map(Number) : []);
  const card = document.getElementById("card");
  const notes = new Map(all(".notes li[data-q]").map((li) => [Number(li.dataset.q), li]));
  const parts = all(".text [data-q], .text [data-c], .text [data-s]");
  const quoted = parts.filter((part) => part.dataset.q);
  let pinned = null;
  let leaving = 0;

  // --- the filter: a quotation is shown if one of its speakers and its kind are ticked ---

  const ticked = (name) => new Set(all(`input[name=${name}]:checked`).map((input) => input.value));

  function shown(speakers, kinds) {
    const visible = new Set();
    for (const [number, li] of notes) {
      li.hidden = !(kinds.has(li.dataset.kind) && li.dataset.speakers.split(" ").some((s) => speakers.has(s)));
      if (!li.hidden) visible.add(number);
    }
    return visible;
  }

  function paint(part, visible) {
    const [inner, outer] = numbers(part.dataset.q).filter((number) => visible.has(number)).map((n) => notes.get(n));
    part.classList.toggle("off", !inner);
    part.classList.toggle("within", Boolean(outer));
    part.classList.toggle("nobody", Boolean(inner) && inner.classList.contains("nobody"));
    for (const kind of ["mixed", "indirect"]) part.classList.toggle(kind, Boolean(inner) && inner.dataset.kind === kind);
    if (inner) part.style.setProperty("--h", inner.style.getPropertyValue("--h"));
    if (outer) part.style.setProperty("--o", outer.style.getPropertyValue("--h"));
    if (part.dataset.n) part.tabIndex = numbers(part.dataset.n).some((number) => visible.has(number)) ? 0 : -1;
  }

  function filter() {
    const visible = shown(ticked("speaker"), ticked("kind"));
    for (const part of quoted) paint(part, visible);
    document.getElementById("shown").textContent = `${visible.size} of ${notes.size} quotations shown`;
    hide();
  }

  // --- the card: who says it, how sure that is, and why ---

  function show(part) {
    const chosen = numbers(part.dataset.q).map((number) => notes.get(number)).filter((li) => li && !li.hidden);
    if (!chosen.length) return;
    hide();
    const list = document.createElement("ol");
    for (const li of chosen) {
      const copy = li.cloneNode(true);
      copy.removeAttribute("id");
      list.append(copy);
    }
    card.replaceChildren(list);
    card.hidden = false;
    place(part);
    light(Number(chosen[0].dataset.q));
  }

  function place(part) {
    const [first, whole] = [part.getClientRects()[0] || part.getBoundingClientRect(), part.getBoundingClientRect()];
    const lowest = window.innerHeight - card.offsetHeight - 8;
    const above = whole.top - card.offsetHeight - 8;
    const top = whole.bottom + 8 <= lowest ? whole.bottom + 8 : above >= 8 ? above : Math.max(8, lowest);
    card.style.left = `${Math.max(8, Math.min(first.left, window.innerWidth - card.offsetWidth - 8))}px`;
    card.style.top = `${top}px`;
  }

  function light(number) {
    const hue = notes.get(number).style.getPropertyValue("--h");
    for (const part of parts) {
      if (!["q", "c", "s"].some((key) => numbers(part.dataset[key]).includes(number))) continue;
      part.classList.add("lit");
      if (!part.dataset.q) part.style.setProperty("--h", hue);
    }
  }

  function hide() {
    clearTimeout(leaving);
    card.hidden = true;
    pinned = null;
    for (const part of all(".lit")) part.classList.remove("lit");
  }

  function pin(part) {
    const again = pinned === part;
    hide();
    if (again) return;
    show(part);
    pinned = part;
  }

  const partOf = (event) => (event.target.closest ? event.target.closest(".q") : null);
  let mouse = "";  // where it was last: a pointer that rests where a card goes or comes shows nothing anew
  document.addEventListener("mouseover", (event) => {
    const moved = mouse !== (mouse = `${event.screenX} ${event.screenY}`);
    if (pinned || !moved) return;
    if (card.contains(event.target)) clearTimeout(leaving);
    else if (partOf(event)) show(partOf(event));
  });
  document.addEventListener("mouseout", (event) => {
    if (pinned || card.hidden || !(partOf(event) || card.contains(event.target))) return;
    clearTimeout(leaving);
    leaving = setTimeout(hide, 250);
  });
  document.addEventListener("focusin", (event) => { if (partOf(event)) show(partOf(event)); });
  document.addEventListener("focusout", (event) => { if (partOf(event) && !pinned) hide(); });
  document.addEventListener("click", (event) => {
    if (partOf(event)) pin(partOf(event));
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
    if ((event.key === "Enter" || event.key === " ") && event.target.matches(".q")) {
      event.preventDefault();
      pin(event.target);
    }
  });
  window.addEventListener("resize", hide);
  window.addEventListener("scroll", () => { if (!pinned && document.activeElement === document.body) hide(); });

  for (const input of all(".legend input")) input.addEventListener("change", filter);
  for (const button of all(".legend button")) {
    button.addEventListener("click", () => {
      for (const input of all("input[name=speaker]")) input.checked = button.value === "all";
      filter();
    });
  }
  for (const part of all("[data-needs-script]")) part.hidden = false;
  filter();
})();
