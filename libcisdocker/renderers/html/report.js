"use strict";
const form = document.getElementById("filter");
const items = Array.from(document.querySelectorAll("[data-verdict]"));
const shown = document.getElementById("shown");

function wanted(item, verdicts, words, cap) {
  return verdicts.has(item.dataset.verdict) && words.every((word) => item.dataset.words.includes(word)) &&
    (cap === "" || (" " + item.dataset.caps + " ").includes(" " + cap + " "));
}

function apply() {
  const verdicts = new Set(Array.from(form.querySelectorAll("input[name=verdict]:checked"), (box) => box.value));
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  const cap = form.elements.cap.value;
  let rows = 0;
  for (const item of items) {
    item.hidden = !wanted(item, verdicts, words, cap);
    if (!item.hidden && item.tagName === "TR") rows += 1;
  }
  shown.textContent = String(rows);
}

async function copy(button) {
  const text = button.parentElement.querySelector("code").textContent;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const range = document.createRange();
    range.selectNodeContents(button.parentElement.querySelector("code"));
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    document.execCommand("copy");
  }
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
}

form.hidden = false;
form.addEventListener("input", apply);
form.addEventListener("submit", (event) => event.preventDefault());
document.addEventListener("click", (event) => {
  if (event.target.matches("button.copy")) copy(event.target);
});
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not([hidden])")) part.open = true;
});
for (const button of document.querySelectorAll("button.copy")) button.hidden = false;
apply();
