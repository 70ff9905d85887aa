/**
 * Line and column of an offset.
 *
 * @module
 */
import { find } from './strings.js';
import type { Position } from './result.js';

/**
 * Positions of offsets that ascend, in one pass. Lines end with LF or CR LF; a byte-order mark takes no column.
 */
export function positionsOf(text: string, offsets: readonly number[]): Position[] {
  const positions: Position[] = [];
  let line = 1;
  let lineStart = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let lineEnd = find(text, '\n', lineStart);
  for (const offset of offsets) {
    while (lineEnd < offset) {
      line++;
      lineStart = lineEnd + 1;
      lineEnd = find(text, '\n', lineStart);
    }
    positions.push({ line, column: Math.max(1, offset - lineStart + 1) });
  }
  return positions;
}

/** Position of one offset. */
export function positionOf(text: string, offset: number): Position {
  return positionsOf(text, [offset])[0]!;
}
