/**
 * Finds an element by its path in a specification version: what the base type
 * says, overlaid by what a profile says.
 *
 * @module
 */
import type { ElementTable, Invariant, ProfileTable, SpecTable, TypeTable } from '@gpconnect/runtime';

/** An element as one profile, or the base type alone, leaves it. */
export interface Resolved {
  /** Absent where the base type alone speaks. */
  readonly profile: ProfileTable | undefined;
  readonly element: ElementTable;
  /** Names one can go on with: children, then slices with a colon before them. */
  readonly children: readonly string[];
}

/** Why a path leads nowhere. */
export interface Unresolved {
  readonly at: string;
  readonly missing: string;
  readonly known: readonly string[];
  /** Present where the path goes on into a resource of any type: the steps below it. */
  readonly below?: readonly string[];
}

type Elements = Readonly<Record<string, ElementTable>>;

/** A path as reports write it (`Patient.name[0].use`), without the indices of items. */
export function plainPath(path: string): string {
  return path.replace(/\[\d+\]/g, '').replaceAll('`', '');
}

/** The type of this name: a resource of the version, or a data type. */
export function typeNamed(name: string, spec: SpecTable): TypeTable | undefined {
  if (Object.hasOwn(spec.types, name)) return spec.types[name];
  return Object.hasOwn(spec.fhir.datatypes, name) ? spec.fhir.datatypes[name] : undefined;
}

/** Every element of a type, inherited ones first. */
export function elementsOf(type: TypeTable, spec: SpecTable): Elements {
  const base = type.base === undefined ? undefined : typeNamed(type.base, spec);
  return { ...(base === undefined ? {} : elementsOf(base, spec)), ...type.elements() };
}

/** Every invariant that stands on a type itself, inherited ones first. */
export function invariantsOf(type: TypeTable, spec: SpecTable): readonly Invariant[] {
  const base = type.base === undefined ? undefined : typeNamed(type.base, spec);
  return [...(base === undefined ? [] : invariantsOf(base, spec)), ...(type.invariants?.() ?? [])];
}

/**
 * Resolves `Type.child:slice.grandchild`. A slice is written after a colon; a choice by its base name, by
 * `value[x]` or with its type (`valueQuantity`), which is prohibited where the profile does not have that type.
 */
export function resolvePath(
  path: string,
  spec: SpecTable,
  profile: ProfileTable | undefined,
): Resolved | Unresolved {
  const [typeName = '', ...steps] = path.split('.');
  const type = typeNamed(typeName, spec);
  if (type === undefined) {
    return {
      at: '',
      missing: typeName,
      known: [...Object.keys(spec.types), ...Object.keys(spec.fhir.datatypes)],
    };
  }
  let children = elementsOf(type, spec);
  let overlays: Elements = profile?.elements() ?? {};
  let element: ElementTable = { invariants: invariantsOf(type, spec) };
  let at = typeName;
  for (const [index, step] of steps.entries()) {
    const [name = '', slice] = step.split(':');
    const key = keyOf(name, children);
    const base = key === undefined ? undefined : children[key];
    if (key === undefined || base === undefined) {
      const known = Object.keys(children);
      return isAnyResource(element)
        ? { at, missing: name, known, below: steps.slice(index) }
        : { at, missing: name, known };
    }
    const overlay = overlays[key] ?? overlays[name];
    element = narrowedTo(name, key, merge(base, overlay));
    let inner = overlay;
    at = `${at}.${step}`;
    if (slice !== undefined) {
      inner = element.slices?.[slice];
      if (inner === undefined)
        return {
          at: `${at.slice(0, -step.length)}${name}`,
          missing: `:${slice}`,
          known: Object.keys(element.slices ?? {}),
        };
      element = merge(withoutSlices(element), inner);
    }
    children = childrenOf(element, base, spec);
    overlays = { ...(overlay?.children ?? {}), ...(inner?.children ?? {}), ...typeProfile(inner) };
  }
  const slices = Object.keys(element.slices ?? {}).map((name) => `:${name}`);
  return { profile, element, children: [...Object.keys(children), ...slices] };
}

/** True when resolution failed. */
export function isUnresolved(result: Resolved | Unresolved): result is Unresolved {
  return 'missing' in result;
}

function keyOf(name: string, children: Elements): string | undefined {
  if (Object.hasOwn(children, name)) return name;
  const plain = `${name}[x]`;
  if (Object.hasOwn(children, plain)) return plain;
  return Object.keys(children).find((key) => {
    if (!key.endsWith('[x]')) return false;
    const stem = key.slice(0, -3);
    const rest = name.startsWith(stem) ? name.slice(stem.length) : '';
    return rest !== '' && (children[key]?.types ?? []).some((type) => capitalised(codeOf(type)) === rest);
  });
}

/** A choice as one of its forms: its type, and what a slice of that name says. */
function narrowedTo(name: string, key: string, element: ElementTable): ElementTable {
  if (!key.endsWith('[x]') || name === key || `${name}[x]` === key) return element;
  const rest = name.slice(key.length - 3);
  const types = (element.types ?? []).filter((type) => capitalised(codeOf(type)) === rest);
  if (types.length === 0) return { types, max: 0 };
  const slice =
    element.slices !== undefined && Object.hasOwn(element.slices, name) ? element.slices[name] : undefined;
  return merge({ ...withoutSlices(element), types }, slice);
}

/** What is said of every item, without how items are told apart. */
function withoutSlices(element: ElementTable): ElementTable {
  const rest: { -readonly [K in keyof ElementTable]: ElementTable[K] } = { ...element };
  delete rest.slicing;
  delete rest.slices;
  return rest;
}

/** True for an element that holds a resource of a type that the path does not tell. */
function isAnyResource({ types }: ElementTable): boolean {
  return types?.some((type) => codeOf(type) === 'Resource' || codeOf(type) === 'DomainResource') === true;
}

function childrenOf(element: ElementTable, base: ElementTable, spec: SpecTable): Elements {
  if (base.contentOf !== undefined) {
    const content = resolvePath(base.contentOf, spec, undefined);
    return isUnresolved(content) ? {} : (content.element.children ?? {});
  }
  const [first, second] = element.types ?? [];
  const type = first === undefined || second !== undefined ? undefined : typeNamed(codeOf(first), spec);
  return { ...(type === undefined ? {} : elementsOf(type, spec)), ...(base.children ?? {}) };
}

/** What the one profile of the element's one type says of its children. */
function typeProfile(overlay: ElementTable | undefined): Elements {
  const type = overlay?.types?.length === 1 ? overlay.types[0] : undefined;
  if (type === undefined || typeof type === 'string' || type.profiles?.length !== 1) return {};
  return type.profiles[0]?.().elements() ?? {};
}

function merge(base: ElementTable, overlay: ElementTable | undefined): ElementTable {
  if (overlay === undefined) return base;
  const invariants = [...(base.invariants ?? []), ...(overlay.invariants ?? [])];
  return { ...base, ...overlay, ...(invariants.length === 0 ? {} : { invariants }) };
}

function codeOf(type: string | { readonly code: string }): string {
  return typeof type === 'string' ? type : type.code;
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
