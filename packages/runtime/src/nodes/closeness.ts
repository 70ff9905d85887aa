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

/** Longest strings that may differ in letters are compared only where they differ: this long at most. */
const DIFFERENCE = 12;

/** Letters by which `a` and `b` differ, case aside; Infinity where it is more than a slip of the pen. */
function slip(a: string, b: string): number {
  const longest = Math.max(a.length, b.length);
  const allowed = Math.min(2, Math.floor((longest - 1) / 2));
  if (Math.abs(a.length - b.length) > allowed) return Infinity;
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  let from = 0;
  while (from < x.length && x[from] === y[from]) from++;
  let end = 0;
  const rest = Math.min(x.length, y.length) - from;
  while (end < rest && x[x.length - 1 - end] === y[y.length - 1 - end]) end++;
  const [p, q] = [x.slice(from, x.length - end), y.slice(from, y.length - end)];
  if (p.length > DIFFERENCE || q.length > DIFFERENCE) return Infinity;
  const letters = distance(p, q);
  return letters > allowed ? Infinity : letters;
}

/** The word that was probably meant: the same but for case, or up to two letters off. */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length < 2 || word.length > LIMIT) return undefined;
  let near: string | undefined;
  let least = Infinity;
  for (const candidate of known) {
    const letters = slip(word, candidate);
    if (letters < least) {
      near = candidate;
      least = letters;
    }
  }
  return near;
}
