/**
 * What compiled invariants call: reads of a JSON value whose shape nobody
 * vouches for, and the few FHIRPath operations that are more than an operator.
 *
 * Every function is total: it answers for any JSON value, without recursion.
 * "Absent" is `undefined`, also for `null` and for an empty list.
 *
 * @module
 */
import type { InvariantContext, JsonObject, JsonValue } from './index.js';

/** A value that may be absent. */
export type Optional = JsonValue | undefined;

const none: readonly JsonValue[] = [];

/**
 * Tells a JSON object from every other value.
 *
 * @param value - any JSON value
 * @returns whether it has properties
 */
function isObject(value: Optional): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads a single-valued property.
 *
 * @param of - the element that has it
 * @param property - its JSON name
 * @returns the value, or `undefined` where there is none
 */
export function get(of: Optional, property: string): Optional {
  return isObject(of) ? (of[property] ?? undefined) : undefined;
}

/**
 * Whether an element of a complex type is present.
 *
 * @param of - the element above it
 * @param property - its JSON name
 * @returns false also for `null` and `[]`
 */
export function has(of: Optional, property: string): boolean {
  const value = get(of, property);
  return value !== undefined && !(Array.isArray(value) && value.length === 0);
}

/**
 * Whether an element of a primitive type is present, with a value or only with
 * an id or extensions (`_property`).
 *
 * @param of - the element above it
 * @param property - its JSON name, without underscore
 * @returns false where both halves are absent
 */
export function hasPrimitive(of: Optional, property: string): boolean {
  return has(of, property) || has(of, `_${property}`);
}

/**
 * Reads a repeating property. A lone value counts as a list of one.
 *
 * @param of - the element that has it
 * @param property - its JSON name
 * @returns its items, in order
 */
export function items(of: Optional, property: string): readonly JsonValue[] {
  const value = get(of, property);
  if (value === undefined) return none;
  return Array.isArray(value) ? value : [value as JsonValue];
}

/**
 * Name of the property that holds a choice element: `valueString` for `value`.
 *
 * @param of - the element that has the choice
 * @param stem - the name without `[x]`
 * @param types - type suffixes that the choice allows
 * @returns the name without underscore, or `undefined` where the choice is absent
 */
function choiceName(of: Optional, stem: string, types: readonly string[]): string | undefined {
  if (!isObject(of)) return undefined;
  for (const key in of) {
    const start = key.startsWith('_') ? 1 : 0;
    if (!key.startsWith(stem, start) || !types.includes(key.slice(start + stem.length))) continue;
    if (has(of, key)) return start === 0 ? key : key.slice(1);
  }
  return undefined;
}

/**
 * Reads a choice element.
 *
 * @param of - the element that has it
 * @param stem - its name without `[x]`
 * @param types - type suffixes that it allows, such as `CodeableConcept`
 * @returns the value of whichever type is there
 */
export function choice(of: Optional, stem: string, types: readonly string[]): Optional {
  const name = choiceName(of, stem, types);
  return name === undefined ? undefined : get(of, name);
}

/**
 * Whether a choice element is present, in any type it allows.
 *
 * @param of - the element above it
 * @param stem - its name without `[x]`
 * @param types - type suffixes that it allows
 * @returns true also for a primitive that has only extensions
 */
export function hasChoice(of: Optional, stem: string, types: readonly string[]): boolean {
  return choiceName(of, stem, types) !== undefined;
}

/**
 * The value if it is text.
 *
 * @param value - any JSON value
 * @returns the string, or `undefined` for everything else
 */
export function text(value: Optional): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/**
 * The value if it is a number, for comparison.
 *
 * @param value - any JSON value
 * @returns the number, or `NaN`, with which every comparison is false
 */
export function numberOf(value: Optional): number {
  return typeof value === 'number' ? value : NaN;
}

/**
 * Text of a primitive value, as FHIRPath writes it.
 *
 * @param value - any JSON value
 * @returns the text, or `undefined` for objects, lists and absent values
 */
export function toText(value: Optional): string | undefined {
  return value === undefined || value === null || typeof value === 'object' ? undefined : String(value);
}

/**
 * The rest of a text from a position on.
 *
 * @param value - any JSON value
 * @param start - zero-based position
 * @returns `undefined` where the value is not text or does not reach that far
 */
