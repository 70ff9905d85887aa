import type { ElementFacts } from '../facts/types.js';

/** A type as the facts have it: canonicals not yet resolved. */
export interface TypeFacts {
  readonly code: string;
  readonly profile?: readonly string[];
  readonly targetProfile?: readonly string[];
}

/** A constraint and the type that defines its key. */
export interface ConstraintUse {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly on: string;
}

/** How a list is sliced. */
export interface SlicingUse {
  readonly by: readonly { readonly type: string; readonly path: string }[];
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered: boolean;
}

/**
 * An element of a snapshot while it is put together. The same shape as an
 * `ElementNode`, but mutable and with canonicals in place of models.
 */
export interface Draft {
  name: string;
  path: string;
  id: string;
  sliceName?: string;
  min: number;
  max: number;
  baseMax: number;
  types: readonly TypeFacts[];
  /** Reference types as the base type has them: what a target may be where its definition is missing. */
  baseTypes: readonly TypeFacts[];
  binding?: NonNullable<ElementFacts['binding']>;
  fixed?: NonNullable<ElementFacts['fixed']>;
  pattern?: NonNullable<ElementFacts['pattern']>;
  maxLength?: number;
  mustSupport: boolean;
  isModifier: boolean;
  contentReference?: string;
  constraints: readonly ConstraintUse[];
  slicing?: SlicingUse;
  slices: Draft[];
  children: Draft[];
  /** Whether the profile in hand says anything here or below. */
  constrained: boolean;
  /** Name of the base type that declares the element. */
  declaredBy: string;
}

/** `*` is `Infinity`. */
export function cardinality(max: string): number {
  return max === '*' ? Infinity : Number(max);
}

/** A place in a tree of elements. */
export interface Place {
  readonly path: string;
  readonly id: string;
}

/**
 * Copies an element with all below it to a new place.
 *
 * @param place - path and id that the copy has; those below follow from it
 * @param keep - whether the copy keeps its marks of being constrained: true
 *   where the copy belongs to a profile that rests on the copied one
 */
export function copy(draft: Draft, place: Place, keep: boolean): Draft {
  return {
    ...draft,
    path: place.path,
    id: place.id,
    constrained: keep && draft.constrained,
    children: draft.children.map((child) => copyBelow(child, place, keep)),
    slices: draft.slices.map((slice) =>
      copy(slice, { path: place.path, id: `${place.id}:${slice.sliceName ?? ''}` }, keep),
    ),
  };
}

/** Copies an element to below a new parent, keeping its own name. */
export function copyBelow(draft: Draft, parent: Place, keep: boolean): Draft {
  return copy(draft, { path: `${parent.path}.${draft.name}`, id: `${parent.id}.${draft.name}` }, keep);
}
