/**
 * Changes that need to know what FHIR means: references, ids, extensions, claims, types.
 *
 * @module
 */
import { copy, getAt, isMap, put, type Json, type JsonMap, type Slot } from '../json.js';
import type { Random } from '../random.js';
import { MARKERS } from './strings.js';
import type { Mutation } from './value.js';

/** Resources of a value, the root first. */
function resourcesOf(root: Json, slots: readonly Slot[]): JsonMap[] {
  const found: JsonMap[] = isMap(root) ? [root] : [];
  for (const slot of slots) {
    const value = getAt(slot);
    if (isMap(value) && Object.hasOwn(value, 'resourceType')) found.push(value);
  }
  return found;
}

function listAt(object: JsonMap, key: string): Json[] {
  const list = Object.hasOwn(object, key) ? object[key] : undefined;
  if (Array.isArray(list)) return list;
  const made: Json[] = [];
  put(object, key, made);
  return made;
}

function textAt(object: JsonMap, key: string): string {
  const value = Object.hasOwn(object, key) ? object[key] : undefined;
  return typeof value === 'string' ? value : 'x';
}

function addressOf(random: Random, resource: JsonMap): string {
  const [type, id] = [textAt(resource, 'resourceType'), textAt(resource, 'id')];
  return random.pick([
    `#${id}`,
    '#',
    `${type}/${id}`,
    `${type}/${id}/_history/1`,
    `https://example.invalid/${type}/${id}`,
    `urn:uuid:${MARKERS[3]}`,
    `Group/${id}`,
    id,
  ]);
}

/** References of a value point at its own resources: also in circles, also at themselves. */
const refer: Mutation = ({ random, root, slots }) => {
  const resources = resourcesOf(root, slots);
  if (resources.length === 0) return;
  const target = addressOf(random, random.pick(resources));
  const references = slots.filter(({ key }) => key === 'reference');
  if (references.length === 0) {
    put(random.pick(resources), random.pick(['subject', 'patient', 'performer', 'author']), {
      reference: target,
    });
    return;
  }
  for (const slot of random.oneIn(3) ? references : [random.pick(references)])
    put(slot.holder, slot.key, target);
};

/** A resource within a resource: a copy of one of the record, or of the whole, or a new one. */
const contain: Mutation = ({ random, root, slots, synthesis }) => {
  const resources = resourcesOf(root, slots);
  if (resources.length === 0) return;
  const holder = random.pick(resources);
  const inner = random.oneIn(2) ? copy(random.pick(resources)) : synthesis.resource();
  if (JSON.stringify(inner).length > 20_000) return;
  if (random.oneIn(2)) put(inner, 'id', random.pick(['c1', 'c2', '']));
  listAt(holder, 'contained').push(inner);
  const times = random.oneIn(4) ? 2 : 1;
  for (let i = 0; i < times; i++)
    put(holder, random.pick(['subject', 'author', 'managingOrganization']), { reference: '#c1' });
};

/** A further entry: a copy, a new resource, a Bundle in a Bundle; with or without address. */
const enter: Mutation = ({ random, root, slots, synthesis }) => {
  const bundles = resourcesOf(root, slots).filter((one) => one['resourceType'] === 'Bundle');
  if (bundles.length === 0) return;
  const entry = listAt(random.pick(bundles), 'entry');
  const others = entry.filter(isMap).filter((one) => JSON.stringify(one).length < 20_000);
  const added: JsonMap =
    others.length > 0 && random.oneIn(2)
      ? copy(random.pick(others))
      : { resource: random.oneIn(5) ? synthesis.bundle() : synthesis.resource() };
  const fullUrl = random.pick([
    'https://example.invalid/Patient/s1',
    `urn:uuid:${MARKERS[3]}`,
    'urn:oid:1.2',
    '',
    'x',
    undefined,
  ]);
  if (fullUrl !== undefined) put(added, 'fullUrl', fullUrl);
  entry.splice(random.below(entry.length + 1), 0, added);
};

/** Bundles in Bundles, or extensions in extensions, many levels deep. */
const burrow: Mutation = ({ random, slot, synthesis }) => {
  const levels = random.size(60);
  let value: JsonMap = random.oneIn(2) ? synthesis.resource() : synthesis.extension();
  for (let i = 0; i < levels; i++) {
    if (Object.hasOwn(value, 'resourceType')) {
      value = random.oneIn(3)
        ? { resourceType: 'Parameters', parameter: [{ name: 'x', resource: value }] }
        : { resourceType: 'Bundle', type: 'collection', entry: [{ resource: value }] };
    } else value = { ...synthesis.extension(3), extension: [value] };
  }
  if (Object.hasOwn(value, 'resourceType'))
    put(slot.holder, random.oneIn(2) ? 'contained' : slot.key, random.oneIn(2) ? [value] : value);
  else put(slot.holder, 'extension', [value]);
};

/** An extension that this version defines, at any place. */
const extend: Mutation = ({ random, slot, synthesis }) => {
  const value = getAt(slot);
  const object = isMap(value) ? value : Array.isArray(slot.holder) ? undefined : slot.holder;
  if (object === undefined) return;
  const list = listAt(object, random.pick(['extension', 'extension', 'modifierExtension']));
  const extension = synthesis.extension();
  list.push(extension);
  if (random.oneIn(3)) list.push(copy(extension));
};

/** Claims: of this version, of another type, twice, with a version, many. */
const claim: Mutation = ({ random, root, slots, synthesis }) => {
  const resources = resourcesOf(root, slots);
  if (resources.length === 0) return;
  const resource = random.pick(resources);
  const { url } = random.pick(synthesis.profiles);
  const claims = random.pick<Json[]>([
    [url],
    [url, url],
    [`${url}|0.0.1`],
    [`${url}|`],
    [url, random.pick(synthesis.profiles).url],
    [`https://example.invalid/x${random.below(1e6)}`],
    ['__proto__'],
    [MARKERS[0]],
    Array.from({ length: random.size(100) }, (_, i) => `https://example.invalid/${i}`),
  ]);
  put(resource, 'meta', { profile: claims });
};

/** Another type, with the same properties. */
const recast: Mutation = ({ random, root, slots, synthesis }) => {
  const resources = resourcesOf(root, slots);
  if (resources.length === 0) return;
  const { resourceType } = synthesis.resource(undefined, 0);
  const type = random.pick<Json>([
    resourceType!,
    resourceType!,
    'Nothing',
    'patient',
    'DomainResource',
    'Resource',
    '',
    MARKERS[0],
    1,
    null,
    ['Patient'],
  ]);
  put(random.pick(resources), 'resourceType', type);
};

/** A property that its type knows, where the type is told by `resourceType`. */
const know: Mutation = ({ random, root, slots, synthesis }) => {
  const resources = resourcesOf(root, slots);
  if (resources.length === 0) return;
  const resource = random.pick(resources);
  const made = synthesis.element(textAt(resource, 'resourceType'));
  if (made !== undefined) put(resource, made[0], made[1]);
};

/** A made-up value such as could be a patient's, in place of a string. */
const mark: Mutation = ({ random, slot }) => {
  if (typeof getAt(slot) === 'string') put(slot.holder, slot.key, random.pick(MARKERS));
};

export const MEANING_MUTATIONS: readonly Mutation[] = [
  refer,
  refer,
  contain,
  enter,
  burrow,
  extend,
  extend,
  claim,
  recast,
  know,
  know,
  mark,
  mark,
];
