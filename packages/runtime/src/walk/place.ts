/**
 * Places of findings, and how they are written.
 *
 * @module
 */
import { pathStep, pointerStep } from '../issues/names.js';
import type { PropertyNode } from '../nodes/property.js';

/** Keys and indexes that lead from the root to a place. */
export type Place = readonly (string | number)[];

/** Whether two places are the same. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.length === b.length && shared(a, b, a.length) === a.length;
}

/** How many of the first `limit` steps two places have in common. */
export function shared(a: Place, b: Place, limit: number): number {
  let n = 0;
  while (n < limit && a[n] === b[n]) n++;
  return n;
}

/** The element that a property is about: a primitive's sibling is about the primitive. */
function elementName(key: string): string {
  return key.startsWith('_') ? key.slice(1) : key;
}

/**
 * Writes places as paths and pointers. Findings come in about the order of the payload, so a place mostly begins as
 * the last one did: that part is not written again.
 */
export class PlaceWriter {
  /** The path and the pointer last written, without the steps below where the walker was. */
  path = '';
  pointer = '';
  private last: Place = [];
  private readonly paths: string[];
  private readonly pointers: string[] = [''];

  /** @param rootName - first step of paths */
  constructor(rootName: string) {
    this.paths = [rootName];
  }

  /**
   * Writes a place.
   *
   * @param hosts - the property that each of the first `depth` keys was walked as
   * @param depth - where the steps begin that the walker has not taken
   * @param isLiteral - true where those steps name what no definition knows, so that `_x` is not about `x`
   */
  write(place: Place, hosts: readonly (PropertyNode | null)[], depth: number, isLiteral: boolean): void {
    const { paths, pointers } = this;
    let n = shared(place, this.last, Math.min(depth, this.last.length));
    let path = paths[n]!;
    let pointer = pointers[n]!;
    for (; n < place.length; n++) {
      const key = place[n]!;
      const host = n < depth ? hosts[n]! : null;
      if (typeof key === 'number') {
        path += `[${key}]`;
        pointer += `/${key}`;
      } else if (key === host?.name) {
        path += host.pathStep;
        pointer += host.pointerStep;
      } else {
        path += pathStep(isLiteral && n >= depth ? key : elementName(key));
        pointer += pointerStep(key);
      }
      if (n < depth) {
        paths[n + 1] = path;
        pointers[n + 1] = pointer;
      }
    }
    this.last = place.length === depth ? place : place.slice(0, depth);
    this.path = path;
    this.pointer = pointer;
  }
}
