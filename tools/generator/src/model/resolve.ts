import { baseCanonical, canonicalUrl } from '../facts/canonical.js';
import type { Located } from '../facts/load.js';
import type { Scope } from '../facts/scope.js';
import type { StructureFacts } from '../facts/types.js';
import type { Closures } from './closure.js';
import type { Draft, TypeFacts } from './draft.js';
import type { Snapshots } from './snapshot.js';
import type { Targets } from './target.js';
import type { BindingUse, ElementNode, ProfileModel, TypeUse, Unchecked } from './types.js';
import type { ValueSets } from './value-set.js';

/** A profile model before it has its names. */
export type UnnamedProfile = Omit<ProfileModel, 'name' | 'module' | 'root' | 'unchecked'> & {
  name: string;
  module: string;
  root: ElementNode;
  unchecked: readonly Unchecked[];
};

/** Turns drafts into nodes: canonicals become models, one object a closure. */
export class Resolver {
  /** Profiles by closure hash, in order of first use. */
  readonly profiles = new Map<string, UnnamedProfile>();
  /** Roots still to be made, so that profiles may refer to each other. */
  private readonly pending: (() => void)[] = [];

  constructor(
    private readonly snapshots: Snapshots,
    private readonly closures: Closures,
    private readonly valueSets: ValueSets,
    private readonly targets: Targets,
  ) {}

  /** The profile behind a canonical; nothing where it is undefined, or names a base type. */
  profile(canonical: string, scope: Scope): ProfileModel | undefined {
    const located = scope.structure(canonical);
    if (located === undefined || located.facts.derivation !== 'constraint') return undefined;
    const profile = this.declare(located, scope);
    this.settle();
    return profile;
  }

  /** A node for a draft of a base type. */
  node(draft: Draft, scope: Scope): ElementNode {
    const node = this.convert(draft, scope);
    this.settle();
    return node;
  }

  private settle(): void {
    for (let next = this.pending.pop(); next !== undefined; next = this.pending.pop()) next();
  }

  private declare(located: Located<StructureFacts>, scope: Scope): UnnamedProfile {
    const { facts, file } = located;
    const hash = this.closures.identity(located, scope);
    const held = this.profiles.get(hash);
    if (held) return held;
    const profile: UnnamedProfile = {
      url: canonicalUrl(facts.url),
      ...(facts.version === undefined ? {} : { version: facts.version }),
      facts,
      file,
      type: facts.type,
      hash,
      root: UNSETTLED,
      name: '',
      module: '',
      unchecked: [],
    };
    this.profiles.set(hash, profile);
    const draft = this.snapshots.snapshot(located, scope);
    this.pending.push(() => {
      profile.root = this.convert(draft, scope);
    });
    return profile;
  }

  private convert(draft: Draft, scope: Scope): ElementNode {
    const binding = draft.binding && this.binding(draft.binding, scope);
    return {
      id: draft.id,
      path: draft.path,
      name: draft.name,
      ...(draft.sliceName === undefined ? {} : { sliceName: draft.sliceName }),
      min: draft.min,
      max: draft.max,
      baseMax: draft.baseMax,
      types: this.types(draft, scope),
      ...(binding === undefined ? {} : { binding }),
      ...(draft.fixed === undefined ? {} : { fixed: draft.fixed }),
      ...(draft.pattern === undefined ? {} : { pattern: draft.pattern }),
      ...(draft.maxLength === undefined ? {} : { maxLength: draft.maxLength }),
      mustSupport: draft.mustSupport,
      isModifier: draft.isModifier,
      ...(draft.contentReference === undefined ? {} : { contentReference: draft.contentReference }),
      constraints: draft.constraints,
      ...(draft.slicing === undefined ? {} : { slicing: draft.slicing }),
      slices: draft.slices.map((slice) => this.convert(slice, scope)),
      children: draft.children.map((child) => this.convert(child, scope)),
      constrained: draft.constrained,
    };
  }

  private binding(facts: NonNullable<Draft['binding']>, scope: Scope): BindingUse | undefined {
    const { valueSet: url, maxValueSet } = facts;
    if (url === undefined) return undefined;
    const strength = facts.strength ?? 'example';
    // Codes of an example binding bind nobody, and are not shipped.
    const valueSet = strength === 'example' ? undefined : this.valueSets.expand(url, scope);
    return {
      strength,
      url: url.trim(),
      ...(valueSet === undefined ? {} : { valueSet }),
      ...(maxValueSet === undefined ? {} : { maxValueSet }),
    };
  }

