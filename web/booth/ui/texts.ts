// The booth's words. Both languages have the same keys: `en.ts` and `cy.ts`.

import { cy } from "./cy.js";
import { en } from "./en.js";

export type Language = "en" | "cy";
/** A sentence, or one for each plural form; `{n}` chooses the form. */
export type Text = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
export type Key = keyof typeof en;
export type Values = Record<string, string | number>;

export const TEXTS: Record<Language, Record<Key, Text>> = { en, cy };
/** Each language in its own words. */
export const LANGUAGES: Record<Language, string> = { en: "English", cy: "Cymraeg" };
/** How dates are written. */
export const LOCALES: Record<Language, string> = { en: "en-GB", cy: "cy-GB" };

/** The words of a key, with `{name}` filled in; numbers are written as the language does. */
export function say(language: Language, key: Key, values: Values = {}): string {
  return inWords(language, TEXTS[language][key], values);
}

export function inWords(language: Language, text: Text, values: Values): string {
  const form = typeof text === "string" ? text
    : text[new Intl.PluralRules(LOCALES[language]).select(Number(values["n"]))] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(LOCALES[language]) : value;
  });
}

/** The language to begin with: the link's, the one chosen before, or the browser's. */
export function chooseLanguage(wished: readonly (string | null)[]): Language {
  for (const tag of wished) {
    const language = tag?.slice(0, 2).toLowerCase();
    if (language === "en" || language === "cy") return language;
  }
  return "en";
}
