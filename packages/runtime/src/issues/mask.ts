/**
 * What may be said of a value of the payload.
 *
 * Reports end up in logs, so a report repeats a word of the payload only where the specification has that word itself:
 * a code of a shipped value set, a canonical, a system, the name of a property or a type. Everything else is described
 * by its shape, wherever it stands: a patient's name is no less a name for being in a `code`, a URL or the name of a
 * property. What is a slip of the pen away from a known word is described by its shape and that word.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { nearest } from '../nodes/closeness.js';
import { cut, escapeControls, showName } from './names.js';
import { isConceptId } from './snomed.js';
import { NOTHING_KNOWN, type Vocabulary } from './vocabulary.js';

/**
 * How a value may be described.
 * - `code`: a value of type `code`, or `Coding.code`
 * - `url`: the URL of a system, extension, profile or value set
 * - `date`: a date, time or instant, shown as its digit pattern
 * - `reference`: `Reference.reference`, `Bundle.entry.fullUrl` and other addresses of resources: kind and type only
 * - `text`: everything else
 */
export type ValueKind = 'code' | 'url' | 'date' | 'reference' | 'text';

/** Describes values of the payload for parameters of issues. */
export interface Mask {
  /** True when values are shown as they are. */
  readonly showValues: boolean;
  /** @param expected - codes of which one may have been meant */
  code(value: JsonValue | undefined, expected?: Iterable<string>): string;
  /** The name of a type. @param expected - types of which one may have been meant */
  type(value: JsonValue | undefined, expected?: Iterable<string>): string;
  url(value: JsonValue | undefined): string;
  date(value: JsonValue | undefined): string;
  reference(value: JsonValue | undefined): string;
  text(value: JsonValue | undefined): string;
  /** `system|code` of a Coding; the display and the version are left out. */
  coding(value: JsonValue | undefined, expected?: Iterable<string>): string;
  /** By FHIR type name: `code` as code, dates as date, the rest as text. A `uri` is text here: say `url` where it is one. */
  primitive(type: string, value: JsonValue | undefined): string;
  /** True when the name of a property may stand in paths, pointers and texts as it is. */
  shows(name: string): boolean;
  /** A property name for texts, bounded and printable. `number` is its place in the object, from 1. */
  property(name: string, number: number): string;
}

/** What stands in paths and pointers for the `number`th property of an object, from 1, where its name is not shown. */
export function hiddenName(number: number): string {
  return `{${number}}`;
}

const SHOWN_LIMIT = 200;
const PATTERN_LIMIT = 40;
/** Most values of a payload that are compared with known words. */
const COMPARISONS = 200;
/** Longest code that is compared, and most codes it is compared with. */
const CODE_LIMIT = 64;
const CODES_LIMIT = 2000;

const DATE_TYPES: ReadonlySet<string> = new Set(['date', 'dateTime', 'instant', 'time']);
const SNOMED_CT = 'http://snomed.info/sct';

/** Bounds between length buckets; what matters is the order of magnitude. */
const BUCKETS = [10, 30, 100, 1000, 10_000] as const;

function lengthBucket(length: number): string {
  let from = 0;
  for (const to of BUCKETS) {
    if (length <= to) return from === 0 ? `at most ${to} characters` : `${from} to ${to} characters`;
    from = to + 1;
  }
  return `over ${BUCKETS[BUCKETS.length - 1]} characters`;
}

/** The kind and size of a value, and nothing of its content. */
export function describeShape(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (typeof value === 'string') {
    return value.length === 0 ? 'an empty string' : `a string of ${lengthBucket(value.length)}`;
  }
  if (typeof value === 'number') return Number.isInteger(value) ? 'a whole number' : 'a decimal number';
  if (typeof value === 'boolean') return 'a boolean';
  if (Array.isArray(value)) {
    return value.length === 0
      ? 'an empty array'
      : `an array of ${value.length} item${value.length === 1 ? '' : 's'}`;
  }
  return 'an object';
}

/** `1985-03-02` as `9999-99-99`; undefined for what has other characters than dates and times have. */
function digitPattern(text: string): string | undefined {
  if (text.length === 0 || text.length > PATTERN_LIMIT) return undefined;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 48 && c <= 57) out += '9';
    else if ('-:.+/TZtz '.includes(text[i]!)) out += text[i]!;
    else return undefined;
  }
  return out;
}

