/**
 * Names and literals of the printed code.
 *
 * @module
 */
import type { Value } from './ir.js';

/** Names that a loop variable must not take: JavaScript's words and the helpers. */
export const reserved = new Set(
  (
    'self context undefined case class const default delete do else enum export extends for function if import in ' +
    'interface new package private protected public return static super switch this try var void while with yield ' +
    'get has hasPrimitive items choice hasChoice text numberOf toText substring matches isResource hasValue childCount ' +
    'descendants isDistinct same members compareDates'
  ).split(' '),
);

/** Whether a value is text whatever the data, so that it need not be tested for being text. */
export function isText(value: Value): boolean {
  return value.kind === 'substring' || value.kind === 'toString' || value.kind === 'concat';
}

/** A string literal. */
export function quoted(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${escaped}'`;
}

/** A literal. */
export function literal(value: string | number | boolean): string {
  return typeof value === 'string' ? quoted(value) : String(value);
}

/** A readable name for a set, and one that tells it from other sets of the same resource. */
export function pathOf(value: Value): string {
  switch (value.kind) {
    case 'context':
      return `%${value.which}`;
    case 'member':
      return `${pathOf(value.of)}.${value.property.name}`;
    case 'descendants':
      return `${pathOf(value.of)}.descendants()`;
    case 'resourcesOf':
      return `${pathOf(value.of)}.ofType(${value.type})`;
    default:
      return `${'of' in value ? pathOf(value.of) : ''}.${value.kind}@${value.at.line}:${value.at.column}`;
  }
}
