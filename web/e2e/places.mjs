// Every address that the crawler visits: each GET route of the table, its placeholders filled from the
// world. A route that has a placeholder without a sample here is a fault of the crawler, and is told.

/** What a placeholder may stand for, by route and name; `*` for every route. */
function samples(world) {
  const matters = Object.values(world.matters);
  return {
    "*": { uuid: [world.uuid], matter: matters, id: matters },
    "/procedures/{name}": { name: ["executive-section-stv"] },
    "/procedures/{name}/file.toml": { name: ["executive-section-stv"] },
    "/procedures/{name}/change": { name: ["executive-section-stv"] },
    "/rules/{name}": { name: ["meadowlark"] },
    "/rules/{name}/file.toml": { name: ["meadowlark"] },
    "/rules/{name}/akoma-ntoso.xml": { name: ["meadowlark"] },
    "/organisation/{body}": { body: ["executive", "organisation", "alderwick"] },
    // A body without a composition has no report; sitting.test.mjs looks at one that has.
    "/organisation/{body}/report": { body: ["executive"] },
    "/organisation/act/{act}": { act: ["adopt-procedure", "change-rules", "open-matter"] },
    "/matters/{id}/act/{act}": { act: ["nominate", "support", "consent", "submit-statement", "extend-ballot", "declare", "challenge"] },
    "/matters/{id}/work/{kind}": { kind: ["count"] },
    "/matters/{id}/result/stages/{n}": { n: ["1"] },
    "/matters/{id}/result/votes/{n}": { n: ["1"] },
    "/matters/{id}/files/{name}": { name: ["election.json", "figures.csv"] },
    "/matters/{id}/photos/{name}": { name: ["nobody.jpg"] },
    "/record/{seq}": { seq: ["1", "5", "40"] },
    "/record/{seq}/entry.json": { seq: ["1"] },
    "/record/{seq}/proof.json": { seq: ["1"] },
  };
}

/** The pages of one meeting: sitting.test.mjs looks at each of them. */
const SITTINGS = ["", "/papers/{n}", "/minutes", "/desk", "/screen", "/events", "/act/{act}"].map((below) => `/sittings/{id}${below}`);

/** Routes of forms.test.mjs: a token is used once; an upload or a mailing must be made first. */
const BY_STORY = new Set(["/sign-in/{token}", "/first-officer/{token}", "/roll/import/{upload}", "/post/{mailing}", ...SITTINGS]);

/** The addresses of a table of routes in a world, and the routes that no sample fills. */
export function places(table, world) {
  const known = samples(world);
  const paths = [];
  const unknown = [];
  for (const { method, path } of table) {
    if (method !== "GET" || BY_STORY.has(path) || path.startsWith("/api/")) continue;
    const names = [...path.matchAll(/\{\*?(\w+)\}/g)].map((found) => found[1]);
    let filled = [path];
    for (const name of names) {
      const values = known[path]?.[name] ?? known["*"][name];
      if (!values) {
        unknown.push(`${path}: no sample for {${name}} in web/e2e/places.mjs`);
        filled = [];
        break;
      }
      filled = filled.flatMap((one) => values.map((value) => one.replace(new RegExp(`\\{\\*?${name}\\}`), value)));
    }
    paths.push(...filled);
  }
  return { paths, unknown };
}
