/**
 * Primitive values: from the text of an attribute to the JSON type that the tables give the element.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '../../tables/index.js';
import { BOOLEAN, DECIMAL, STRING, type XmlElement } from './plan.js';

/**
 * Numbers as the text has them, where that says more than the value does (`1.10`, digits beyond a double's), by the
 * object or array that holds the number and by property or index.
 */
export type NumberTexts = ReadonlyMap<JsonObject | readonly JsonValue[], ReadonlyMap<string, string>>;

/** The JSON number grammar, which is that of FHIR's decimal with an exponent. */
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;
const WHOLE = /^-?(?:0|[1-9][0-9]*)$/;

/** The value of an attribute. What is no boolean or number stays text, and the walker tells that it is none. */
export function valueOf(text: string, json: XmlElement['json']): string | number | boolean {
  if (json === STRING) return text;
  if (json === BOOLEAN) return text === 'true' ? true : text === 'false' ? false : text;
  return (json === DECIMAL ? NUMBER : WHOLE).test(text) ? Number(text) : text;
}
