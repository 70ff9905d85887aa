/**
 * Names and paths of duplicate keys. Runs only where there are some, so it may look at every character.
 *
 * @module
 */
import { hiddenName } from '../issues/mask.js';
import { pathStep, pointerStep } from '../issues/names.js';
import { closingQuote, unescape } from './strings.js';

/** A key that its object had before. */
export interface DuplicateKey {
  /** The key, or what stands for it where it may not be shown. */
  readonly name: string;
  /** Offset of the opening quote of the later key. */
  readonly offset: number;
  /** Path from the root, which is left out: `.entry[3].resource.id`. */
  readonly steps: string;
  readonly pointer: string;
}

/** An open container: an array with its current index, or an object with its current key and the key's index. */
interface Level {
  readonly isObject: boolean;
  index: number;
  key: string;
  keyNext: boolean;
  /** Where the container stands, once that was asked for: it may hold many duplicates. */
  place: Pick<DuplicateKey, 'steps' | 'pointer'> | undefined;
}

const ROOT: NonNullable<Level['place']> = { steps: '', pointer: '' };

type Shows = (name: string) => boolean;

function describe(levels: readonly Level[], offset: number, shows: Shows): DuplicateKey {
  let place = ROOT;
  for (let n = 1; n < levels.length; n++) {
    const level = levels[n]!;
    place = level.place ??= within(place, levels[n - 1]!, shows);
  }
  const innermost = levels[levels.length - 1]!;
  return { name: nameOf(innermost, shows), offset, ...within(place, innermost, shows) };
}

function nameOf({ key, index }: Level, shows: Shows): string {
  return shows(key) ? key : hiddenName(index + 1);
}

function within(
  { steps, pointer }: NonNullable<Level['place']>,
  level: Level,
  shows: Shows,
): NonNullable<Level['place']> {
  const step = level.isObject ? nameOf(level, shows) : level.index;
  return {
    steps: steps + (typeof step === 'string' ? pathStep(step) : `[${step}]`),
    pointer: pointer + pointerStep(step),
  };
}

/**
 * Describes the keys at the given offsets, in one pass.
 *
 * @param text - JSON text.
 * @param offsets - Offsets of opening quotes of keys, ascending.
 * @param shows - Which keys may be shown.
 */
export function describeKeys(
  text: string,
  offsets: readonly number[],
  shows: (name: string) => boolean,
): DuplicateKey[] {
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
        if (i === offsets[described.length]) described.push(describe(levels, i, shows));
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
