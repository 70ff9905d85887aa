/** A canonical as it is looked up: without stray blanks and without `|version`. */
export function canonicalUrl(canonical: string): string {
  const bar = canonical.indexOf('|');
  return (bar < 0 ? canonical : canonical.slice(0, bar)).trim();
}

const BASE = 'http://hl7.org/fhir/StructureDefinition/';

/** Canonical of a type of the base specification. */
export function baseCanonical(type: string): string {
  return BASE + type;
}

/**
 * Orders two version strings: numbers by value, the rest as text. An absent
 * version comes first.
 */
export function compareVersions(left: string | undefined, right: string | undefined): number {
  if (left === undefined || right === undefined) {
    return (left === undefined ? 0 : 1) - (right === undefined ? 0 : 1);
  }
  const a = left.split(/[.-]/);
  const b = right.split(/[.-]/);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const x = a[i] ?? '';
    const y = b[i] ?? '';
    if (x === y) continue;
    if (/^\d+$/.test(x) && /^\d+$/.test(y)) {
      const difference = Number(x) - Number(y);
      if (difference !== 0) return difference;
    } else {
      return x < y ? -1 : 1;
    }
  }
  return 0;
}
