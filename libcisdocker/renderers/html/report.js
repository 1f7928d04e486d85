"use strict";
const form = document.getElementById("filter");
const items = Array.from(document.querySelectorAll("[data-verdict]"));
const shown = document.getElementById("shown");
let opened = [];

function wanted(item, verdicts, words, cap, excess) {
  const caps = excess ? item.dataset.excess : item.dataset.caps;
  return verdicts.has(item.dataset.verdict) && words.every((word) => item.dataset.words.includes(word)) &&
    (cap === "" ? !excess || caps !== "" : (" " + caps).includes(" " + cap + " "));
}

function apply() {
  const verdicts = new Set(Array.from(form.querySelectorAll("input[name=verdict]:checked"), (box) => box.value));
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const cap = form.elements.cap.value;
  const excess = form.elements.excess.checked;
  let rows = 0;
  for (const item of items) {
    item.hidden = !wanted(item, verdicts, words, cap, excess);
    if (!item.hidden && item.tagName === "TR") rows += 1;
  }
  shown.textContent = String(rows);
}

async function copy(button) {
  const code = button.parentElement.querySelector("code");
  let done = true;
  try {
    await navigator.clipboard.writeText(code.textContent);
  } catch {
    getSelection().selectAllChildren(code);
    done = document.execCommand("copy");
  }
  button.textContent = done ? "Copied" : "Selected: press Ctrl+C";
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}

function follow() {
  const part = /^#f\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;
  if (part !== null) {
    part.open = true;
    part.scrollIntoView();
  }
}

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  if (event.target.matches("button.copy")) copy(event.target);
  if (event.target.matches("th a") && event.target.hash === location.hash) follow();
});
addEventListener("hashchange", follow);
addEventListener("beforeprint", () => {
  opened = Array.from(document.querySelectorAll("details:not([hidden], [open])"));
  for (const part of opened) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});
for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
apply();
follow();
