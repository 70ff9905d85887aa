/**
 * Finds the places of JSON pointers in a text, for findings only.
 *
 * The value tells which string of the text each property begins with. Where it does not, because keys are repeated or
 * stand in another order than in the text, the text is scanned.
 *
 * @module
 */
import { contentStart } from './detect.js';
import { Outline } from './outline.js';
import { pointerTree, type PointerTree } from './pointer-tree.js';
import { positionsOf } from './position.js';
import type { Position } from './result.js';
import { scanStructure, type ContainerIndex } from './structure.js';
import { findInText } from './text-walk.js';

/** What reading a text leaves for finding places in it. */
export type TextIndex = Outline | ContainerIndex;

/**
 * Line and column of each pointer: of the property's key, or of the value where it is an array item or the
 * root. A pointer that leads nowhere gets the place of its nearest ancestor, so that a missing element is told
 * at the object that lacks it. Where a key is repeated, the last one counts. One scan, whatever the number of
 * pointers.
 *
 * @param text - Text that {@link readJson} has read.
 * @param pointers - RFC 6901 pointers; repeated ones cost nothing.
 * @param index - `ReadResult.index` of the same text, which spares a pass over it.
 */
export function locate(text: string, pointers: Iterable<string>, index?: TextIndex): Map<string, Position> {
  const wanted = [...pointers];
  const places = new Map<string, Position>();
  if (wanted.length === 0) return places;
  const tree = findAll(text, wanted, index);
  const ascending = [...new Set([...tree.wanted.values()].map((step) => step.offset))].sort((a, b) => a - b);
  const positions = positionsOf(text, ascending);
  const byOffset = new Map(ascending.map((offset, n) => [offset, positions[n]!]));
  for (const [pointer, step] of tree.wanted) places.set(pointer, byOffset.get(step.offset)!);
  return places;
}

function findAll(text: string, pointers: readonly string[], index: TextIndex | undefined): PointerTree {
  const start = contentStart(text);
  if (index instanceof Outline) {
    const tree = pointerTree(pointers);
    if (index.find(tree)) return tree;
  }
  const tree = pointerTree(pointers);
  const containers =
    index === undefined || index instanceof Outline
      ? scanStructure(text, start, Infinity, 0).containers
      : index;
  findInText(text, tree, containers, start);
  return tree;
}
