/**
 * Mutants of a profile: for each constraint that it states or inherits, a payload that breaks it.
 *
 * @module
 */
import { createValidator, type Validator } from '@gpconnect/runtime';
import {
  COMPLEX,
  EXTENSION,
  PRIMITIVE,
  RESOURCE,
  makeExtensionPlan,
  type Catalog,
  type ObjectNode,
  type PropertyNode,
  type SliceNode,
} from '@gpconnect/runtime/nodes';
import type { ProfileTable, SpecTable } from '@gpconnect/runtime/tables';
import { holderOfType, hostOf, plainType, type Host } from '../instance/host.js';
import { catalogOf, reach, type InstanceOptions } from '../instance/index.js';
import type { Step } from '../instance/steps.js';
import { strayCodes } from './bindings.js';
import { misplaced, undeclared, undeclaredPart } from './extensions.js';
import { brokenContained, brokenRules, type FailingExamples } from './invariants.js';
import type { Mutant } from './mutant.js';
import { fewer, more } from './presence.js';
import { wrongReferences } from './references.js';
import { misshapen } from './shape.js';
import { Site, Spot, type Ground } from './site.js';
import { disorder, strays, wrongCounts } from './slices.js';
import { prohibited, unknownProperty, wrongForms } from './types.js';
import { otherValues, tooLong, wrongPrimitives } from './values.js';

export { CONSTRAINTS, type Constraint, type Expectation, type Mutant } from './mutant.js';
export { NOT_BROKEN, type FailingExamples } from './invariants.js';

/** How mutants are made. */
export interface MutantOptions extends InstanceOptions {
  /** Values for which rules of the base specification do not hold; without them, few rules can be broken. */
  readonly failing?: FailingExamples;
  /** Told of elements that definitions allow, but that no valid payload has: nothing is broken in them. */
  readonly onUnreachable?: Ground['onUnreachable'];
}

/**
 * The mutants of a profile, in the order of its elements; the same on every call.
 *
 * Data types that a profile uses without a word of its own are left out, since {@link typeMutants} makes theirs; so are
 * extensions that have a definition of their own, and resources within resources.
 *
 * @param profile - one of `spec.profiles`
 * @throws TypeError where the context of an extension names nothing that the specification version has
 */
export function* mutants(
  spec: SpecTable,
  profile: ProfileTable,
  options: MutantOptions = {},
): Generator<Mutant> {
  const catalog = catalogOf(spec, options);
  const judge = catalog.named(profile);
  const host = hostOf(catalog, judge);
  if (host === undefined) throw new TypeError(`${spec.id} has nothing that ${profile.url} may stand in`);
  const ground = groundOf(spec, catalog, host, options);
  const name = catalog.isResource(judge.type) ? judge.type : judge.url.slice(judge.url.lastIndexOf('/') + 1);
  const walk = new MutantWalk(ground, options.failing ?? (() => []));
  if (judge.type === 'Extension') yield* given(misplaced(ground, judge));
  const node = nodeAt(catalog, host);
  yield* walk.object(node, [], name);
}

/** The data types of a specification version that any element can have: those that {@link typeMutants} takes. */
export function dataTypes(spec: SpecTable): string[] {
  const catalog = catalogOf(spec);
  return [...catalog.openTypes, 'Extension', 'Narrative']
    .filter((type) => placeOfType(catalog, type) !== undefined)
    .sort();
}

/**
 * The mutants of a data type, wherever it is used.
 *
 * @param type - one of `dataTypes(spec)`
 * @throws TypeError for another
 */
