import { baseCanonical, canonicalUrl } from '../facts/canonical.js';
import { FactsError, type FactsProblem } from '../facts/error.js';
import type { Located } from '../facts/load.js';
import type { Scope } from '../facts/scope.js';
import type { StructureFacts } from '../facts/types.js';
import { choiceOf, typeOfName } from './choice.js';
import { differentialTree, type Differential } from './differential.js';
import { cardinality, copy, copyBelow, type Draft, type SlicingUse, type TypeFacts } from './draft.js';
import { merge } from './merge.js';

/** Elements nested deeper than this are taken for a mistake. */
const MAX_DEPTH = 40;

/** Slicing that a list of extensions has where a definition names none. */
const BY_URL: SlicingUse = { by: [{ type: 'value', path: 'url' }], rules: 'open', ordered: false };
const BY_TYPE: SlicingUse = { by: [{ type: 'type', path: '$this' }], rules: 'open', ordered: false };
const BY_NOTHING: SlicingUse = { by: [], rules: 'open', ordered: false };

/** What a snapshot is made in. One instance may serve many scopes. */
export interface SnapshotSource {
  /** Identity of a structure with all it rests on, for re-use across scopes. */
  identity(located: Located<StructureFacts>, scope: Scope): string;
}

/**
 * Puts snapshots together: a base definition, its type's own base, and
 * differentials laid over them.
 */
export class Snapshots {
  private readonly finished = new Map<string, Draft>();
  private readonly underWay: string[] = [];
  readonly problems: FactsProblem[] = [];

  constructor(
    private readonly base: Scope,
    private readonly source: SnapshotSource,
  ) {}

  /** Snapshot of a structure; canonicals are looked up in `scope`. Callers must not change it. */
  snapshot(located: Located<StructureFacts>, scope: Scope): Draft {
    const identity = this.source.identity(located, scope);
    const done = this.finished.get(identity);
    if (done) return done;
    if (this.underWay.includes(identity)) {
      throw new FactsError([
        { file: located.file, at: located.facts.url, message: 'the definition rests on itself' },
      ]);
    }
    this.underWay.push(identity);
    try {
      const draft = new SnapshotOf(this, located, scope).make();
      this.finished.set(identity, draft);
      return draft;
    } finally {
      this.underWay.pop();
    }
  }

  /** A copy of an element of a structure's snapshot, with the children that its type gives it. */
  expanded(draft: Draft, located: Located<StructureFacts>, scope: Scope): Draft {
    const whole = copy(draft, draft, true);
    new SnapshotOf(this, located, scope).expand(whole);
    return whole;
  }

  /** Snapshot of a base type, by name. */
  type(name: string): Draft | undefined {
    const located = this.base.structure(baseCanonical(name));
    return located && this.snapshot(located, this.base);
  }
}

/** Makes one snapshot. */
class SnapshotOf {
  constructor(
    private readonly snapshots: Snapshots,
    private readonly located: Located<StructureFacts>,
    private readonly scope: Scope,
  ) {}

  private get facts(): StructureFacts {
    return this.located.facts;
  }

  make(): Draft {
    const root = this.start();
    const tree = differentialTree(this.facts, this.located.file, this.snapshots.problems);
    if (tree.facts !== undefined) merge(root, tree.facts, this.owner);
    this.children(root, tree, 0);
    return root;
  }

  /** The element that the differential is laid over: a copy of the base definition's snapshot. */
  private start(): Draft {
    const { type, baseDefinition, derivation } = this.facts;
    const place = { path: type, id: type };
    let base = baseDefinition === undefined ? undefined : this.lookup(baseDefinition);
    if (base === undefined && derivation === 'constraint') {
      // A base definition that is published nowhere: its type is the next best.
      const draft = this.snapshots.type(type);
      if (draft) base = { draft, profile: false };
    }
    if (base === undefined) {
      if (baseDefinition !== undefined) this.problem(type, `no definition of ${baseDefinition}`);
      return emptyDraft(type, type, type);
    }
    // What a base profile says, its profiles say too; what a base type says is nobody's constraint.
    const root = copy(base.draft, place, base.profile);
    root.name = type;
    if (derivation !== 'constraint') {
      root.min = 0;
      root.max = Infinity;
    }
    return root;
  }

  private lookup(canonical: string): { readonly draft: Draft; readonly profile: boolean } | undefined {
    const located = this.scope.structure(canonical);
    return (
      located && {
        draft: this.snapshots.snapshot(located, this.scope),
        profile: located.facts.derivation === 'constraint',
      }
    );
  }

  private problem(at: string, message: string): void {
    this.snapshots.problems.push({ file: this.located.file, at, message });
  }

  /** A constraint belongs to the type whose definition states it first. */
  private readonly owner = (key: string, draft: Draft): string => {
    if (this.facts.derivation !== 'constraint') return this.facts.type;
    for (const { code } of draft.types) {
      if (code === this.facts.type || code === '') continue;
      const type = this.snapshots.type(code);
      const held = type?.constraints.find((constraint) => constraint.key === key);
      if (held) return held.on;
    }
    return this.facts.type;
  };

