// How far an instant is from now, in the server's words: "in 2 days", "3 hours ago". The thresholds are
// those of the server (crates/web/src/when.rs).

/** For each key and plural category, a text with `{n}`. */
export type Words = Readonly<Record<string, Readonly<Record<string, string>>>>;

const HOUR = 60;
const DAY = 24 * HOUR;

/** The distance in words; `now` and `at` in milliseconds since 1970; nothing where a text is missing. */
export function distance(words: Words, language: string, now: number, at: number): string | undefined {
  const seconds = Math.trunc(at / 1000) - Math.trunc(now / 1000);
  const minutes = Math.trunc((Math.abs(seconds) + 30) / 60);
  if (minutes === 0) return words["when-now"]?.["other"];
  const [unit, number] =
    minutes < 2 * HOUR ? ["minutes", minutes] : minutes < 2 * DAY ? ["hours", Math.trunc(minutes / HOUR)] : ["days", Math.trunc(minutes / DAY)];
  const key = seconds >= 0 ? `when-in-${unit}` : `when-${unit}-ago`;
  const forms = words[key];
  const category = new Intl.PluralRules(language).select(number as number);
  return (forms?.[category] ?? forms?.["other"])?.replace("{n}", String(number));
}
