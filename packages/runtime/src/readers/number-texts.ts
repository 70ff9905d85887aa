/**
 * Finds numbers in JSON text that say more than their values do. Made when it is asked for: a validator does not need it.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '../tables/index.js';
import { contentStart } from './detect.js';
import { closingQuote, unescape } from './strings.js';
import type { NumberTexts } from './xml/numbers.js';

/** An open container with its current key or index. */
interface Level {
  readonly container: JsonObject | readonly JsonValue[];
  key: string;
  index: number;
  isKeyNext: boolean;
}

/**
 * The texts of numbers that differ from how their values are written.
 *
 * @param text - JSON text that was read, without repeated keys.
 * @param value - What it was read as.
 */
export function numberTextsOf(text: string, value: JsonValue): NumberTexts {
  const numbers = new Map<JsonObject | readonly JsonValue[], Map<string, string>>();
  const open: Level[] = [];
  const isObject = (level: Level): boolean => !Array.isArray(level.container);
  const keyOf = (level: Level): string => (isObject(level) ? level.key : String(level.index));
  for (let i = contentStart(text); i < text.length; i++) {
    const c = text.charCodeAt(i);
    const top = open[open.length - 1];
    if (c === 34) {
      const close = closingQuote(text, i + 1);
      if (top?.isKeyNext === true) {
        top.key = unescape(text, i + 1, close);
        top.isKeyNext = false;
      }
      i = close;
    } else if (c === 123 || c === 91) {
      const container = (
        top === undefined ? value : (top.container as JsonObject)[keyOf(top)]
      ) as Level['container'];
      open.push({ container, key: '', index: 0, isKeyNext: c === 123 });
    } else if (c === 125 || c === 93) {
      open.pop();
    } else if (c === 44 && top !== undefined) {
      top.index++;
      top.isKeyNext = isObject(top);
    } else if (c === 45 || (c >= 48 && c <= 57)) {
      const from = i;
      while (isNumeral(text.charCodeAt(i + 1))) i++;
      const written = text.slice(from, i + 1);
      if (top === undefined || String(Number(written)) === written) continue;
      let texts = numbers.get(top.container);
      if (texts === undefined) numbers.set(top.container, (texts = new Map()));
      texts.set(keyOf(top), written);
    }
  }
  return numbers;
}

/** Digits, signs, the point and the exponent's letter. */
function isNumeral(c: number): boolean {
  return (c >= 48 && c <= 57) || c === 43 || c === 45 || c === 46 || c === 69 || c === 101;
}