  /** Lays what a differential says below an element over the element's children. */
  private children(draft: Draft, tree: Differential, depth: number): void {
    if (tree.children.length === 0) return;
    if (depth > MAX_DEPTH) return this.problem(draft.id, `elements are nested more than ${MAX_DEPTH} deep`);
    this.expand(draft);
    const choices = new Map<Draft, Differential[]>();
    for (const below of tree.children) {
      const child = draft.children.find((candidate) => candidate.name === below.name);
      if (child) {
        this.element(child, below, depth + 1);
        continue;
      }
      const choice = choiceOf(draft.children, below.name);
      if (choice) {
        const renamed = choices.get(choice) ?? [];
        renamed.push(below);
        choices.set(choice, renamed);
      } else if (this.facts.derivation === 'constraint') {
        // Below what must not be there nothing is, whatever the published definition goes on to say.
        if (draft.max === 0) continue;
        this.problem(
          below.facts?.id ?? `${draft.id}.${below.name}`,
          `the base definition has no such element`,
        );
      } else {
        this.declare(draft, below, depth + 1);
      }
    }
    for (const [choice, renamed] of choices) this.choice(choice, renamed, depth + 1);
    draft.constrained = true;
  }

  /** Adds an element that a base type declares. */
  private declare(parent: Draft, tree: Differential, depth: number): void {
    const draft = emptyDraft(tree.name, `${parent.path}.${tree.name}`, `${parent.id}.${tree.name}`);
    draft.declaredBy = this.facts.type;
    draft.max = 1;
    if (tree.facts) {
      draft.types = tree.facts.type ?? [];
      merge(draft, tree.facts, this.owner);
    }
    draft.baseMax = draft.max;
    draft.baseTypes = draft.types;
    parent.children.push(draft);
    this.children(draft, tree, depth);
  }

  private element(draft: Draft, tree: Differential, depth: number): void {
    if (tree.facts !== undefined) this.apply(draft, tree.facts);
    this.children(draft, tree, depth);
    for (const slice of tree.slices) this.slice(draft, slice, depth);
    if (tree.slices.length > 0) draft.constrained = true;
  }

  /** Merges facts, and what a type's profile says about the element that has the type. */
  private apply(draft: Draft, facts: NonNullable<Differential['facts']>): void {
    merge(draft, facts, this.owner);
    const profile = facts.type && this.soleProfile(facts.type);
    if (profile === undefined) return;
    // Only roots are looked at, so that two extensions may name each other.
    const { min, max } = this.rootCardinality(profile);
    if (facts.min === undefined && min !== undefined && min > draft.min) draft.min = min;
    if (facts.max === undefined && max !== undefined && max < draft.max) draft.max = max;
  }

  /** What a profile or its base profiles say about the number of what they describe. */
  private rootCardinality(profile: Located<StructureFacts>): { min?: number; max?: number } {
    const found: { min?: number; max?: number } = {};
    let located: Located<StructureFacts> | undefined = profile;
    for (let depth = 0; located?.facts.derivation === 'constraint' && depth < MAX_DEPTH; depth++) {
      const { type, differential, baseDefinition }: StructureFacts = located.facts;
      const root = differential.element.find(({ path }) => path === type);
      if (root?.min !== undefined) found.min ??= root.min;
      if (root?.max !== undefined) found.max ??= cardinality(root.max);
      located = baseDefinition === undefined ? undefined : this.scope.structure(baseDefinition);
    }
    return found;
  }

  /** The one profile that a type names, where it is defined and is a profile of that type. */
  private soleProfile(types: readonly TypeFacts[]): Located<StructureFacts> | undefined {
    const [type] = types;
    const [profile] = type?.profile ?? [];
    if (types.length !== 1 || profile === undefined || type?.profile?.length !== 1) return undefined;
    const located = this.scope.structure(profile);
    return located?.facts.type === type.code && !this.isSelf(located) ? located : undefined;
  }

  private profileRoot(types: readonly TypeFacts[]): Draft | undefined {
    const located = this.soleProfile(types);
    return located && this.snapshots.snapshot(located, this.scope);
  }

  private isSelf(located: Located<StructureFacts>): boolean {
    return canonicalUrl(located.facts.url) === canonicalUrl(this.facts.url);
  }

