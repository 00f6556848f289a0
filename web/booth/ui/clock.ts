// How long until the close, by the office's clock, in words.

import type { BallotInfo } from "./api.js";
import { LOCALES, say, type Language } from "./texts.js";

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

/** Weekday, date, time and zone. Without `zone`: by the voter's own clock. */
export function timeInWords(language: Language, instant: number, zone?: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(instant);
}

/** Hour, minute and zone. */
export function hourInWords(language: Language, instant: number, zone: string): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
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
