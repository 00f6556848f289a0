// Builds the styles of every page but the booth: one file, app.css, and the icon.

import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as sass from "sass";

/** Compiles a style sheet of this folder; also for the parts that have a sheet of their own. */
export function compile(web, file) {
  return sass.compile(file, {
    style: "compressed",
    loadPaths: [join(web, "node_modules"), join(web, "styles")],
    quietDeps: true,
    // An `@import` that is not ours may be deprecated; a fault in ours must stop the build.
    fatalDeprecations: ["color-functions", "global-builtin", "import"],
  }).css;
}

export async function build({ web, dist }) {
  const here = join(web, "styles");
  await writeFile(join(dist, "app.css"), `${compile(web, join(here, "app.scss"))}\n`);
  await cp(join(here, "mark.svg"), join(dist, "mark.svg"));
}
