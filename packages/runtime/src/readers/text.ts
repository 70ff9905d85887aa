/**
 * Reads text of any supported format.
 *
 * @module
 */
import { checkReadOptions, checkText } from '../misuse/arguments.js';
import type { Issue } from '../issues/issue.js';
import type { Catalog } from '../nodes/catalog.js';
import { catalogFor } from '../nodes/catalogs.js';
import type { JsonValue, SpecTable } from '../tables/index.js';
import { contentStart, detectFormat } from './detect.js';
import { describeEncoding, readJson } from './json.js';
import { locate } from './locate.js';
import { refuse } from './refuse.js';
import { limitsOf, type Position, type ReadOptions } from './result.js';
import { locateElements } from './xml/elements.js';
import { plansOf } from './xml/plan.js';
import { readXml } from './xml/read.js';

/** Options of {@link readText}. */
export interface ReadTextOptions extends ReadOptions {
  /** Default: told from the text. */
  readonly format?: 'json' | 'xml';
  /**
   * Types and lists of XML, which does not say them itself. Without it XML is read by its looks: enough to see which
   * resources there are, not to judge them.
   */
  readonly spec?: SpecTable;
}

/** What {@link readText} gives back: a value with what was wrong about its text, or the reason why there is none. */
export type ReadTextResult =
  | {
      readonly ok: true;
      readonly format: 'json' | 'xml';
      readonly value: JsonValue;
      readonly issues: readonly Issue[];
      /** Line and column of RFC 6901 pointers into the value; of the nearest ancestor where one leads nowhere. */
      readonly locate: (pointers: Iterable<string>) => ReadonlyMap<string, Position>;
    }
  | {
      readonly ok: false;
      /** The format that was read, where the text looked like one. */
      readonly format: 'json' | 'xml' | undefined;
      readonly issues: readonly Issue[];
    };

const SOURCE = 'http://hl7.org/fhir/STU3/formats.html';

/**
 * Reads a text as the given format, or as what it looks like. See {@link readJson} for JSON.
 *
 * @throws MisuseError when `text` is no string, or an option has a value that is not allowed.
 */
export function readText(text: string, options: ReadTextOptions = {}): ReadTextResult {
  checkText(text);
  checkReadOptions(options);
  return readTextBy(text, options.spec === undefined ? undefined : catalogFor(options.spec, {}), options);
}

/** Reads a text, XML by the types of a catalog. */
export function readTextBy(
  text: string,
  catalog: Catalog | undefined,
  options: Omit<ReadTextOptions, 'spec'>,
): ReadTextResult {
  const { maxLength } = limitsOf(options);
  // Long texts are refused before anything looks at them; which format they have no longer matters.
  if (text.length > maxLength) {
    const params = { limit: maxLength, length: text.length };
    return { ...refuse(text, 0, 'input.too-large', params, ''), format: options.format };
  }
  const start = contentStart(text);
  switch (options.format ?? detectFormat(text)) {
    case 'json': {
      const read = readJson(text, options);
      if (!read.ok) return { ...read, format: 'json' };
      const { value, issues, index } = read;
      return {
        ok: true,
        format: 'json',
        value,
        issues,
        locate: (pointers) => locate(text, pointers, index),
      };
    }
    case 'xml': {
      const read = readXml(text, catalog === undefined ? undefined : plansOf(catalog), options);
      if (!read.ok) return { ...read, format: 'xml' };
      const { value, issues, elements } = read;
      return {
        ok: true,
        format: 'xml',
        value,
        issues,
        locate: (pointers) => locateElements(text, pointers, elements),
      };
    }
    case 'empty':
      return { ...refuse(text, 0, 'input.empty', {}, SOURCE), format: undefined };
    case 'binary':
      return {
        ...refuse(text, start, 'input.encoding', { found: describeEncoding(text) }, SOURCE),
        format: undefined,
      };
    case 'unknown':
      return {
        ...refuse(
          text,
          start,
          'input.format',
          {
            expected: 'FHIR JSON, which begins with `{`, or FHIR XML, which begins with `<`',
            found: 'text that begins otherwise',
          },
          SOURCE,
        ),
        format: undefined,
      };
  }
}
