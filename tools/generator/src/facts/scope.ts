import { canonicalUrl } from './canonical.js';
import { FactsError } from './error.js';
import type { Facts, Located, Release } from './load.js';
import type { CodeSystemFacts, SpecificationEntry, StructureFacts, ValueSetFacts } from './types.js';

/** Where the canonicals of one specification version are looked up. */
export interface Scope {
  /** Equal for scopes that look up alike. */
  readonly key: string;
  structure(canonical: string): Located<StructureFacts> | undefined;
  valueSet(canonical: string): Located<ValueSetFacts> | undefined;
  codeSystem(canonical: string): Located<CodeSystemFacts> | undefined;
}

/** Release that every specification version falls back to before the base specification. */
const NEIGHBOUR = 'careconnect-hl7uk';

/** Looks up in the base specification alone. */
export function baseScope(facts: Facts): Scope {
  return new ReleaseScope('', new Map(), [facts.base]);
}

/** Looks up in the named releases, in order, and then in the base specification. */
export function releaseScope(facts: Facts, names: readonly string[]): Scope {
  return new ReleaseScope(names.join(' '), new Map(), [
    ...releasesOf(facts, names, names.join(' ')),
    facts.base,
  ]);
}

/**
 * Looks up for a specification entry: overlays (single definitions that come
 * from another release), then the entry's releases, then the HL7 UK profiles,
 * then the base specification. `id` names the entry in errors.
 *
 * @throws FactsError when a release does not exist.
 */
export function entryScope(facts: Facts, entry: SpecificationEntry, id: string): Scope {
  const names = [...entry.releases];
  if (!names.includes(NEIGHBOUR) && facts.releases.has(NEIGHBOUR)) names.push(NEIGHBOUR);
  const overlays = overlaysOf(facts, entry, id);
  const key = JSON.stringify([names, [...overlays].map(([url, release]) => [url, release.name]).sort()]);
  return new ReleaseScope(key, overlays, [...releasesOf(facts, names, id), facts.base]);
}

function releasesOf(facts: Facts, names: readonly string[], id: string): Release[] {
  return names.map((name) => {
    const release = facts.releases.get(name);
    if (release) return release;
    throw new FactsError([
      { file: `specs (${id})`, at: name, message: 'no such release in gpconnect/releases' },
    ]);
  });
}

function overlaysOf(facts: Facts, entry: SpecificationEntry, id: string): Map<string, Release> {
  const overlays = new Map<string, Release>();
  for (const overlay of entry.overlays ?? []) {
    const [release] = releasesOf(facts, [overlay.release], id);
    if (release) for (const canonical of overlay.canonicals) overlays.set(canonicalUrl(canonical), release);
  }
  return overlays;
}

interface Held {
  readonly structures: Located<StructureFacts>;
  readonly valueSets: Located<ValueSetFacts>;
  readonly codeSystems: Located<CodeSystemFacts>;
}

class ReleaseScope implements Scope {
  constructor(
    readonly key: string,
    private readonly overlays: ReadonlyMap<string, Release>,
    private readonly releases: readonly Release[],
  ) {}

  structure(canonical: string): Located<StructureFacts> | undefined {
    return this.find('structures', canonicalUrl(canonical));
  }

  valueSet(canonical: string): Located<ValueSetFacts> | undefined {
    return this.find('valueSets', canonicalUrl(canonical));
  }

  codeSystem(canonical: string): Located<CodeSystemFacts> | undefined {
    return this.find('codeSystems', canonicalUrl(canonical));
  }

  private find<K extends keyof Held>(index: K, url: string): Held[K] | undefined {
    const overlay = this.overlays.get(url);
    for (const release of overlay ? [overlay, ...this.releases] : this.releases) {
      const located = release[index].get(url);
      if (located) return located as Held[K];
    }
    return undefined;
  }
}
