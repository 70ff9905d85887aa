/**
 * The check of `xhtml`: one `div` in the XHTML namespace, well-formed, of permitted elements and attributes.
 *
 * One pass, no recursion, bounded depth. It tells that a narrative is wrong and in what way; rules about the
 * content of GP Connect's HTML views need a parsed tree and are not here.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { EMPTY_STRING, notAString, type PrimitiveFault } from './fault.js';
import { isXhtmlAttribute, XHTML_ADDRESSES, XHTML_ELEMENTS } from './xhtml-vocabulary.js';

const NAMESPACE = 'http://www.w3.org/1999/xhtml';
const DEPTH_LIMIT = 256;
const ATTRIBUTE_LIMIT = 64;
const NAME_LIMIT = 32;

const narrative = (expected: string): PrimitiveFault => ({ code: 'value.narrative', expected });

const NOT_A_STRING = notAString('a JSON string with XHTML');
const NO_DIV = narrative('a single div element');
const NO_NAMESPACE = narrative(`the namespace ${NAMESPACE} on the div element and no other`);
const ELEMENT = narrative('only elements for formatted text, lists, tables, links and images');
const ATTRIBUTE = narrative('only attributes of formatting, links, images and tables');
const DUPLICATE = narrative('each attribute once in a tag, and not more than ' + ATTRIBUTE_LIMIT);
const BALANCE = narrative('each element to be closed, in the order of nesting');
const TAG = narrative('well-formed tags, with each attribute value in quotes');
const ENTITY = narrative(
  'only the character references that XML has (amp, lt, gt, quot, apos and numbers); a named HTML entity needs its number',
);
const COMMENT = narrative('comments that are closed and have no double hyphen inside');
const NO_DECLARATION = narrative('no document type, processing instruction or CDATA section');
const TOO_DEEP = narrative(`at most ${DEPTH_LIMIT} nested elements`);
const ACTIVE = narrative('no script addresses');
const CHARACTER = narrative('only characters that XML has: no control characters, no halves of characters');
const SECTION_END = narrative('no `]]>` in text: its last character as a character reference');

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 9 || c === 13;
}

function skipSpace(s: string, i: number): number {
  while (isSpace(s.charCodeAt(i))) i++;
  return i;
}

/** Letters, digits, colon, hyphen, underscore, dot: names of permitted elements and attributes have no others. */
function skipName(s: string, i: number): number {
  for (const limit = i + NAME_LIMIT; i < limit; i++) {
    const c = s.charCodeAt(i);
    const ok =
      (c >= 97 && c <= 122) ||
      (c >= 65 && c <= 90) ||
      (c >= 48 && c <= 58) ||
      c === 45 ||
      c === 46 ||
      c === 95;
    if (!ok) break;
  }
  return i;
}

const NAMED = ['amp;', 'lt;', 'gt;', 'quot;', 'apos;'] as const;

/** True when a character reference begins at `i`, the place after the ampersand. */
function isReference(s: string, i: number): boolean {
  if (s.charCodeAt(i) !== 35) return NAMED.some((name) => s.startsWith(name, i));
  const hex = s.charCodeAt(i + 1) === 120;
  const from = i + (hex ? 2 : 1);
  let code = 0;
  for (let at = from; at < from + 8; at++) {
    const c = s.charCodeAt(at);
    if (c === 59) return at > from && isCharacter(code);
    const digit = c >= 48 && c <= 57 ? c - 48 : hex ? hexLetter(c) : -1;
    if (digit < 0) return false;
    code = code * (hex ? 16 : 10) + digit;
  }
  return false;
}

function hexLetter(c: number): number {
  if (c >= 97 && c <= 102) return c - 87;
  return c >= 65 && c <= 70 ? c - 55 : -1;
}

/** XML 1.0's characters. */
function isCharacter(code: number): boolean {
  return (
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 32 && code < 0xd800) ||
    (code >= 0xe000 && code < 0xfffe) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}

/** Character data from `from` to `to`: references resolve, every character is one of XML's. */
function checkCharacters(s: string, from: number, to: number): PrimitiveFault | undefined {
  for (let i = from; i < to; i++) {
    const c = s.charCodeAt(i);
    if (c === 38) {
      if (!isReference(s, i + 1)) return ENTITY;
    } else if (c < 32) {
      if (!isSpace(c)) return CHARACTER;
    } else if (c >= 0xd800) {
      const code = s.codePointAt(i)!;
      if (!isCharacter(code)) return CHARACTER;
      if (code > 0xffff) i++;
    }
  }
  return undefined;
}

const SCRIPT_ADDRESSES = ['javascript:', 'vbscript:', 'data:text/html'] as const;

/** An address that runs code: the scheme counts whatever blanks, case and references it is disguised with. */
function isScript(value: string): boolean {
  const start = value
    .replace(/&#(x?)([0-9a-fA-F]{1,7});/g, (_, hex: string, digits: string) => {
      const code = parseInt(digits, hex === '' ? 10 : 16);
      return isCharacter(code) ? String.fromCodePoint(code) : '';
    })
    .replace(/[^!-~]+/g, '')
    .slice(0, 16)
    .toLowerCase();
  return SCRIPT_ADDRESSES.some((beginning) => start.startsWith(beginning));
}

