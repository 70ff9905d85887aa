/**
 * Prints literals: JSON-like values with pieces of code among them.
 *
 * One value a line where it fits, nested where it does not; the same value
 * always prints alike, so that a diff shows changes of facts only.
 *
 * @module
 */
import { isIdentifier } from './naming.js';

/** A piece of code that stands where a value could: an identifier, a thunk. */
export class Code {
  constructor(readonly text: string) {}
}

/** What can be printed. Properties that are `undefined` are left out. */
export type Literal = null | boolean | number | string | Code | readonly Literal[] | LiteralObject;
/** An object literal; entries come in insertion order. */
export interface LiteralObject {
  readonly [key: string]: Literal | undefined;
}

const WIDTH = 110;

/** A string literal: in single quotes, or in double quotes where that saves escapes. */
export function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text
    .replace(/\\/g, '\\\\')
    .replaceAll(mark, `\\${mark}`)
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(
      // eslint-disable-next-line no-control-regex -- these are the characters to escape
      /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/g,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return mark + body + mark;
}

/** The key under which an object literal has another object spread into it. */
export const SPREAD = '...';

/** What stands before an entry's value. */
function headOf(name: string): string {
  return name === SPREAD ? SPREAD : `${key(name)}: `;
}

/** A property key: bare where it may be. */
export function key(name: string): string {
  return isIdentifier(name) ? name : quote(name);
}

function entriesOf(value: LiteralObject): [string, Literal][] {
  return Object.entries(value).filter((entry): entry is [string, Literal] => entry[1] !== undefined);
}

function scalar(value: null | boolean | number | string | Code): string {
  if (value instanceof Code) return value.text;
  return typeof value === 'string' ? quote(value) : String(value);
}

function isScalar(value: Literal): value is null | boolean | number | string | Code {
  return value === null || typeof value !== 'object' || value instanceof Code;
}

/** The value on one line, or `undefined` as soon as it is longer than `room`. */
function oneLine(value: Literal, room: number): string | undefined {
  if (isScalar(value)) {
    const text = scalar(value);
    return text.length <= room && !text.includes('\n') ? text : undefined;
  }
  const list = isList(value);
  const pieces: string[] = [];
  let left = room - 4;
  for (const [name, item] of list ? value.map((item): [string, Literal] => ['', item]) : entriesOf(value)) {
    const head = list ? '' : headOf(name);
    const text = oneLine(item, left - head.length);
    if (text === undefined) return undefined;
    pieces.push(head + text);
    left -= head.length + text.length + 2;
    if (left < -2) return undefined;
  }
  if (pieces.length === 0) return list ? '[]' : '{}';
  return list ? `[${pieces.join(', ')}]` : `{ ${pieces.join(', ')} }`;
}

function isList(value: readonly Literal[] | LiteralObject): value is readonly Literal[] {
  return Array.isArray(value);
}

/**
 * Prints `value` as TypeScript.
 *
 * @param indent - Columns of indentation of the line it starts on.
 * @param used - Columns of that line already taken, indentation included.
 */
export function print(value: Literal, indent = 0, used = indent): string {
  // One column is kept for the comma behind it.
  const flat = oneLine(value, WIDTH - used - 1);
  if (flat !== undefined) return flat;
  if (isScalar(value)) return scalar(value);
  const pad = ' '.repeat(indent + 2);
  const end = ' '.repeat(indent);
  if (isList(value)) {
    if (value.every(isScalar)) return `[\n${fill(value.map(scalar), pad)}${end}]`;
    return `[\n${value.map((item) => `${pad}${print(item, indent + 2)},\n`).join('')}${end}]`;
  }
  const lines = entriesOf(value).map(([name, item]) => {
    const head = `${pad}${headOf(name)}`;
    return `${head}${print(item, indent + 2, head.length)},\n`;
  });
  return `{\n${lines.join('')}${end}}`;
}

/** Short items share lines, as words in a paragraph do: a list of codes is read across. */
function fill(items: readonly string[], pad: string): string {
  let out = '';
  let line = '';
  for (const item of items) {
    if (line !== '' && pad.length + line.length + item.length + 2 > WIDTH) {
      out += `${pad}${line}\n`;
      line = '';
    }
    line += line === '' ? `${item},` : ` ${item},`;
  }
  return line === '' ? out : `${out}${pad}${line}\n`;
}

/** Prints a union of string literals for the right side of a type alias. */
export function union(members: readonly string[]): string {
  const flat = members.join(' | ');
  return flat.length <= 70 ? flat : members.map((member) => `\n  | ${member}`).join('');
}
