import type { ElementFacts } from '../../facts/types.js';

/** A fact that a published definition states in its differential and not, or otherwise, in its snapshot. */
export interface Contradiction {
  /** Element id of the differential. */
  readonly id: string;
  readonly fact: 'id' | 'min' | 'max' | 'strength' | 'valueSet' | 'fixed' | 'pattern';
  readonly differential: string;
  /** Absent where the snapshot has no element of this id, or does not state the fact. */
  readonly snapshot: string | undefined;
}

/** What a definition's differential states, compared with its own snapshot. */
export function contradictions(
  differential: readonly ElementFacts[],
  snapshot: readonly ElementFacts[],
): { readonly stated: number; readonly found: readonly Contradiction[] } {
  const byId = new Map(snapshot.map((element) => [element.id, element]));
  const found: Contradiction[] = [];
  let stated = 0;
  for (const element of differential) {
    const { id } = element;
    const own = byId.get(id);
    stated++;
    if (own === undefined) {
      found.push({ id, fact: 'id', differential: 'present', snapshot: undefined });
      continue;
    }
    const theirs = factsOf(own);
    for (const [fact, value] of Object.entries(factsOf(element)) as [
      Contradiction['fact'],
      string | undefined,
    ][]) {
      if (value === undefined) continue;
      stated++;
      if (theirs[fact] !== value) found.push({ id, fact, differential: value, snapshot: theirs[fact] });
    }
  }
  return { stated, found };
}

function factsOf({
  min,
  max,
  binding,
  fixed,
  pattern,
}: ElementFacts): Partial<Record<Contradiction['fact'], string | undefined>> {
  return {
    min: min === undefined ? undefined : String(min),
    max,
    strength: binding?.strength,
    valueSet: binding?.valueSet,
    fixed: textOf(fixed?.value),
    pattern: textOf(pattern?.value),
  };
}

/** Sources write primitives as text. */
function textOf(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
