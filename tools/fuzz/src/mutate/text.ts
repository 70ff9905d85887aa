/**
 * Mutates text: what no value can say, and what is no JSON.
 *
 * @module
 */
import type { Random } from '../random.js';
import { MARKUP_MUTATIONS } from './markup.js';

const TOKENS = [
  '{', '}', '[', ']', ':', ',', '"', '\\', '\\u', '\\u0000', '\\ud800', '\\udc00', '\\u005f\\u005fproto__', '\\/', '\\"', '\\\\',
  'null', 'true', 'nul', '-', '.', 'e', 'E+', '0', '00', '1e400', '-0', '1.', '.5', 'NaN', 'Infinity', '//', '/*', '*/', '#', "'",
  '\u0000', '\u0001', '\u001f', '\u007f', '\u00a0', '\u2028', '\ufeff', '\ufffd', '\ud800', '\udc00', '\t', '\r', '\n', '\r\n', '\v',
  '{}', '[]', '""', '{"":', '[[', '}}', '"a":1,', ',,', '<', '</', '<?xml', '%PDF', '“',
] as const; // prettier-ignore

/** The offset of some character that is one of those given, or -1. */
function someOf(random: Random, text: string, characters: string): number {
  const from = random.below(text.length + 1);
  for (let i = 0; i < Math.min(text.length, 2000); i++) {
    const at = (from + i) % text.length;
    if (characters.includes(text[at]!)) return at;
  }
  return -1;
}

function insert(text: string, at: number, added: string): string {
  return text.slice(0, at) + added + text.slice(at);
}

type TextMutation = (random: Random, text: string) => string;

const MUTATIONS: readonly TextMutation[] = [
  // A character is another one.
  (random, text) => {
    const at = random.below(text.length);
    const changed = random.oneIn(2) ? text.charCodeAt(at) ^ (1 << random.below(7)) : random.below(256);
    return text.slice(0, at) + String.fromCharCode(changed) + text.slice(at + 1);
  },
  (random, text) => text.slice(0, random.below(text.length + 1)),
  (random, text) => text.slice(random.below(Math.min(text.length, 50) + 1)),
  (random, text) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + text.slice(at + random.size(200));
  },
  (random, text) => {
    const at = random.below(text.length + 1);
    return insert(text, random.below(text.length + 1), text.slice(at, at + random.size(400)));
  },
  (random, text) => insert(text, random.below(text.length + 1), random.pick(TOKENS)),
  (random, text) =>
    insert(
      text,
      random.below(text.length + 1),
      random.pick(TOKENS).repeat(random.size(random.oneIn(20) ? 20_000 : 300)),
    ),
  // A token more or another one, where there is one.
  (random, text) => {
    const at = someOf(random, text, '{}[]:,"');
    return at < 0
      ? text
      : text.slice(0, at) + (random.oneIn(2) ? random.pick(TOKENS) : '') + text.slice(at + 1);
  },
  repeatKey,
  repeatKey,
  repeatKey,
  escapeCharacter,
  escapeCharacter,
  // A number as it is rarely written.
  (random, text) => {
    const at = someOf(random, text, '0123456789');
    const number = random.pick([
      '-0',
      '1e400',
      '-1e400',
      '01',
      '1.',
      '.5',
      '+1',
      '1E5',
      '0x1',
      '1e',
      '9'.repeat(400),
      '0.' + '0'.repeat(400) + '1',
    ]);
    return at < 0 ? text : text.slice(0, at) + number + text.slice(at + 1);
  },
  (_, text) => `\ufeff${text}`,
  (random, text) =>
    random.pick([' ', '\n', '\t', '\r\n', '\u00a0', '\u0000']).repeat(random.size(5000)) + text,
  (random, text) =>
    text +
    random.pick([' ', '\n', '\r\n', ',', '}', ']', '\u0000', '{}', 'x', '\ufeff']).repeat(random.size(20)),
  // Blanks between tokens.
  (random, text) => {
    const blank = random.pick([' ', '\n', '\r\n', '\t', '\r', '\n\n']);
    return text.replaceAll(random.pick([':', ',', '{', '}', '[', ']']), (token) => blank + token + blank);
  },
  (_, text) => text.replaceAll('"', "'"),
];

/** A key that its object has, again: with its value, another value, or written with escapes. */
function repeatKey(random: Random, text: string): string {
  const from = random.below(text.length + 1);
  const pattern = /"((?:[^"\\]|\\.){0,60})"\s*:/g;
  pattern.lastIndex = from;
  const match = pattern.exec(text) ?? /"((?:[^"\\]|\\.){0,60})"\s*:/.exec(text);
  if (match === null) return text;
  let key = match[1]!;
  if (random.oneIn(2) && key.length > 0)
    key = `\\u${key.charCodeAt(0).toString(16).padStart(4, '0')}${key.slice(1)}`;
  const value = random.pick(['null', '1', '"x"', '{}', '[]', '{"id":"x","id":"y"}', '[{"a":1,"a":2}]']);
  const property = `"${key}"${random.oneIn(4) ? ' \n' : ''}:${value}`;
  if (random.oneIn(2)) return insert(text, match.index, `${property},`);
  // After the key's own value where that is easily told: a string or a number.
  const rest = text.slice(match.index + match[0].length);
  const own = /^\s*(?:"(?:[^"\\]|\\.)*"|[-0-9.eE+]+|true|false|null)/.exec(rest);
  return own === null
    ? insert(text, match.index, `${property},`)
    : insert(text, match.index + match[0].length + own[0].length, `,${property}`);
}

function escapeCharacter(random: Random, text: string): string {
  const at = someOf(random, text, 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ');
  if (at < 0) return text;
  const hex = text.charCodeAt(at).toString(16).padStart(4, '0');
  return `${text.slice(0, at)}\\u${random.oneIn(2) ? hex.toUpperCase() : hex}${text.slice(at + 1)}`;
}

/** Changes a text once or a few times. */
export function mutateText(random: Random, text: string): string {
  let changed = text;
  for (let rounds = random.size(4); rounds > 0 && changed.length > 0; rounds--) {
    const isMarkup = changed.startsWith('<') && random.below(4) > 0;
    changed = random.pick(isMarkup ? MARKUP_MUTATIONS : MUTATIONS)(random, changed);
  }
  return changed;
}
