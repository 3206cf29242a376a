// What the pages need beyond links and forms: nothing here decides, it only spares a step.
"use strict";

// A text area that counts, and a form that says it was left unsaved.
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.maxLength > 0 && field.nextElementSibling?.matches("[data-left]")) {
    field.nextElementSibling.textContent = `还可写 ${field.maxLength - field.value.length} 字`;
  }
  field.form?.setAttribute("data-changed", "");
});
document.addEventListener("submit", (event) => {
  event.target.removeAttribute("data-changed");
  const button = event.submitter;
  if (button && event.target.method === "post") {
    // After the browser has taken the button's value: two taps are one.
    setTimeout(() => { button.disabled = true; }, 0);
    setTimeout(() => { button.disabled = false; }, 8000);
  }
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-changed][data-guard]")) event.preventDefault();
});

// A form that came back: its first fault is brought into view, and the address is again that of its page.
document.querySelector(".fault")?.scrollIntoView({ block: "center" });
const here = document.querySelector("[data-here]");
if (here) history.replaceState(null, "", here.dataset.here);

// A sheet to be handed out on paper.
document.addEventListener("click", (event) => { if (event.target.closest?.("[data-print]")) print(); });

// Choosing all of a list.
document.addEventListener("change", (event) => {
  const all = event.target;
  if (!all.matches("[data-all]")) return;
  for (const box of all.form.querySelectorAll(`input[name="${all.dataset.all}"]`)) box.checked = all.checked;
});
// A row to write on is copied when the last one is begun.
document.addEventListener("input", (event) => {
  const row = event.target.closest("[data-grow] > *:last-child");
  if (!row) return;
  const next = row.cloneNode(true);
  for (const field of next.querySelectorAll("input")) { field.value = field.defaultValue = field.dataset.fresh || ""; }
  row.after(next);
});

// Empty cells take the number that the course suggests: it can still be changed.
document.addEventListener("click", (event) => {
  const fill = event.target.closest?.("[data-fill]");
  if (!fill) return;
  for (const field of fill.form.querySelectorAll("[data-suggest]")) if (!field.value) field.value = field.dataset.suggest;
  fill.form.dispatchEvent(new Event("input", { bubbles: true }));
});
// A text to paste elsewhere. Without https a browser has no clipboard to write to: then by selecting and copying.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const field = document.querySelector(button.dataset.copy);
  let copied = false;
  try { await navigator.clipboard.writeText(field.value); copied = true; } catch { field.select(); copied = document.execCommand("copy"); }
  if (copied) button.textContent = button.dataset.copied;
});
// A long form kept as a draft while it is written.
(() => {
  let waiting;
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-keep]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const data = new FormData(form);
      data.delete("paper");
      data.set("do", "keep");
      const said = form.querySelector("[data-kept]");
      try {
        const answer = await fetch(form.action, { method: "POST", body: data, headers: { "X-Kept": "1" } });
        said.textContent = answer.ok ? "草稿已存" : "草稿没有存上";
        if (answer.ok) form.removeAttribute("data-changed");
      } catch { said.textContent = "网断了，草稿还没有存上"; }
    }, 1200);
  });
})();
// What has been shared out, added up as it is typed; the server adds up once more.
document.addEventListener("input", (event) => {
  const table = event.target.closest("[data-sums]");
  for (const total of table?.querySelectorAll("[data-total]") ?? []) {
    const fields = [...table.querySelectorAll(`[data-sum="${CSS.escape(total.dataset.total)}"]`)];
    const taken = fields.filter((field) => field.closest("tr").querySelector("[name=unit]").checked);
    const sum = taken.reduce((whole, field) => whole + (Number(field.value) || 0), 0);
    total.textContent = String(Math.round(sum * 10000) / 10000);
  }
});

// A target and its parts: what they add up to is said as it is typed, by the rule of the server.
(() => {
  const form = document.querySelector("form[data-adds-up]"), said = form?.querySelector("[data-sums-said]");
  if (!said) return;
  const number = (text) => Number(text.normalize("NFKC").replace(/[\s,]/g, "").replace("−", "-") || NaN);
  const exact = (value) => Math.round(value * 10000) / 10000;
  const filled = (part) => [...form.querySelectorAll(`[data-part="${part}"]`)].map((field) => number(field.value)).filter(Number.isFinite);
  const total = (part) => exact(filled(part).reduce((whole, one) => whole + one, 0));
  function words(name, sum, county) {
    const more = exact(sum - county);
    const tail = !Number.isFinite(county) ? "" : !more ? "，与全县一致" : more > 0 ? `，比全县多 ${more}` : `，比全县少 ${-more}`;
    return `${said.dataset[name]}合计 ${sum}${tail}`;
  }
  function add() {
    const county = filled("county")[0] ?? NaN;
    const parts = ["towns", "departments"].filter((part) => filled(part).length);
    const sums = parts.map((part) => [part, total(part)]);
    const whole = exact(sums.reduce((all, [, sum]) => all + sum, 0));
    const off = (sum) => Math.abs(sum - county);
    const together = sums.length === 2 && (!Number.isFinite(county) || off(whole) < Math.min(...sums.map(([, sum]) => off(sum))));
    const shown = together ? [["all", whole]] : sums;
    said.textContent = shown.map(([name, sum]) => words(name, sum, county)).join("；");
    said.classList.toggle("off", shown.some(([, sum]) => exact(sum - county)));
  }
  form.addEventListener("input", add);
  add();
})();

