import type { ElementFacts } from '../facts/types.js';
import { cardinality, type ConstraintUse, type Draft } from './draft.js';

/** Finds the type that defines a constraint key, for an element of the given types. */
export type ConstraintOwner = (key: string, draft: Draft) => string;

/**
 * Lays what a differential says about one element over what is there, property
 * by property: what the differential leaves out stays.
 */
export function merge(draft: Draft, facts: ElementFacts, owner: ConstraintOwner): void {
  draft.constrained = true;
  if (facts.min !== undefined) draft.min = facts.min;
  if (facts.max !== undefined) draft.max = cardinality(facts.max);
  if (facts.type !== undefined) draft.types = facts.type;
  if (facts.contentReference !== undefined) draft.contentReference = facts.contentReference;
  if (facts.fixed !== undefined) draft.fixed = facts.fixed;
  if (facts.pattern !== undefined) draft.pattern = facts.pattern;
  if (facts.maxLength !== undefined) draft.maxLength = facts.maxLength;
  if (facts.mustSupport !== undefined) draft.mustSupport = facts.mustSupport;
  if (facts.isModifier !== undefined) draft.isModifier = facts.isModifier;
  // A hundred published differentials give a strength alone, and mean the inherited value set.
  if (facts.binding !== undefined) draft.binding = { ...draft.binding, ...facts.binding };
  if (facts.slicing !== undefined) {
    draft.slicing = {
      by: facts.slicing.discriminator ?? draft.slicing?.by ?? [],
      rules: facts.slicing.rules ?? draft.slicing?.rules ?? 'open',
      ordered: facts.slicing.ordered ?? draft.slicing?.ordered ?? false,
    };
  }
  if (facts.constraint !== undefined) {
    draft.constraints = mergeConstraints(draft, facts.constraint, owner);
  }
}

function mergeConstraints(
  draft: Draft,
  added: NonNullable<ElementFacts['constraint']>,
  owner: ConstraintOwner,
): readonly ConstraintUse[] {
  const merged = new Map(draft.constraints.map((constraint) => [constraint.key, constraint]));
  for (const { key, severity } of added) {
    merged.set(key, { key, severity, on: merged.get(key)?.on ?? owner(key, draft) });
  }
  return [...merged.values()];
}
