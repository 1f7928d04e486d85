/* Made by scripts/make-html-assets from the files in html/; do not edit. */
#ifndef CISD_RENDERERS_HTML_ASSETS_H
#define CISD_RENDERERS_HTML_ASSETS_H

/* report.css */
#define HTML_STYLE_HASH "sha256-7w4V3zaGa5xBabMyJa+X18U996Wwyl9B8CSnUFitZA8="
#define HTML_STYLE \
    "\n" \
    ":root { color-scheme: light dark; --page: #fff; --text: #1b1f24; --soft: #57606a; --line: #d0d7de;\n" \
    "  --bad: #b3261e; --warn: #8a5300; --good: #1a6b35; --head: #f3f5f7; --mark: #fff0cc; --link: #0a58b5;\n" \
    "  --fine: #e2f3e7; --odd: #efe6fb; }\n" \
    "@media (prefers-color-scheme: dark) { :root { --page: #14171b; --text: #e6e9ec; --soft: #9aa4ae;\n" \
    "  --line: #39414a; --bad: #ff8f87; --warn: #f0b35a; --good: #7bd694; --head: #1d2227; --mark: #43330f;\n" \
    "  --link: #7db7ff; --fine: #173222; --odd: #33264a; } }\n" \
    "* { box-sizing: border-box; }\n" \
    "body { margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 88rem; background: var(--page);\n" \
    "  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }\n" \
    "h1 { font-size: 1.5rem; line-height: 1.25; margin: .5rem 0; }\n" \
    "h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }\n" \
    "h3 { font-size: 1rem; margin: 1rem 0 .25rem; }\n" \
    "a { color: var(--link); }\n" \
    "code, pre, td.mark, th.cap { font-family: ui-monospace, monospace; }\n" \
    "code { overflow-wrap: anywhere; }\n" \
    ".soft { color: var(--soft); }\n" \
    ".counts { display: flex; flex-wrap: wrap; gap: .75rem; padding: 0; list-style: none; }\n" \
    ".counts li { border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .9rem; min-width: 6rem; }\n" \
    ".counts b { display: block; font-size: 1.6rem; line-height: 1.2; }\n" \
    ".fail { color: var(--bad); } .error, .unknown, .waived { color: var(--warn); } .pass { color: var(--good); }\n" \
    ".causes { padding-left: 1.5rem; max-width: 72rem; }\n" \
    ".causes > li { margin: .75rem 0; padding-left: .25rem; }\n" \
    ".causes p { margin: 0; }\n" \
    ".causes ul { margin: 0; padding-left: 1.2rem; }\n" \
    ".causes li li { overflow-wrap: anywhere; }\n" \
    "form { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; padding: .75rem 1rem;\n" \
    "  background: var(--head); border: 1px solid var(--line); border-radius: .5rem; margin-top: 2rem; }\n" \
    "fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }\n" \
    "legend { float: left; margin-right: .75rem; color: var(--soft); }\n" \
    "input, select, button { font: inherit; color: inherit; background: var(--page);\n" \
    "  border: 1px solid var(--line); border-radius: .3rem; padding: .15rem .5rem; max-width: 100%; }\n" \
    "input[type=checkbox] { accent-color: var(--link); }\n" \
    "button { cursor: pointer; }\n" \
    ":focus-visible { outline: 3px solid var(--warn); outline-offset: 1px; }\n" \
    ".scroll { overflow: auto; max-height: 80vh; border: 1px solid var(--line); width: fit-content; max-width: 100%; }\n" \
    "table { border-collapse: separate; border-spacing: 0; font-size: .85rem; }\n" \
    "th, td { border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: .1rem .4rem; }\n" \
    "td { white-space: nowrap; }\n" \
    "thead th { position: sticky; top: 0; background: var(--head); vertical-align: bottom; z-index: 2; }\n" \
    "tbody th { position: sticky; left: 0; background: var(--page); text-align: left; font-weight: 600;\n" \
    "  max-width: 22rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; z-index: 1; }\n" \
    "thead th { text-align: left; } thead th:first-child { left: 0; z-index: 3; }\n" \
    "th.cap { font-weight: 400; padding: .4rem .1rem; }\n" \
    "th.cap span { writing-mode: vertical-rl; transform: rotate(180deg); }\n" \
    "td.mark { text-align: center; min-width: 1.5rem; padding: .1rem; color: var(--soft); }\n" \
    "td.x, td.w, td.r { font-weight: 700; color: var(--text); }\n" \
    "td.x { background: var(--mark); color: var(--bad); } td.w { background: var(--odd); } td.r { background: var(--fine); }\n" \
    "tbody tr:hover > * { box-shadow: inset 0 1px var(--soft), inset 0 -1px var(--soft); }\n" \
    ".legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: 0; list-style: none; }\n" \
    ".legend code { font-weight: 700; }\n" \
    "details { border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0; padding: .3rem .9rem;\n" \
    "  content-visibility: auto; contain-intrinsic-size: auto 2.2rem; }\n" \
    "summary { cursor: pointer; overflow-wrap: anywhere; }\n" \
    "dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .2rem 1rem; }\n" \
    "dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }\n" \
    "dd ul { margin: 0; padding-left: 1.2rem; }\n" \
    "pre { background: var(--head); padding: .5rem .75rem; border-radius: .3rem; white-space: pre-wrap;\n" \
    "  overflow-wrap: anywhere; margin: .25rem 0; }\n" \
    "[hidden] { display: none !important; }\n" \
    "@media (max-width: 40rem) { body { padding: .5rem .75rem 3rem; } dl { grid-template-columns: 1fr; gap: 0; }\n" \
    "  dd { margin-bottom: .4rem; } tbody th { max-width: 9rem; } h1 { font-size: 1.25rem; } }\n" \
    "@page { size: landscape; margin: 12mm; }\n" \
    "@media print { form, button { display: none !important; } .scroll { overflow: visible; max-height: none; }\n" \
    "  body { max-width: none; padding: 0; font-size: 11pt; } table { font-size: 7pt; }\n" \
    "  thead th, tbody th { position: static; } tbody th { max-width: 10rem; } td.mark { min-width: 0; padding: 0; }\n" \
    "  th, td { padding: 0 .15rem; } tr, .causes > li { break-inside: avoid; }\n" \
    "  details { content-visibility: visible; break-inside: avoid; } a { color: inherit; text-decoration: none; } }\n"

