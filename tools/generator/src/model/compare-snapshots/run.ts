import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FactsError } from '../../facts/error.js';
import { loadFacts, type Facts } from '../../facts/load.js';
import { releaseScope } from '../../facts/scope.js';
import type { StructureFacts } from '../../facts/types.js';
import { differentialTree } from '../differential.js';
import { engineOf } from '../engine.js';
import { classify, type DifferenceClass } from './classify.js';
import { SnapshotComparison } from './compare.js';
import { type Contradiction, contradictions } from './contradictions.js';
import { readSnapshot } from './published.js';

/** What came of comparing one release. */
export interface ReleaseComparison {
  readonly release: string;
  readonly structures: number;
  /** Definitions that are published without a snapshot. */
  readonly withoutSnapshot: number;
  readonly elements: number;
  readonly facts: number;
  readonly equal: number;
  /** Elements whose children only ours spells out: not compared. */
  readonly expandedOnlyByOurs: number;
  /** Elements whose type ours spells out for the comparison alone. */
  readonly spelledOut: number;
  readonly classes: Readonly<Partial<Record<DifferenceClass, number>>>;
}

/** A difference with where it is, for a reader who looks into one. */
export interface PlacedDifference {
  readonly release: string;
  readonly structure: string;
  readonly id: string;
  readonly fact: string;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
  readonly class: DifferenceClass;
}

/** A published definition whose snapshot is not what its own differential says. */
export interface PlacedContradiction extends Contradiction {
  readonly structure: string;
  readonly version: string | undefined;
  /** Releases that publish the definition so. */
  readonly releases: readonly string[];
}

/** All releases, and every single difference. */
export interface Comparisons {
  readonly releases: readonly ReleaseComparison[];
  readonly differences: readonly PlacedDifference[];
  /** Facts that differentials state. */
  readonly stated: number;
  readonly contradictions: readonly PlacedContradiction[];
}

interface IndexEntry {
  readonly file: string;
  readonly source: string;
}

/** Release that definitions are looked up in when their own has them not. */
const NEIGHBOUR = 'careconnect-hl7uk';

/**
 * Compares our snapshot with the published one, for every structure that
 * `profiles/` holds, in every release.
 *
 * @param definitions - folder of published definitions with its `index.json`
 */
export function compareAll(profilesDir: string, definitions: string): Comparisons {
  const facts = loadFacts(profilesDir, 'STU3');
  const engine = engineOf(facts);
  const sources = sourcesOf(definitions);
  const releases: ReleaseComparison[] = [];
  const differences: PlacedDifference[] = [];
  const contradicting = new Map<string, PlacedContradiction>();
  let stated = 0;
  for (const manifest of facts.manifests) {
    if (manifest === facts.manifests[0]) continue; // The base specification: our snapshots start from it.
    const scope = releaseScope(facts, [manifest.release, ...neighbour(facts, manifest.release)]);
    const total = { structures: 0, withoutSnapshot: 0, elements: 0, facts: 0, onlyOurs: 0, spelledOut: 0 };
    const classes: Partial<Record<DifferenceClass, number>> = {};
    let unequal = 0;
    for (const definition of manifest.definitions) {
      const located = facts.structures.get(definition.file);
      const file = sources.get(`${manifest.release} ${definition.source}`);
      if (located === undefined || file === undefined) continue;
      const published = readSnapshot(readFileSync(join(definitions, file), 'utf8'));
      if (published === undefined) {
        total.withoutSnapshot++;
        continue;
      }
      total.structures++;
      const own = contradictions(located.facts.differential.element, published.elements);
      stated += own.stated;
      for (const one of own.found) {
        const key = [definition.file, one.id, one.fact, one.snapshot].join(' ');
        contradicting.set(key, {
          ...one,
          structure: located.facts.url.slice(located.facts.url.lastIndexOf('/') + 1),
          version: located.facts.version,
          releases: [...(contradicting.get(key)?.releases ?? []), manifest.release],
        });
      }
      const draft = engine.snapshots.snapshot(located, scope);
      const tree = differentialTree(asStructure(located.facts, published.elements), definition.source, []);
      const comparison = new SnapshotComparison((element) =>
        engine.snapshots.expanded(element, located, scope),
      );
      comparison.compare(draft, tree);
      total.elements += comparison.elements;
      total.facts += comparison.facts;
      total.onlyOurs += comparison.onlyOurs;
      total.spelledOut += comparison.spelledOut;
      for (const difference of comparison.differences) {
        const kind = classify(difference, scope);
        classes[kind] = (classes[kind] ?? 0) + 1;
        unequal++;
        differences.push({
          release: manifest.release,
          structure: definition.source.slice(definition.source.lastIndexOf('/') + 1),
          id: difference.id,
          fact: difference.fact,
          ours: difference.ours,
          theirs: difference.theirs,
          class: kind,
        });
      }
    }
    releases.push({
      release: manifest.release,
      structures: total.structures,
      withoutSnapshot: total.withoutSnapshot,
      elements: total.elements,
      facts: total.facts,
      equal: total.facts - unequal,
      expandedOnlyByOurs: total.onlyOurs,
      spelledOut: total.spelledOut,
      classes: sorted(classes),
    });
  }
  if (engine.snapshots.problems.length > 0) throw new FactsError(engine.snapshots.problems);
  return { releases, differences, stated, contradictions: [...contradicting.values()] };
}

function neighbour(facts: Facts, release: string): string[] {
  return release !== NEIGHBOUR && facts.releases.has(NEIGHBOUR) ? [NEIGHBOUR] : [];
}

/** Published files by release and source. */
function sourcesOf(definitions: string): ReadonlyMap<string, string> {
  const file = join(definitions, 'index.json');
  if (!existsSync(file)) throw new FactsError([{ file, message: 'no index of published definitions' }]);
  const index = JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly IndexEntry[]>;
  return new Map(
    Object.entries(index).flatMap(([release, entries]) =>
      entries.map(({ source, file }): [string, string] => [`${release} ${source}`, file]),
    ),
  );
}

function asStructure(
  facts: StructureFacts,
  element: StructureFacts['differential']['element'],
): StructureFacts {
  return { ...facts, differential: { element } };
}

function sorted<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1))) as T;
}
