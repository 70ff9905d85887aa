/**
 * JSON strings in place: where they end, and what they say.
 *
 * @module
 */

/** Offset of `character` at or after `from`; the text's length where there is none. */
export function find(text: string, character: string, from: number): number {
  const at = text.indexOf(character, from);
  return at < 0 ? text.length : at;
}

/** True when an odd number of backslashes stands before `at`. */
function isEscaped(text: string, at: number, from: number): boolean {
  let i = at;
  while (i > from && text.charCodeAt(i - 1) === 92) i--;
  return (at - i) % 2 === 1;
}

/**
 * Offset of the quote that closes the string whose content begins at `from`; the text's length where none does.
 * The engine's search for a character is many times faster than a loop over characters, and quotes are rare.
 */
export function closingQuote(text: string, from: number): number {
  let at = find(text, '"', from);
  while (at < text.length && text.charCodeAt(at - 1) === 92 && isEscaped(text, at, from)) {
    at = find(text, '"', at + 1);
  }
  return at;
}

/** What the string between two quotes says. Escapes that JSON does not have leave it as it is. */
export function unescape(text: string, start: number, end: number): string {
  const raw = text.slice(start, end);
  if (!raw.includes('\\')) return raw;
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}
