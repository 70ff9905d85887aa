/**
 * What may be said of a value of the payload.
 *
 * Reports end up in logs. A value that could be a patient's (a name, an identifier, an address, a date, a number,
 * a reference's id, narrative, any free text) is described by its shape. Codes and the URLs of systems, extensions
 * and profiles are shown, because without them a finding cannot be acted on; and they are shown only where they
 * look the part, so that a name that was put into a `code` element stays out too.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import { cut, escapeControls, showName } from './names.js';

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
  code(value: JsonValue | undefined): string;
  url(value: JsonValue | undefined): string;
  date(value: JsonValue | undefined): string;
  reference(value: JsonValue | undefined): string;
  text(value: JsonValue | undefined): string;
  /** `system|code` of a Coding; the display and the version are left out. */
  coding(value: JsonValue | undefined): string;
  /** By FHIR type name: `code` as code, dates as date, the rest as text. A `uri` is text here: say `url` where it is one. */
  primitive(type: string, value: JsonValue | undefined): string;
  /** A property name: always shown, bounded and printable. */
  property(name: string): string;
}

const CODE_LIMIT = 64;
const URL_LIMIT = 200;
const SHOWN_LIMIT = 200;
const PATTERN_LIMIT = 40;

const DATE_TYPES: ReadonlySet<string> = new Set(['date', 'dateTime', 'instant', 'time']);

/** Characters of codes in the code systems that GP Connect uses, UCUM units included. */
const CODE_CHARACTERS = "-._+/%*^()[]{}:#'";

function isAlphanumeric(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 90) || (c >= 97 && c <= 122);
}

function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return text.length > 0;
}

/** Ten digits whose last is the modulus 11 check digit that NHS numbers end with. */
function looksLikeNhsNumber(text: string): boolean {
  if (text.length !== 10 || !isDigits(text)) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += (text.charCodeAt(i) - 48) * (10 - i);
  return (11 - (sum % 11)) % 11 === text.charCodeAt(9) - 48;
}

/** True where a whole run of digits in the text is an NHS number: `nhs-9990000018` is told as little as the number. */
function holdsNhsNumber(text: string): boolean {
  if (text.length < 10) return false;
  return text.split(/[^0-9]+/).some(looksLikeNhsNumber);
}

function looksLikeDate(text: string): boolean {
  return (
    text.length >= 7 &&
    isDigits(text.slice(0, 4)) &&
    (text[4] === '-' || text[4] === '/') &&
    isDigits(text.slice(5, 7))
  );
}

const UUID = /[0-9a-z]{8}(?:-[0-9a-z]{4}){3}-[0-9a-z]{12}/i;
const DAY = /[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}/;

/** True where a UUID or the date of a day is anywhere in the text: `urn:uuid:…` is told as little as the UUID. */
function holdsUuidOrDay(text: string): boolean {
  return UUID.test(text) || DAY.test(text);
}

function looksLikeCode(text: string): boolean {
  if (text.length === 0 || text.length > CODE_LIMIT) return false;
  for (let i = 0; i < text.length; i++) {
    if (!isAlphanumeric(text.charCodeAt(i)) && !CODE_CHARACTERS.includes(text[i]!)) return false;
  }
  return !holdsNhsNumber(text) && !looksLikeDate(text) && !holdsUuidOrDay(text);
}

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

/** Types of definitions: what follows them in a canonical is the definition's name. */
const DEFINITION_SEGMENTS: ReadonlySet<string> = new Set([
  'StructureDefinition', 'ValueSet', 'CodeSystem', 'NamingSystem', 'ConceptMap', 'OperationDefinition',
  'SearchParameter', 'MessageDefinition', 'CapabilityStatement', 'Id', 'GraphDefinition', 'ImplementationGuide',
]); // prettier-ignore

function looksLikeUrl(text: string): boolean {
  if (text.length === 0 || text.length > URL_LIMIT) return false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32 || c >= 127 || c === 34 || c === 60 || c === 62 || c === 96 || c === 64) return false;
  }
  if (text.startsWith('urn:oid:')) {
    for (let i = 8; i < text.length; i++) if (!'0123456789.'.includes(text[i]!)) return false;
    return true;
  }
  return text.startsWith('http://') || text.startsWith('https://');
}

