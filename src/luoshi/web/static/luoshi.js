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
