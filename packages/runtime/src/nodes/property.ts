/**
 * What is expected of one JSON property of an object.
 *
 * @module
 */
import type { Invariant, ProfileTable } from '../tables/index.js';
import type { ParametersOf } from '../issues/parameters.js';
import type { PrimitiveCheck } from '../primitives/index.js';
import { bindings, type BindingNode } from './binding.js';
import { cardinality, type Cardinality } from './cardinality.js';
import { compileContent, type Scope } from './content.js';
import { inForce, sourceOf, type Layer, type Stated } from './layer.js';
import type { ObjectNode } from './object.js';
import { ReferenceNode } from './reference.js';
import { compileSlicings, type SliceNode, type SlicingNode } from './slicing.js';
import { allowedCodes, profileDemands, referenceTargets, type ProfileDemand } from './types.js';
import { valueRules, type ValueRule } from './values.js';

/** How a value is walked. Numbers, because the walker switches on them for every property. */
export const PRIMITIVE = 0;
export const COMPLEX = 1;
export const EXTENSION = 2;
export const RESOURCE = 3;

/** What is known of the extensions of one URL in one place. */
export interface ExtensionPlan {
  readonly url: string;
  /** The list's property, with the slices and the definition that the URL selects. */
  readonly item: PropertyNode;
  readonly slices: readonly SliceNode[];
  /** The definition, where this version has one. */
  readonly profile: ProfileTable | null;
  /** True unless it changes the meaning of what it stands in, and the list says that its items do not, or vice versa. */
  readonly fitsList: boolean;
  /** The last element that held it, or the type of the resource that did, and whether it may stand there. */
  lastPlace: PropertyNode | string | null;
  /** What is to be said of it there; null where it may stand. */
  misplaced: ParametersOf<'extension.context'> | null;
}

/** What a {@link PropertyNode} is made from. */
export interface PropertyParts {
  /** JSON name: `valueQuantity`. */
  readonly name: string;
  /** Path of the element below its type, for texts: `Observation.value[x]`. */
  readonly element: string;
  readonly type: string;
  /** The base type's layer first. */
  readonly layers: readonly Layer[];
  readonly scope: Scope;
  /** Profiles that the value must satisfy beside those that layers name. */
  readonly profiles?: readonly ProfileTable[];
  /** True for one item of a sliced element, which is not sliced again. */
  readonly isItem?: true;
}

/** Elements that say whose an identifier or code is. */
const SYSTEMS: ReadonlySet<string> = new Set(['Identifier.system', 'Coding.system']);

/** One JSON property as the walker needs it. What it reads for every value comes first, to share a cache line. */
export class PropertyNode {
  readonly kind: typeof PRIMITIVE | typeof COMPLEX | typeof EXTENSION | typeof RESOURCE;
  /** The last text found right, so that a repeated one costs a comparison; `''`, which never is, before. */
  lastText = '';
  /** The one found right before it: systems and codes alternate. */
  earlierText = '';
  readonly check: PrimitiveCheck | null;
  /** True when a primitive must have an extension, so that a missing sibling is a finding. */
  readonly needsSibling: boolean;
  /** True when a value is more than its form and its properties: bound, fixed, a reference, or profiled. */
  readonly hasRules: boolean;
  /** True for the system of an identifier or code. */
  readonly isSystem: boolean;
  /** True when profiles are asked of a value that are not simply part of its content: several, or unpublished ones. */
  readonly isDemanded: boolean;
  /** True for an object of which nothing is asked but its properties. */
  readonly isPlain: boolean;
  readonly isSliced: boolean;
  /** True when the number of items of a list matters beyond that there must be one. */
  readonly limitsItems: boolean;
  private compiled: ObjectNode | null = null;
  readonly reference: ReferenceNode | null;
  readonly bindings: readonly BindingNode[];
  readonly values: readonly ValueRule[];
  readonly name: string;
  /** Name of the sibling that holds id and extensions of a primitive. */
  readonly siblingName: string;
  /** What it adds to paths and to pointers: names that definitions give need no escapes. */
  readonly pathStep: string;
  readonly pointerStep: string;
  readonly element: string;
  readonly type: string;
  readonly isArray: boolean;
  readonly isModifierExtension: boolean;
  readonly cardinality: Cardinality;
  /** Where the base type declares the element. */
  readonly source: string;
  readonly maxLength: Stated<number> | null;
  /** Rules that stand on a primitive element; those of objects are with their content. */
  readonly invariants: readonly Stated<Invariant>[];
  readonly demands: readonly Stated<ProfileDemand>[];
  readonly slicings: readonly SlicingNode[];
  /** Resource types that may stand here; null when any may. */
  readonly resourceTypes: readonly string[] | null;
  readonly layers: readonly Layer[];
  readonly scope: Scope;
  readonly profiles: readonly ProfileTable[];
  /** Of an extension list: what is known of the URLs met. */
  readonly plans: ExtensionPlan[] = [];
  /** The last URL met that definitions do not know. */
  unknownPlan: ExtensionPlan | null = null;

  private compiledAlternatives: ObjectNode[] | null = null;
  private readonly items = new Map<string, PropertyNode>();
  private readonly sliceItems: { readonly slice: SliceNode; readonly property: PropertyNode }[] = [];
  private lastDemandedType = '';
  private lastDemanded: readonly ProfileTable[] = [];
  private readonly demandedOf = new Map<string, readonly ProfileTable[]>();

