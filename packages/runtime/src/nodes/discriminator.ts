/**
 * Derives from a slice's own tables what tells its items apart.
 *
 * @module
 */
import type {
  ConstrainedType,
  Discriminator,
  ElementTable,
  ElementType,
  JsonValue,
  ProfileTable,
} from '../tables/index.js';
import { BindingNode } from './binding.js';
import { own } from './layer.js';
import { Every, Exists, Has, IsMember, IsResource, IsValue, Some, type Matcher } from './matcher.js';
import { codeOf } from './types.js';
import { isArray, isObject } from './values.js';

/**
 * The predicate of a slice, or null where its tables hold no value for any discriminator.
 *
 * @param inherited - What the type of the items states about their children: a required binding there is in force in
 * a slice that says nothing of its own, and such a slice takes every code that the type allows.
 * @param list - The sliced element: what it says of every item holds for the slice's items too.
 */
export function sliceMatcher(
  slice: ElementTable,
  by: readonly Discriminator[],
  inherited: Readonly<Record<string, ElementTable>> = {},
  list: ElementTable = {},
): Matcher | null {
  const inList: ElementTable = { ...slice, children: { ...list.children, ...slice.children } };
  const parts = by
    .map(
      (discriminator) =>
        derive(slice, discriminator) ??
        derive(inList, discriminator) ??
        deriveInherited(inherited, discriminator),
    )
    .filter((part) => part !== null);
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : new Every(parts);
}

/** The URLs of the extensions that a slice of an extension list is about: one, or one of several alternatives. */
export function extensionUrls({ children, types = [] }: ElementTable): readonly string[] {
  const fixed = children?.['url']?.fixed;
  if (typeof fixed === 'string') return [fixed];
  return types.flatMap((type) => (typeof type === 'string' ? [] : urlsOf(type)));
}

/** What a slice of alternatives says of the extensions of one of its URLs. */
export function alternative(slice: ElementTable, url: string): ElementTable {
  const types = (slice.types ?? []).flatMap((type): ElementType[] => {
    if (typeof type === 'string' || !urlsOf(type).includes(url)) return [];
    const profile = type.profiles?.find((get) => get().url === url);
    return [
      { code: type.code, ...(profile === undefined ? { unresolved: [url] } : { profiles: [profile] }) },
    ];
  });
  return { ...slice, types };
}

function urlsOf({ profiles = [], unresolved = [] }: ConstrainedType): string[] {
  return [...profiles.map((profile) => profile().url), ...unresolved];
}

function derive(slice: ElementTable, { type, path }: Discriminator): Matcher | null {
  const steps = path === '$this' || path === '' ? [] : path.split('.').filter((step) => step !== '$this');
  // What a path's functions lead to lies outside the item, or needs an evaluator: reported as not checkable.
  if (steps.some((step) => step.includes('('))) return null;
  switch (type) {
    case 'value':
    case 'pattern':
      return valueAt(slice, steps);
    case 'exists':
      return existsAt(slice, steps);
    case 'type':
      return typeAt(slice, steps, false);
    case 'profile':
      return typeAt(slice, steps, true);
  }
}

function deriveInherited(
  inherited: Readonly<Record<string, ElementTable>>,
  { type, path }: Discriminator,
): Matcher | null {
  const child = type === 'value' || type === 'pattern' ? own(inherited, path) : undefined;
  const part = child === undefined ? null : member(child);
  return part === null ? null : new Has(path, part);
}

/** The table of a child, in the slice itself or in the one profile that its type names. */
function childOf(table: ElementTable, name: string): ElementTable | undefined {
  const stated = own(table.children, name) ?? own(table.children, `${name}[x]`);
  if (stated !== undefined) return stated;
  const profile = soleProfile(table);
  if (profile === undefined) return undefined;
  if (name === 'url' && profile.type === 'Extension') return { fixed: profile.url };
  const elements = profile.elements();
  return own(elements, name) ?? own(elements, `${name}[x]`);
}

function soleProfile(table: ElementTable): ProfileTable | undefined {
  const profiles = (table.types ?? []).flatMap((type) =>
    typeof type === 'string' ? [] : (type.profiles ?? []),
  );
  return profiles.length === 1 ? profiles[0]!() : undefined;
}

function valueAt(table: ElementTable, steps: readonly string[]): Matcher | null {
  const stated = statedValue(table, steps);
  if (stated !== null) return stated;
  const name = steps[0];
  if (name === undefined) return valueHere(table);
  const child = childOf(table, name);
  if (child === undefined) return null;
  const rest = steps.slice(1);
  const direct = valueAt(child, rest);
  if (direct !== null) return new Has(name, direct);
  return slicedValue(child, name, rest);
}