/** State of a scan: where it is, the open elements, and the fault it stopped at. */
interface Scan {
  readonly s: string;
  at: number;
  readonly open: string[];
}

/** The attributes and the end of an opening tag whose name has just been read. */
function scanAttributes(scan: Scan, element: string): PrimitiveFault | undefined {
  const { s } = scan;
  const root = scan.open.length === 0;
  const seen: string[] = [];
  let namespaced = false;
  let i = scan.at;
  for (;;) {
    const afterSpace = skipSpace(s, i);
    const c = s.charCodeAt(afterSpace);
    if (c === 62 || c === 47) {
      if (c === 47 && s.charCodeAt(afterSpace + 1) !== 62) return TAG;
      if (root && !namespaced) return NO_NAMESPACE;
      scan.at = afterSpace + (c === 62 ? 1 : 2);
      if (c === 62) scan.open.push(element);
      return undefined;
    }
    if (afterSpace === i) return TAG;
    const nameEnd = skipName(s, afterSpace);
    if (nameEnd === afterSpace) return TAG;
    const name = s.slice(afterSpace, nameEnd);
    i = skipSpace(s, nameEnd);
    if (s.charCodeAt(i) !== 61) return TAG;
    i = skipSpace(s, i + 1);
    const quote = s[i];
    if (quote !== '"' && quote !== "'") return TAG;
    const close = s.indexOf(quote, i + 1);
    if (close < 0) return TAG;
    const value = s.slice(i + 1, close);
    if (value.includes('<')) return TAG;
    if (seen.includes(name) || seen.length >= ATTRIBUTE_LIMIT) return DUPLICATE;
    seen.push(name);
    if (name === 'xmlns') {
      if (value !== NAMESPACE) return NO_NAMESPACE;
      namespaced = true;
    } else if (!isXhtmlAttribute(element, name)) return ATTRIBUTE;
    const fault = checkCharacters(s, i + 1, close);
    if (fault !== undefined) return fault;
    if (XHTML_ADDRESSES.has(name) && isScript(value)) return ACTIVE;
    i = close + 1;
  }
}

/** A tag, comment or declaration that begins at `scan.at`, a `<`. */
function scanMarkup(scan: Scan): PrimitiveFault | undefined {
  const { s, open } = scan;
  const from = scan.at + 1;
  const c = s.charCodeAt(from);
  if (c === 33) {
    if (!s.startsWith('--', from + 1)) return NO_DECLARATION;
    const close = s.indexOf('--', from + 3);
    if (close < 0 || s.charCodeAt(close + 2) !== 62) return COMMENT;
    scan.at = close + 3;
    return undefined;
  }
  if (c === 63) return NO_DECLARATION;
  if (c === 47) {
    const nameEnd = skipName(s, from + 1);
    const close = skipSpace(s, nameEnd);
    if (s.charCodeAt(close) !== 62) return TAG;
    if (open.pop() !== s.slice(from + 1, nameEnd)) return BALANCE;
    scan.at = close + 1;
    return undefined;
  }
  const nameEnd = skipName(s, from);
  if (nameEnd === from) return TAG;
  const element = s.slice(from, nameEnd);
  if (!XHTML_ELEMENTS.has(element)) return open.length === 0 ? NO_DIV : ELEMENT;
  if (open.length >= DEPTH_LIMIT) return TOO_DEEP;
  scan.at = nameEnd;
  return scanAttributes(scan, element);
}

/** True when text between two tags holds what ends a CDATA section, which XML keeps for that. */
function hasSectionEnd(s: string, from: number, to: number): boolean {
  for (let i = s.indexOf('>', from); i >= 0 && i < to; i = s.indexOf('>', i + 1)) {
    if (s.startsWith(']]', i - 2)) return true;
  }
  return false;
}

function checkText(value: string): PrimitiveFault | undefined {
  const start = skipSpace(value, 0);
  if (!value.startsWith('<div', start)) return NO_DIV;
  const afterName = value.charCodeAt(start + 4);
  if (afterName !== 62 && afterName !== 47 && !isSpace(afterName)) return NO_DIV;
  const scan: Scan = { s: value, at: start, open: [] };
  do {
    const fault = scanMarkup(scan);
    if (fault !== undefined) return fault;
    if (scan.open.length === 0) break;
    const next = value.indexOf('<', scan.at);
    if (next < 0) return BALANCE;
    const textFault = checkCharacters(value, scan.at, next);
    if (textFault !== undefined) return textFault;
    if (hasSectionEnd(value, scan.at, next)) return SECTION_END;
    scan.at = next;
  } while (scan.at < value.length);
  if (scan.open.length > 0) return BALANCE;
  return skipSpace(value, scan.at) === value.length ? undefined : NO_DIV;
}

/** `xhtml`: see the module. White space around the `div` is let through. */
export function checkXhtml(value: JsonValue): PrimitiveFault | undefined {
  if (typeof value !== 'string') return NOT_A_STRING;
  if (value.length === 0) return EMPTY_STRING;
  return checkText(value);
}
