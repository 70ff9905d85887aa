/**
 * Finds a place for what is no resource: extensions where their context allows them, data types in an extension.
 *
 * @module
 */
import {
  EXTENSION,
  PRIMITIVE,
  RESOURCE,
  type Catalog,
  type ObjectNode,
  type PropertyNode,
} from '@gpconnect/runtime/nodes';
import type { ProfileTable } from '@gpconnect/runtime/tables';
import type { Step } from './steps.js';

/** The resource that holds a value, and the way to it. */
export interface Host {
  readonly type: string;
  /** Profiles that judge the resource. */
  readonly profiles: readonly ProfileTable[];
  readonly steps: readonly Step[];
}

const ANYWHERE: ReadonlySet<string> = new Set(['*', 'Element', 'Any', 'Resource', 'DomainResource']);

/** Resources that ask for little, in the order in which they are taken. */
const PLAIN_TYPES = ['Organization', 'Location', 'Patient', 'Practitioner', 'Device'];

/** A resource type of the specification version that asks for little. */
export function plainType(catalog: Catalog): string {
  const type = [...PLAIN_TYPES, ...Object.keys(catalog.spec.types)].find((name) => catalog.isJudged(name));
  if (type === undefined) throw new TypeError(`${catalog.spec.id} has no resource type`);
  return type;
}

/** Where a profile's values stand: of a resource, at the root. */
export function hostOf(catalog: Catalog, profile: ProfileTable): Host | undefined {
  if (catalog.isResource(profile.type)) return { type: profile.type, profiles: [profile], steps: [] };
  return profile.type === 'Extension' ? hostOfExtension(catalog, profile, 0) : hostOfType(catalog, profile);
}

function hostOfExtension(catalog: Catalog, profile: ProfileTable, depth: number): Host | undefined {
  const last: Step = {
    name: profile.isModifier === true ? 'modifierExtension' : 'extension',
    url: profile.url,
  };
  for (const context of profile.context ?? ['Element']) {
    const holder = holderOf(catalog, context.trim(), depth);
    if (holder !== undefined) return { ...holder, steps: [...holder.steps, last] };
  }
  return undefined;
}

/** The element that a context is about. */
function holderOf(catalog: Catalog, context: string, depth: number): Host | undefined {
  if (ANYWHERE.has(context)) return { type: plainType(catalog), profiles: [], steps: [] };
  if (context.includes('://')) {
    const outer = catalog.profile(context);
    return outer === undefined || depth > 3 ? undefined : hostOfExtension(catalog, outer, depth + 1);
  }
  const [first = '', ...rest] = context.split('.');
  if (catalog.isJudged(first)) {
    const steps = stepsAlong(catalog.resourceNode(first, []), rest);
    return steps === undefined ? undefined : { type: first, profiles: [], steps };
  }
  return rest.length === 0 || catalog.type(first) !== undefined
    ? holderOfType(catalog, first, rest)
    : undefined;
}

function stepsAlong(root: ObjectNode, names: readonly string[]): Step[] | undefined {
  const steps: Step[] = [];
  let node = root;
  for (const [index, name] of names.entries()) {
    const property = propertyOf(node, name);
    if (property === undefined || property.kind === RESOURCE) return undefined;
    const isLast = index === names.length - 1;
    if (property.kind === PRIMITIVE && !isLast) return undefined;
    steps.push(
      property.kind === PRIMITIVE ? { name: property.name, sibling: true } : { name: property.name },
    );
    node = property.content;
  }
  return steps;
}

function propertyOf(node: ObjectNode, name: string): PropertyNode | undefined {
  const plain = node.properties.get(name);
  if (plain !== undefined) return plain;
  const stem = name.replace('[x]', '');
  const choice = node.choices.find(({ element }) => element.endsWith(`.${stem}[x]`));
  return choice?.names.flatMap((form) => node.properties.get(form) ?? [])[0];
}

/** An element of a type, in any resource of the specification version; the nearest to the root is taken. */
export function holderOfType(catalog: Catalog, type: string, rest: readonly string[]): Host | undefined {
  for (const resource of Object.keys(catalog.spec.types)) {
    if (!catalog.isJudged(resource)) continue;
    const root = catalog.resourceNode(resource, []);
    const ways = [...root.properties.values()].flatMap((property) => [
      [property],
      ...(property.kind === PRIMITIVE || property.kind === RESOURCE || property.kind === EXTENSION
        ? []
        : [...property.content.properties.values()].map((child) => [property, child])),
    ]);
    const way = ways
      .filter((one) => one[one.length - 1]!.type === type)
      .sort((a, b) => a.length - b.length)[0];
    const steps = way === undefined ? undefined : stepsAlong(root, [...way.map(({ name }) => name), ...rest]);
    if (steps !== undefined) return { type: resource, profiles: [], steps };
  }
  return undefined;
}

const HOST_URL = 'https://example.org/fhir/StructureDefinition/host';

/** A resource with one extension whose value is of a data type's profile: profiles made for the purpose ask for it. */
const HOSTS = new WeakMap<ProfileTable, Host>();

function hostOfType(catalog: Catalog, profile: ProfileTable): Host {
  let host = HOSTS.get(profile);
  if (host === undefined) HOSTS.set(profile, (host = makeHost(catalog, profile)));
  return host;
}

function makeHost(catalog: Catalog, profile: ProfileTable): Host {
  const name = `value${profile.type.charAt(0).toUpperCase()}${profile.type.slice(1)}`;
  const extension: ProfileTable = {
    url: `${HOST_URL}-extension`,
    type: 'Extension',
    elements: () => ({
      url: { fixed: `${HOST_URL}-extension` },
      'value[x]': { min: 1, types: [{ code: profile.type, profiles: [() => profile] }] },
    }),
  };
  const resource: ProfileTable = {
    url: HOST_URL,
    type: plainType(catalog),
    elements: () => ({
      extension: {
        slices: { host: { min: 1, types: [{ code: 'Extension', profiles: [() => extension] }] } },
      },
    }),
  };
  return {
    type: resource.type,
    profiles: [resource],
    steps: [{ name: 'extension', url: extension.url }, { name }],
  };
}
