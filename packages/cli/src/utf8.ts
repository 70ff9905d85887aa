/**
 * Decodes UTF-8 strictly, and says where it fails.
 *
 * @module
 */

/** The text, or what is wrong with the bytes and where. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly found: string; readonly line: number; readonly column: number };

/** Decodes `bytes`; a byte-order mark at the start is dropped. */
export function decodeUtf8(bytes: Uint8Array): Decoded {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return { ok: false, found: wide, line: 1, column: 1 };
  try {
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return firstFault(bytes);
  }
}

function wideEncoding(bytes: Uint8Array): string | undefined {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'UTF-16 or UTF-32, little-endian';
  if (a === 0xfe && b === 0xff) return 'UTF-16, big-endian';
  return undefined;
}

/** Walks to the first sequence that is not UTF-8, counting lines and UTF-16 columns. */
function firstFault(bytes: Uint8Array): Decoded {
  let line = 1;
  let column = 1;
  let index = 0;
  while (index < bytes.length) {
    const length = sequenceLength(bytes, index);
    if (length === 0) break;
    if (bytes[index] === 0x0a) {
      line++;
      column = 1;
    } else {
      column += length === 4 ? 2 : 1;
    }
    index += length;
  }
  const byte = (bytes[index] ?? 0).toString(16).padStart(2, '0');
  return { ok: false, found: `a byte that is not UTF-8 (0x${byte})`, line, column };
}

/** How many bytes the well-formed sequence at `index` has (Unicode, table 3-7); 0 when it is not one. */
function sequenceLength(bytes: Uint8Array, index: number): number {
  const first = bytes[index] ?? 0;
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  for (let offset = 1; offset < length; offset++) {
    const byte = bytes[index + offset] ?? 0;
    if ((byte & 0xc0) !== 0x80) return 0;
  }
  const second = bytes[index + 1] ?? 0;
  const overlong = (first === 0xe0 && second < 0xa0) || (first === 0xf0 && second < 0x90);
  const outside = (first === 0xed && second > 0x9f) || (first === 0xf4 && second > 0x8f);
  return overlong || outside ? 0 : length;
}
