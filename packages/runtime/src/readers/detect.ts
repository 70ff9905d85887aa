/**
 * Tells the format of a text.
 *
 * @module
 */

/** What a text looks like. */
export type TextFormat = 'json' | 'xml' | 'empty' | 'binary' | 'unknown';

/** A JSON text that is one literal: no resource, which is for the validator to say. */
const LITERAL = /^(null|true|false|-?\d[\d.eE+-]*)\s*$/;
const LONGEST_LITERAL = 100;

/** How far a text is searched for characters that text does not have. */
const PROBE = 4096;

/** Index of the first character after a byte-order mark and white space. */
export function contentStart(text: string): number {
  let i = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  for (; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 10 && c !== 13 && c !== 9) break;
  }
  return i;
}

/** True for a text whose beginning holds control characters or undecodable bytes. */
function looksBinary(text: string, from: number): boolean {
  const to = Math.min(text.length, PROBE);
  let undecodable = 0;
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 0 || c === 0x1a || c === 0x1b) return true;
    if (c === 0xfffd) undecodable++;
  }
  const first = text.charCodeAt(from);
  if (first < 32 || first === 0xfffd) return true;
  // A few replacement characters are text that went through a wrong decoder; many are no text.
  return undecodable > 8 && undecodable * 10 > to - from;
}

/** The format of a text, from its first character that is not white space. */
export function detectFormat(text: string): TextFormat {
  const start = contentStart(text);
  if (start === text.length) return 'empty';
  const first = text.charCodeAt(start);
  // Structure first: a stray control character inside JSON is a syntax error with a place, not "binary".
  if ((first === 123 || first === 91 || first === 34) && text.charCodeAt(start + 1) !== 0) return 'json';
  if (LITERAL.test(text.slice(start, start + LONGEST_LITERAL))) return 'json';
  if (first === 60 && text.charCodeAt(start + 1) !== 0) return 'xml';
  if (looksBinary(text, start) || text.startsWith('%PDF', start) || text.startsWith('PK\u0003', start)) {
    return 'binary';
  }
  return 'unknown';
}
