/**
 * Breaks what definitions of extensions say of their place, and of their parts.
 *
 * @module
 */
import { EXTENSION, makeExtensionPlan, type PropertyNode } from '@gpconnect/runtime/nodes';
import type { ProfileTable } from '@gpconnect/runtime/tables';
import { plainType } from '../instance/host.js';
import { isObject, type Draft } from '../instance/json.js';
import type { Step } from '../instance/steps.js';
import type { Mutant } from './mutant.js';
import { Site, Spot, type Ground } from './site.js';

const ANYWHERE: ReadonlySet<string> = new Set(['*', 'Element', 'Any', 'Meta']);

/** Puts an extension where its definition does not allow it, and into the list of the other kind. */
export function* misplaced(ground: Ground, profile: ProfileTable): Generator<Mutant | undefined> {
  const steps = ground.host.steps;
  const last = steps[steps.length - 1];
  if (last === undefined) return;
  const contexts = profile.context ?? [];
  if (contexts.length > 0 && !contexts.some((context) => ANYWHERE.has(context) || context.includes('://'))) {
    const type = plainType(ground.catalog);
    const away: Step[] = [{ name: 'meta' }, { name: 'extension', url: profile.url }];
    const site = siteOf({ ...ground, host: { type, profiles: [], steps: [] } }, away, profile);
    if (site !== undefined) yield becoming(site, 'an extension in another place', 'extension.context');
  }
  const name = last.name === 'extension' ? 'modifierExtension' : 'extension';
  const code = profile.isModifier === true ? 'extension.modifier' : 'extension.not-modifier';
  const site = siteOf(
    { ...ground, host: { ...ground.host, steps: [] } },
    [...steps.slice(0, -1), { ...last, name }],
    profile,
  );
  if (site !== undefined) yield becoming(site, `an extension in ${name}`, code);
}

/** The site of an extension that a path of steps leads to; undefined where there is no such list. */
function siteOf(ground: Ground, steps: readonly Step[], profile: ProfileTable): Site | undefined {
  const { catalog, host } = ground;
  let node = catalog.resourceNode(host.type, host.profiles);
  let property: PropertyNode | undefined;
  for (const step of steps) {
    property = node.properties.get(step.name);
    if (property === undefined || property.cardinality.max === 0) return undefined;
    if (step.url !== undefined) property = makeExtensionPlan(property, step.url).item;
    node = property.content;
  }
  if (property === undefined) return undefined;
  return new Site(ground, node, property, steps, profile.url.slice(profile.url.lastIndexOf('/') + 1));
}

/** The mutant that a site's own instance is: what is wrong with it is that the extension is there. */
function becoming(
  site: Site,
  about: string,
  code: 'extension.context' | 'extension.modifier' | 'extension.not-modifier',
): Mutant | undefined {
  const { instance, place, ground, steps, element } = site;
  const holder = new Spot(ground, steps.slice(0, -1), element).root;
  const made = site.mutant({ constraint: 'extension', about, value: instance.value, code, at: place });
  return made === undefined ? undefined : { ...made, base: holder };
}

/** Adds a part that the definition of a complex extension does not have. The site is the extension. */
export function undeclaredPart(site: Site): Mutant | undefined {
  const { property, place, value } = site;
  const parts = property.content.properties.get('extension');
  if (property.kind !== EXTENSION || parts === undefined || !isObject(value)) return undefined;
  const stated = value['extension'];
  if (parts.slicings.length === 0 || !Array.isArray(stated)) return undefined;
  const at = [...place, 'extension', stated.length];
  return site.mutant({
    constraint: 'extension',
    about: 'a part that is not defined',
    value: site.with(place, {
      ...value,
      extension: [...stated, { url: 'notDefined', valueString: 'Example' }],
    }),
    code: 'extension.undeclared-part',
    at,
  });
}

/** Adds an extension that nothing defines, and one whose URL is none. The site is in a resource. */
export function* undeclared(site: Site): Generator<Mutant | undefined> {
  const { listPlace, root } = site;
  const items = (root['extension'] ?? []) as readonly Draft[];
  const at = [...listPlace, items.length];
  yield site.mutant({
    constraint: 'extension',
    about: 'an extension without a definition',
    value: site.with(listPlace, [
      ...items,
      { url: 'https://example.org/not-defined', valueString: 'Example' },
    ]),
    code: 'cannot-check.extension',
    severity: 'information',
    at,
  });
  yield site.mutant({
    constraint: 'extension',
    about: 'an extension whose URL is not absolute',
    value: site.with(listPlace, [...items, { url: 'not-defined', valueString: 'Example' }]),
    code: 'value.format',
    at: [...at, 'url'],
  });
}
