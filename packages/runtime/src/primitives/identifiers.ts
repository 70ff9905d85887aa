/**
 * Checks of `uri`, `oid`, `uuid`, `id` and `base64Binary`.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { EMPTY_STRING, notAString, type PrimitiveCheck, type PrimitiveFault } from './fault.js';
import { isWideBlank } from './text.js';

const format = (expected: string): PrimitiveFault => ({ code: 'value.format', expected });

const NOT_A_STRING = notAString('a JSON string');
const URI_BLANK: PrimitiveFault = { code: 'value.whitespace', expected: 'a URI without white space' };
const URI_CONTROL = format('a URI without control characters');
const URI_BARE_OID = format('an OID written as a URI (urn:oid: before the numbers)');
const URI_BARE_UUID = format('a UUID written as a URI (urn:uuid: before the digits)');
const OID = format('urn:oid: and numbers without leading zeros, separated by dots, the first 0, 1 or 2');
const UUID = format('urn:uuid: and a UUID in lower case (8-4-4-4-12 hexadecimal digits)');
const ID_FORM = format('1 to 64 characters out of A-Z, a-z, 0-9, hyphen and dot');
const ID_TOO_LONG: PrimitiveFault = { code: 'value.too-long', expected: 'at most 64 characters', limit: 64 };
const BASE64 = format('base64 text: groups of four characters, the last one padded with =');

/** Dotted numbers from `i` to the end, no leading zeros; the first arc is 0, 1 or 2, as ISO assigned them. */
function isOid(s: string, i: number): boolean {
  const first = s.charCodeAt(i);
  if (first < 48 || first > 50 || s.charCodeAt(i + 1) !== 46) return false;
  let arcStart = i + 2;
  for (i += 2; ; i++) {
    const c = s.charCodeAt(i);
    if (c >= 48 && c <= 57) {
      if (i === arcStart + 1 && s.charCodeAt(arcStart) === 48) return false;
      continue;
    }
    if (i === arcStart) return false;
    if (i === s.length) return true;
    if (c !== 46) return false;
    arcStart = i + 1;
  }
}

/** 8-4-4-4-12 lower-case hexadecimal digits from `from` to the end. */
function isUuid(s: string, from: number): boolean {
  if (s.length !== from + 36) return false;
  for (let i = 0; i < 36; i++) {
    const c = s.charCodeAt(from + i);
    if (i === 8 || i === 13 || i === 18 || i === 23) {
      if (c !== 45) return false;
    } else if (!((c >= 48 && c <= 57) || (c >= 97 && c <= 102))) return false;
  }
  return true;
}

/** `uri`: no white space; `urn:uuid:` and `urn:oid:` are followed by a well-formed UUID or OID. */
export const checkUri: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  const length = value.length;
  if (length === 0) return EMPTY_STRING;
  for (let i = 0; i < length; i++) {
    const c = value.charCodeAt(i);
    if (c > 32 && c < 127) continue;
    if (c === 32 || (c >= 9 && c <= 13)) return URI_BLANK;
    if (c <= 32 || c === 127) return URI_CONTROL;
    if (isWideBlank(c)) return URI_BLANK;
  }
  const c = value.charCodeAt(0);
  if (c === 117) {
    if (value.startsWith('urn:uuid:')) return isUuid(value, 9) ? undefined : UUID;
    if (value.startsWith('urn:oid:')) return isOid(value, 8) ? undefined : OID;
    if (value.startsWith('uuid:')) return URI_BARE_UUID;
  } else if (c === 111 && value.startsWith('oid:')) return URI_BARE_OID;
  return undefined;
};

/** `oid`: an OID as a URI. */
export const checkOid: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY_STRING;
  return value.startsWith('urn:oid:') && isOid(value, 8) ? undefined : OID;
};

/** `uuid`: a UUID as a URI, in lower case. */
export const checkUuid: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY_STRING;
  return value.startsWith('urn:uuid:') && isUuid(value, 9) ? undefined : UUID;
};

/** 1 for what an id is made of, by character code. A UUID's digits follow no pattern that a branch could foresee. */
export const ID_LETTERS: Uint8Array = Uint8Array.from({ length: 128 }, (_, c) =>
  (c >= 97 && c <= 122) || (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || c === 45 || c === 46 ? 1 : 0,
);

/** True for what the `id` of a resource may be. */
export function isPlainId(id: string): boolean {
  return checkId(id) === undefined;
}

/** `id`: 1 to 64 letters, digits, hyphens and dots. */
export const checkId: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  const length = value.length;
  if (length === 0) return EMPTY_STRING;
  // Long input is refused before it is looked at; which of two faults is told matters less than the time.
  if (length > 64) return ID_TOO_LONG;
  for (let i = 0; i < length; i++) if (ID_LETTERS[value.charCodeAt(i)] !== 1) return ID_FORM;
  return undefined;
};

/** `base64Binary`: base64 with padding; white space between characters is let through. */
export const checkBase64Binary: PrimitiveCheck = (value: JsonValue) => {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY_STRING;
  let digits = 0;
  let padding = 0;
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i);
    const digit =
      (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 43 || c === 47;
    if (digit) {
      if (padding > 0) return BASE64;
      digits++;
    } else if (c === 61) padding++;
    else if (c !== 32 && c !== 9 && c !== 10 && c !== 13) return BASE64;
  }
  if (digits === 0) return BASE64;
  return padding <= 2 && (digits + padding) % 4 === 0 ? undefined : BASE64;
};
