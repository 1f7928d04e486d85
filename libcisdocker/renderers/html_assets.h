/* Made by scripts/make-html-assets from the files in html/; do not edit. */
#ifndef CISD_RENDERERS_HTML_ASSETS_H
#define CISD_RENDERERS_HTML_ASSETS_H

/* report.css */
#define HTML_STYLE_HASH "sha256-f7P3wYv5DlprYq7lOZ/CEu60sPHJ7LNY+0dOKPVzEgs="
#define HTML_STYLE \
    "\n" \
    ":root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de;\n" \
    "  --bad: #b3261e; --warn: #8a5300; --good: #1a6b35; --head: #f3f5f7; --mark: #fff4d6; }\n" \
    "@media (prefers-color-scheme: dark) { :root { --page: #14171b; --text: #e6e9ec; --soft: #9aa4ae;\n" \
    "  --line: #39414a; --bad: #ff8f87; --warn: #f0b35a; --good: #7bd694; --head: #1d2227; --mark: #3a3013; } }\n" \
    "* { box-sizing: border-box; }\n" \
    "body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 110rem; background: var(--page);\n" \
    "  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }\n" \
    "h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }\n" \
    "h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }\n" \
    "code, pre, td.mark, th.cap { font-family: ui-monospace, monospace; }\n" \
    ".soft { color: var(--soft); }\n" \
    ".counts { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }\n" \
    ".counts li { border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .9rem; min-width: 6rem; }\n" \
    ".counts b { display: block; font-size: 1.6rem; line-height: 1.2; }\n" \
    ".fail { color: var(--bad); } .error, .unknown { color: var(--warn); } .pass { color: var(--good); }\n" \
    "form { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .75rem 1rem;\n" \
    "  background: var(--head); border: 1px solid var(--line); border-radius: .5rem; }\n" \
    "fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }\n" \
    "legend { float: left; margin-right: .75rem; color: var(--soft); }\n" \
    "input, select, button { font: inherit; color: inherit; background: var(--page);\n" \
    "  border: 1px solid var(--line); border-radius: .3rem; padding: .15rem .5rem; }\n" \
    "button { cursor: pointer; }\n" \
    ":focus-visible { outline: 3px solid var(--warn); outline-offset: 1px; }\n" \
    ".scroll { overflow: auto; max-height: 75vh; border: 1px solid var(--line); }\n" \
    "table { border-collapse: separate; border-spacing: 0; font-size: .85rem; }\n" \
    "th, td { border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: .1rem .4rem; }\n" \
    "thead th { position: sticky; top: 0; background: var(--head); z-index: 2; }\n" \
    "tbody th { position: sticky; left: 0; background: var(--page); text-align: left; font-weight: 600;\n" \
    "  max-width: 22rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; z-index: 1; }\n" \
    "thead th:first-child { left: 0; z-index: 3; }\n" \
    "th.cap { writing-mode: vertical-rl; transform: rotate(180deg); font-weight: 400; padding: .4rem .1rem; }\n" \
    "td.mark { text-align: center; min-width: 1.6rem; }\n" \
    "td.x { background: var(--mark); color: var(--bad); font-weight: 700; }\n" \
    ".legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none; }\n" \
    "details { border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0; padding: .3rem .9rem;\n" \
    "  content-visibility: auto; contain-intrinsic-size: auto 2.2rem; }\n" \
    "summary { cursor: pointer; overflow-wrap: anywhere; }\n" \
    "dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; }\n" \
    "dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }\n" \
    "pre { background: var(--head); padding: .5rem .75rem; border-radius: .3rem; white-space: pre-wrap;\n" \
    "  overflow-wrap: anywhere; margin: .25rem 0; }\n" \
    "[hidden] { display: none !important; }\n" \
    "@media print { form, button { display: none !important; } .scroll { overflow: visible; max-height: none; }\n" \
    "  thead th, tbody th { position: static; } details { break-inside: avoid; } body { max-width: none; } }\n"

/* report.js */
#define HTML_SCRIPT_HASH "sha256-vJ4ydDYTSnyX/d+7qD7VS58na6hWjVyrw8c22axNyCg="
#define HTML_SCRIPT \
    "\n" \
    "\"use strict\";\n" \
    "const form = document.getElementById(\"filter\");\n" \
    "const items = Array.from(document.querySelectorAll(\"[data-verdict]\"));\n" \
    "const shown = document.getElementById(\"shown\");\n" \
    "\n" \
    "function wanted(item, verdicts, words, cap) {\n" \
    "  return verdicts.has(item.dataset.verdict) && words.every((word) => item.dataset.words.includes(word)) &&\n" \
    "    (cap === \"\" || (\" \" + item.dataset.caps + \" \").includes(\" \" + cap + \" \"));\n" \
    "}\n" \
    "\n" \
    "function apply() {\n" \
    "  const verdicts = new Set(Array.from(form.querySelectorAll(\"input[name=verdict]:checked\"), (box) => box.value));\n" \
    "  const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);\n" \
    "  const cap = form.elements.cap.value;\n" \
    "  let rows = 0;\n" \
    "  for (const item of items) {\n" \
    "    item.hidden = !wanted(item, verdicts, words, cap);\n" \
    "    if (!item.hidden && item.tagName === \"TR\") rows += 1;\n" \
    "  }\n" \
    "  shown.textContent = String(rows);\n" \
    "}\n" \
    "\n" \
    "async function copy(button) {\n" \
    "  const text = button.parentElement.querySelector(\"code\").textContent;\n" \
    "  try {\n" \
    "    await navigator.clipboard.writeText(text);\n" \
    "  } catch {\n" \
    "    const range = document.createRange();\n" \
    "    range.selectNodeContents(button.parentElement.querySelector(\"code\"));\n" \
    "    getSelection().removeAllRanges();\n" \
    "    getSelection().addRange(range);\n" \
    "    document.execCommand(\"copy\");\n" \
    "  }\n" \
    "  button.textContent = \"Copied\";\n" \
    "  setTimeout(() => { button.textContent = \"Copy\"; }, 1500);\n" \
    "}\n" \
    "\n" \
    "form.hidden = false;\n" \
    "form.addEventListener(\"input\", apply);\n" \
    "form.addEventListener(\"submit\", (event) => event.preventDefault());\n" \
    "document.addEventListener(\"click\", (event) => {\n" \
    "  if (event.target.matches(\"button.copy\")) copy(event.target);\n" \
    "});\n" \
    "addEventListener(\"beforeprint\", () => {\n" \
    "  for (const part of document.querySelectorAll(\"details:not([hidden])\")) part.open = true;\n" \
    "});\n" \
    "for (const button of document.querySelectorAll(\"button.copy\")) button.hidden = false;\n" \
    "apply();\n"

#endif
