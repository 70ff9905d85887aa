import type { FactsProblem } from '../facts/error.js';
import type { ElementFacts, StructureFacts } from '../facts/types.js';

/**
 * A differential as a tree. Elements that a differential leaves out on the way
 * to one that it has are there without facts.
 */
export interface Differential {
  /** Last path segment as written: a choice may be renamed (`valueQuantity`). */
  readonly name: string;
  readonly sliceName?: string;
  facts?: ElementFacts;
  readonly children: Differential[];
  readonly slices: Differential[];
  /** Slice name as the element id has it, where that differs from `sliceName`. */
  readonly idSlice?: string;
}

/** Segments deeper than this are taken for a mistake. */
const MAX_DEPTH = 32;

/**
 * Builds the tree of a differential.
 *
 * An element belongs to the latest element before it that has its parent's
 * path; where the element's id has as many segments as its path, the slices
 * that the id names on the way decide instead. Ids alone cannot be trusted:
 * published ones disagree with paths and slice names.
 */
export function differentialTree(
  structure: StructureFacts,
  file: string,
  problems: FactsProblem[],
): Differential {
  const root: Differential = { name: structure.type, children: [], slices: [] };
  const latest = new Map<string, Differential>([[structure.type, root]]);
  for (const facts of structure.differential.element) {
    const segments = facts.path.split('.');
    if (segments.length > MAX_DEPTH) {
      problems.push({ file, at: facts.id, message: `the path has more than ${MAX_DEPTH} segments` });
      continue;
    }
    if (segments.length === 1) {
      root.facts = facts;
      continue;
    }
    const named = slicesNamedById(facts, segments);
    let parent = root;
    for (let depth = 1; depth < segments.length - 1; depth++) {
      const path = segments.slice(0, depth + 1).join('.');
      parent = ancestor(parent, segments[depth] ?? '', latest.get(path), named?.[depth]);
    }
    const name = segments[segments.length - 1] ?? '';
    const plain = childNamed(parent, name);
    let node = plain;
    if (facts.sliceName !== undefined) {
      const idSlice = named?.[segments.length - 1];
      const held = plain.slices.find((slice) => slice.sliceName === facts.sliceName);
      node = held ?? {
        name,
        sliceName: facts.sliceName,
        children: [],
        slices: [],
        ...(idSlice !== undefined && idSlice !== facts.sliceName ? { idSlice } : {}),
      };
      if (!held) plain.slices.push(node);
    }
    if (node.facts !== undefined) {
      problems.push({ file, at: facts.id, message: `the differential has ${facts.path} twice` });
    }
    node.facts = facts;
    latest.set(facts.path, node);
  }
  return root;
}

/** The slice that an element id names per segment, if the id fits the path. */
function slicesNamedById(
  facts: ElementFacts,
  segments: readonly string[],
): (string | undefined)[] | undefined {
  const parts = facts.id.split('.');
  if (parts.length !== segments.length) return undefined;
  const named: (string | undefined)[] = [];
  for (const [index, part] of parts.entries()) {
    const colon = part.indexOf(':');
    const name = colon < 0 ? part : part.slice(0, colon);
    const segment = segments[index] ?? '';
    const fits = name === segment || (name.endsWith('[x]') && segment.startsWith(name.slice(0, -3)));
    if (!fits) return undefined;
    named.push(colon < 0 ? undefined : part.slice(colon + 1));
  }
  return named;
}

function ancestor(
  parent: Differential,
  name: string,
  latest: Differential | undefined,
  named: string | undefined,
): Differential {
  const plain = childNamed(parent, name);
  if (named !== undefined) {
    const held = plain.slices.find((slice) => slice.sliceName === named || slice.idSlice === named);
    if (held) return held;
    // A slice of the base definition that this differential does not name itself.
    const slice: Differential = { name, sliceName: named, children: [], slices: [] };
    plain.slices.push(slice);
    return slice;
  }
  // The latest element at that path, if it is this parent's.
  if (latest !== undefined && (latest === plain || plain.slices.includes(latest))) return latest;
  return plain;
}

function childNamed(parent: Differential, name: string): Differential {
  const held = parent.children.find((child) => child.name === name);
  if (held) return held;
  const child: Differential = { name, children: [], slices: [] };
  parent.children.push(child);
  return child;
}
