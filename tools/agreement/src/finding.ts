/**
 * A finding reduced to what two validators can be compared by: where, and what kind of defect.
 *
 * @module
 */

/** Categories of the table, in its order. */
export const CATEGORIES = [
  'structure',
  'cardinality',
  'type',
  'primitive',
  'binding',
  'fixed/pattern',
  'slicing',
  'extension',
  'reference',
  'Bundle',
  'invariant',
] as const;

/** One category. */
export type Category = (typeof CATEGORIES)[number];

/** Kinds of defect, each in its category. Findings agree when kind, place and detail do. */
export const KINDS = {
  'unknown property': 'structure',
  'duplicate key': 'structure',
  'JSON shape': 'structure',
  'no content': 'structure',
  'duplicate contained id': 'structure',
  'wrong resource type': 'type',
  'type not allowed': 'type',
  minimum: 'cardinality',
  maximum: 'cardinality',
  'bad primitive': 'primitive',
  'not in value set': 'binding',
  'fixed value': 'fixed/pattern',
  'slice minimum': 'slicing',
  'slice maximum': 'slicing',
  'more than one slice': 'slicing',
  'no slice': 'slicing',
  'slice order': 'slicing',
  'extension context': 'extension',
  'unknown part': 'extension',
  'modifier extension': 'extension',
  'reference form': 'reference',
  'reference target': 'reference',
  fullUrl: 'Bundle',
  'first entry': 'Bundle',
  'duplicate entry': 'Bundle',
  'bundle content': 'Bundle',
  'failed rule': 'invariant',
} as const satisfies Readonly<Record<string, Category>>;

/** One kind of defect. */
export type Kind = keyof typeof KINDS;

/** A defect and its place. */
export interface Defect {
  readonly kind: Kind;
  /** Path in the common form of `commonPath`. */
  readonly path: string;
  /** Name of the slice, URL of the extension or key of the rule, where one place can have several. */
  readonly detail?: string;
}

/** A finding of either side, in the common form. */
export interface Finding extends Defect {
  /** Their message id (or text, where they have none), or our issue code. */
  readonly id: string;
  /** Other ways to say the same. */
  readonly or?: readonly Defect[];
}

/** The category of a finding. */
export function categoryOf({ kind }: Pick<Finding, 'kind'>): Category {
  return KINDS[kind];
}

/**
 * Kinds that one side tells from each other by where its parser gives up, and the other does not: a wrong JSON type
 * is a shape to one and a bad primitive to the other, an empty value is a primitive, a shape or no content.
 */
const FORMS: ReadonlySet<Kind> = new Set(['JSON shape', 'bad primitive', 'no content']);

/** Whether both kinds mean the same defect. */
export function sameKind(theirs: Kind, ours: Kind): boolean {
  return theirs === ours || (FORMS.has(theirs) && FORMS.has(ours));
}