export function* typeMutants(spec: SpecTable, type: string, options: MutantOptions = {}): Generator<Mutant> {
  const catalog = catalogOf(spec, options);
  const place = placeOfType(catalog, type);
  if (place === undefined) throw new TypeError(`No element of ${spec.id} has the type ${type}`);
  const ground = groundOf(spec, catalog, { ...place, steps: [] }, options);
  const walk = new MutantWalk(ground, options.failing ?? (() => []), Infinity);
  const holder = nodeAt(catalog, { ...place, steps: place.steps.slice(0, -1) });
  const last = place.steps[place.steps.length - 1]!;
  const property = holder.properties.get(last.name)!;
  if (property.kind === PRIMITIVE) yield* walk.property(holder, property, place.steps.slice(0, -1), type);
  else yield* walk.object(nodeAt(catalog, place), place.steps, type);
}

const ANY_EXTENSION: Step = { name: 'extension', url: 'https://example.org/extension' };

/** An element of a type: the value of an extension where that may be, otherwise one of a resource. */
function placeOfType(catalog: Catalog, type: string): Host | undefined {
  const root: Host = { type: plainType(catalog), profiles: [], steps: [] };
  if (type === 'Extension') return { ...root, steps: [ANY_EXTENSION] };
  const name = `value${type.charAt(0).toUpperCase()}${type.slice(1)}`;
  const isValue = catalog.baseNode('Extension').properties.has(name);
  return isValue ? { ...root, steps: [ANY_EXTENSION, { name }] } : holderOfType(catalog, type, []);
}

const VALIDATORS = new WeakMap<SpecTable, Validator>();

function groundOf(spec: SpecTable, catalog: Catalog, host: Host, options: MutantOptions): Ground {
  let validator = VALIDATORS.get(spec);
  if (validator === undefined) VALIDATORS.set(spec, (validator = createValidator(spec)));
  const { validate } = validator;
  const [profile] = host.profiles;
  const judged = {
    asPublished: options.asPublished ?? false,
    profiles: 'claimed',
    showValues: true,
    ...(profile === undefined ? {} : { profile }),
  } as const;
  const { onUnreachable } = options;
  const known = reach(catalog, host, []).contradictions;
  return { catalog, host, known, onUnreachable, validate: (payload) => validate(payload, judged).issues };
}

/** What is expected of the value at the end of a host's steps. */
function nodeAt(catalog: Catalog, host: Host): ObjectNode {
  let node = catalog.resourceNode(host.type, host.profiles);
  for (const step of host.steps) {
    let property = node.properties.get(step.name)!;
    if (step.url !== undefined) property = makeExtensionPlan(property, step.url).item;
    node = property.content;
  }
  return node;
}

function* given(made: Iterable<Mutant | undefined>): Generator<Mutant> {
  for (const mutant of made) if (mutant !== undefined) yield mutant;
}

/** Goes through the elements that a profile says something of. */
class MutantWalk {
  private readonly seen = new Set<ObjectNode>();

  constructor(
    private readonly ground: Ground,
    private readonly failing: FailingExamples,
    /** Most wrong values of one primitive element. */
    private readonly values = 2,
  ) {}

  /** Mutants of an object's properties; `steps` lead to it from the host's value. */
  *object(node: ObjectNode, steps: readonly Step[], element: string): Generator<Mutant> {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    let isFirst = true;
    for (const property of node.properties.values()) {
      const { name } = property;
      if (isFirst && property.cardinality.max > 0) {
        isFirst = false;
        const site = this.site(node, property, steps, { name }, `${element}.${name}`);
        yield* given([unknownProperty(site)]);
      }
      yield* this.property(node, property, steps, `${element}.${name}`);
    }
    yield* this.rules(node, steps, element);
    for (const choice of node.choices) {
      const form = choice.names
        .map((name) => node.properties.get(name))
        .find((one) => one !== undefined && one.cardinality.max > 0);
      if (form === undefined) continue;
      const site = this.site(
        node,
        form,
        steps,
        { name: form.name },
        `${element}${choice.element.slice(choice.element.lastIndexOf('.'))}`,
      );
      yield* given(wrongForms(site, node, choice));
    }
  }

