/**
 * Checks of `string`, `markdown` and `code`.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { EMPTY_STRING, notAString, type PrimitiveCheck, type PrimitiveFault } from './fault.js';

/** FHIR's limit of one mega-character. */
const STRING_LIMIT = 1_048_576;

const NOT_A_STRING = notAString('a JSON string');
const TOO_LONG: PrimitiveFault = {
  code: 'value.too-long',
  expected: `at most ${STRING_LIMIT} characters`,
  limit: STRING_LIMIT,
};
const CONTROL: PrimitiveFault = {
  code: 'value.format',
  expected: 'text without control characters (tab, carriage return and line feed are allowed)',
};
const CODE_OUTER: PrimitiveFault = {
  code: 'value.whitespace',
  expected: 'a code that neither begins nor ends with white space',
};
const CODE_INNER: PrimitiveFault = {
  code: 'value.whitespace',
  expected: 'no white space in a code but single blanks between its parts',
};

/** Characters as FHIR counts them: Unicode code points. */
function codePoints(text: string): number {
  let pairs = 0;
  for (let i = 0; i < text.length - 1; i++) {
    const high = text.charCodeAt(i);
    if (high < 0xd800 || high > 0xdbff) continue;
    const low = text.charCodeAt(i + 1);
    if (low >= 0xdc00 && low <= 0xdfff) {
      pairs++;
      i++;
    }
  }
  return text.length - pairs;
}

function isControl(c: number): boolean {
  return c < 32 && c !== 9 && c !== 10 && c !== 13;
}

/** `string` and `markdown`: not empty, at most 1,048,576 characters, no control characters but tab, CR and LF. */
export const checkString: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  const length = value.length;
  if (length === 0) return EMPTY_STRING;
  // A text of at most `limit` code units has at most as many code points; only longer ones need counting.
  if (length > STRING_LIMIT && codePoints(value) > STRING_LIMIT) return TOO_LONG;
  for (let i = 0; i < length; i++) if (isControl(value.charCodeAt(i))) return CONTROL;
  return undefined;
};

/** `code`: at least one character, single blanks inside, none at the ends. */
export const checkCode: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  const length = value.length;
  if (length === 0) return EMPTY_STRING;
  let afterBlank = false;
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i);
    const blank = c <= 32 ? true : c >= 127 && isWideBlank(c);
    if (blank) {
      if (isControl(c)) return CONTROL;
      if (i === 0 || i === length - 1) return CODE_OUTER;
      if (afterBlank || c !== 32) return endsBlank(value) ? CODE_OUTER : CODE_INNER;
    }
    afterBlank = blank;
  }
  return undefined;
};

function endsBlank(value: string): boolean {
  const c = value.charCodeAt(value.length - 1);
  return c <= 32 || isWideBlank(c);
}

/** White space beyond ASCII, as Unicode lists it. */
export function isWideBlank(c: number): boolean {
  return (
    c === 0xa0 ||
    c === 0x1680 ||
    (c >= 0x2000 && c <= 0x200a) ||
    c === 0x2028 ||
    c === 0x2029 ||
    c === 0x202f ||
    c === 0x205f ||
    c === 0x3000 ||
    c === 0xfeff ||
    c === 0x85
  );
}
