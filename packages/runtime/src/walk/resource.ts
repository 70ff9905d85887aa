/**
 * Walks resources: contained ones, those of Bundle entries and of Parameters, and the root.
 *
 * @module
 */
import { describeShape } from '../issues/mask.js';
import type { PropertyNode } from '../nodes/property.js';
import { isArray, isObject } from '../nodes/values.js';
import { BundleIndex } from '../references/bundle-index.js';
import { checkContainedIds } from '../references/contained.js';
import { checkEntries } from '../references/entries.js';
import { fhirVersionOf } from '../select/fhir-version.js';
import type { Judges } from '../select/selection.js';
import type { JsonObject, JsonValue, ProfileTable } from '../tables/index.js';
import { walkAlternatives } from './demands.js';
import { reportNotAnObject } from './element.js';
import { walkObject } from './object.js';
import type { Run } from './run.js';

/** Walks a resource within another. */
export function walkResource(run: Run, property: PropertyNode, value: JsonValue, key: string | number): void {
  if (!isObject(value)) {
    reportNotAnObject(run, property, value, key);
    return;
  }
  const { isContained, fullUrl } = run;
  run.push(key, property);
  const becomesContained = property.name === 'contained';
  if (becomesContained && isContained) run.report('structure.nested-contained', {}, property.source);
  if (property.name === 'resource' && run.bundle !== null && run.bundle.byUrl.size > 0) {
    run.fullUrl = entryUrl(run);
  }
  run.isContained = isContained || becomesContained;
  walkTyped(run, property, value);
  run.isContained = isContained;
  run.fullUrl = fullUrl;
  run.pop();
}

function walkTyped(run: Run, property: PropertyNode, value: JsonObject): void {
  const type = checkType(run, value);
  if (type === undefined) return;
  const { resourceTypes, element } = property;
  if (resourceTypes !== null && !resourceTypes.includes(type)) {
    run.report(
      'structure.type-not-allowed',
      { element, allowed: resourceTypes, found: type },
      property.source,
    );
  }
  const target = run.bundle?.targetOf(value);
  const judges = target?.kind?.judges ?? run.selection.judgesOf(value, type);
  reportJudges(run, judges, type);
  const demanded = property.demandedOfResource(type);
  if (target?.isPlain === true && demanded.length === 0) {
    run.catalog.resourceNode(type, judges.profiles).skipId(target.id);
  }
  walkAs(run, value, type, judges.profiles, demanded);
}

/** The resource's type, where it is one that this version can judge; what is wrong with it is reported. */
export function checkType(run: Run, value: JsonObject): string | undefined {
  const type = value['resourceType'];
  if (typeof type === 'string' && run.catalog.isJudged(type)) return type;
  const source = `${run.catalog.origin('Resource').source}#Resource`;
  if (typeof type !== 'string') {
    const found =
      type === undefined
        ? 'an object without a resourceType'
        : `an object whose resourceType is ${describeShape(type)}`;
    run.report('structure.not-a-resource', { found }, source);
    return undefined;
  }
  if (!run.catalog.resourceTypes.has(type)) {
    const params = { found: run.mask.type(type, run.catalog.resourceTypes) };
    run.report('structure.unknown-resource-type', params, source, { steps: ['resourceType'] });
    return undefined;
  }
  // Whoever hands over a resource asks for a verdict on it; what others carry beside is theirs to decide.
  if (run.depth === 0) {
    const params = { found: type, spec: run.catalog.spec.id };
    run.report('structure.unused-resource-type', params, source, { steps: ['resourceType'] });
    return undefined;
  }
  const reason = 'this version of the specification does not use resources of this type.';
  run.once(`type ${type}`, 'cannot-check.resource-type', { type, reason }, source);
  return undefined;
}

/**
 * Walks a resource whose type is known.
 *
 * @param profiles - All of these judge it.
 * @param demanded - It must satisfy one of these as well.
 */