export function substring(value: Optional, start: number): string | undefined {
  return typeof value === 'string' && start < value.length ? value.slice(start) : undefined;
}

/**
 * Whether a text matches a pattern somewhere.
 *
 * @param value - any JSON value
 * @param pattern - without the flags `g` and `y`
 * @returns `undefined` where the value is not text
 */
export function matches(value: Optional, pattern: RegExp): boolean | undefined {
  return typeof value === 'string' ? pattern.test(value) : undefined;
}

/**
 * Whether a value is a resource of a type.
 *
 * @param value - any JSON value
 * @param type - resource type name
 * @returns whether `resourceType` says so
 */
export function isResource(value: Optional, type: string): boolean {
  return get(value, 'resourceType') === type;
}

/**
 * Whether a value is a primitive one.
 *
 * @param value - any JSON value
 * @returns true for strings, numbers and booleans
 */
export function hasValue(value: Optional): boolean {
  return value !== undefined && value !== null && typeof value !== 'object';
}

/**
 * Number of child elements, those of every property together.
 *
 * @param of - any JSON value
 * @returns 0 for primitive values
 */
export function childCount(of: Optional): number {
  if (!isObject(of)) return 0;
  let count = 0;
  for (const key in of) {
    if (key === 'resourceType') continue;
    if (key.startsWith('_') && Object.hasOwn(of, key.slice(1))) continue;
    const value = of[key];
    if (Array.isArray(value)) count += value.length;
    else if (value !== undefined && value !== null) count++;
  }
  return count;
}

/**
 * Every object below a value, at any depth. One that is there more than once,
 * as parsed JSON never has it, counts once.
 *
 * @param of - any JSON value
 * @returns the objects; order is not that of the document
 */
export function descendants(of: Optional): readonly JsonObject[] {
  const found = new Set<JsonObject>();
  const open: (JsonObject | readonly JsonValue[])[] = isObject(of) ? [of] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const child of Object.values(next) as Optional[]) {
      if (typeof child !== 'object' || child === null) continue;
      if (isObject(child)) {
        if (found.has(child)) continue;
        found.add(child);
      }
      open.push(child);
    }
  }
  return [...found];
}

/**
 * Whether no primitive value occurs twice.
 *
 * @param values - absent values and those that are not primitive are passed over
 * @returns true also for an empty list
 */
export function isDistinct(values: readonly Optional[]): boolean {
  const seen = new Set<Optional>();
  for (const value of values) {
    if (!hasValue(value)) continue;
    if (seen.has(value)) return false;
    seen.add(value);
  }
  return true;
}

/**
 * Deep equality; the order of properties does not matter, that of items does.
 *
 * @param left - any JSON value
 * @param right - any JSON value
 * @returns false where either is absent
 */
export function same(left: Optional, right: Optional): boolean {
  if (left === undefined || right === undefined) return false;
  const open: Optional[] = [left, right];
  while (open.length > 0) {
    const b = open.pop();
    const a = open.pop();
    if (a === b) continue;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    const keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(b, key)) return false;
      open.push((a as JsonObject)[key], (b as JsonObject)[key]);
    }
  }
  return true;
}

/** Sets that {@link members} has built, by the walk they belong to. */
const builtSets = new WeakMap<InvariantContext, Map<string, BuiltSet>>();

interface BuiltSet {
  readonly of: JsonObject;
  readonly values: ReadonlySet<Optional>;
}

/**
 * The set of values that an expression over `%resource` or `%rootResource`
 * yields. It is built once for a context, so that asking for every element of
 * a resource costs no more than asking once.
 *
 * @param context - context of one walk; must not outlive it
 * @param of - the resource that the values come from
 * @param name - the expression; the key under which the set is kept
 * @param values - computes the values
 * @returns the distinct values
 */
export function members(
  context: InvariantContext,
  of: JsonObject,
  name: string,
  values: () => readonly Optional[],
): ReadonlySet<Optional> {
  let sets = builtSets.get(context);
  if (sets === undefined) builtSets.set(context, (sets = new Map<string, BuiltSet>()));
  let built = sets.get(name);
  if (built === undefined || built.of !== of) {
    built = { of, values: new Set(values()) };
    sets.set(name, built);
  }
  return built.values;
}

export { compareDates } from './dates.js';
