// Puts every block of HTML of README.md on one page: the sheet by which the components are looked at and
// tested. `node styles/sheet.mjs FILE` writes it; the tests serve it from memory.

import { readFile, writeFile } from "node:fs/promises";

/** The sheet as a whole page; `lang` is that of its texts. */
export async function sheet() {
  const text = await readFile(new URL("README.md", import.meta.url), "utf8");
  const parts = { frame: "", main: "", foot: "" };
  for (const [, place, html] of text.matchAll(/^```html ?(frame|foot)?\n([\s\S]*?)^```$/gm)) {
    parts[place ?? "main"] += html;
  }
  return `<!DOCTYPE html>
<html class="govuk-template" lang="en">
<head>
<meta charset="utf-8">
<title>Components - Polity</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/static/mark.svg">
<link rel="stylesheet" href="/static/app.css">
<script type="module" src="/static/enhance.js"></script>
</head>
<body class="govuk-template__body">
${parts.frame}
<main class="p-width p-main" id="main">
${parts.main}
</main>
${parts.foot}
</body>
</html>
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await writeFile(process.argv[2], await sheet());
}