  private slice(sliced: Draft, tree: Differential, depth: number): void {
    const sliceName = tree.sliceName ?? '';
    let slice = sliced.slices.find((candidate) => candidate.sliceName === sliceName);
    if (!slice) {
      // `a/b` slices the slice `a` again: it starts from that one.
      const outer = sliced.slices.find((candidate) => sliceName.startsWith(`${candidate.sliceName ?? ''}/`));
      slice = copy(
        { ...(outer ?? sliced), slices: [] },
        { path: sliced.path, id: `${sliced.id}:${sliceName}` },
        true,
      );
      delete slice.slicing;
      slice.sliceName = sliceName;
      // A slice is optional unless it says otherwise, whatever the whole list must hold.
      slice.min = 0;
      sliced.slices.push(slice);
      sliced.slicing ??= isExtension(sliced) ? BY_URL : sliced.name.endsWith('[x]') ? BY_TYPE : BY_NOTHING;
    }
    if (tree.facts !== undefined) this.apply(slice, tree.facts);
    slice.constrained = true;
    this.children(slice, tree, depth);
    for (const inner of tree.slices) this.slice(slice, inner, depth);
  }

  /**
   * A choice constrained by renamed paths (`valueQuantity`). One name alone
   * narrows the choice to that type; several, or one beside a `value[x]` that
   * keeps several types, slice it by type.
   */
  private choice(draft: Draft, renamed: readonly Differential[], depth: number): void {
    const plainKeepsMore = draft.constrained && draft.types.length > 1 && draft.types !== draft.baseTypes;
    const uses = renamed.map((tree) => ({ tree, type: typeOfName(draft, tree.name) }));
    if (uses.length === 1 && !plainKeepsMore) {
      const [use] = uses;
      if (use) {
        draft.types = draft.types.filter((type) => type.code === use.type);
        this.layers(draft, use.tree, depth);
      }
      return;
    }
    if (!plainKeepsMore) {
      draft.types = draft.types.filter((type) => uses.some((use) => use.type === type.code));
    }
    for (const use of uses) {
      const sliceName = use.tree.slices[0]?.sliceName ?? use.tree.name;
      const slice = copy(
        { ...draft, slices: [] },
        { path: draft.path, id: `${draft.id}:${sliceName}` },
        true,
      );
      delete slice.slicing;
      slice.sliceName = sliceName;
      slice.min = 0;
      slice.types = draft.types.filter((type) => type.code === use.type);
      this.layers(slice, use.tree, depth);
      draft.slices.push(slice);
    }
    draft.slicing ??= BY_TYPE;
    draft.constrained = true;
  }

  /** Everything that a renamed choice says, with or without a slice name, about one and the same element. */
  private layers(draft: Draft, tree: Differential, depth: number): void {
    for (const layer of [tree, ...tree.slices]) {
      if (layer.facts !== undefined) this.apply(draft, layer.facts);
      this.children(draft, layer, depth);
    }
    draft.constrained = true;
  }

  /** Gives an element the children of what it refers to, of its type's profile, or of its type. */
  expand(draft: Draft): void {
    // A root has its type's children already, and an element without a type has none.
    if (draft.path === this.facts.type || draft.types.length + (draft.contentReference?.length ?? 0) === 0)
      return;
    if (draft.contentReference !== undefined) {
      const target = this.referenced(draft.contentReference);
      if (target) addMissing(draft, target.children);
      else this.problem(draft.id, `${draft.contentReference} names no element`);
      return;
    }
    const profiled = draft.children.length === 0 ? this.profileRoot(draft.types) : undefined;
    if (profiled) return addMissing(draft, profiled.children);
    // The specification itself declares the children of a backbone element beside those of its type.
    // A type is repeated for each of its targets.
    const codes = new Set(draft.types.map((type) => type.code));
    const code = codes.size === 1 ? draft.types[0]?.code : 'Element';
    if (code === undefined || code === '') return;
    const type = this.snapshots.type(code);
    if (type) addMissing(draft, type.children);
    else if (draft.children.length === 0) this.problem(draft.id, `no definition of the type ${code}`);
  }

  /** The element that a content reference means, as the base type has it. */
  private referenced(reference: string): Draft | undefined {
    const segments = reference.slice(reference.indexOf('#') + 1).split('.');
    let draft = this.snapshots.type(segments[0] ?? '');
    for (const segment of segments.slice(1)) {
      const name = segment.split(':')[0];
      draft = draft?.children.find((child) => child.name === name);
    }
    return draft;
  }
}

function addMissing(draft: Draft, children: readonly Draft[]): void {
  const held = new Set(draft.children.map((child) => child.name));
  const missing = children
    .filter((child) => !held.has(child.name))
    .map((child) => copyBelow(child, draft, false));
  if (missing.length > 0) draft.children = [...missing, ...draft.children];
}

function emptyDraft(name: string, path: string, id: string): Draft {
  return {
    name,
    path,
    id,
    min: 0,
    max: Infinity,
    baseMax: cardinality('*'),
    types: [],
    baseTypes: [],
    mustSupport: false,
    isModifier: false,
    constraints: [],
    slices: [],
    children: [],
    constrained: true,
    declaredBy: path.split('.')[0] ?? '',
  };
}

function isExtension(draft: Draft): boolean {
  return draft.types.some((type) => type.code === 'Extension');
}
