import type { ElementFacts, StructureFacts } from '@gpconnect-tools/generator/facts';
import type { Notes } from '../facts/text.js';

/** Finds the facts of a base, extension or data type profile, as a release sees it. */
export type Resolve = (canonical: string) => StructureFacts | undefined;

/**
 * Adds the slices that only a published snapshot has: neither its differential nor a base has them. Each
 * goes behind the element that it follows in the snapshot, with the elements inside it, so that nothing is
 * lost.
 *
 * A snapshot also unrolls the profiles of extensions and data types. Inside such an element the profile
 * speaks, when it is published; where the snapshot unrolled another state of it, that is only noted.
 */
export function withSnapshotOnlySlices(
  facts: StructureFacts,
  snapshot: readonly ElementFacts[],
  resolve: Resolve,
  notes: Notes,
): StructureFacts {
  const known = knownIds(facts, resolve);
  const byId = new Map(snapshot.map((each) => [normalId(each), each]));
  const element = [...facts.differential.element];
  const order = new Map(snapshot.map((each, index) => [normalId(each), index]));
  const added: string[] = [];
  for (const each of snapshot) {
    const id = normalId(each);
    if (!added.some((slice) => id.startsWith(`${slice}.`))) {
      if (each.sliceName === undefined || known.has(id)) continue;
      const profile = profileAround(id, byId, resolve);
      if (profile) {
        if (!profile.agrees) notes.add('snapshot-of-another-profile', `${each.id} is not in ${profile.url}`);
        continue;
      }
      added.push(id);
      notes.add('snapshot-only-slice', each.id);
    }
    element.splice(placeFor(order.get(id) ?? 0, element, order), 0, each);
  }
  return added.length === 0 ? facts : { ...facts, differential: { element } };
}

/** A type slice is written `value[x]:valueString`, `valueString:valueString` or `valueString`. */
function normalId(element: ElementFacts): string {
  return element.id
    .replace(/\b([a-z]\w*)\[x\]:(\1[A-Z]\w*)/g, '$2')
    .replace(/\b([a-z]\w*[A-Z]\w*):\1(?=\.|$)/g, '$1');
}

/** Ids of a definition and of its bases; these share its root, as a constraint keeps its type. */
function knownIds(facts: StructureFacts, resolve: Resolve): ReadonlySet<string> {
  const ids = new Set<string>();
  let current: StructureFacts | undefined = facts;
  for (let steps = 0; current && steps < 10; steps += 1) {
    for (const each of current.differential.element) ids.add(normalId(each));
    current = current.baseDefinition === undefined ? undefined : resolve(current.baseDefinition);
  }
  return ids;
}

/** The nearest published profile of an element around this one, and whether the same slice stands in it. */
function profileAround(
  id: string,
  byId: ReadonlyMap<string, ElementFacts>,
  resolve: Resolve,
): { readonly url: string; readonly agrees: boolean } | undefined {
  let found: { url: string; agrees: boolean } | undefined;
  for (let at = id.lastIndexOf('.'); at > 0; at = id.lastIndexOf('.', at - 1)) {
    const around = byId.get(id.slice(0, at));
    for (const url of around?.type?.flatMap((type) => type.profile ?? []) ?? []) {
      const profile = resolve(url);
      if (!profile) continue;
      const agrees = knownIds(profile, resolve).has(profile.type + id.slice(at));
      if (agrees) return { url, agrees };
      found ??= { url, agrees };
    }
  }
  return found;
}

/** Behind the last element of the list that comes earlier in the snapshot. */
function placeFor(at: number, list: readonly ElementFacts[], order: ReadonlyMap<string, number>): number {
  let place = 0;
  list.forEach((each, index) => {
    const there = order.get(normalId(each));
    if (there !== undefined && there < at) place = index + 1;
  });
  return place;
}