  private *rules(node: ObjectNode, steps: readonly Step[], element: string): Generator<Mutant> {
    if (node.invariants.length === 0) return;
    const spot = new Spot(this.ground, steps, element);
    yield* given(brokenRules(spot, node, this.failing));
    if (node.isResource && node.properties.has('contained')) {
      const contained = new Spot(this.ground, [...steps, { name: 'contained' }], element);
      yield* given(brokenContained(contained, node));
    }
  }

  /** Mutants of one property, of its slices and of what is below. */
  *property(
    node: ObjectNode,
    property: PropertyNode,
    steps: readonly Step[],
    element: string,
  ): Generator<Mutant> {
    const step: Step = { name: property.name };
    if (property.cardinality.max === 0) {
      const holder = new Spot(this.ground, steps, element);
      yield* given([prohibited(this.site(node, property, steps, step, element), holder)]);
      return;
    }
    const slices = property.slicings.flatMap((slicing) =>
      slicing.slices.filter(({ matcher }) => matcher !== null),
    );
    const isClosed = property.slicings.some(({ rules }) => rules === 'closed');
    const first = isClosed ? slices.find(({ max }) => max > 0) : undefined;
    const own = first === undefined ? step : { ...step, slices: [first] };
    const site = this.site(node, property, steps, own, element);
    yield* given(this.breaks(site));
    if (property.kind === EXTENSION && node.isResource && property.name === 'extension')
      yield* given(undeclared(site));
    for (const slicing of property.slicings) {
      yield* given(strays(site, property, slicing));
      yield* given(disorder(site, property, slicing));
    }
    yield* this.below(property, steps, own, element);
    for (const slice of slices) yield* this.slice(node, property, slice, steps, element);
  }

  private *breaks(site: Site): Generator<Mutant | undefined> {
    yield* fewer(site);
    yield* more(site);
    yield* misshapen(site);
    yield* wrongPrimitives(site, this.values);
    yield* this.stated(site);
  }

  /** What definitions state of a value beside its type. */
  private *stated(site: Site): Generator<Mutant | undefined> {
    yield* tooLong(site);
    yield* otherValues(site);
    yield* strayCodes(site);
    yield* wrongReferences(site);
  }

  private *slice(
    node: ObjectNode,
    property: PropertyNode,
    slice: SliceNode,
    steps: readonly Step[],
    element: string,
  ): Generator<Mutant> {
    const { table } = slice.layer;
    const step: Step = {
      name: property.name,
      slices: [slice],
      ...(slice.url === null ? {} : { url: slice.url }),
    };
    const item = slice.url === null ? property.inSlice(slice) : makeExtensionPlan(property, slice.url).item;
    const id = `${element}:${slice.name}`;
    const site = this.site(node, item, steps, step, id);
    yield* given(wrongCounts(site, property, slice));
    if (slice.max === 0) return;
    const states = table.fixed ?? table.pattern ?? table.binding ?? table.maxLength ?? table.types;
    if (states !== undefined) yield* given(this.stated(site));
    if (property.kind === EXTENSION) yield* given([undeclaredPart(site)]);
    if (table.children !== undefined || property.kind !== EXTENSION) yield* this.below(item, steps, step, id);
  }

  private *below(
    property: PropertyNode,
    steps: readonly Step[],
    step: Step,
    element: string,
  ): Generator<Mutant> {
    const { kind, alternatives } = property;
    if (kind === RESOURCE || alternatives.length > 0) return;
    if (kind === EXTENSION && step.url === undefined) return;
    const { content } = property;
    if (content === property.scope.catalog.baseNode(kind === PRIMITIVE ? 'Element' : property.type)) return;
    if (kind === PRIMITIVE)
      yield* this.object(content, [...steps, { name: step.name, sibling: true }], element);
    else if (kind === COMPLEX || kind === EXTENSION) yield* this.object(content, [...steps, step], element);
  }

  private site(
    node: ObjectNode,
    property: PropertyNode,
    steps: readonly Step[],
    step: Step,
    element: string,
  ): Site {
    return new Site(this.ground, node, property, [...steps, step], element);
  }
}
