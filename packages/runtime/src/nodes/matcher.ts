/**
 * Predicates that tell slices apart. Each can also say how near a value came, and what it lacked.
 *
 * @module
 */
import type { JsonValue } from '../tables/index.js';
import type { BindingNode } from './binding.js';
import { closeness } from './closeness.js';
import { equal, includes, isArray, isObject } from './values.js';

/** Steps from a sliced item to a value within it. */
export type Steps = readonly (string | number)[];

/** What a value lacked to match. */
export type Miss =
  | { readonly code: 'value.fixed' | 'value.pattern'; readonly at: Steps; readonly expected: JsonValue; readonly found: JsonValue | undefined }
  | { readonly code: 'structure.minimum'; readonly at: Steps; readonly name: string }
  | { readonly code: 'structure.prohibited'; readonly at: Steps; readonly name: string }
  | { readonly code: 'binding.required'; readonly at: Steps; readonly valueSet: string; readonly found: JsonValue | undefined }
  | { readonly code: 'structure.type-not-allowed'; readonly at: Steps; readonly allowed: readonly string[]; readonly found: JsonValue | undefined }; // prettier-ignore

/** A predicate over an item of a sliced element. */
export interface Matcher {
  /** Equal for predicates that hold for the same values. */
  readonly key: string;
  matches(value: JsonValue | undefined): boolean;
  /** From 0 (nothing alike) to 1 (matches). */
  score(value: JsonValue | undefined): number;
  misses(value: JsonValue | undefined, at: Steps): Miss[];
}

/** A fixed or pattern value. */
export class IsValue implements Matcher {
  readonly key: string;

  constructor(
    readonly code: 'value.fixed' | 'value.pattern',
    readonly expected: JsonValue,
  ) {
    this.key = `${code} ${JSON.stringify(expected)}`;
  }

  matches(value: JsonValue | undefined): boolean {
    return this.code === 'value.fixed' ? equal(value, this.expected) : includes(value, this.expected);
  }

  score(value: JsonValue | undefined): number {
    if (this.matches(value)) return 1;
    return typeof value === 'string' && typeof this.expected === 'string'
      ? closeness(value, this.expected)
      : 0;
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    return this.matches(value) ? [] : [{ code: this.code, at, expected: this.expected, found: value }];
  }
}

/** Membership in a value set all of whose members are shipped. */
export class IsMember implements Matcher {
  readonly key: string;

  constructor(readonly binding: BindingNode) {
    this.key = `binding ${binding.url}`;
  }

  matches(value: JsonValue | undefined): boolean {
    if (typeof value === 'string') return this.binding.ask(undefined, value) === 'member';
    if (!isObject(value)) return false;
    const { coding } = value;
    if (isArray(coding)) return coding.some((item) => this.matches(item));
    const { system, code } = value;
    if (typeof code !== 'string' || typeof system !== 'string') return false;
    return this.binding.ask(system, code) === 'member';
  }

  score(value: JsonValue | undefined): number {
    return this.matches(value) ? 1 : 0;
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    if (this.matches(value)) return [];
    return [{ code: 'binding.required', at, valueSet: this.binding.url, found: value }];
  }
}

/** The predicate of a property of the value; of any of its items where it repeats. */
export class Has implements Matcher {
  readonly key: string;

  constructor(
    readonly name: string,
    readonly inner: Matcher,
  ) {
    this.key = `${name}(${inner.key})`;
  }

  matches(value: JsonValue | undefined): boolean {
    const found = read(value, this.name);
    if (isArray(found)) {
      for (const item of found) if (this.inner.matches(item)) return true;
      return false;
    }
    return found !== undefined && this.inner.matches(found);
  }

  score(value: JsonValue | undefined): number {
    const found = read(value, this.name);
    if (!isArray(found)) return found === undefined ? 0 : this.inner.score(found);
    return found.reduce<number>((best, item) => Math.max(best, this.inner.score(item)), 0);
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    if (this.matches(value)) return [];
    const found = read(value, this.name);
    const name = nameIn(value, this.name) ?? this.name;
    if (found === undefined || (isArray(found) && found.length === 0)) {
      return [{ code: 'structure.minimum', at, name: this.name }];
    }
    if (!isArray(found)) return this.inner.misses(found, [...at, name]);
    const scores = found.map((item) => this.inner.score(item));
    const nearest = scores.indexOf(Math.max(...scores.slice(0, 100)));
    return this.inner.misses(found[nearest], [...at, name, nearest]);
  }
}

