/**
 * Writes JSON with known places: the independent witness of what a reader must find.
 */
import fc from 'fast-check';

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain };

export interface Written {
  readonly text: string;
  /** Offset by pointer: of the key of a property, of the value of an item and of the root. */
  readonly offsets: ReadonlyMap<string, number>;
}

/** How blanks and keys are written. */
export interface Style {
  /** Blanks to put between tokens, in turn. */
  readonly blanks: readonly string[];
  /** True to write the first character of every key as an escape. */
  readonly escapeKeys: boolean;
}

function writeKey(key: string, escape: boolean): string {
  if (!escape || key.length === 0) return JSON.stringify(key);
  const unit = key.charCodeAt(0).toString(16).padStart(4, '0');
  return `"\\u${unit}${JSON.stringify(key.slice(1)).slice(1)}`;
}

export function write(value: Plain, style: Style): Written {
  const offsets = new Map<string, number>();
  let text = '';
  let turn = 0;
  const blank = (): void => {
    if (style.blanks.length > 0) text += style.blanks[turn++ % style.blanks.length]!;
  };
  const step = (key: string): string => '/' + key.replaceAll('~', '~0').replaceAll('/', '~1');
  const put = (node: Plain, pointer: string): void => {
    if (Array.isArray(node)) {
      text += '[';
      node.forEach((item, n) => {
        if (n > 0) text += ',';
        blank();
        const at = `${pointer}/${n}`;
        offsets.set(at, text.length);
        put(item, at);
        blank();
      });
      if (node.length === 0) blank();
      text += ']';
    } else if (typeof node === 'object' && node !== null) {
      text += '{';
      Object.keys(node).forEach((key, n) => {
        if (n > 0) text += ',';
        blank();
        const at = pointer + step(key);
        offsets.set(at, text.length);
        text += writeKey(key, style.escapeKeys);
        blank();
        text += ':';
        blank();
        put(node[key]!, at);
        blank();
      });
      text += '}';
    } else text += JSON.stringify(node);
  };
  blank();
  offsets.set('', text.length);
  put(value, '');
  blank();
  return { text, offsets };
}

/** Line and column by counting, as one would with a finger. */
export function countPosition(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  return { line: lines.length, column: lines[lines.length - 1]!.length + 1 };
}

export const styles: fc.Arbitrary<Style> = fc.record({
  blanks: fc.array(fc.constantFrom('', ' ', '\n', '\r\n', '\t', '\n    '), { maxLength: 7 }),
  escapeKeys: fc.boolean(),
});

const key = fc.oneof(
  fc.constantFrom(
    'a',
    'b',
    'id',
    'entry',
    '0',
    '1',
    '',
    '~',
    '/',
    '\\',
    '"',
    '{',
    ']',
    'a:b',
    'é',
    '__proto__',
  ),
  fc.string({ maxLength: 6 }),
);
const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, -1.5, 1e21),
  fc.string({ unit: fc.constantFrom(...'ab"\\{}[]:,\n é–'), maxLength: 12 }),
);

export const values: fc.Arbitrary<Plain> = fc.letrec<{ value: Plain }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 5 }),
    fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 20, selector: ([name]) => name })
      .map((entries) => Object.fromEntries(entries)),
  ),
})).value;
