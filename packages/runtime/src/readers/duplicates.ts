/**
 * Names and paths of duplicate keys. Runs only where there are some, so it may look at every character.
 *
 * @module
 */
import { pathStep, pointerStep } from '../issues/names.js';
import { closingQuote, unescape } from './strings.js';

/** A key that its object had before. */
export interface DuplicateKey {
  readonly name: string;
  /** Offset of the opening quote of the later key. */
  readonly offset: number;
  /** Path from the root, which is left out: `.entry[3].resource.id`. */
  readonly steps: string;
  readonly pointer: string;
}

/** An open container: an array with its current index, or an object with its current key. */
interface Level {
  readonly isObject: boolean;
  index: number;
  key: string;
  keyNext: boolean;
  /** Where the container stands, once that was asked for: it may hold many duplicates. */
  place: Pick<DuplicateKey, 'steps' | 'pointer'> | undefined;
}

const ROOT: NonNullable<Level['place']> = { steps: '', pointer: '' };

function describe(levels: readonly Level[], offset: number): DuplicateKey {
  let place = ROOT;
  for (let n = 1; n < levels.length; n++) {
    const level = levels[n]!;
    place = level.place ??= within(place, levels[n - 1]!);
  }
  const innermost = levels[levels.length - 1]!;
  return { name: innermost.key, offset, ...within(place, innermost) };
}

function within({ steps, pointer }: NonNullable<Level['place']>, level: Level): NonNullable<Level['place']> {
  return {
    steps: steps + (level.isObject ? pathStep(level.key) : `[${level.index}]`),
    pointer: pointer + pointerStep(level.isObject ? level.key : level.index),
  };
}

/**
 * Describes the keys at the given offsets, in one pass.
 *
 * @param text - JSON text.
 * @param offsets - Offsets of opening quotes of keys, ascending.
 */
export function describeKeys(text: string, offsets: readonly number[]): DuplicateKey[] {
  const described: DuplicateKey[] = [];
  const levels: Level[] = [];
  for (let i = 0; described.length < offsets.length && i < text.length; i++) {
    const c = text.charCodeAt(i);
    const top = levels[levels.length - 1];
    if (c === 34) {
      const close = closingQuote(text, i + 1);
      if (top?.keyNext === true) {
        top.key = unescape(text, i + 1, close);
        top.keyNext = false;
        if (i === offsets[described.length]) described.push(describe(levels, i));
      }
      i = close;
    } else if (c === 123 || c === 91) {
      levels.push({ isObject: c === 123, index: 0, key: '', keyNext: c === 123, place: undefined });
    } else if (c === 125 || c === 93) {
      levels.pop();
    } else if (c === 44 && top !== undefined) {
      top.index++;
      top.keyNext = top.isObject;
    }
  }
  return described;
}
