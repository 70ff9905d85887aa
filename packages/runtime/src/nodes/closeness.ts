/**
 * How alike two strings are: finds the slice or the property that was probably meant.
 *
 * @module
 */

/** Longest strings compared letter by letter. */
const LIMIT = 200;

/** From 0 (nothing alike) to just below 1 (equal but for case or a final slash). Symmetric and bounded. */
export function closeness(a: string, b: string): number {
  if (plain(a) === plain(b)) return 0.95;
  if (a.length > LIMIT || b.length > LIMIT) return 0;
  const longest = Math.max(a.length, b.length);
  return longest === 0 ? 0 : 0.9 * (1 - distance(a, b) / longest);
}

function plain(text: string): string {
  const lower = text
    .slice(0, LIMIT * 2)
    .toLowerCase()
    .trim();
  return lower.endsWith('/') ? lower.slice(0, -1) : lower;
}

/** Levenshtein distance: least number of letters to add, remove or change. */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change));
    }
    row = next;
  }
  return row[b.length]!;
}
