/**
 * Mutates XML text: what markup can be, and what is no XML.
 *
 * @module
 */
import type { Random } from '../random.js';

const TOKENS = [
  '<', '>', '</', '/>', '</x>', '<x>', '<x/>', '<x value="y"/>', '<!--', '-->', '<!-- -- -->', '<![CDATA[', ']]>', '<![CDATA[x]]>',
  '<!DOCTYPE x>', '<!DOCTYPE x [<!ENTITY a "b">]>', '&a;', '&amp;', '&lt;', '&#0;', '&#60;', '&#xD800;', '&#x10FFFF;', '&#x110000;',
  '&', '&#', '&#x;', '<?xml version="1.0"?>', '<?xml version="1.1" encoding="UTF-16"?>', '<?x?>', '<?', ' xmlns=""', ' xmlns="x"',
  ' xmlns:a="http://hl7.org/fhir"', ' a:value="x"', ' value="x"', ' value=""', ' value="x" value="y"', ' id="x"', ' url="x"', ' xml:id="x"',
  ' value=x', ' value', '=', '"', "'", 'x', ' ', '\n', '\t', '\r', '\u0000', '\u0001', '\u00a0', '\ufeff', '\ufffe', '\ud800', 'é', ']', '%x;',
  '<extension url="x"/>', '<contained><Patient xmlns="http://hl7.org/fhir"/></contained>', '<div xmlns="http://www.w3.org/1999/xhtml">',
] as const; // prettier-ignore

/** Some part of the text that a pattern finds; undefined where there is none. */
function part(
  random: Random,
  text: string,
  pattern: RegExp,
): { at: number; length: number; match: string } | undefined {
  const search = new RegExp(pattern, 'g');
  search.lastIndex = random.below(text.length + 1);
  const found = search.exec(text) ?? new RegExp(pattern).exec(text);
  return found === null ? undefined : { at: found.index, length: found[0].length, match: found[0] };
}

function replace(text: string, { at, length }: { at: number; length: number }, by: string): string {
  return text.slice(0, at) + by + text.slice(at + length);
}

type MarkupMutation = (random: Random, text: string) => string;

/** An element that is empty, or a tag, or an attribute: again, away, or another one in its place. */
function changePart(pattern: RegExp): MarkupMutation {
  return (random, text) => {
    const found = part(random, text, pattern);
    if (found === undefined) return text;
    const other = part(random, text, pattern) ?? found;
    const by = random.pick([
      found.match + found.match,
      '',
      other.match,
      found.match.repeat(random.size(200)),
      found.match.toUpperCase(),
    ]);
    return replace(text, found, by);
  };
}

export const MARKUP_MUTATIONS: readonly MarkupMutation[] = [
  changePart(/<[A-Za-z]+ [^<>]*\/>/),
  changePart(/<\/?[A-Za-z]+[^<>]*>/),
  changePart(/ [A-Za-z:]+="[^"<]*"/),
  changePart(/[A-Za-z]+/),
  (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(TOKENS) + text.slice(at);
  },
  (random, text) => {
    const found = part(random, text, />|"/);
    if (found === undefined) return text;
    const at = found.at + found.length;
    return (
      text.slice(0, at) +
      random.pick(TOKENS).repeat(random.size(random.oneIn(20) ? 2000 : 4)) +
      text.slice(at)
    );
  },
  // Many levels.
  (random, text) => {
    const found = part(random, text, /<[A-Za-z]+ [^<>]*\/>/);
    const name = random.pick(['extension', 'contained', 'entry', 'p', 'x', 'resource', 'Bundle']);
    const levels = random.size(random.oneIn(10) ? 3000 : 250);
    return found === undefined
      ? text
      : replace(text, found, `<${name}>`.repeat(levels) + found.match + `</${name}>`.repeat(levels));
  },
];