/* report.js */
#define HTML_SCRIPT_HASH "sha256-qCWR2sMNE8XFjflLjDAvqbymyNM0c7EwwYHEvdFV67A="
#define HTML_SCRIPT \
    "\n" \
    "\"use strict\";\n" \
    "const form = document.getElementById(\"filter\");\n" \
    "const items = Array.from(document.querySelectorAll(\"[data-verdict]\"));\n" \
    "const shown = document.getElementById(\"shown\");\n" \
    "let opened = [];\n" \
    "\n" \
    "function wanted(item, verdicts, words, cap, excess) {\n" \
    "  const caps = excess ? item.dataset.excess : item.dataset.caps;\n" \
    "  return verdicts.has(item.dataset.verdict) && words.every((word) => item.dataset.words.includes(word)) &&\n" \
    "    (cap === \"\" ? !excess || caps !== \"\" : (\" \" + caps).includes(\" \" + cap + \" \"));\n" \
    "}\n" \
    "\n" \
    "function apply() {\n" \
    "  const verdicts = new Set(Array.from(form.querySelectorAll(\"input[name=verdict]:checked\"), (box) => box.value));\n" \
    "  const words = form.elements.words.value.toLowerCase().split(/\\s+/).filter(Boolean);\n" \
    "  const cap = form.elements.cap.value;\n" \
    "  const excess = form.elements.excess.checked;\n" \
    "  let rows = 0;\n" \
    "  for (const item of items) {\n" \
    "    item.hidden = !wanted(item, verdicts, words, cap, excess);\n" \
    "    if (!item.hidden && item.tagName === \"TR\") rows += 1;\n" \
    "  }\n" \
    "  shown.textContent = String(rows);\n" \
    "}\n" \
    "\n" \
    "async function copy(button) {\n" \
    "  const code = button.parentElement.querySelector(\"code\");\n" \
    "  let done = true;\n" \
    "  try {\n" \
    "    await navigator.clipboard.writeText(code.textContent);\n" \
    "  } catch {\n" \
    "    getSelection().selectAllChildren(code);\n" \
    "    done = document.execCommand(\"copy\");\n" \
    "  }\n" \
    "  button.textContent = done ? \"Copied\" : \"Selected: press Ctrl+C\";\n" \
    "  setTimeout(() => { button.textContent = \"Copy\"; }, 1500);\n" \
    "}\n" \
    "\n" \
    "function follow() {\n" \
    "  const part = /^#f\\d+$/.test(location.hash) ? document.getElementById(location.hash.slice(1)) : null;\n" \
    "  if (part !== null) {\n" \
    "    part.open = true;\n" \
    "    part.scrollIntoView();\n" \
    "  }\n" \
    "}\n" \
    "\n" \
    "form.hidden = false;\n" \
    "form.addEventListener(\"input\", apply);\n" \
    "form.addEventListener(\"submit\", (event) => event.preventDefault());\n" \
    "document.addEventListener(\"click\", (event) => {\n" \
    "  if (event.target.matches(\"button.copy\")) copy(event.target);\n" \
    "  if (event.target.matches(\"th a\") && event.target.hash === location.hash) follow();\n" \
    "});\n" \
    "addEventListener(\"hashchange\", follow);\n" \
    "addEventListener(\"beforeprint\", () => {\n" \
    "  opened = Array.from(document.querySelectorAll(\"details:not([hidden], [open])\"));\n" \
    "  for (const part of opened) part.open = true;\n" \
    "});\n" \
    "addEventListener(\"afterprint\", () => {\n" \
    "  for (const part of opened) part.open = false;\n" \
    "});\n" \
    "for (const button of document.querySelectorAll(\"button.copy\")) button.hidden = false;\n" \
    "apply();\n" \
    "follow();\n"

#endif
