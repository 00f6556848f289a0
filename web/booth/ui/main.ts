// Starts the page that the address names.

import { runBooth } from "./booth.js";
import { runCheck } from "./check.js";

if (document.body.dataset["page"] === "check") void runCheck();
else void runBooth();
