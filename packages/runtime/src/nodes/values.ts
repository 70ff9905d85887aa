/**
 * Fixed and pattern values: exact equality, and being part of.
 *
 * @module
 */
import type { JsonObject, JsonValue } from '../tables/index.js';
import { sourceOf, type Layer } from './layer.js';

/** A fixed or pattern value in force on an element. */
export interface ValueRule {
  readonly code: 'value.fixed' | 'value.pattern';
  readonly expected: JsonValue;
  readonly source: string;
}

/** Every fixed and pattern value that a layer states. */
export function valueRules(layers: readonly Layer[]): ValueRule[] {
  const rules: ValueRule[] = [];
  for (const layer of layers) {
    const source = sourceOf(layer);
    const { fixed, pattern } = layer.table;
    if (fixed !== undefined) rules.push({ code: 'value.fixed', expected: fixed, source });
    if (pattern !== undefined) rules.push({ code: 'value.pattern', expected: pattern, source });
  }
  return rules;
}

/** True when the value is of the rule's making. */
export function satisfies(rule: Pick<ValueRule, 'code' | 'expected'>, value: JsonValue | undefined): boolean {
  return rule.code === 'value.fixed' ? equal(value, rule.expected) : includes(value, rule.expected);
}

/** Deep equality; the order of properties does not matter. Recursion is bounded by `expected`, a definition's value. */
export function equal(value: JsonValue | undefined, expected: JsonValue): boolean {
  if (value === expected) return true;
  if (typeof value !== 'object' || value === null || typeof expected !== 'object' || expected === null)
    return false;
  if (isArray(expected)) {
    return (
      isArray(value) && value.length === expected.length && expected.every((item, i) => equal(value[i], item))
    );
  }
  if (isArray(value)) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(value).length &&
    keys.every((key) => equal(ownValue(value, key), expected[key]!))
  );
}

/** True when everything in `pattern` is in the value too; items of arrays in any order and place. */
export function includes(value: JsonValue | undefined, pattern: JsonValue): boolean {
  if (typeof pattern !== 'object' || pattern === null) return value === pattern;
  if (typeof value !== 'object' || value === null) return false;
  if (isArray(pattern))
    return isArray(value) && pattern.every((part) => value.some((item) => includes(item, part)));
  if (isArray(value)) return false;
  return Object.keys(pattern).every((key) => includes(ownValue(value, key), pattern[key]!));
}

function ownValue(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** `Array.isArray` that narrows read-only arrays as well. */
export function isArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** True for what JSON writes in braces. */
export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