/** The part at `steps` of a fixed or pattern value that stands above it. */
function statedValue(table: ElementTable, steps: readonly string[]): Matcher | null {
  const code = table.fixed !== undefined ? 'value.fixed' : 'value.pattern';
  const value = table.fixed ?? table.pattern;
  return value === undefined ? null : partOf(value, steps, code);
}

function partOf(
  value: JsonValue,
  steps: readonly string[],
  code: 'value.fixed' | 'value.pattern',
): Matcher | null {
  const name = steps[0];
  if (name === undefined) return new IsValue(code, value);
  if (!isObject(value) || value[name] === undefined) return null;
  const next = value[name];
  const items = isArray(next) ? next : [next];
  const parts = items.map((item) => partOf(item, steps.slice(1), code)).filter((part) => part !== null);
  if (parts.length === 0) return null;
  const inner = parts.map((part) => new Has(name, part));
  return inner.length === 1 ? inner[0]! : new Every(inner);
}

/** Where the discriminating value is in slices further down: all required ones, or any where none is required. */
function slicedValue(table: ElementTable, name: string, rest: readonly string[]): Matcher | null {
  const slices = Object.values(table.slices ?? {});
  const required = slices.filter((slice) => (slice.min ?? 0) > 0);
  const chosen = required.length > 0 ? required : slices;
  const parts = chosen.map((slice) => valueAt(slice, rest)).filter((part) => part !== null);
  if (parts.length === 0) return null;
  const inner = parts.map((part) => new Has(name, part));
  if (inner.length === 1) return inner[0]!;
  return required.length > 0 ? new Every(inner) : new Some(inner);
}

/** Membership in the value set that an element's codes must be of; null where there is none, or its codes are not shipped. */
function member({ binding }: ElementTable): Matcher | null {
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return null;
  const node = new BindingNode({ value: binding, source: '' });
  return node.isListed ? new IsMember(node) : null;
}

/** What the element itself is told by: the values of its children, and its binding. */
function valueHere(table: ElementTable): Matcher | null {
  const names = Object.keys(table.children ?? {});
  const parts = partsOf(
    table,
    names.filter((name) => !WORDS.has(name)),
  );
  const bound = member(table);
  if (bound !== null) parts.push(bound);
  if (parts.length === 0) parts.push(...partsOf(table, names));
  if (parts.length === 0) return null;
  return parts.length === 1 ? parts[0]! : new Every(parts);
}

/** What only says in words what a code means: a wrong word is a fault of the item, and no sign that it is another. */
const WORDS: ReadonlySet<string> = new Set(['display', 'text']);

function partsOf(table: ElementTable, names: readonly string[]): Matcher[] {
  const parts: Matcher[] = [];
  for (const name of names) {
    const child = table.children![name]!;
    const plain = name.endsWith('[x]') ? name.slice(0, -3) : name;
    const part = valueAt(child, []);
    if (part !== null) parts.push(new Has(plain, part));
    else {
      const sliced = slicedValue(child, plain, []);
      if (sliced !== null) parts.push(sliced);
    }
  }
  return parts;
}

function existsAt(table: ElementTable, steps: readonly string[]): Matcher | null {
  const name = steps[0];
  if (name === undefined) return null;
  const child = childOf(table, name);
  if (child === undefined) return null;
  if (steps.length > 1) {
    const inner = existsAt(child, steps.slice(1));
    return inner === null ? null : new Has(name, inner);
  }
  if (child.max === 0) return new Exists(name, false);
  return (child.min ?? 0) > 0 ? new Exists(name, true) : null;
}

/** Type of a resource; data types show in the JSON name of a choice, which is sliced as such. */
function typeAt(table: ElementTable, steps: readonly string[], byProfile: boolean): Matcher | null {
  const name = steps[0];
  if (name !== undefined) {
    const child = childOf(table, name);
    const inner = child === undefined ? null : typeAt(child, steps.slice(1), byProfile);
    return inner === null ? null : new Has(name, inner);
  }
  const types = table.types ?? [];
  const codes = types.map(codeOf);
  const profiles = types
    .flatMap((type) => (typeof type === 'string' ? [] : (type.profiles ?? [])))
    .map((get) => get());
  const names = [
    ...codes.filter((code) => code !== 'Resource' && code !== 'DomainResource'),
    ...profiles.map(({ type }) => type),
  ];
  if (names.length === 0) return null;
  return new IsResource([...new Set(names)], byProfile ? profiles.map(({ url }) => url) : []);
}
