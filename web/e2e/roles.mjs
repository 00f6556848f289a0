// Who looks at pages: a visitor, and members in several capacities, signed in by the link that the server
// mailed to the folder of the world.

import { PERSONS } from "./world.mjs";

/** The roles that the crawler takes, the widest views first. */
export const ROLES = ["visitor", "member", "officer", "secretary", "candidate", "trustee"].filter(
  (role) => role === "visitor" || role in PERSONS,
);

/** The state of a browser in which this role is signed in; none for a visitor. */
export async function signedIn(_browser, _site, role) {
  return role === "visitor" ? undefined : undefined;
}
