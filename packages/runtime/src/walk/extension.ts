/**
 * Walks extensions. Each is judged by the definition of its URL, wherever it stands.
 *
 * @module
 */
import { allows } from '../select/context.js';
import { makeExtensionPlan } from '../nodes/extension-plan.js';
import { canonicalOf } from '../nodes/layer.js';
import { EXTENSION, RESOURCE, type ExtensionPlan, type PropertyNode } from '../nodes/property.js';
import type { SliceNode, SlicingNode } from '../nodes/slicing.js';
import { isObject } from '../nodes/values.js';
import type { JsonObject, JsonValue, ProfileTable } from '../tables/index.js';
import { walkComplex } from './element.js';
import type { Run } from './run.js';
import { judgeSlicing } from './slices.js';

/** Walks a list of extensions; the run stands at the list. */
export function walkExtensions(run: Run, property: PropertyNode, items: readonly JsonValue[]): void {
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!;
    const url = typeof item === 'object' && item !== null ? (item as JsonObject)['url'] : undefined;
    if (typeof url !== 'string') walkComplex(run, property, item, i);
    else {
      const plan = planOf(property, url);
      if (plan.profile !== null) checkPlace(run, property, plan, plan.profile, i);
      else if (plan.slices.length === 0) reportUndefined(run, property, url, i);
      walkComplex(run, plan.item, item, i);
    }
    if (run.stopped) break;
  }
  for (let i = 0; i < property.slicings.length; i++) {
    const slicing = property.slicings[i]!;
    if (slicing.judgesLists) judgeSlicing(run, property, slicing, items, membershipOf(slicing, items));
  }
}

function membershipOf({ slices }: SlicingNode, items: readonly JsonValue[]): (SliceNode | null)[] {
  const membership = new Array<SliceNode | null>(items.length);
  for (let i = 0; i < items.length; i++) membership[i] = sliceOf(slices, items[i]!);
  return membership;
}

/** By the URL alone: a plan of the item may have been pushed out by those of later ones. */
function sliceOf(slices: readonly SliceNode[], item: JsonValue): SliceNode | null {
  const url = isObject(item) ? item['url'] : undefined;
  if (typeof url !== 'string') return null;
  for (let i = 0; i < slices.length; i++) if (slices[i]!.urls.includes(url)) return slices[i]!;
  return null;
}

/** Most URLs kept of one list. */
const KEPT = 32;

/** Plans are compared one by one: they are few, and a Map would hash every letter of each URL. */
function knownPlan({ plans, unknownPlan }: PropertyNode, url: string): ExtensionPlan | undefined {
  for (let i = 0; i < plans.length; i++) if (plans[i]!.url === url) return plans[i];
  return unknownPlan?.url === url ? unknownPlan : undefined;
}

function planOf(property: PropertyNode, url: string): ExtensionPlan {
  const known = knownPlan(property, url);
  if (known !== undefined) return known;
  const plan = makeExtensionPlan(property, url);
  // URLs that definitions do not know are not kept: a payload can hold any number of them.
  if (plan.profile === null && plan.slices.length === 0) property.unknownPlan = plan;
  else {
    if (property.plans.length === KEPT) property.plans.shift();
    property.plans.push(plan);
  }
  return plan;
}

/** Whether the extension may stand in this list and in what holds it. */
function checkPlace(
  run: Run,
  property: PropertyNode,
  plan: ExtensionPlan,
  profile: ProfileTable,
  index: number,
): void {
  const host = run.depth >= 2 ? run.hosts[run.depth - 2]! : null;
  // A resource's place says nothing of its type, which comes from the payload.
  const place = host === null || host.kind === RESOURCE ? String(run.context.resource['resourceType']) : host;
  if (place !== plan.lastPlace) {
    plan.lastPlace = place;
    const element = typeof place === 'string' ? place : place.element;
    plan.misplaced = allows(profile, place) ? null : { url: profile.url, element, allowed: profile.context! };
  }
  if (plan.misplaced === null && plan.fitsList) return;
  const { url } = profile;
  const source = canonicalOf(profile);
  if (profile.isModifier === true && !property.isModifierExtension) {
    run.report('extension.modifier', { url }, source, { steps: [index] });
  } else if (profile.isModifier !== true && property.isModifierExtension) {
    run.report('extension.not-modifier', { url }, source, { steps: [index] });
  }
  if (plan.misplaced !== null) run.report('extension.context', plan.misplaced, source, { steps: [index] });
}

function reportUndefined(run: Run, property: PropertyNode, url: string, index: number): void {
  const placing = { steps: [index] };
  const host = run.depth >= 2 ? run.hosts[run.depth - 2]! : null;
  const isPart = host !== null && host.kind === EXTENSION;
  if (url.includes(':')) {
    const shown = run.mask.url(url);
    const reason = 'this version of the specification has no definition of it.';
    run.once(`extension ${url}`, 'cannot-check.extension', { url: shown, reason }, property.source, placing);
  } else if (!isPart) {
    const params = {
      type: 'uri',
      expected: 'an absolute URL that identifies the extension',
      found: run.mask.url(url),
    };
    run.report('value.format', params, property.source, { steps: [index, 'url'] });
  } else {
    const parent = definitionOf(host);
    // Parts of an extension that has no definition are unknown with it.
    if (parent === null) return;
    const params = { url: parent.url, part: run.mask.code(url, partsOf(property)) };
    run.report('extension.undeclared-part', params, parent.source, placing);
  }
}

/** Names of the parts that definitions give an extension. */
function partsOf(property: PropertyNode): string[] {
  return property.slicings.flatMap(({ slices }) => slices.flatMap(({ urls }) => urls));
}

function definitionOf(host: PropertyNode): { readonly url: string; readonly source: string } | null {
  for (const { origin } of host.content.contents) {
    if (!origin.isBase) return { url: origin.source.split('|')[0]!, source: origin.source };
  }
  return null;
}
