/**
 * JSON values that may be changed, and how they are written.
 *
 * @module
 */

/** A value of JSON.parse. */
export type Json = null | boolean | number | string | Json[] | JsonMap;
/** An object of JSON.parse. */
export interface JsonMap {
  [key: string]: Json;
}

/** A place in a value: what holds it, and under which key or index. */
export interface Slot {
  readonly holder: Json[] | JsonMap;
  readonly key: string;
}

/** Places that are listed of one value. */
const LISTED = 20_000;

export function isMap(value: Json | undefined): value is JsonMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every place below a value, parents first; the first ones only of a large value. */
export function slotsOf(root: Json): Slot[] {
  const slots: Slot[] = [];
  const holders: (Json[] | JsonMap)[] = [];
  if (typeof root === 'object' && root !== null) holders.push(root);
  for (let i = 0; i < holders.length && slots.length < LISTED; i++) {
    const holder = holders[i]!;
    for (const key of Object.keys(holder)) {
      slots.push({ holder, key });
      const value = getAt({ holder, key });
      if (typeof value === 'object' && value !== null) holders.push(value);
    }
  }
  return slots;
}

/** What stands at a place; undefined where it was taken away since. */
export function getAt({ holder, key }: Slot): Json | undefined {
  return Object.hasOwn(holder, key) ? (holder as JsonMap)[key] : undefined;
}

/** Puts a property: `__proto__` becomes one like every other. */
export function put(holder: Json[] | JsonMap, key: string, value: Json): void {
  Object.defineProperty(holder, key, { value, configurable: true, enumerable: true, writable: true });
}

/** Takes a place away; what follows in an array moves up. */
export function remove({ holder, key }: Slot): void {
  if (Array.isArray(holder)) holder.splice(Number(key), 1);
  else delete holder[key];
}

/** Marks a string that stands for a number as it is written: `1e400`, which no value could hold. */
export const RAW = '\uE000';

/** The JSON text of a value, with raw numbers as they are written. */
export function write(value: Json, indent?: number): string {
  const text = JSON.stringify(value, null, indent);
  return text.includes(RAW) ? text.replace(/"\uE000([^"\\]*)"(?!\s*:)/g, '$1') : text;
}

/** A copy that shares nothing with the original. */
export function copy<T extends Json>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** The value of a JSON text; undefined where it is none. A byte-order mark does not count. */
export function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Json;
  } catch {
    return undefined;
  }
}

/** Most levels of objects and arrays above one another. Not recursive: a value may be deeper than the stack. */
export function depthOf(root: Json | undefined): number {
  let depth = 0;
  let level: Json[] = root === undefined ? [] : [root];
  while (level.length > 0) {
    const below: Json[] = [];
    let containers = 0;
    for (const value of level) {
      if (typeof value !== 'object' || value === null) continue;
      containers++;
      for (const item of Object.values(value))
        if (typeof item === 'object' && item !== null) below.push(item);
    }
    if (containers > 0) depth++;
    level = below;
  }
  return depth;
}

/** Freezes a value in whole, so that a write to it throws. */
export function freeze(root: unknown): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    Object.freeze(value);
    for (const item of Object.values(value)) if (typeof item === 'object' && item !== null) open.push(item);
  }
}