  constructor(parts: PropertyParts) {
    const { name, element, type, layers, scope } = parts;
    const { catalog } = scope;
    this.name = name;
    this.siblingName = `_${name}`;
    this.pathStep = `.${name}`;
    this.pointerStep = `/${name}`;
    this.element = element;
    this.type = type;
    this.layers = layers;
    this.scope = scope;
    this.profiles = parts.profiles ?? [];
    this.check = catalog.primitive(type);
    const isExtension = type === 'Extension' && (name === 'extension' || name === 'modifierExtension');
    this.kind =
      this.check !== null
        ? PRIMITIVE
        : isExtension
          ? EXTENSION
          : catalog.isResource(type)
            ? RESOURCE
            : COMPLEX;
    this.isModifierExtension = isExtension && name === 'modifierExtension';
    this.cardinality = cardinality(layers);
    this.isArray = this.cardinality.isArray;
    this.source = sourceOf(layers[0]!);
    this.values = valueRules(layers);
    this.bindings = bindings(layers, type);
    this.maxLength = shortest(inForce(layers, (table) => table.maxLength));
    this.invariants =
      this.kind === PRIMITIVE
        ? layers.flatMap((layer) =>
            (layer.table.invariants ?? [])
              .filter((value) => value.on !== 'Element')
              .map((value) => ({ value, source: sourceOf(layer) })),
          )
        : [];
    this.reference = type === 'Reference' ? new ReferenceNode(referenceTargets(layers), this.source) : null;
    this.demands = this.kind === PRIMITIVE ? [] : profileDemands(layers, type);
    this.slicings = parts.isItem === true ? [] : compileSlicings(layers, type, catalog.elementsOf(type));
    this.needsSibling =
      this.kind === PRIMITIVE && layers.some(({ table }) => (table.children?.['extension']?.min ?? 0) > 0);
    this.resourceTypes = this.kind === RESOURCE ? narrowed(allowedCodes(layers)) : null;
    this.isSystem = SYSTEMS.has(layers[0]!.id) && layers[0]!.origin.isBase;
    this.hasRules =
      this.values.length > 0 ||
      this.bindings.length > 0 ||
      this.maxLength !== null ||
      this.isSystem ||
      this.invariants.length > 0 ||
      this.reference !== null;
    this.isDemanded = this.demands.some(({ value }) => value.profiles.length !== 1);
    this.isPlain = this.kind === COMPLEX && !this.hasRules && !this.isDemanded;
    this.isSliced = this.slicings.length > 0;
    this.limitsItems = this.cardinality.min > 1 || this.cardinality.max < Infinity;
  }

  /** What the value's own properties are: of an object, or of a primitive's sibling. */
  get content(): ObjectNode {
    return (this.compiled ??= compileContent(this, []));
  }

  /** Contents by each of several profiles of which the value must satisfy one. */
  get alternatives(): readonly ObjectNode[] {
    return (this.compiledAlternatives ??= this.demands.flatMap(({ value }) =>
      value.profiles.length > 1
        ? value.profiles.map((profile) => compileContent(this, [this.scope.catalog.named(profile())]))
        : [],
    ));
  }

  /** Profiles that a definition asks of a resource of `type` in this place. */
  demandedOfResource(type: string): readonly ProfileTable[] {
    if (type === this.lastDemandedType) return this.lastDemanded;
    let profiles = this.demandedOf.get(type);
    if (profiles === undefined) {
      profiles = profileDemands(this.layers, type).flatMap(({ value }) =>
        value.profiles.map((profile) => this.scope.catalog.named(profile())),
      );
      this.demandedOf.set(type, profiles);
    }
    this.lastDemandedType = type;
    this.lastDemanded = profiles;
    return profiles;
  }

  /** The property as an item in one slice has it. */
  inSlice(slice: SliceNode): PropertyNode {
    // Where one definition slices, a slice's place among its slices tells it; where several do, a slice may be another's.
    let item = this.sliceItems[slice.index];
    if (item?.slice !== slice) {
      item = { slice, property: this.inSlices([slice]) };
      this.sliceItems[slice.index] = item;
    }
    return item.property;
  }

  /** The property as an item in the given slices has it, with further profiles. */
  inSlices(slices: readonly SliceNode[], profiles: readonly ProfileTable[] = []): PropertyNode {
    const key = slices.map((slice) => slice.id).join(' ') + '\n' + profiles.map(({ url }) => url).join(' ');
    let item = this.items.get(key);
    if (item === undefined) {
      item = new PropertyNode({
        name: this.name,
        element: this.element,
        type: this.type,
        layers: [...this.layers, ...slices.map((slice) => slice.layer)],
        scope: this.scope,
        profiles: [...this.profiles, ...profiles],
        isItem: true,
      });
      this.items.set(key, item);
    }
    return item;
  }
}

function narrowed(codes: readonly string[]): readonly string[] | null {
  return codes.some((code) => code === 'Resource' || code === 'DomainResource' || code === '*')
    ? null
    : codes;
}

function shortest(stated: readonly Stated<number>[]): Stated<number> | null {
  return stated.reduce<Stated<number> | null>((a, b) => (a !== null && a.value <= b.value ? a : b), null);
}
