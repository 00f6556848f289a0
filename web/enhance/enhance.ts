// What script adds to pages that are whole without it. Each module finds its own elements by a `data-`
// attribute; a page that has none of them pays nothing. web/styles/README.md shows the HTML.

import { copyButtons } from "./copy.js";
import { countdowns } from "./countdown.js";
import { live } from "./live.js";
import { menus } from "./menu.js";
import { passkeys } from "./passkey.js";
import { summary } from "./summary.js";
import { timers } from "./timer.js";
import { sendOnce, unsaved } from "./unsaved.js";
import { wordCounters } from "./words.js";

countdowns(document);
wordCounters(document);
copyButtons(document);
menus(document);
summary(document);
unsaved(document);
sendOnce(document);
passkeys(document);
live(document);
timers(document);
