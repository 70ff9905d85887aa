import { canonicalUrl } from '../facts/canonical.js';
import { FactsError } from '../facts/error.js';
import type { Scope } from '../facts/scope.js';
import type { CodeSystemFacts, ConceptFacts, ValueSetFacts, ValueSetPart } from '../facts/types.js';
import { select } from './filter.js';
import { hashOf } from './hash.js';
import type { ValueSetModel } from './types.js';

/** Codes of one system with their displays, in order of definition; or why they are not known. */
type Members = Map<string, string | undefined> | Unknown;
type Systems = Map<string, Members>;

interface Unknown {
  readonly reason: string;
  /** True for a value set that is included and not published: its codes can be of any system. */
  readonly isValueSet?: true;
}

/** Value sets that include each other deeper than this are taken for a mistake. */
const MAX_DEPTH = 16;

/** Expands value sets, once a scope. */
export class ValueSets {
  private readonly byScope = new Map<string, Map<string, ValueSetModel | undefined>>();
  private readonly byHash = new Map<string, ValueSetModel>();

  /** The expansion of a value set, or nothing where no definition is in scope. Equal contents are one object. */
  expand(canonical: string, scope: Scope): ValueSetModel | undefined {
    const url = canonicalUrl(canonical);
    let held = this.byScope.get(scope.key);
    if (!held) this.byScope.set(scope.key, (held = new Map()));
    if (held.has(url)) return held.get(url);
    const located = scope.valueSet(url);
    const model = located && this.intern(located.facts, new Expansion(scope).systems(url, []));
    held.set(url, model);
    return model;
  }

  private intern(facts: ValueSetFacts, expanded: Systems): ValueSetModel {
    const content = {
      url: canonicalUrl(facts.url),
      ...(facts.version === undefined ? {} : { version: facts.version }),
      name: facts.name,
      systems: [...expanded].map(([system, members]) =>
        members instanceof Map
          ? {
              system,
              concepts: [...members].map(([code, display]) =>
                display === undefined ? { code } : { code, display },
              ),
            }
          : { system, ...members },
      ),
    };
    const hash = hashOf(content);
    const held = this.byHash.get(hash);
    if (held) return held;
    const model: ValueSetModel = { ...content, hash };
    this.byHash.set(hash, model);
    return model;
  }
}

class Expansion {
  constructor(private readonly scope: Scope) {}

  systems(url: string, within: readonly string[]): Systems {
    const located = this.scope.valueSet(url);
    const systems: Systems = new Map();
    if (!located) return systems;
    if (within.includes(url) || within.length >= MAX_DEPTH) {
      const message = within.includes(url)
        ? 'the value set includes itself'
        : 'value sets include each other too deep';
      throw new FactsError([{ file: located.file, at: url, message }]);
    }
    const inside = [...within, url];
    for (const part of located.facts.compose?.include ?? []) {
      for (const [system, members] of this.part(part, inside)) add(systems, system, members);
    }
    for (const part of located.facts.compose?.exclude ?? []) {
      for (const [system, members] of this.part(part, inside)) remove(systems, system, members);
    }
    return systems;
  }

  /** What one part draws on: all its conditions hold at once. */
  private part(part: ValueSetPart, within: readonly string[]): Systems {
    const own: Systems = new Map();
    if (part.system !== undefined) own.set(part.system, this.own(part, part.system));
    let joint: Systems | undefined = part.system === undefined ? undefined : own;
    for (const canonical of part.valueSet ?? []) {
      const url = canonicalUrl(canonical);
      const other = this.scope.valueSet(url)
        ? this.systems(url, within)
        : new Map<string, Members>([
            [url, { reason: `the value set ${url} is not published`, isValueSet: true }],
          ]);
      joint = joint === undefined ? other : intersect(joint, other);
    }
    return joint ?? new Map<string, Members>();
  }

  private own(part: ValueSetPart, system: string): Members {
    const codeSystem = this.scope.codeSystem(system)?.facts;
    if (part.concept !== undefined && part.concept.length > 0) {
      const displays = codeSystem ? flat(codeSystem.concept ?? []) : new Map<string, string | undefined>();
      return new Map(part.concept.map(({ code, display }) => [code, display ?? displays.get(code)]));
    }
    if (!codeSystem) return { reason: `the code system ${system} is not shipped` };
    const unusable = whyIncomplete(codeSystem);
    if (unusable !== undefined) return { reason: unusable };
    let members = flat(codeSystem.concept ?? []);
    for (const filter of part.filter ?? []) {
      const selected = select(codeSystem, filter);
      if (selected === undefined) {
        return { reason: `the filter ${filter.property} ${filter.op} ${filter.value} cannot be evaluated` };
      }
      members = new Map([...members].filter(([code]) => selected.has(code)));
    }
    return members;
  }
}

/** True for a code system that is published with all its codes. */
export function isComplete(facts: CodeSystemFacts): boolean {
  return whyIncomplete(facts) === undefined;
}

function whyIncomplete(facts: CodeSystemFacts): string | undefined {
  const content = facts.content ?? 'complete';
  if (content === 'complete' && (facts.concept?.length ?? 0) > 0) return undefined;
  return content === 'complete'
    ? `the code system ${facts.url} is published without codes`
    : `the code system ${facts.url} is published with content ${content}`;
}

/** All concepts of a hierarchy. */
export function flat(concepts: readonly ConceptFacts[]): Map<string, string | undefined> {
  const all = new Map<string, string | undefined>();
  const visit = (list: readonly ConceptFacts[]): void => {
    for (const concept of list) {
      if (!all.has(concept.code)) all.set(concept.code, concept.display);
      if (concept.concept) visit(concept.concept);
    }
  };
  visit(concepts);
  return all;
}

/** A system of which some members are unknown is unknown: membership can no longer be denied. */
function add(systems: Systems, system: string, members: Members): void {
  const held = systems.get(system);
  if (held === undefined) systems.set(system, members instanceof Map ? new Map(members) : members);
  else if (held instanceof Map && members instanceof Map) {
    for (const [code, display] of members) if (!held.has(code)) held.set(code, display);
  } else if (held instanceof Map) systems.set(system, members);
}

function remove(systems: Systems, system: string, members: Members): void {
  const held = systems.get(system);
  if (!(held instanceof Map)) return;
  if (members instanceof Map) for (const code of members.keys()) held.delete(code);
  else systems.set(system, members);
}

function intersect(left: Systems, right: Systems): Systems {
  const both: Systems = new Map();
  for (const [system, members] of left) {
    const other = right.get(system);
    if (other === undefined) continue;
    if (!(members instanceof Map)) both.set(system, members);
    else if (!(other instanceof Map)) both.set(system, other);
    else both.set(system, new Map([...members].filter(([code]) => other.has(code))));
  }
  return both;
}