/** A URL without its query and without the id below a resource type; undefined for what is not a URL of a system. */
function publicUrl(text: string): string | undefined {
  const query = text.search(/[?]/);
  const bare = query < 0 ? text : text.slice(0, query);
  if (!looksLikeUrl(bare)) return undefined;
  if (bare.startsWith('urn:')) return bare;
  const segments = bare.split('/');
  for (let i = 3; i < segments.length; i++) {
    const segment = segments[i]!;
    const before = segments[i - 1]!;
    if (DEFINITION_SEGMENTS.has(before)) continue;
    if (isTypeSegment(before)) return segments.slice(0, i).join('/') + '/…';
    const word = segment.split('#')[0]!;
    if (holdsUuidOrDay(word) || holdsNhsNumber(word) || looksLikeDate(word)) {
      return segments.slice(0, i).join('/') + '/…';
    }
  }
  return query < 0 ? bare : bare + '?…';
}

/**
 * The type that a literal reference or absolute URL names before its id, as a phrase. Only names of resource types
 * are shown: in a reference that was made up from other data, the segment before the last could be anyone's name.
 */
function referencedType(text: string, resourceTypes: readonly string[]): string | undefined {
  const path = text.split(/[?#]/, 1)[0]!;
  const segments = path.split('/');
  for (let i = segments.length - 2; i >= 0 && i >= segments.length - 5; i--) {
    if (resourceTypes.includes(segments[i]!)) return segments[i];
  }
  const isLikeOne = segments.length > 1 && isTypeSegment(segments[segments.length - 2]!);
  return isLikeOne ? 'an unknown type' : undefined;
}

function describeReference(value: JsonValue | undefined, resourceTypes: readonly string[]): string {
  if (typeof value !== 'string' || value.length === 0) return describeShape(value);
  if (value.startsWith('#'))
    return value === '#' ? 'a reference to the container' : 'a reference to a contained resource';
  if (value.startsWith('urn:uuid:')) return 'a urn:uuid reference';
  if (value.startsWith('urn:oid:')) return 'a urn:oid reference';
  const type = value.length <= 2000 ? referencedType(value, resourceTypes) : undefined;
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

/**
 * Describes a value as its kind allows.
 *
 * @param value - Any value of the payload.
 * @param kind - What the element that holds it is; see {@link ValueKind}.
 * @param showValues - Show the value itself (cut at some 200 characters, control characters escaped).
 * @param resourceTypes - Types that may be named when a reference is described.
 */
export function describeValue(
  value: JsonValue | undefined,
  kind: ValueKind,
  showValues = false,
  resourceTypes: readonly string[] = [],
): string {
  if (showValues) return show(value);
  if (kind === 'reference') return describeReference(value, resourceTypes);
  if (typeof value === 'string') {
    if (kind === 'code' && looksLikeCode(value)) return `"${value}"`;
    if (kind === 'url') {
      const url = publicUrl(value);
      // Where it is no segment of a path (an OID, a fragment, a host), no part of the URL is worth showing.
      if (url !== undefined && !holdsNhsNumber(url) && !holdsUuidOrDay(url)) return url;
    }
    if (kind === 'date') {
      const pattern = digitPattern(value);
      if (pattern !== undefined) return `a value of the form "${pattern}"`;
    }
  }
  return describeShape(value);
}

function describeCoding(value: JsonValue | undefined, showValues: boolean): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return describeValue(value, 'text', showValues);
  }
  const coding = value as Readonly<Record<string, JsonValue | undefined>>;
  const code = coding['code'] === undefined ? 'no code' : describeValue(coding['code'], 'code', showValues);
  const system =
    coding['system'] === undefined ? 'no system' : describeValue(coding['system'], 'url', showValues);
  return `${code} of ${system}`;
}

function makeMask(showValues: boolean, resourceTypes: readonly string[]): Mask {
  return {
    showValues,
    code: (value) => describeValue(value, 'code', showValues),
    url: (value) => describeValue(value, 'url', showValues),
    date: (value) => describeValue(value, 'date', showValues),
    reference: (value) => describeValue(value, 'reference', showValues, resourceTypes),
    text: (value) => describeValue(value, 'text', showValues),
    coding: (value) => describeCoding(value, showValues),
    primitive: (type, value) =>
      describeValue(value, type === 'code' ? 'code' : DATE_TYPES.has(type) ? 'date' : 'text', showValues),
    property: showName,
  };
}

/**
 * The mask for a run: hides what could be a patient's, unless `showValues` is set.
 *
 * @param showValues - Show values as they are.
 * @param resourceTypes - Names of the FHIR version's resource types; a reference to another is one to an unknown type.
 */
export function createMask(showValues = false, resourceTypes: readonly string[] = []): Mask {
  return makeMask(showValues, resourceTypes);
}
