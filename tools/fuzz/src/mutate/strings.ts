/**
 * Strings, numbers and keys that are out of the ordinary.
 *
 * @module
 */
import { RAW } from '../json.js';
import type { Random } from '../random.js';

/**
 * Made-up values such as could be a patient's: reports must hold none of them. Their look is that of text, of an NHS
 * number, a date and an id.
 */
export const MARKERS = [
  'Quilbrax Vunterholm',
  '9990000018',
  '1931-07-23',
  '5f0c1b9e-3d2a-4b77-8c41-9e6d0a7f2c35',
] as const;

/** Keys that objects inherit, or that are written with escapes in pointers, or look like indexes. */
export const ODD_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'hasOwnProperty',
  'toString',
  'valueOf',
  'length',
  '',
  ' ',
  '0',
  '1',
  '-1',
  '01',
  '4294967295',
  'a/b',
  'a~b',
  '~1',
  'a.b',
  '$this',
  '_',
  '__',
  '_id',
  '_extension',
  '_resourceType',
  'resourceType',
  'contained',
  'extension',
  'modifierExtension',
  'value',
  'value[x]',
  'valueX',
  'valueString',
  'multipleBirthBoolean',
  'fhir_comments',
  '{1}',
  '{99}',
  MARKERS[0],
  MARKERS[1],
  '\u0000',
  '\u202e',
  '\ud800',
  '\\',
  '"',
  '`',
  'é',
  'k'.repeat(81),
  'k'.repeat(1001),
] as const;

const ODD_STRINGS = [
  '',
  ' ',
  '\t',
  '\n',
  '\u00a0',
  '\u2028',
  ' x',
  'x ',
  'x  y',
  '\u0000',
  '\u001b[31m',
  '\u202eabc',
  '\ufeff',
  '\ud800',
  '\udc00',
  'a\ud800b',
  '😀',
  'é',
  '__proto__',
  'constructor',
  'null',
  'true',
  '0',
  '#',
  '#x',
  '##',
  '/',
  '//',
  '.',
  '..',
  '|',
  'a|b|c',
  'urn:uuid:',
  'urn:uuid:5f0c1b9e-3d2a-4b77-8c41-9e6d0a7f2c3',
  'urn:oid:',
  'urn:oid:1.2.3',
  'urn:oid:1..2',
  'http://',
  'https://example.invalid/a b',
  'http://[::1',
  'Patient/',
  'Patient/x/_history/',
  'Patient/x/_history/1',
  '/Patient/x',
  'Nothing/x',
  'data:text/plain,x',
  '%',
  '%zz',
  '2020',
  '2020-02-30',
  '2019-02-29T24:00:00Z',
  '2020-01-01T10:00',
  '2020-01-01T10:00:00+14:01',
  '0000-00-00',
  '99999-01-01',
  '2020-01-01T10:00:60.999999999999999999Z',
  '25:61:61',
  '=',
  'AAAA=',
  'AAA',
  'A A A A',
  'AAAA\r\nAAAA',
  '<div>',
  '<div xmlns="http://www.w3.org/1999/xhtml"></div>',
  '<div xmlns="http://www.w3.org/1999/xhtml"><p>&nbsp;&amp;&#0;&#x110000;&x;</p></div>',
  '<div xmlns="http://www.w3.org/1999/xhtml"><!-- -- --><br/><img src="javascript:1"/></div>',
  '<div xmlns="http://www.w3.org/1999/xhtml"><a href=" \tjava\nscript:x">x</a></DIV>',
  '<div xmlns="http://www.w3.org/1999/xhtml"><p a="1" a="2" b=c d>x</p></div>',
  '<!DOCTYPE a [<!ENTITY b "c">]><div>&b;</div>',
] as const;

/** Pieces that are repeated: what a search that goes back over its input would be slow on. */
const PIECES = [
  ' ',
  '0',
  '9',
  '.',
  '1.',
  '-',
  'A',
  'A ',
  '=',
  '/',
  '#',
  '|',
  '~',
  '\\',
  '"',
  '<',
  '<p>',
  '<p/>',
  '<a b="',
  '&',
  '&amp;',
  '&#1',
  '<!--',
  ']]>',
  '\u00a0',
  '\ud800',
  'é',
  '\n',
  '\t ',
  'http://',
  'urn:uuid:',
  'Patient/',
  '2020-01-01T',
] as const;

const NUMBERS = [
  '-0',
  '0',
  '-1',
  '1',
  '0.1',
  '1.0',
  '1e400',
  '-1e400',
  '1e-400',
  '1E+2',
  '2147483647',
  '2147483648',
  '-2147483649',
  '4294967296',
  '9007199254740993',
  '0.10000000000000000000000000000001',
  '123456789012345678901234567890',
] as const;

/** A string that is empty, blank, malformed, long or a marker. */
export function oddString(random: Random, longest: number): string {
  switch (random.below(8)) {
    case 0:
      return random.pick(MARKERS);
    case 1: {
      const piece = random.pick(PIECES);
      const most = Math.max(1, Math.floor(longest / piece.length));
      return (
        random.pick(['', 'x', '<div xmlns="http://www.w3.org/1999/xhtml">']) + piece.repeat(random.size(most))
      );
    }
    case 2:
      return random.pick(ODD_STRINGS) + random.pick(ODD_STRINGS);
    case 3:
      return random.pick(ODD_KEYS);
    default:
      return random.pick(ODD_STRINGS);
  }
}

/** The string with a piece cut out, repeated, put in, or its letters changed. */
export function changedString(random: Random, text: string): string {
  const at = random.below(text.length + 1);
  const to = Math.min(text.length, at + random.size(16));
  switch (random.below(6)) {
    case 0:
      return text.slice(0, at) + text.slice(to);
    case 1:
      return text.slice(0, to) + text.slice(at);
    case 2:
      return text.slice(0, at) + random.pick(ODD_STRINGS) + text.slice(at);
    case 3:
      return random.oneIn(2) ? text.toUpperCase() : text.toLowerCase();
    case 4:
      return (
        text.slice(0, at) + String.fromCharCode(random.below(random.oneIn(2) ? 128 : 65_536)) + text.slice(to)
      );
    default:
      return random.oneIn(2) ? ` ${text}` : `${text} `;
  }
}

/** A number, written as it will stand in the text. */
export function rawNumber(random: Random): string {
  return RAW + (random.oneIn(20) ? '9'.repeat(random.size(2000)) : random.pick(NUMBERS));
}
