// How long until the close, by the office's clock, in words.

import type { BallotInfo } from "./api.js";
import { say, type Language } from "./texts.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** From here on before the close the voter is warned. */
export const WARNING = 5 * MINUTE;

export interface Times {
  closes: number;
  graceEnds: number;
  /** Whether the voter began before the close, and so has the grace. */
  begun: boolean;
}

/** What to say about the close now, and whether it is urgent. */
export type Notice = { kind: "calm" | "soon" | "grace" | "over" };

export function notice(now: number, times: Times): Notice {
  if (now < times.closes - WARNING) return { kind: "calm" };
  if (now < times.closes) return { kind: "soon" };
  return { kind: times.begun && now < times.graceEnds ? "grace" : "over" };
}

/** "in 2 days", "in 3 hours", "in 4 minutes": rounded down, so never later than it says. */
export function until(language: Language, remaining: number): string {
  if (remaining >= 2 * DAY) return say(language, "inDays", { n: Math.floor(remaining / DAY) });
  if (remaining >= 2 * HOUR) return say(language, "inHours", { n: Math.floor(remaining / HOUR) });
  if (remaining >= MINUTE) return say(language, "inMinutes", { n: Math.floor(remaining / MINUTE) });
  return say(language, "inLess");
}

// Browsers often come without Welsh dates, so their words stand here.
const WELSH_DAYS: Record<string, string> = {
  Sun: "dydd Sul", Mon: "dydd Llun", Tue: "dydd Mawrth", Wed: "dydd Mercher", Thu: "dydd Iau", Fri: "dydd Gwener", Sat: "dydd Sadwrn",
};
const WELSH_MONTHS = ["Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"];

/** Day, month and year, as on a letter. */
export function dayInWords(language: Language, instant: number, zone?: string): string {
  return dated(language, instant, zone, false);
}

/** Weekday, date, time and zone. Without `zone`: by the voter's own clock. */
export function timeInWords(language: Language, instant: number, zone?: string): string {
  return `${dated(language, instant, zone, true)}, ${hourInWords(instant, zone)}`;
}

function dated(language: Language, instant: number, zone: string | undefined, weekday: boolean): string {
  const welsh = language === "cy";
  const format = new Intl.DateTimeFormat("en-GB", {
    weekday: welsh ? "short" : "long",
    day: "numeric",
    month: welsh ? "numeric" : "long",
    year: "numeric",
    timeZone: zone,
  });
  const part = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  const day = welsh ? WELSH_DAYS[part["weekday"]!] : part["weekday"];
  const month = welsh ? WELSH_MONTHS[Number(part["month"]) - 1] : part["month"];
  return [weekday && day, String(Number(part["day"])), month, part["year"]].filter((word) => word).join(" ");
}

/** Hour, minute and zone: the same in both languages. */
export function hourInWords(instant: number, zone?: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    timeZone: zone,
  }).format(instant);
}

/** The close by the voter's own clock, or null if that clock shows the same time. */
export function ownTime(language: Language, info: BallotInfo): string | null {
  const closes = Date.parse(info.closes);
  const wall = (zone?: string): string => new Date(closes).toLocaleString("sv", zone === undefined ? {} : { timeZone: zone });
  return wall() === wall(info.zone) ? null : timeInWords(language, closes);
}
