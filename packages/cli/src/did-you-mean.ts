/**
 * Finds the names closest to one that is not known.
 *
 * @module
 */

/** At most three candidates that are close to `name`, closest first; none when nothing is. */
export function closest(name: string, candidates: Iterable<string>): string[] {
  const wanted = name.toLowerCase();
  const limit = wanted.length < 4 ? 1 : Math.max(2, Math.floor(wanted.length / 3));
  const scored: { candidate: string; distance: number }[] = [];
  for (const candidate of new Set(candidates)) {
    const lower = candidate.toLowerCase();
    const letters = editDistance(wanted, lower, limit);
    // A name that holds the word comes after one that is a letter off.
    const distance = lower.includes(wanted) && wanted.length >= 4 ? Math.min(1.5, letters) : letters;
    if (distance <= limit) scored.push({ candidate, distance });
  }
  scored.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return scored.slice(0, 3).map((entry) => entry.candidate);
}

/** A clause to put after an error message: ` Did you mean a, b or c?`, or nothing. */
export function didYouMean(name: string, candidates: Iterable<string>): string {
  const near = closest(name, candidates);
  if (near.length === 0) return '';
  const last = near[near.length - 1] ?? '';
  const list = near.length === 1 ? last : `${near.slice(0, -1).join(', ')} or ${last}`;
  return ` Did you mean ${list}?`;
}

/** Levenshtein distance, or any number above `limit` once it is known to be above. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const cost = Math.min(substituted, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > limit) return limit + 1;
    previous = current;
  }
  return previous[b.length] ?? limit + 1;
}
