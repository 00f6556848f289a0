// The published word count, the same as the server's: a word is a run of characters between white space
// that holds at least one letter or digit. vectors/words.json holds both to it.

/** The number of words of a text. */
export function countWords(text: string): number {
  return text.split(/\p{White_Space}+/u).filter((run) => /[\p{Alphabetic}\p{Nd}\p{Nl}\p{No}]/u.test(run)).length;
}