// The document beside its drafted ledger: choosing, writing in a cell, splitting, adding. The server decides.
(() => {
  const points = (text) => [...text].length; // the server counts code points, the browser UTF-16: 𠮷 is one, not two
  const rowOf = (element) => element.closest?.("tr[data-row]");
  const find = (uuid) => document.querySelector(`tr[data-row="${CSS.escape(uuid)}"]`);
  const whole = { target: "#content", select: "#content", swap: "outerHTML" };
  const calm = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  function choose(uuid, from) {
    for (const old of document.querySelectorAll(".read .here")) old.classList.remove("here");
    for (const old of document.querySelectorAll(".doc em")) {
      const said = old.dataset.said.split(" ").some((one) => one.startsWith(`${uuid}:`));
      old.classList.remove("now");
      old.classList.toggle("read", said);
    }
    const row = find(uuid);
    const marks = document.querySelectorAll(`[data-of="${CSS.escape(uuid)}"]`);
    row?.classList.add("here");
    for (const mark of marks) mark.classList.add("here");
    if (from === "row" && marks.length) within(marks[0]);
    if (from === "text") {
      if (row) row.scrollIntoView({ block: "center", behavior: calm() });
      else if (marks[0]?.matches("mark")) location.assign(`?#r${uuid}`);
    }
    return row;
  }

  // The words that one column was read from.
  function light(uuid, column) {
    const words = [...document.querySelectorAll(`.doc em[data-said~="${CSS.escape(`${uuid}:${column}`)}"]`)];
    for (const one of words) one.classList.add("now");
    if (words.length) within(words[0]);
  }
  // Only the text's own pane moves: on a phone the page itself is what one writes in.
  function within(words) {
    const pane = words.closest(".doc"), at = words.getBoundingClientRect(), box = pane.getBoundingClientRect();
    pane.scrollBy({ top: at.top - box.top - (box.height - at.height) / 2, behavior: calm() });
  }
  // Why a sentence is no task, beside it, and the way to make one of it.
  function why(sentence) {
    const box = document.getElementById("why");
    if (!box) return;
    box.hidden = !sentence?.dataset.why;
    if (box.hidden) return;
    const button = box.querySelector("button");
    box.querySelector("span").textContent = sentence.dataset.why;
    button.hidden = !sentence.dataset.restore;
    button.value = sentence.dataset.restore ?? "";
    const at = sentence.getClientRects()[0];
    box.style.left = `${Math.min(Math.max(at.left + at.width / 2, 120), innerWidth - 120)}px`;
    box.style.top = `${Math.min(at.bottom, innerHeight - 56)}px`;
  }
  document.addEventListener("scroll", () => why(null), true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") why(null); });

  // A cell to write in.
  const columns = ["title", "unit", "others", "leader", "due", "measures"];
  async function open(row, cell) {
    const uuid = row.dataset.row;
    await htmx.ajax("GET", `${row.dataset.url}?cell=${cell}`, { target: row, swap: "outerHTML" });
    choose(uuid, "row");
    light(uuid, cell);
    const field = find(uuid)?.querySelector("[data-field], [data-cut]");
    field?.focus({ preventScroll: true });
    if (field?.matches("textarea[data-field], input[list]")) field.select();
    field?.scrollIntoView({ block: "nearest" });
  }
  async function send(row, cell, value) {
    const uuid = row.dataset.row;
    await htmx.ajax("POST", row.dataset.url, {
      target: row, swap: "outerHTML", values: { cell, value, version: row.dataset.version },
    });
    const fresh = find(uuid);
    if (!fresh) return null;
    fresh.classList.add("here");
    for (const mark of document.querySelectorAll(`mark[data-of="${uuid}"]`)) mark.className = `${fresh.dataset.mark} here`;
    fresh.querySelector("[data-field]")?.focus();
    return fresh;
  }
  function close(row) {
    const uuid = row.dataset.row;
    return htmx.ajax("GET", row.dataset.url, { target: row, swap: "outerHTML" }).then(() => { choose(uuid); find(uuid)?.focus(); });
  }
  function leave(field, then) {
    const row = rowOf(field);
    if (!row || field.dataset.left) return;
    field.dataset.left = "1";
    const initial = field.matches("select") ? [...field.options].find((one) => one.defaultSelected)?.value ?? field.options[0].value : field.defaultValue;
    const done = field.value === initial && !row.querySelector(".wrong") ? close(row) : send(row, field.dataset.field, field.value);
    done.then(() => then?.(find(row.dataset.row)));
  }

  document.addEventListener("click", (event) => {
    const on = event.target;
    const mark = on.closest?.("[data-of]");
    if (!on.closest?.("#why")) why(null);
    if (mark && getSelection().isCollapsed) {
      choose(mark.dataset.of, "text");
      return void why(mark);
    }
    const row = on.closest && rowOf(on);
    if (!row) return;
    const cell = on.closest("[data-cell]");
    const adopt = on.closest("[data-adopt]");
    const act = on.closest("[data-do]");
    if (cell) open(row, cell.dataset.cell);
    else if (adopt) send(row, adopt.dataset.adopt, adopt.dataset.value);
    else if (act?.dataset.do === "cancel") close(row);
    else if (act?.dataset.do === "split") {
      const field = row.querySelector("[data-cut]");
      const values = { at: points(field.value.slice(0, field.selectionStart)), version: row.dataset.version, next: location.pathname + location.search };
      htmx.ajax("POST", field.dataset.split, { ...whole, values });
    } else if (!on.closest("input, textarea, select, a, button")) choose(row.dataset.row, "row");
  });
  document.addEventListener("keydown", (event) => {
    const on = event.target;
    if (on.matches?.("[data-field]")) {
      const row = rowOf(on);
      if (event.key === "Escape") { on.dataset.left = "1"; close(row); }
      else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); leave(on, (fresh) => { if (!fresh?.querySelector("[data-field]")) fresh?.focus(); }); }
      else if (event.key === "Tab") {
        const next = columns[columns.indexOf(on.dataset.field) + (event.shiftKey ? -1 : 1)];
        if (!next) return;
        event.preventDefault();
        leave(on, (fresh) => { if (fresh && !fresh.querySelector(".wrong, .say")) open(fresh, next); });
      }
    } else if (event.key === "Enter" && on.matches?.(".read [data-of]")) choose(on.dataset.of, "text")?.focus();
    else if (event.key === "Enter" && on.matches?.("tr[data-row]")) choose(on.dataset.row, "row");
    else if (event.key === "Escape" && on.matches?.("[data-cut]")) close(rowOf(on));
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && on.matches?.("tr[data-row]")) {
      let next = on;
      do next = event.key === "ArrowDown" ? next.nextElementSibling : next.previousElementSibling; while (next && !next.dataset.row);
      if (next) { event.preventDefault(); next.focus({ preventScroll: true }); next.scrollIntoView({ block: "nearest" }); choose(next.dataset.row, "row"); }
    }
  });
  document.addEventListener("focusout", (event) => { if (event.target.matches?.("[data-field]") && event.target.isConnected) leave(event.target); });
  document.addEventListener("change", (event) => {
    if (event.target.matches("select[data-field]")) leave(event.target);
    if (event.target.matches('.rows input[name="row"], .rows [data-all]')) {
      const ticked = document.querySelectorAll('.rows input[name="row"]:checked').length;
      for (const button of document.querySelectorAll("[data-ticked]")) button.hidden = ticked < Number(button.dataset.ticked);
    }
  });

  // Where to split: the cursor in the task's own words, which nobody can change here.
  document.addEventListener("beforeinput", (event) => { if (event.target.matches?.("[data-cut]")) event.preventDefault(); });
  function cut() {
    const field = document.activeElement;
    if (!field?.matches?.("[data-cut]")) return;
    const at = field.selectionStart;
    rowOf(field).querySelector('[data-do="split"]').disabled = at === 0 || at >= field.value.length;
  }
  for (const moved of ["click", "keyup", "selectionchange"]) document.addEventListener(moved, cut);
  document.addEventListener("selectionchange", () => pick());

  // A passage that was missed: selected on the left, it can be added.
  function place(node, offset) {
    const line = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-start]");
    if (!line) return null;
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    return Number(line.dataset.start) + points(range.toString());
  }
  function pick() {
    const form = document.getElementById("pick");
    if (!form) return;
    const selection = getSelection();
    const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const inside = range && range.startContainer.parentElement?.closest("[data-text]") && range.toString().trim().length > 1;
    const start = inside ? place(range.startContainer, range.startOffset) : null;
    const end = inside ? place(range.endContainer, range.endOffset) : null;
    form.hidden = start === null || end === null || end <= start;
    if (form.hidden) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    const box = range.getBoundingClientRect();
    form.style.left = `${Math.min(Math.max(box.left + box.width / 2, 90), innerWidth - 90)}px`;
    form.style.top = `${Math.min(box.bottom, innerHeight - 56)}px`;
  }
  document.addEventListener("mousedown", (event) => { if (event.target.closest?.("#pick")) event.preventDefault(); });

  // What came back: a row that another has changed, or a page that says what is wrong, is shown too.
  let kept = [];
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, target } = event.detail;
    if ([403, 409, 422].includes(xhr.status)) { event.detail.shouldSwap = true; event.detail.isError = false; }
    if (target.id === "content") kept = [".doc", ".draft"].map((pane) => document.querySelector(pane)?.scrollTop ?? 0).concat(scrollY);
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id !== "content") return;
    [".doc", ".draft"].forEach((pane, index) => { const found = document.querySelector(pane); if (found) found.scrollTop = kept[index]; });
    scrollTo(0, kept[2] ?? 0);
    chosen();
  });
  document.addEventListener("counted", (event) => {
    for (const shown of document.querySelectorAll("[data-count]")) shown.textContent = event.detail[shown.dataset.count];
    for (const needy of document.querySelectorAll("[data-needs]")) {
      if (needy.matches("button")) needy.disabled = !event.detail[needy.dataset.needs];
      else needy.hidden = !event.detail[needy.dataset.needs];
    }
  });
  const show = (uuid) => choose(uuid, "row")?.scrollIntoView({ block: "center" });
  const chosen = () => { const uuid = document.querySelector("[data-chosen]")?.dataset.chosen; if (uuid) show(uuid); };
  const asked = () => { if (location.hash.startsWith("#r")) show(location.hash.slice(2)); };
  document.addEventListener("DOMContentLoaded", () => { asked(); chosen(); });
  addEventListener("hashchange", asked);
})();