/** All of several predicates. */
export class Every implements Matcher {
  readonly key: string;

  constructor(readonly parts: readonly Matcher[]) {
    this.key = `every[${parts.map((part) => part.key).join(', ')}]`;
  }

  matches(value: JsonValue | undefined): boolean {
    for (const part of this.parts) if (!part.matches(value)) return false;
    return true;
  }

  score(value: JsonValue | undefined): number {
    return this.parts.reduce((sum, part) => sum + part.score(value), 0) / this.parts.length;
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    return this.parts.flatMap((part) => part.misses(value, at));
  }
}

/** Any of several predicates. */
export class Some implements Matcher {
  readonly key: string;

  constructor(readonly parts: readonly Matcher[]) {
    this.key = `some[${parts.map((part) => part.key).join(', ')}]`;
  }

  matches(value: JsonValue | undefined): boolean {
    for (const part of this.parts) if (part.matches(value)) return true;
    return false;
  }

  score(value: JsonValue | undefined): number {
    return this.parts.reduce((best, part) => Math.max(best, part.score(value)), 0);
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    if (this.matches(value)) return [];
    const scores = this.parts.map((part) => part.score(value));
    return this.parts[scores.indexOf(Math.max(...scores))]?.misses(value, at) ?? [];
  }
}

/** Presence or absence of a property. */
export class Exists implements Matcher {
  readonly key: string;

  constructor(
    readonly name: string,
    readonly expected: boolean,
  ) {
    this.key = `${name} ${expected ? 'exists' : 'is absent'}`;
  }

  matches(value: JsonValue | undefined): boolean {
    return (read(value, this.name) !== undefined) === this.expected;
  }

  score(value: JsonValue | undefined): number {
    return this.matches(value) ? 1 : 0;
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    if (this.matches(value)) return [];
    return [{ code: this.expected ? 'structure.minimum' : 'structure.prohibited', at, name: this.name }];
  }
}

/** Being a resource of one of several types and, where it claims profiles, claiming one of those asked for. */
export class IsResource implements Matcher {
  readonly key: string;

  constructor(
    readonly types: readonly string[],
    readonly profiles: readonly string[],
  ) {
    this.key = `resource ${types.join('|')} ${profiles.join('|')}`;
  }

  matches(value: JsonValue | undefined): boolean {
    if (!isObject(value) || typeof value['resourceType'] !== 'string') return false;
    if (!this.types.includes(value['resourceType'])) return false;
    if (this.profiles.length === 0) return true;
    const { meta } = value;
    const claims = isObject(meta) && isArray(meta['profile']) ? meta['profile'] : [];
    return (
      claims.length === 0 || claims.some((claim) => this.profiles.includes(String(claim).split('|')[0]!))
    );
  }

  score(value: JsonValue | undefined): number {
    return this.matches(value) ? 1 : 0;
  }

  misses(value: JsonValue | undefined, at: Steps): Miss[] {
    if (this.matches(value)) return [];
    const found = isObject(value) ? value['resourceType'] : undefined;
    return [{ code: 'structure.type-not-allowed', at, allowed: this.types, found }];
  }
}

/** The JSON name under which an object has a property that paths call `name`: choices have their type's name added. */
function nameIn(value: JsonValue | undefined, name: string): string | undefined {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, name)) return name;
  for (const key of Object.keys(value)) {
    if (key.length > name.length && key.startsWith(name)) {
      const next = key.charCodeAt(name.length);
      if (next >= 65 && next <= 90) return key;
    }
  }
  return undefined;
}

function read(value: JsonValue | undefined, name: string): JsonValue | undefined {
  if (!isObject(value)) return undefined;
  const found = value[name];
  if (found !== undefined && Object.hasOwn(value, name)) return found;
  const other = nameIn(value, name);
  return other === undefined ? undefined : value[other];
}
