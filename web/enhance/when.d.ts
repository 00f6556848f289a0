// Made by build.mjs from locales/: the words of each language.
declare const when: Readonly<Record<string, import("./distance.js").Words>>;
export default when;