/** A resource type name followed, in a path, by what would be an id. */
function isTypeSegment(segment: string): boolean {
  if (segment.length < 3 || segment.length > 40) return false;
  const first = segment.charCodeAt(0);
  if (first < 65 || first > 90) return false;
  for (let i = 1; i < segment.length; i++) {
    const c = segment.charCodeAt(i);
    if (!((c >= 65 && c <= 90) || (c >= 97 && c <= 122))) return false;
  }
  return true;
}

/**
 * The type that a literal reference or absolute URL names before its id, as a phrase. Only names of resource types
 * are shown: in a reference that was made up from other data, the segment before the last could be anyone's name.
 */
function referencedType(text: string, vocabulary: Vocabulary): string | undefined {
  const path = text.split(/[?#]/, 1)[0]!;
  const segments = path.split('/');
  for (let i = segments.length - 2; i >= 0 && i >= segments.length - 5; i--) {
    if (vocabulary.hasResourceType(segments[i]!)) return segments[i];
  }
  const isLikeOne = segments.length > 1 && isTypeSegment(segments[segments.length - 2]!);
  return isLikeOne ? 'an unknown type' : undefined;
}

function describeReference(value: JsonValue | undefined, vocabulary: Vocabulary): string {
  if (typeof value !== 'string' || value.length === 0) return describeShape(value);
  if (value.startsWith('#'))
    return value === '#' ? 'a reference to the container' : 'a reference to a contained resource';
  if (value.startsWith('urn:uuid:')) return 'a urn:uuid reference';
  if (value.startsWith('urn:oid:')) return 'a urn:oid reference';
  const type = value.length <= 2000 ? referencedType(value, vocabulary) : undefined;
  const absolute = value.startsWith('http://') || value.startsWith('https://');
  if (type !== undefined) return `${absolute ? 'an absolute' : 'a relative'} reference to ${type}`;
  return absolute ? 'an absolute URL' : describeShape(value);
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return 'nothing';
  // A long string is cut before it is quoted, so that a huge value costs no second copy.
  const bounded = typeof value === 'string' ? cut(value, SHOWN_LIMIT) : value;
  if (typeof bounded === 'object' && bounded !== null) return showTree(bounded);
  return escapeControls(JSON.stringify(bounded));
}

/** JSON text of an object or array, made only as far as it is shown. */
function showTree(value: JsonValue): string {
  let budget = SHOWN_LIMIT;
  const write = (node: JsonValue | undefined, depth: number): string => {
    if (budget <= 0 || depth > 10) return '…';
    if (typeof node !== 'object' || node === null) {
      const text = show(node);
      budget -= text.length;
      return text;
    }
    const parts: string[] = [];
    if (Array.isArray(node)) {
      for (const item of node as readonly JsonValue[]) {
        if (budget <= 0) break;
        parts.push(write(item, depth + 1));
      }
      return `[${parts.join(',')}${parts.length < node.length ? ',…' : ''}]`;
    }
    for (const key in node) {
      if (budget <= 0) {
        parts.push('…');
        break;
      }
      budget -= key.length;
      parts.push(
        `${escapeControls(JSON.stringify(cut(key, 80)))}:${write((node as Readonly<Record<string, JsonValue>>)[key], depth + 1)}`,
      );
    }
    return `{${parts.join(',')}}`;
  };
  return cut(write(value, 0), SHOWN_LIMIT * 2);
}

/** What a description may draw on. */
interface View {
  readonly showValues: boolean;
  readonly vocabulary: Vocabulary;
  comparisons: number;
}

function viewOf(showValues: boolean, vocabulary: Vocabulary): View {
  return { showValues, vocabulary, comparisons: COMPARISONS };
}

/** The shape of a string, with the known word that it is like. */
function like(value: string, word: string | undefined): string {
  const shape = describeShape(value);
  if (word === undefined) return shape;
  return value.toLowerCase() === word.toLowerCase()
    ? `${shape}, ${word} but for upper and lower case`
    : `${shape}, like ${word}`;
}

/** The first of `codes`, as many as are compared. */
function* some(codes: Iterable<string>): Iterable<string> {
  let left = CODES_LIMIT;
  for (const code of codes) {
    if (left-- === 0) return;
    yield code;
  }
}

function describeCode(
  view: View,
  value: string,
  expected: Iterable<string> | undefined,
  system?: JsonValue,
): string {
  if (view.vocabulary.hasCode(value) || (system === SNOMED_CT && isConceptId(value))) return `"${value}"`;
  if (expected === undefined || value.length > CODE_LIMIT || view.comparisons-- <= 0)
    return describeShape(value);
  const near = nearest(value, some(expected));
  return like(value, near);
}

function describeType(view: View, value: JsonValue | undefined, expected?: Iterable<string>): string {
  if (view.showValues || typeof value !== 'string') return describe(view, value, 'text');
  if (view.vocabulary.hasName(value)) return `"${value}"`;
  const near = view.comparisons-- > 0 ? nearest(value, some(expected ?? [])) : undefined;
  return like(value, near);
}

function describeUrl(view: View, value: string): string {
  const { vocabulary } = view;
  if (vocabulary.hasUrl(value)) return value;
  const bar = value.indexOf('|');
  if (bar > 0 && vocabulary.hasUrl(value.slice(0, bar))) return value.slice(0, bar) + '|…';
  const near = view.comparisons-- > 0 ? vocabulary.nearUrl(value) : undefined;
  const start = vocabulary.knownStart(value);
  return start === undefined || near !== undefined ? like(value, near) : `${start}/…`;
}

function describe(
  view: View,
  value: JsonValue | undefined,
  kind: ValueKind,
  expected?: Iterable<string>,
): string {
  if (view.showValues) return show(value);
  if (kind === 'reference') return describeReference(value, view.vocabulary);
  if (typeof value === 'string') {
    if (kind === 'code') return describeCode(view, value, expected);
    if (kind === 'url') return describeUrl(view, value);
    if (kind === 'date') {
      const pattern = digitPattern(value);
      if (pattern !== undefined) return `a value of the form "${pattern}"`;
    }
  }
  return describeShape(value);
}

/**
 * Describes a value as its kind allows.
 *
 * @param value - Any value of the payload.
 * @param kind - What the element that holds it is; see {@link ValueKind}.
 * @param showValues - Show the value itself (cut at some 200 characters, control characters escaped).
 * @param vocabulary - Words that may be shown. Default: none.
 */
export function describeValue(
  value: JsonValue | undefined,
  kind: ValueKind,
  showValues = false,
  vocabulary: Vocabulary = NOTHING_KNOWN,
): string {
  return describe(viewOf(showValues, vocabulary), value, kind);
}

function describeCoding(view: View, value: JsonValue | undefined, expected?: Iterable<string>): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return describe(view, value, 'text');
  const { code, system } = value as Readonly<Record<string, JsonValue | undefined>>;
  const shown =
    typeof code === 'string' && !view.showValues
      ? describeCode(view, code, expected, system)
      : describe(view, code, 'code');
  return `${code === undefined ? 'no code' : shown} of ${system === undefined ? 'no system' : describe(view, system, 'url')}`;
}

/**
 * The mask for a run: hides what could be a patient's, unless `showValues` is set.
 *
 * @param showValues - Show values as they are.
 * @param vocabulary - Words that may be shown. Default: none.
 */
export function createMask(showValues = false, vocabulary: Vocabulary = NOTHING_KNOWN): Mask {
  const view = viewOf(showValues, vocabulary);
  const shows = (name: string) => showValues || vocabulary.hasName(name);
  return {
    showValues,
    code: (value, expected) => describe(view, value, 'code', expected),
    type: (value, expected) => describeType(view, value, expected),
    url: (value) => describe(view, value, 'url'),
    date: (value) => describe(view, value, 'date'),
    reference: (value) => describe(view, value, 'reference'),
    text: (value) => describe(view, value, 'text'),
    coding: (value, expected) => describeCoding(view, value, expected),
    primitive: (type, value) =>
      describe(view, value, type === 'code' ? 'code' : DATE_TYPES.has(type) ? 'date' : 'text'),
    shows,
    property: (name, number) =>
      shows(name)
        ? showName(name)
        : `${showName(hiddenName(number))} (its name, ${describeShape(name)}, is not shown)`,
  };
}
