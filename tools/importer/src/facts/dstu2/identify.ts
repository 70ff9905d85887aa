import type { ElementFacts } from '@gpconnect-tools/generator/facts';
import type { NamedElement } from './element.js';

/** An element, and those around it that matter for its id. */
interface Placed {
  readonly element: NamedElement;
  readonly parent: Placed | undefined;
  /** Last part of its path. */
  readonly step: string;
  readonly children: Placed[];
  id: string;
  isSlice: boolean;
}

/**
 * Gives elements the ids that STU3 writes (`Patient.identifier:NHSNumber.system`), their slice names, and
 * references to content by path.
 *
 * DSTU2 has one `name` for two things: a slice, and an element that another refers to. It is a slice's where the
 * element stands beside another of its path, or is an extension; the one with `slicing` is the sliced element.
 */
export function identify(elements: readonly NamedElement[]): readonly ElementFacts[] {
  const placed = place(elements);
  const roots = placed.filter(({ parent }) => parent === undefined);
  for (const each of placed) {
    const beside = (each.parent?.children ?? roots).filter((other) => other.step === each.step);
    each.isSlice =
      each.element.name !== undefined &&
      !each.element.isSliced &&
      (beside.length > 1 || /(^|\.)(modifierE|e)xtension$/.test(each.step));
    const prefix = each.parent === undefined ? '' : `${each.parent.id}.`;
    each.id = prefix + each.step + (each.isSlice ? `:${each.element.name!}` : '');
  }
  const named = new Map<string, string>();
  for (const { element, isSlice } of placed) {
    if (element.name !== undefined && !isSlice) named.set(element.name, element.path);
  }
  return placed.map(({ element, id, isSlice }) => {
    const reference = element.nameReference === undefined ? undefined : named.get(element.nameReference);
    return element.facts({
      id,
      sliceName: isSlice ? element.name : undefined,
      contentReference: reference === undefined ? undefined : `#${reference}`,
    });
  });
}

/** Finds the parent of each element: the last one before it that its path continues, in slices too. */
function place(elements: readonly NamedElement[]): readonly Placed[] {
  const open: Placed[] = [];
  return elements.map((element) => {
    const { path } = element;
    while (open.length > 0 && !path.startsWith(`${open[open.length - 1]!.element.path}.`)) open.pop();
    const parent = open[open.length - 1];
    const step = parent === undefined ? path : path.slice(parent.element.path.length + 1);
    const placed: Placed = { element, parent, step, children: [], id: path, isSlice: false };
    parent?.children.push(placed);
    open.push(placed);
    return placed;
  });
}
