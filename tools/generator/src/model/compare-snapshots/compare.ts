import { canonicalUrl } from '../../facts/canonical.js';
import type { ElementFacts } from '../../facts/types.js';
import { choiceOf, typeOfName } from '../choice.js';
import type { Differential } from '../differential.js';
import type { Draft } from '../draft.js';
import { canonicalJson } from '../hash.js';

/** Facts that are compared of each element. */
export const FACTS = [
  'id',
  'min',
  'max',
  'types',
  'strength',
  'valueSet',
  'fixed',
  'pattern',
  'slicing',
] as const;
export type Fact = (typeof FACTS)[number];

/** A fact that differs. `ours` and `theirs` are absent where that side says nothing. */
export interface Difference {
  readonly fact: Fact;
  /** Id of the published element, or of ours where it is published nowhere. */
  readonly id: string;
  readonly ours: string | undefined;
  readonly theirs: string | undefined;
  readonly draft: Draft | undefined;
  readonly published: ElementFacts | undefined;
  /** The extension slice that names a profile, and that the element is or stands in. */
  readonly extension: Draft | undefined;
}

/** Compares one snapshot with the published one, and holds what came of it. */
export class SnapshotComparison {
  elements = 0;
  facts = 0;
  /** Elements whose children only our side spells out: those are not compared. */
  onlyOurs = 0;
  /** Elements whose children ours spells out for the comparison alone. */
  spelledOut = 0;
  readonly differences: Difference[] = [];

  /** @param expand - gives an element the children of its type */
  constructor(private readonly expand: (draft: Draft) => Draft) {}

  /** @param outer - the extension slice that the element stands in */
  compare(draft: Draft, tree: Differential, outer?: Draft): void {
    const extension = namesExtension(draft) ? draft : outer;
    if (tree.facts !== undefined) {
      this.elements++;
      this.facts++; // The element is there on both sides.
      this.compareFacts(draft, tree.facts, extension);
    }
    this.compareChildren(draft, tree, extension);
    for (const slice of tree.slices) {
      const ours = draft.slices.find((candidate) => candidate.sliceName === slice.sliceName);
      if (ours) this.compare(ours, slice, extension);
      else this.missing(slice, extension);
    }
    for (const slice of draft.slices) {
      if (!tree.slices.some((candidate) => candidate.sliceName === slice.sliceName))
        this.extra(slice, extension);
    }
  }

  private compareChildren(draft: Draft, tree: Differential, extension: Draft | undefined): void {
    if (tree.children.length === 0) {
      if (draft.children.length > 0) this.onlyOurs++;
      return;
    }
    let children = draft.children;
    if (children.length === 0) {
      // The published snapshot spells out a type where the profile says nothing about its parts.
      this.spelledOut++;
      children = this.expand(draft).children;
    }
    const met = new Set<Draft>();
    for (const child of tree.children) {
      const same = children.find((candidate) => candidate.name === child.name);
      const ours = same ?? choiceOf(children, child.name);
      if (ours === undefined) {
        this.missing(child, extension);
        continue;
      }
      met.add(ours);
      if (same) this.compare(same, child, extension);
      else this.compareChoice(ours, child, extension);
    }
    for (const child of children) if (!met.has(child)) this.extra(child, extension);
  }

  /** A published element under a renamed path is our choice narrowed to that type, or its slice by that type. */
  private compareChoice(choice: Draft, tree: Differential, extension: Draft | undefined): void {
    const type = typeOfName(choice, tree.name);
    const slice = choice.slices.find((candidate) => candidate.types.some(({ code }) => code === type));
    const ours = { ...(slice ?? choice), slices: [] };
    for (const layer of [tree, ...tree.slices]) {
      if (layer.facts === undefined && layer.children.length === 0) continue;
      this.compare(ours, { ...layer, slices: [] }, extension);
    }
  }

  private missing(tree: Differential, extension: Draft | undefined): void {
    if (tree.facts === undefined) return;
    const { facts } = tree;
    this.presence({
      id: facts.id,
      ours: undefined,
      theirs: 'present',
      draft: undefined,
      published: facts,
      extension,
    });
  }

  private extra(draft: Draft, outer: Draft | undefined): void {
    const extension = namesExtension(draft) ? draft : outer;
    this.presence({
      id: draft.id,
      ours: 'present',
      theirs: undefined,
      draft,
      published: undefined,
      extension,
    });
  }

  private presence(difference: Omit<Difference, 'fact'>): void {
    this.elements++;
    this.facts++;
    this.differences.push({ fact: 'id', ...difference });
  }

  private compareFacts(draft: Draft, published: ElementFacts, extension: Draft | undefined): void {
    const isRoot = !published.path.includes('.');
    const pairs: [Fact, string | undefined, string | undefined][] = [
      ['min', String(draft.min), String(published.min ?? 0)],
      ['max', draft.max === Infinity ? '*' : String(draft.max), published.max ?? '*'],
      // Some tools give the root the type that it is; that is no statement.
      [
        'types',
        isRoot ? undefined : typesOf(draft.types),
        isRoot ? undefined : typesOf(published.type ?? []),
      ],
      ['strength', draft.binding?.strength, published.binding?.strength],
      ['valueSet', urlOf(draft.binding?.valueSet), urlOf(published.binding?.valueSet)],
      ['fixed', valueOf(draft.fixed), valueOf(published.fixed)],
      ['pattern', valueOf(draft.pattern), valueOf(published.pattern)],
      ['slicing', draftSlicing(draft), publishedSlicing(published)],
    ];
    for (const [fact, ours, theirs] of pairs) {
      if (ours === undefined && theirs === undefined) continue;
      this.facts++;
      if (ours !== theirs)
        this.differences.push({ fact, id: published.id, ours, theirs, draft, published, extension });
    }
  }
}

function namesExtension(draft: Draft): boolean {
  return draft.types.some(({ code, profile = [] }) => code === 'Extension' && profile.length > 0);
}

function typesOf(types: Draft['types']): string | undefined {
  // The value of a primitive has no type of its own: facts write the XML type there, sources an extension.
  if (types.every(({ code }) => code === '' || code.startsWith('xsd:'))) return undefined;
  const lines = types.flatMap(({ code, profile = [], targetProfile = [] }) => {
    const canonicals = [
      ...profile.map((url) => ['profile', url]),
      ...targetProfile.map((url) => ['target', url]),
    ];
    return canonicals.length === 0
      ? [code]
      : canonicals.map(([kind, url]) => `${code} ${kind} ${canonicalUrl(url ?? '')}`);
  });
  return [...new Set(lines)].sort().join('; ');
}

function urlOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : canonicalUrl(url);
}

function valueOf(typed: ElementFacts['fixed']): string | undefined {
  if (typed === undefined) return undefined;
  return typeof typed.value === 'object'
    ? canonicalJson(typed.value)
    : `${typed.type} ${String(typed.value)}`;
}

function draftSlicing({ slicing }: Draft): string | undefined {
  if (slicing === undefined) return undefined;
  return describeSlicing(slicing.by, slicing.rules, slicing.ordered);
}

function publishedSlicing({ slicing }: ElementFacts): string | undefined {
  if (slicing === undefined) return undefined;
  return describeSlicing(slicing.discriminator ?? [], slicing.rules ?? 'open', slicing.ordered ?? false);
}

function describeSlicing(
  by: readonly { readonly type: string; readonly path: string }[],
  rules: string,
  ordered: boolean,
): string {
  return `${by.map(({ type, path }) => `${type}:${path}`).join(',')} ${rules}${ordered ? ' ordered' : ''}`;
}
