import type { InvariantFacts } from '../facts/types.js';
import { deciderOf } from './discriminator.js';
import type { ElementNode, Unchecked } from './types.js';

/** Strengths whose bindings are checked against shipped codes. */
const CHECKED = new Set(['required', 'extensible', 'preferred']);

/**
 * What of a profile cannot be checked. Looks at what the profile itself says:
 * what its base type says cannot be checked in any profile alike.
 */
export function uncheckedOf(root: ElementNode, invariants: readonly InvariantFacts[]): readonly Unchecked[] {
  const known = new Set(invariants.map((invariant) => `${invariant.on} ${invariant.key}`));
  const found: Unchecked[] = [];
  const visit = (node: ElementNode, sliced: ElementNode | undefined): void => {
    if (!node.constrained || node.max === 0) return;
    found.push(...undefinedProfiles(node, sliced), ...terminology(node, sliced), ...slices(node));
    for (const { key, on } of node.constraints) {
      if (invariants.length > 0 && !known.has(`${on} ${key}`)) {
        found.push({ element: node.id, kind: 'constraint-unknown', detail: key });
      }
    }
    for (const child of node.children) {
      visit(
        child,
        sliced?.children.find((candidate) => candidate.name === child.name),
      );
    }
    for (const slice of node.slices) visit(slice, node);
  };
  visit(root, undefined);
  return found;
}

function undefinedProfiles(node: ElementNode, sliced: ElementNode | undefined): Unchecked[] {
  if (node.types === sliced?.types) return [];
  return node.types.flatMap((type) =>
    type.profiles.flatMap((profile): Unchecked[] => {
      if (!('unresolved' in profile)) return [];
      const kind = type.code === 'Extension' ? 'extension-undefined' : 'profile-undefined';
      return [{ element: node.id, kind, detail: profile.unresolved }];
    }),
  );
}

function terminology(node: ElementNode, sliced: ElementNode | undefined): Unchecked[] {
  const { binding } = node;
  if (binding === undefined || !CHECKED.has(binding.strength)) return [];
  // A slice repeats what is said, and reported, about the sliced element.
  if (sliced?.binding?.url === binding.url && sliced.binding.strength === binding.strength) return [];
  if (binding.valueSet === undefined) {
    return [{ element: node.id, kind: 'value-set-undefined', detail: binding.url }];
  }
  const { systems } = binding.valueSet;
  if (systems.length === 0) {
    return [
      { element: node.id, kind: 'terminology-not-shipped', detail: `${binding.url}: no codes are published` },
    ];
  }
  return systems.flatMap(({ reason }): Unchecked[] =>
    reason === undefined
      ? []
      : [{ element: node.id, kind: 'terminology-not-shipped', detail: `${binding.url}: ${reason}` }],
  );
}

function slices(node: ElementNode): Unchecked[] {
  const { slicing } = node;
  if (slicing === undefined) return [];
  return node.slices.flatMap((slice): Unchecked[] => {
    if (slice.max === 0 && slice.types.length === 0) return [];
    if (slicing.by.length === 0) {
      return [
        { element: slice.id, kind: 'slice-undiscriminated', detail: 'the list names no discriminator' },
      ];
    }
    return slicing.by
      .filter((discriminator) => deciderOf(slice, discriminator) === undefined)
      .map(({ type, path }) => ({
        element: slice.id,
        kind: 'slice-undiscriminated' as const,
        detail: `nothing is said at ${type} ${path}`,
      }));
  });
}
