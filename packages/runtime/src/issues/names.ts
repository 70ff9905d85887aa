/**
 * Property names in paths, pointers and texts: bounded and printable, whatever the payload calls its properties.
 *
 * @module
 */

/** Longest property name shown, in UTF-16 code units. */
const NAME_LIMIT = 80;

/** Longest segment of a pointer. A longer one is cut, and its place falls back to the object that holds it. */
const SEGMENT_LIMIT = 1000;

function isWordCharacter(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95;
}

function isIdentifier(name: string): boolean {
  if (name.length === 0 || name.length > NAME_LIMIT) return false;
  const first = name.charCodeAt(0);
  if (first >= 48 && first <= 57) return false;
  for (let i = 0; i < name.length; i++) if (!isWordCharacter(name.charCodeAt(i))) return false;
  return true;
}

/** True for what could drive a terminal, break a line or reorder text: C0, C1, separators, bidi controls, lone surrogates. */
function isUnprintable(c: number): boolean {
  return (
    c < 32 ||
    (c >= 127 && c < 160) ||
    (c >= 0x200b && c <= 0x200f) ||
    (c >= 0x2028 && c <= 0x202e) ||
    (c >= 0x2060 && c <= 0x206f) ||
    c === 0xfeff ||
    (c >= 0xd800 && c <= 0xdfff)
  );
}

/** The text with control, separator and direction characters written as `\uXXXX`. Surrogate pairs stay. */
export function escapeControls(text: string): string {
  let out = '';
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (!isUnprintable(c)) continue;
    if (c >= 0xd800 && c <= 0xdbff && i + 1 < text.length) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low <= 0xdfff) {
        i++;
        continue;
      }
    }
    out += text.slice(from, i) + '\\u' + c.toString(16).padStart(4, '0');
    from = i + 1;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** The text, cut to `limit` code units and marked where it was cut. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : text.slice(0, limit) + '…';
}

/** A property name for texts: as it is when it is a plain name; otherwise in back-ticks, cut and escaped. */
export function showName(name: string): string {
  return isIdentifier(name) ? name : '`' + escapeControls(cut(name, NAME_LIMIT)).replaceAll('`', '\\`') + '`';
}

/** A property as a step of a FHIRPath-like path, with its dot: `.name`, or delimited where it is no plain name. */
export function pathStep(name: string): string {
  return '.' + showName(name);
}

/** A property or index as a segment of an RFC 6901 pointer, with its slash. */
export function pointerStep(name: string | number): string {
  if (typeof name === 'number') return '/' + name;
  const bounded = cut(name, SEGMENT_LIMIT);
  if (!bounded.includes('~') && !bounded.includes('/')) return '/' + bounded;
  return '/' + bounded.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The segments of an RFC 6901 pointer, unescaped. */
export function pointerSegments(pointer: string): string[] {
  if (pointer === '') return [];
  const segments = pointer.slice(1).split('/');
  if (!pointer.includes('~')) return segments;
  return segments.map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}
