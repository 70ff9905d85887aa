/**
 * What the parser refuses, in words that show nothing of the text.
 *
 * @module
 */

/** Beginnings of the parser's messages, with what was expected and what was found. */
const FAULTS: readonly (readonly [beginning: string, expected: string, found: string])[] = [
  ['unexpected close tag', 'the closing tag of the innermost open element', 'another closing tag'],
  ['unmatched closing tag', 'the closing tag of an open element', 'one that closes none'],
  ['weird empty close tag', 'a name in the closing tag', '`</>`'],
  ['unclosed tag', 'a closing tag for every element', 'the end of the text'],
  ['unexpected end', 'the end of the markup that began', 'the end of the text'],
  ['document must contain a root', 'a root element', 'the end of the text'],
  ['documents may contain only one root', 'one root element', 'another element after it'],
  ['text data outside of root', 'no text outside the root element', 'text'],
  ['duplicate attribute', 'each attribute once in a tag', 'one that the tag already has'],
  ['attribute without value', 'a value for every attribute', 'an attribute without one'],
  ['unquoted attribute value', 'attribute values in quotes', 'one without quotes'],
  ['no whitespace between attributes', 'white space between attributes', 'the next attribute'],
  ['the string "]]>"', '`]]>` in text with its last character as a reference', '`]]>`'],
  ['malformed comment', 'no double hyphen inside a comment', '`--`'],
  ['malformed character entity', 'a reference to a character that XML has', 'a reference to none'],
  ['empty entity name', 'a name between `&` and `;`', '`&;`'],
  ['disallowed character in entity name', 'a reference that ends with `;`', 'a bare `&`'],
  ['disallowed character in', 'a well-formed name', 'a character that names do not have'],
  ['forward-slash in opening tag', '`/>`', 'a slash that ends no tag'],
  ['incorrect syntax', 'a comment or a tag after `<`', 'something else'],
  ['an XML declaration must be', 'the XML declaration at the very start', 'one after other text'],
  ['the XML declaration must', 'the XML declaration at the very start', 'one after other text'],
  ['XML declaration', 'a complete XML declaration', 'one that lacks a part'],
];

/** What was expected and found where the parser stopped. `character` is the one that it had read last. */
export function describeFault(
  message: string,
  character: string,
): { readonly expected: string; readonly found: string } {
  if (message.startsWith('disallowed character.')) {
    return character === '<'
      ? { expected: 'no `<` in an attribute value', found: '`<`' }
      : {
          expected: 'only characters that XML has',
          found: 'a control character, or half of one outside the basic plane',
        };
  }
  const fault = FAULTS.find(([beginning]) => message.startsWith(beginning));
  if (fault === undefined) return { expected: 'well-formed XML', found: 'markup that is not' };
  return { expected: fault[1], found: fault[2] };
}

/** Offset after the XML declaration, white space and comments that a text begins with. */
export function skipProlog(text: string, start: number): number {
  let i = start;
  if (text.startsWith('<?xml', i) && isSpace(text.charCodeAt(i + 5))) i = after(text, '?>', i);
  for (;;) {
    while (isSpace(text.charCodeAt(i))) i++;
    if (!text.startsWith('<!--', i)) return i;
    i = after(text, '-->', i + 4);
  }
}

function after(text: string, end: string, from: number): number {
  const at = text.indexOf(end, from);
  return at < 0 ? text.length : at + end.length;
}

function isSpace(c: number): boolean {
  return c === 32 || c === 10 || c === 13 || c === 9;
}

/** Offset of the first character that is not white space, at or after `from`; `to` where there is none. */
export function firstInk(text: string, from: number, to: number): number {
  let i = from;
  while (i < to && isSpace(text.charCodeAt(i))) i++;
  return i;
}

/** True for text of white space alone. */
export function isBlank(text: string): boolean {
  return firstInk(text, 0, text.length) === text.length;
}
