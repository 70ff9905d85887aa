/**
 * Writes FHIR JSON, numbers as their text has them.
 *
 * @module
 */
import type { NumberTexts } from '../readers/xml/numbers.js';
import type { JsonObject, JsonValue } from '../tables/index.js';

/**
 * JSON text of a value that a reader made, whose depth is therefore bounded.
 *
 * @param numbers - Numbers whose text says more than their value.
 * @param indent - Blanks a level.
 */
export function writeJson(value: JsonValue, numbers: NumberTexts, indent = 2): string {
  const parts: string[] = [];
  const write = (node: JsonValue, numberText: string | undefined, margin: string): void => {
    if (typeof node !== 'object' || node === null) {
      parts.push(numberText ?? JSON.stringify(node));
      return;
    }
    const texts = numbers.get(node);
    const inner = margin + ' '.repeat(indent);
    const isList = Array.isArray(node);
    let isFirst = true;
    for (const key of Object.keys(node)) {
      const item = isList ? node[Number(key)] : (node as JsonObject)[key];
      if (item === undefined) continue;
      parts.push(isFirst ? (isList ? '[' : '{') : ',', inner);
      if (!isList) parts.push(JSON.stringify(key), ': ');
      write(item, texts?.get(key), inner);
      isFirst = false;
    }
    if (isFirst) parts.push(isList ? '[]' : '{}');
    else parts.push(margin, isList ? ']' : '}');
  };
  write(value, undefined, '\n');
  parts.push('\n');
  return parts.join('');
}
