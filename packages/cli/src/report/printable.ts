/**
 * Makes text safe to print on one line. Property names and, on request, values
 * come from payloads of unknown origin: a terminal must not obey them.
 *
 * @module
 */

// C0 and C1 controls, line separators, and the marks that reorder text.
/* eslint-disable no-control-regex */
const UNPRINTABLE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** `text` with every control and reordering character written as `\u{…}`. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

/** `1 error`, `2 errors`. */
export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
