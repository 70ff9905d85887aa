/**
 * Reads JSON text: the engine parses it; a pass from quote to quote tells whether a key was repeated, and where all are.
 *
 * @module
 */
import { createIssue } from '../issues/create.js';
import type { Issue } from '../issues/issue.js';
import { showName } from '../issues/names.js';
import { checkReadOptions, checkText } from '../misuse/arguments.js';
import type { JsonValue } from '../tables/index.js';
import { contentStart, detectFormat } from './detect.js';
import { describeKeys } from './duplicates.js';
import { positionsOf } from './position.js';
import { refuse } from './refuse.js';
import { Outline } from './outline.js';
import { limitsOf, type ReadOptions, type ReadResult } from './result.js';
import { scanStructure } from './structure.js';
import { findSyntaxFault } from './syntax.js';

/** Deepest value that is outlined, which goes level by level. */
const MAX_OUTLINED = 1000;

/** What asks for well-formed JSON. */
const JSON_SOURCE = 'RFC 8259';
/** What asks for unique keys: FHIR's JSON format has one property of a name, and RFC 8259 leaves more undefined. */
const FHIR_JSON_SOURCE = 'http://hl7.org/fhir/STU3/json.html';

type Shows = Required<ReadOptions>['shows'];

/** Name of the root in paths: its resource type, where that may be shown. */
function rootName(value: JsonValue, shows: Shows): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return '$';
  const type = Object.hasOwn(value, 'resourceType')
    ? (value as Readonly<Record<string, JsonValue>>)['resourceType']
    : undefined;
  return typeof type === 'string' && /^[A-Za-z]{1,64}$/.test(type) && shows(type) ? type : '$';
}

function duplicateIssues(text: string, value: JsonValue, offsets: readonly number[], shows: Shows): Issue[] {
  if (offsets.length === 0) return [];
  const root = rootName(value, shows);
  const positions = positionsOf(text, offsets);
  return describeKeys(text, offsets, shows).map((key, n) =>
    createIssue(
      'input.duplicate-key',
      { property: showName(key.name) },
      { path: root + key.steps, pointer: key.pointer, source: FHIR_JSON_SOURCE, ...positions[n]! },
    ),
  );
}

/** Why the text is not JSON that may be parsed. */
function explainRefusal(text: string, start: number, maxDepth: number): ReadResult {
  const fault = findSyntaxFault(text, start, maxDepth);
  if (fault === undefined) {
    const params = { expected: 'JSON that this engine can hold', found: 'text that it refused' };
    return refuse(text, start, 'input.syntax', params, JSON_SOURCE);
  }
  return fault.kind === 'depth'
    ? refuse(text, fault.offset, 'input.too-deep', { limit: maxDepth }, JSON_SOURCE)
    : refuse(
        text,
        fault.offset,
        'input.syntax',
        { expected: fault.expected, found: fault.found },
        JSON_SOURCE,
      );
}

/**
 * Reads JSON text into a value.
 *
 * A byte-order mark is skipped. Duplicate keys leave a value (the last one counts, as `JSON.parse` has it) and
 * are told in `issues`. No value comes of empty text, binary data, XML, text that is too long or nested too
 * deep, and text that is not JSON; the one issue then says where. Keys such as `__proto__` are plain properties.
 *
 * @param text - The text, decoded.
 * @param options - Limits.
 * @throws MisuseError when `text` is no string, or an option has a value that is not allowed.
 */
export function readJson(text: string, options: ReadOptions = {}): ReadResult {
  checkText(text);
  checkReadOptions(options);
  const { maxLength, maxDepth, maxIssues, shows } = limitsOf(options);
  if (text.length > maxLength) {
    return refuse(text, 0, 'input.too-large', { limit: maxLength, length: text.length }, '');
  }
  const start = contentStart(text);
  switch (detectFormat(text)) {
    case 'empty':
      return refuse(text, 0, 'input.empty', {}, JSON_SOURCE);
    case 'binary':
      return refuse(text, start, 'input.encoding', { found: describeEncoding(text) }, JSON_SOURCE);
    case 'xml':
      return refuse(text, start, 'input.format', { expected: 'JSON', found: 'XML' }, JSON_SOURCE);
    case 'json':
    case 'unknown':
  }
  // Brackets without anything between them are the one way to nest so tightly that parsing takes far more memory than
  // flat text of the same length. FHIR has no arrays of arrays.
  const isTight = text.includes('[[');
  if (isTight && scanStructure(text, start, maxDepth, 0).tooDeep)
    return explainRefusal(text, start, maxDepth);
  let value: JsonValue;
  try {
    value = JSON.parse(start > 0 ? text.slice(start) : text) as JsonValue;
  } catch {
    return explainRefusal(text, start, maxDepth);
  }
  const outline = Outline.of(text, start, value, Math.min(maxDepth, MAX_OUTLINED));
  if (outline instanceof Outline) return { ok: true, value, issues: [], index: outline };
  const structure = scanStructure(text, start, maxDepth, maxIssues);
  if (structure.tooDeep) return explainRefusal(text, start, maxDepth);
  return {
    ok: true,
    value,
    issues: duplicateIssues(text, value, structure.duplicates, shows),
    index: structure.containers,
  };
}

/** What a text that is none looks like. */
export function describeEncoding(text: string): string {
  return text.slice(0, 4096).includes('\0')
    ? 'NUL characters, as in UTF-16 text or a binary file'
    : 'bytes that are not text';
}
