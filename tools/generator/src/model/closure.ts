import { canonicalUrl } from '../facts/canonical.js';
import type { Located } from '../facts/load.js';
import type { Scope } from '../facts/scope.js';
import type { StructureFacts } from '../facts/types.js';
import { hashOf } from './hash.js';
import type { Targets } from './target.js';
import type { ValueSets } from './value-set.js';

/** What one structure's facts refer to. */
interface References {
  readonly hash: string;
  readonly structures: readonly string[];
  readonly valueSets: readonly string[];
  readonly targets: readonly string[];
}

/**
 * Identities of structures: the hash of all that a structure rests on. Two
 * specification versions share a profile exactly when these are equal.
 */
export class Closures {
  /** By the facts themselves: one file's can be as published, or as errata correct them. */
  private readonly references = new WeakMap<StructureFacts, References>();
  private readonly identities = new Map<string, Map<string, string>>();

  constructor(
    private readonly valueSets: ValueSets,
    private readonly targets: Targets,
  ) {}

  /** SHA-256, hexadecimal. */
  identity(located: Located<StructureFacts>, scope: Scope): string {
    let held = this.identities.get(scope.key);
    if (!held) this.identities.set(scope.key, (held = new Map()));
    let identity = held.get(located.file);
    if (identity === undefined) held.set(located.file, (identity = this.compute(located, scope)));
    return identity;
  }

  private compute(located: Located<StructureFacts>, scope: Scope): string {
    const structures = new Map<string, string>();
    const valueSets = new Map<string, string>();
    const targets = new Map<string, readonly string[]>();
    const open = [located];
    for (let current = open.pop(); current !== undefined; current = open.pop()) {
      const references = this.referencesOf(current);
      structures.set(canonicalUrl(current.facts.url), references.hash);
      for (const url of references.valueSets) {
        if (!valueSets.has(url)) valueSets.set(url, this.valueSets.expand(url, scope)?.hash ?? 'undefined');
      }
      // A target's content is outside the closure; the resource type that it narrows to is inside.
      for (const url of references.targets) {
        if (!targets.has(url)) targets.set(url, this.targets.types(url, scope));
      }
      for (const url of references.structures) {
        if (structures.has(url)) continue;
        const next = scope.structure(url);
        structures.set(url, 'undefined');
        if (next) open.push(next);
      }
    }
    return hashOf({
      root: canonicalUrl(located.facts.url),
      structures: Object.fromEntries(structures),
      valueSets: Object.fromEntries(valueSets),
      targets: Object.fromEntries(targets),
    });
  }

  private referencesOf(located: Located<StructureFacts>): References {
    const held = this.references.get(located.facts);
    if (held) return held;
    const structures = new Set<string>();
    const valueSets = new Set<string>();
    const targets = new Set<string>();
    const { facts } = located;
    if (facts.baseDefinition !== undefined) structures.add(canonicalUrl(facts.baseDefinition));
    for (const element of facts.differential.element) {
      for (const type of element.type ?? []) {
        for (const profile of type.profile ?? []) {
          (type.code === 'Reference' ? targets : structures).add(canonicalUrl(profile));
        }
        for (const target of type.targetProfile ?? []) targets.add(canonicalUrl(target));
      }
      const { binding } = element;
      if (binding !== undefined && binding.strength !== 'example') {
        for (const url of [binding.valueSet, binding.maxValueSet])
          if (url !== undefined) valueSets.add(canonicalUrl(url));
      }
    }
    // The date says when the source was written, and nothing about payloads.
    const references = {
      hash: hashOf({ ...facts, date: undefined }),
      structures: [...structures],
      valueSets: [...valueSets],
      targets: [...targets],
    };
    this.references.set(facts, references);
    return references;
  }
}
