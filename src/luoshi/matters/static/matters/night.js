// The night before the cut-off: every row is kept as it is typed, here first and then at the office. Nothing typed is lost.
"use strict";

(() => {
  const form = document.querySelector("[data-night]");
  if (!form) return;
  const { who, unit, period } = form.dataset;
  const bodies = [...form.querySelectorAll("tbody[data-row]")];
  const rows = new Map();
  const BARE = /^(本[期月])?(没有|无)变化([，,、：:；;。\s]*(是?因为)?)[：:，,…\s]*$/;
  const PREFIX = "无变化，因为";

  // Which window this is: it outlives a reload, and tells the server that a lost answer was our own.
  let writer = "";
  try {
    writer = sessionStorage.getItem("writer") || crypto.randomUUID?.() || `${Math.random()}`.slice(2);
    sessionStorage.setItem("writer", writer);
  } catch { writer = `${Math.random()}`.slice(2); }

  // A row's fields, as the server keeps them: sorted, trimmed, empty ones left out.
  const words = (body) => body.querySelector("textarea");
  function read(body) {
    const numbers = [...body.querySelectorAll(".n")].filter((one) => one.value.trim());
    const nodes = [...body.querySelectorAll("[name=node]:checked")].map((one) => one.value).sort();
    return { words: words(body).value.trim(), quantities: Object.fromEntries(numbers.map((one) => [one.name, one.value.trim()])), nodes };
  }
  function write(body, fields) {
    words(body).value = fields.words || "";
    for (const one of body.querySelectorAll(".n")) one.value = fields.quantities?.[one.name] ?? "";
    for (const one of body.querySelectorAll("[name=node]")) one.checked = (fields.nodes || []).includes(one.value);
    shown(body);
  }
  const text = (fields) => JSON.stringify([fields.words, Object.entries(fields.quantities).sort(), [...fields.nodes].sort()]);
  const answered = (fields) => (fields.words && /^(本[期月])?(没有|无)变化/.test(fields.words) && BARE.test(fields.words) ? false : Boolean(fields.words || Object.keys(fields.quantities).length || fields.nodes.length));
  const of = (body) => rows.get(body.dataset.row);
  const dirty = (body) => text(read(body)) !== of(body).kept;

  // The second net: this browser, until the server has said that it has it.
  const key = (body) => `night:${who}:${unit}:${body.dataset.period}:${body.dataset.row}`;
  function hold(body) {
    const row = of(body);
    try { localStorage.setItem(key(body), JSON.stringify({ fields: read(body), version: row.version, report: row.standing, writer, at: Date.now() })); } catch { /* a private window has no store */ }
  }
  const release = (body) => { try { localStorage.removeItem(key(body)); } catch { /* none */ } };

  // What is seen of a row.
  function state(body) {
    const fields = read(body);
    if (body.dataset.state === "filed" && !dirty(body)) return "filed";
    if (body.dataset.state === "empty" && body.dataset.standing && !dirty(body)) return "empty"; // sent back, not touched yet
    return answered(fields) ? "ready" : "empty";
  }
  function shown(body) {
    const area = words(body), fields = read(body), length = [...area.value].length;
    body.querySelector("[data-count]").textContent = area.value ? `${length} / ${area.maxLength} 字` : "";
    body.querySelector("[data-reasons]").hidden = !BARE.test(area.value.trim()) || !area.value.trim();
    const numbers = [...body.querySelectorAll(".n")].filter((one) => one.value.trim()).map((one) => `${one.value}${one.nextElementSibling.textContent}`);
    const ticked = [...body.querySelectorAll("[name=node]:checked")].map((one) => `✓${one.nextElementSibling.firstChild.textContent.trim()}`);
    body.querySelector("[data-gist]").textContent = [...numbers, ...ticked, fields.words].filter(Boolean).join("；");
  }
  function status(body, said) {
    body.querySelector("[data-status]").textContent = said;
    body.querySelector("[data-fate]").textContent = said;
  }
  function fold(body) {
    const calm = !body.querySelector(".wrong").textContent.trim() && body.querySelector("[data-both]").hidden;
    body.classList.toggle("folded", state(body) !== "empty" && calm && !body.contains(document.activeElement));
  }
  function count() {
    const n = { empty: 0, ready: 0, filed: 0 };
    for (const body of bodies) n[state(body)] += 1;
    n.entered = n.ready + n.filed;
    for (const one of document.querySelectorAll("[data-n]")) one.textContent = n[one.dataset.n];
    for (const one of document.querySelectorAll("[data-lead]")) one.hidden = (one.dataset.lead === "empty") !== n.empty > 0;
    form.querySelector("[data-send-all]").disabled = n.ready === 0;
    form.querySelector("[data-next]").hidden = n.empty === 0;
  }
  function say() {
    const line = form.querySelector("[data-saying]"), held = bodies.filter(dirty);
    const cut = held.filter((body) => of(body).cut).length;
    line.classList.toggle("away", cut > 0);
    line.textContent = held.some((body) => of(body).expired) ? `登录已过期，已存在本机 ${held.length} 项；重新登录后打开这一页就存上` : cut ? `未连上，已存在本机 ${cut} 项；连上后自动存` : held.length ? "正在存" : last ? `已自动保存 ${last}` : "填的会自动存";
  }
  let last = "";
  function fault(body, faults) {
    const place = body.querySelector("[data-wrong]");
    place.replaceChildren(...faults.map((one) => { const line = document.createElement("p"); line.textContent = one.remedy ? `${one.problem}；${one.remedy}` : one.problem; return line; }));
    const named = faults.map((one) => one.field || "");
    words(body).classList.toggle("bad", named.includes("words"));
    for (const one of body.querySelectorAll(".n")) one.classList.toggle("bad", named.includes(`quantity:${one.name}`));
  }

  // Keeping a row.
  async function save(body, force = false) {
    const row = of(body);
    clearTimeout(row.timer);
    if (row.busy) { row.again = true; return; }
    const fields = read(body), sent = text(fields);
    if ((sent === row.kept && !force) || row.clash) return;
    row.busy = true;
    status(body, "正在存");
    let answer = null, found = {};
    try {
      answer = await fetch(body.dataset.url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ period: body.dataset.period, version: row.version, report: row.standing || null, writer, fields }), signal: AbortSignal.timeout(10000) });
      found = await answer.json();
    } catch { answer = answer?.ok ? null : answer; }
    row.busy = false;
    row.expired = answer?.status === 401;
    row.cut = !answer || answer.status >= 500 || answer.status === 401;
    if (row.cut) status(body, answer?.status === 401 ? "登录已过期，已存在本机" : "已存在本机");
    else if (answer.ok) kept(body, found, sent);
    else if (answer.status === 409) clash(body, found);
    else { fault(body, found.errors || [{ problem: "没有存上" }]); status(body, "没有存上"); }
    say(); count();
    if (row.again) { row.again = false; save(body); }
  }
  function kept(body, found, sent) {
    const row = of(body);
    row.kept = sent; row.version = found.version; row.report = found.report; row.clash = false;
    body.dataset.state = found.filed ? "filed" : found.answered ? "ready" : "empty";
    if (!dirty(body)) { release(body); fault(body, found.faults); }
    const general = form.querySelector("[data-general][data-unsaved]");
    if (general && !bodies.some(dirty)) { general.hidden = true; delete general.dataset.unsaved; }
    last = found.saved;
    status(body, found.answered ? `已存 ${found.saved}` : "未填");
    fold(body);
  }
  // Somebody else has written in this row since: both versions stand beside each other.
  function clash(body, found) {
    const row = of(body), both = body.querySelector("[data-both]");
    if (!found.theirs) { fault(body, found.errors); return; }
    row.clash = true; row.theirs = found.theirs;
    const numbers = Object.values(found.theirs.fields.quantities || {}).join("、");
    both.querySelector("[data-theirs]").textContent = `${found.theirs.who} ${found.theirs.saved}：${[numbers, found.theirs.fields.words].filter(Boolean).join("；") || "（空）"}`;
    both.hidden = false;
    status(body, "别人改过");
    body.classList.remove("folded");
  }
  function settle(body, mine) {
    const row = of(body);
    row.clash = false;
    body.querySelector("[data-both]").hidden = true;
    if (row.theirs) {
      row.version = row.theirs.version;
      row.report = row.theirs.report;
      row.kept = text(row.theirs.fields);
      if (!mine) { write(body, row.theirs.fields); kept(body, row.theirs, row.kept); say(); count(); return; }
      row.theirs = null;
    }
    save(body, true);
  }

  // Going through the rows.
  const visible = (body) => !body.classList.contains("away");
  function enter(body, first = true) {
    body.classList.remove("folded");
    const field = (first && body.querySelector(".n")) || words(body);
    field.focus();
    body.scrollIntoView({ block: "nearest" });
  }
  function next(after) {
    const start = after ? bodies.indexOf(after) + 1 : 0;
    const found = [...bodies.slice(start), ...bodies.slice(0, start)].find((body) => visible(body) && body !== after && state(body) === "empty");
    if (found) enter(found);
    else form.querySelector("[data-send-all]").focus();
  }
  form.addEventListener("input", (event) => {
    const body = event.target.closest("tbody[data-row]");
    if (!body) return;
    const row = of(body);
    shown(body); hold(body); count(); say();
    status(body, "正在填");
    clearTimeout(row.timer);
    row.timer = setTimeout(() => save(body), 1000);
  });
  form.addEventListener("focusout", (event) => {
    const body = event.target.closest("tbody[data-row]");
    if (!body) return;
    if (dirty(body)) save(body);
    setTimeout(() => { if (!body.contains(document.activeElement)) fold(body); }, 0);
  });
  form.addEventListener("keydown", (event) => {
    const on = event.target, body = on.closest("tbody[data-row]");
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !body || !on.matches(".n, textarea, [name=node]")) return;
    event.preventDefault();
    const fields = [...body.querySelectorAll(".n"), words(body)];
    const place = fields.indexOf(on);
    if (on.matches(".n") && place + 1 < fields.length) fields[place + 1].focus();
    else next(body);
  });
  form.addEventListener("click", (event) => {
    const on = event.target.closest("button");
    if (!on) return;
    const body = on.closest("tbody[data-row]");
    if (on.matches("[data-open]")) enter(body);
    else if (on.matches("[data-unchanged], [data-reason]")) {
      const area = words(body);
      area.value = on.matches("[data-reason]") ? `${PREFIX}${on.textContent.trim()}` : area.value.trim() ? area.value : PREFIX;
      if (on.matches("[data-unchanged]") && !area.value.startsWith(PREFIX)) area.value = `${PREFIX}${area.value}`.slice(0, area.maxLength);
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
      area.dispatchEvent(new Event("input", { bubbles: true }));
    } else if (on.matches("[data-take]")) settle(body, false);
    else if (on.matches("[data-mine]")) settle(body, true);
    else if (on.matches("[data-next]")) next(document.activeElement?.closest?.("tbody[data-row]"));
    else if (on.matches("[data-show]")) choose(on);
    else if (on.matches("[data-send-all]")) send(false);
    else if (on.matches("[data-partial]")) send(true);
    else if (on.matches("[data-close]")) form.querySelector("[data-ask]").close();
  });
  function choose(on) {
    for (const one of form.querySelectorAll("[data-show]")) one.setAttribute("aria-pressed", String(one === on));
    const wanted = on.dataset.show;
    for (const body of bodies) {
      const fits = !wanted || (wanted === "empty" ? state(body) === "empty" : body.hasAttribute(`data-${wanted}`));
      body.classList.toggle("away", !fits);
    }
  }

  // Sending: everything is kept first; what is on the screen is what is sent.
  async function send(partial) {
    const ask = form.querySelector("[data-ask]"), button = form.querySelector("[data-send-all]"), general = form.querySelector("[data-general]");
    ask.close();
    general.hidden = true;
    await Promise.all(bodies.filter(dirty).map((body) => save(body)));
    if (bodies.some(dirty)) { const first = bodies.find(dirty); say(); tell(general, [{ problem: `还有 ${bodies.filter(dirty).length} 项没有存到系统里，连上再报` }]); general.dataset.unsaved = "1"; first.classList.remove("folded"); return; }
    const missing = bodies.filter((body) => state(body) === "empty");
    if (missing.length && !partial) {
      form.querySelector("[data-missing]").replaceChildren(...missing.map((body) => { const line = document.createElement("li"); line.textContent = `${body.querySelector("td").textContent} ${body.querySelector(".fold b").textContent}`; return line; }));
      ask.showModal();
      return;
    }
    const data = new FormData();
    data.set("unit", unit); data.set("period", period);
    if (partial) data.set("partial", "1");
    for (const body of bodies) if (state(body) === "ready") data.append("report", `${of(body).report}:${of(body).version}`);
    for (const file of form.querySelector("[name=paper]")?.files ?? []) data.append("paper", file);
    button.disabled = true;
    try {
      const answer = await fetch(form.dataset.send, { method: "POST", headers: { Accept: "application/json" }, body: data, signal: AbortSignal.timeout(60000) });
      const found = await answer.json();
      if (answer.ok) { location.reload(); return; }
      refused(found.errors, general);
    } catch { tell(general, [{ problem: "未连上，没有收到回话；连上后再点一次报送，同一份只算一次" }]); }
    button.disabled = false;
  }
  function refused(errors, general) {
    const beside = new Map();
    for (const one of errors) if (one.row) beside.set(one.row, [...(beside.get(one.row) ?? []), one]);
    for (const body of bodies) if (beside.has(body.dataset.row)) { fault(body, beside.get(body.dataset.row)); body.classList.remove("folded", "away"); }
    const first = bodies.find((body) => beside.has(body.dataset.row));
    tell(general, [...(first ? [{ problem: `${beside.size} 项有问题，都没有报；改好再报` }] : []), ...errors.filter((one) => !one.row)]);
    first?.scrollIntoView({ block: "center" });
  }
  function tell(place, faults) {
    place.textContent = faults.map((one) => (one.remedy ? `${one.problem}；${one.remedy}` : one.problem)).join(" ");
    place.hidden = false;
    place.scrollIntoView({ block: "nearest" });
  }

  // Time left, counted from what the server said: a phone's own clock may be wrong.
  const left = Number(form.dataset.left), began = performance.now();
  function tick() {
    const seconds = left - (performance.now() - began) / 1000, place = form.querySelector("[data-clock]");
    const days = Math.floor(seconds / 86400), hours = Math.floor((seconds % 86400) / 3600), minutes = Math.floor((seconds % 3600) / 60);
    place.textContent = seconds <= 0 ? "已过截止，报的算逾期" : `还剩 ${days ? `${days} 天 ` : ""}${hours ? `${hours} 小时 ` : ""}${days ? "" : `${minutes} 分`}`;
    place.classList.toggle("away", seconds < 6 * 3600);
  }

  // What this browser still holds from before comes back into its row and is kept now.
  function restore(body) {
    let held = null;
    try { held = JSON.parse(localStorage.getItem(key(body)) ?? "null"); } catch { /* not ours */ }
    if (!held) return;
    const row = of(body);
    if (text(held.fields) === row.kept) { release(body); return; }
    write(body, held.fields);
    row.version = held.version; // whether another has written since is for the server to say
    row.cut = true;
    save(body);
  }
  const retry = () => { for (const body of bodies) if (of(body).cut && dirty(body)) save(body); };
  for (const body of bodies) {
    rows.set(body.dataset.row, { kept: text(read(body)), version: Number(body.dataset.version), report: body.dataset.report, standing: body.dataset.standing, busy: false, again: false, cut: false, clash: false, theirs: null, timer: 0 });
    shown(body);
  }
  for (const body of bodies) { restore(body); fold(body); }
  count(); say(); tick();
  setInterval(tick, 20000);
  setInterval(retry, 5000);
  addEventListener("online", retry);
  addEventListener("offline", () => { for (const body of bodies) if (dirty(body)) of(body).cut = true; say(); });
})();