  /** Uses of types, one a code: the sources repeat a type for each of its profiles and targets. */
  private types(draft: Draft, scope: Scope): readonly TypeUse[] {
    const byCode = new Map<string, TypeFacts[]>();
    for (const type of draft.types) {
      const held = byCode.get(type.code);
      if (held) held.push(type);
      else byCode.set(type.code, [type]);
    }
    return [...byCode].map(([code, uses]) =>
      code === 'Reference' ? this.reference(uses, draft, scope) : this.plainType(code, uses, scope),
    );
  }

  private plainType(code: string, uses: readonly TypeFacts[], scope: Scope): TypeUse {
    const canonicals = uses.some((use) => !use.profile?.length)
      ? []
      : uses.flatMap((use) => use.profile ?? []);
    const profiles: (ProfileModel | { readonly unresolved: string })[] = [];
    for (const canonical of distinct(canonicals)) {
      const located = scope.structure(canonical);
      if (located === undefined) profiles.push({ unresolved: canonical });
      else if (located.facts.derivation === 'constraint') profiles.push(this.declare(located, scope));
      // A base type as a profile of itself (`Extension` of `Extension`) constrains nothing.
    }
    return { code, profiles, targetProfiles: [], targets: [] };
  }

  private reference(uses: readonly TypeFacts[], draft: Draft, scope: Scope): TypeUse {
    // Some definitions name a resource profile as the profile of the reference itself: a target is meant.
    const targetsOf = (use: TypeFacts): readonly string[] => [
      ...(use.targetProfile ?? []),
      ...(use.profile ?? []),
    ];
    const any = uses.some((use) => targetsOf(use).length === 0);
    const targetProfiles = any ? [] : distinct(uses.flatMap(targetsOf));
    const enforcedTargets = this.enforced(targetProfiles, scope);
    const use = {
      code: 'Reference',
      profiles: [],
      targetProfiles,
      ...(enforcedTargets.length > 0 ? { enforcedTargets } : {}),
    };
    const types = targetProfiles.map((canonical) => this.targets.types(canonical, scope));
    if (types.every((list) => list.length > 0)) return { ...use, targets: distinct(types.flat()) };
    // A target that nothing tells the type of may be all that the base type allows.
    const unknown = targetProfiles.some((canonical) => this.targets.isUnknown(canonical, scope));
    const base = draft.baseTypes
      .filter((type) => type.code === 'Reference')
      .flatMap((type) => type.targetProfile ?? [])
      .map((canonical) => this.targets.types(canonical, scope));
    const bounded = unknown && base.every((list) => list.length > 0);
    return { ...use, targets: bounded ? distinct(base.flat()) : [] };
  }

  private enforced(targetProfiles: readonly string[], scope: Scope): readonly string[] {
    const isBase = (canonical: string): boolean =>
      scope.structure(canonical)?.facts.derivation !== 'constraint';
    const free = new Set(
      targetProfiles
        .filter((canonical) => isBaseCanonical(canonical) && isBase(canonical))
        .flatMap((canonical) => this.targets.types(canonical, scope)),
    );
    const anything = targetProfiles.includes(baseCanonical('Resource'));
    return targetProfiles.filter((canonical) => {
      if (anything || (isBaseCanonical(canonical) && isBase(canonical))) return false;
      return !this.targets.types(canonical, scope).some((type) => free.has(type));
    });
  }
}

/** Canonical of a base type: not a profile. */
export function isBaseCanonical(canonical: string): boolean {
  const last = canonical.slice(canonical.lastIndexOf('/') + 1);
  return canonicalUrl(canonical) === baseCanonical(last);
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list.map(canonicalUrl))];
}

const UNSETTLED: ElementNode = {
  id: '',
  path: '',
  name: '',
  min: 0,
  max: 0,
  baseMax: 0,
  types: [],
  mustSupport: false,
  isModifier: false,
  constraints: [],
  slices: [],
  children: [],
  constrained: false,
};
