/**
 * Converts between FHIR JSON and FHIR XML.
 *
 * @module
 */
import type { Issue } from './issues/issue.js';
import { checkConvertOptions, checkText } from './misuse/arguments.js';
import { catalogFor } from './nodes/catalogs.js';
import { detectFormat } from './readers/detect.js';
import { readJson } from './readers/json.js';
import { locate } from './readers/locate.js';
import { numberTextsOf } from './readers/number-texts.js';
import type { Position } from './readers/result.js';
import { locateElements } from './readers/xml/elements.js';
import type { NumberTexts } from './readers/xml/numbers.js';
import { plansOf, type XmlPlans } from './readers/xml/plan.js';
import { readXml } from './readers/xml/read.js';
import type { JsonValue, SpecTable } from './tables/index.js';
import { writeJson } from './writers/json.js';
import { writeXml } from './writers/xml.js';

/** Options of {@link convertText}. */
export interface ConvertOptions {
  /** Format to write. */
  readonly to: 'json' | 'xml';
  /** Format of the text. Default: told from its first character that is not white space. */
  readonly format?: 'json' | 'xml';
  /** Longest text accepted, in UTF-16 code units. Default 256 Mi. */
  readonly maxLength?: number;
}

/** The text in the other format; or why there is none. */
export type Conversion =
  | {
      readonly ok: true;
      readonly text: string;
      /** How many XML comments were left out, which FHIR JSON has none of. Those in narratives are kept. */
      readonly comments: number;
    }
  | {
      readonly ok: false;
      /** What is wrong with the text, or cannot be carried, with line and column. */
      readonly issues: readonly Issue[];
    };

/** A text that was read without loss. */
interface Source {
  readonly value: JsonValue;
  readonly numbers: NumberTexts;
  readonly comments: number;
  readonly locate: (pointers: readonly string[]) => ReadonlyMap<string, Position>;
}

/**
 * Converts FHIR JSON to FHIR XML or the reverse, or writes one of them anew. Decimals keep their digits, text its white
 * space, narratives every character. XML gets the order of elements that the tables have.
 *
 * What the other format cannot carry is told, and nothing is written then: nothing is lost in silence but XML comments,
 * which are counted, and what means nothing in FHIR (the order of JSON properties and of XML attributes, white space
 * between them).
 *
 * @param text - The text, decoded.
 * @param spec - The specification version whose types the resources have; its `types` limit what can be converted.
 * @throws MisuseError when `text` is no string, or `spec` or an option is not usable.
 * @example
 * ```ts
 * import { convertText } from '@gpconnect/runtime';
 * import { spec } from '@gpconnect/foundations/1.2.7';
 *
 * const converted = convertText('{"resourceType":"Patient","active":true}', spec, { to: 'xml' });
 * if (converted.ok) console.log(converted.text);
 * ```
 */
export function convertText(text: string, spec: SpecTable, options: ConvertOptions): Conversion {
  checkText(text);
  checkConvertOptions(options);
  const catalog = catalogFor(spec, {});
  const plans = plansOf(catalog);
  const shows = (name: string): boolean => catalog.vocabulary.hasName(name);
  const limits = { shows, ...(options.maxLength === undefined ? {} : { maxLength: options.maxLength }) };
  const isXml = (options.format ?? detectFormat(text)) === 'xml';
  const source = isXml ? fromXml(text, plans, limits) : fromJson(text, limits);
  if ('issues' in source) return { ok: false, issues: source.issues };
  const { value, numbers, comments } = source;
  if (options.to === 'json') return { ok: true, text: writeJson(value, numbers), comments };
  const written = writeXml(value, { plans, numbers, shows });
  if (written.ok) return { ok: true, text: written.text, comments: isXml ? comments : 0 };
  const positions = source.locate(written.pointers);
  const issues = written.issues.map((issue, n) => ({ ...issue, ...positions.get(written.pointers[n]!) }));
  return { ok: false, issues };
}

type Refused = { readonly issues: readonly Issue[] };
type Limits = Parameters<typeof readJson>[1];

function fromJson(text: string, limits: Limits): Source | Refused {
  const read = readJson(text, limits);
  // A repeated key would be lost.
  if (!read.ok || read.issues.length > 0) return { issues: read.issues };
  const { value, index } = read;
  return {
    value,
    numbers: numberTextsOf(text, value),
    comments: 0,
    locate: (pointers) => locate(text, pointers, index),
  };
}

function fromXml(text: string, plans: XmlPlans, limits: Limits): Source | Refused {
  const read = readXml(text, plans, { ...limits, keepNumbers: true, isStrict: true });
  if (!read.ok) return { issues: read.issues };
  // Everything is there whatever its order; any other fault of the form means that something was left out.
  const losses = read.issues.filter(({ code }) => code !== 'structure.xml-order');
  if (losses.length > 0) return { issues: losses };
  const { value, numbers, comments, elements } = read;
  return { value, numbers, comments, locate: (pointers) => locateElements(text, pointers, elements) };
}