export function walkAs(
  run: Run,
  value: JsonObject,
  type: string,
  profiles: readonly ProfileTable[],
  demanded: readonly ProfileTable[],
): void {
  const { context, contained, containerDepth, bundle } = run;
  if (run.isContained) run.context = { resource: value, rootResource: context.rootResource };
  else {
    run.context = { resource: value, rootResource: value };
    run.contained = null;
    run.containerDepth = run.depth;
  }
  if (type === 'Bundle') {
    run.bundle = new BundleIndex(value, run.depth, run.isContained);
    checkEntries(run, value, run.bundle);
  }
  const { contained: list } = value;
  if (isArray(list) && list.length > 1)
    checkContainedIds(run, list, `${run.catalog.origin(type).source}#${type}.contained`);
  if (demanded.length === 0) walkObject(run, run.catalog.resourceNode(type, profiles), value);
  else walkDemandedResource(run, value, type, profiles, demanded);
  run.context = context;
  run.contained = contained;
  run.containerDepth = containerDepth;
  run.bundle = bundle;
}

function walkDemandedResource(
  run: Run,
  value: JsonObject,
  type: string,
  profiles: readonly ProfileTable[],
  demanded: readonly ProfileTable[],
): void {
  if (demanded.some((profile) => profiles.includes(profile))) {
    walkObject(run, run.catalog.resourceNode(type, profiles), value);
    return;
  }
  const nodes = demanded.map((profile) => run.catalog.resourceNode(type, [...profiles, profile]));
  if (nodes.length === 1) walkObject(run, nodes[0]!, value);
  else walkAlternatives(run, nodes, value, false);
}

/** Reports what was wrong or undecided in selecting profiles. */
export function reportJudges(run: Run, judges: Judges, type: string): void {
  const { unknown, mistyped, undecided, otherVersion } = judges;
  if (unknown.length + mistyped.length + undecided.length + otherVersion.length === 0) return;
  const source = `${run.catalog.origin(type).source}#${type}.meta.profile`;
  const at = (index: number) => ({ steps: ['meta', 'profile', index] });
  for (const { url, index } of unknown) {
    const release = fhirVersionOf(url);
    const own = run.catalog.spec.fhir.version;
    const reason =
      release === undefined || release === own
        ? 'this version of the specification has no definition of it.'
        : `it belongs to FHIR ${release}, and this version of the specification is of FHIR ${own}.`;
    run.once(
      `profile ${url}`,
      'cannot-check.profile',
      { profile: run.mask.url(url), reason },
      source,
      at(index),
    );
  }
  for (const { claim, profile } of mistyped) {
    run.report(
      'structure.wrong-resource-type',
      { expected: profile.type, found: type },
      source,
      at(claim.index),
    );
  }
  for (const { claim, profile } of otherVersion) {
    const reason = `the payload names another version; this one has ${profile.version ?? 'none'} and judged by it.`;
    const params = { profile: run.mask.url(claim.url), reason };
    run.once(
      `version ${claim.url}|${claim.version ?? ''}`,
      'cannot-check.profile',
      params,
      source,
      at(claim.index),
    );
  }
  if (undecided.length > 0) {
    const profile = undecided.map(({ url }) => url).join(', ');
    const reason = `the resource claims none of these, and nothing in it tells which of them it follows.`;
    run.once(`undecided ${type}`, 'cannot-check.profile', { profile, reason }, source);
  }
}

/** The full URL beside the resource where the run is. */
function entryUrl(run: Run): string | null {
  let value: JsonValue | undefined = run.options.root;
  for (let i = 0; i < run.depth - 1; i++)
    value = (value as Readonly<Record<string | number, JsonValue>>)[run.keys[i]!];
  const url = isObject(value) ? value['fullUrl'] : undefined;
  return typeof url === 'string' ? url : null;
}

/** Describes a root that is no object. */
export function describeRoot(value: unknown): string {
  const kind = typeof value;
  if (
    kind === 'object' ||
    kind === 'string' ||
    kind === 'number' ||
    kind === 'boolean' ||
    kind === 'undefined'
  ) {
    return describeShape(value as JsonValue | undefined);
  }
  return `a ${kind}`;
}