// A line on a desk leads to the one thing to do: it stands open.
document.addEventListener("DOMContentLoaded", () => {
  const details = document.getElementById(location.hash.slice(1))?.querySelector(":scope > details");
  if (!details) return;
  details.open = true;
  details.scrollIntoView({ block: "center" });
});

// One key from a desk or a list to what is done there most: not while somebody writes.
document.addEventListener("keydown", (event) => {
  const writes = event.target.matches?.("input, textarea, select, [contenteditable]");
  if (writes || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  document.querySelector(`a[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
});

// Quick entry: a picture pasted or dropped anywhere on the form is its paper; the units that the words name are filled in.
(() => {
  const form = document.querySelector("form[data-paste]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  function take(files) {
    const kept = new DataTransfer();
    for (const file of [...input.files, ...files]) kept.items.add(file);
    input.files = kept.files;
  }
  document.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length) return;
    event.preventDefault();
    take(event.clipboardData.files);
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length || event.target === input) return;
    event.preventDefault();
    take(event.dataTransfer.files);
  });

  const { words, unit, others, upper_due, due } = form.elements;
  const told = form.querySelector("[data-suggested]");
  const limit = form.querySelector("[data-limit]");
  const until = upper_due || due;
  let waits = 0;
  const free = (field) => !field.value || field.value === field.dataset.suggested;
  function fill(field, value) {
    if (free(field)) { field.value = value; field.dataset.suggested = value; }
  }
  words.addEventListener("input", () => {
    clearTimeout(waits);
    waits = setTimeout(async () => {
      const answer = await fetch(`${form.dataset.suggest}?words=${encodeURIComponent(words.value)}`);
      if (!answer.ok) return;
      const found = await answer.json();
      fill(unit, found.lead);
      fill(others, found.others);
      told.hidden = !unit.value || unit.value !== unit.dataset.suggested;
      fill(until, found.due);
      limit.querySelector("b").textContent = found.due_words;
      limit.hidden = !found.due || until.value !== found.due;
      outweigh();
      offer(found.known);
    }, 300);
  });
  // What is in the ledger already and says the same: the words may be about it.
  const known = form.querySelector("[data-known]");
  function offer(found) {
    if (!known) return;
    const chosen = known.querySelector("input:checked")?.value;
    for (const old of known.querySelectorAll("label[data-offered]")) old.remove();
    for (const one of found) {
      const label = document.createElement("label"), radio = document.createElement("input"), words = document.createElement("span");
      label.dataset.offered = "";
      Object.assign(radio, { type: "radio", name: "about", value: one.matter, checked: one.matter === chosen });
      words.textContent = `${one.number} ${one.title} · ${one.unit}`;
      label.append(radio, " ", words);
      known.append(label);
    }
    if (!known.querySelector("input:checked")) known.querySelector("input").checked = true;
    known.hidden = !found.length;
  }
  // A day of its own outweighs the limit chosen among the three.
  const outweigh = () => { for (const chip of form.querySelectorAll("input[name=limit]")) chip.closest(".chips").toggleAttribute("data-off", Boolean(until.value)); };
  until.addEventListener("input", () => { limit.hidden = true; outweigh(); });
})();
