/**
 * Elements of a profile as TypeScript types.
 *
 * @module
 */
import type { ElementNode, ProfileModel, TypeUse } from '../model/types.js';
import type { BaseShape } from './base-shape.js';
import { mergeReferences } from './doc.js';
import { isPrimitive, type Layout } from './layout.js';
import { quote } from './literal.js';
import type { ModuleBuilder } from './module.js';
import { boundUnion, choiceProperty, primitiveName, referenceType } from './properties.js';

/** A TypeScript type for an element, and whether it fits where the base type has that element. */
export interface Refined {
  readonly type: string;
  readonly primitive: boolean;
  /** True when the base's property would refuse it, so that the base must be taken without that property. */
  readonly conflict: boolean;
}

/** Where an element stands below its resource, for what reads its slices. */
export interface Place {
  /** Property names; behind a colon the slice: `identifier:nhsNumber`. */
  readonly path: readonly string[];
  /** Whether a resource can hold more than one. */
  readonly many: boolean;
}

/** Alternatives of a choice beyond which the excluded ones are not spelt out. */
export const SPELT_OUT = 8;

/** Which profiles' interfaces do not fit their base type. Filled while profiles are declared, asked by those that use them. */
export type Misfits = (profile: ProfileModel) => boolean;

/** Finds the types of one profile's elements; what a type of its own looks like is told by `structure`. */
export abstract class Refiner {
  constructor(
    readonly profile: ProfileModel,
    readonly layout: Layout,
    readonly shape: BaseShape,
    readonly module: ModuleBuilder,
    readonly misfits: Misfits,
  ) {}

  /** The type of a structured element: its base's, or an interface declared for it. */
  protected abstract structure(
    node: ElementNode,
    base: ElementNode | undefined,
    context: string,
    place: Place | undefined,
    wanted: string | undefined,
    code?: string,
  ): Refined;

  protected fhir(name: string): string {
    if (name === 'string' || name === 'boolean') return name;
    return `${this.module.namespace('fhir', this.layout.base)}.${name}`;
  }

  /** The base interface of a node whose children are declared at `basePath`. */
  protected baseName(basePath: string, node: ElementNode, generic: boolean): string {
    if (basePath === 'Extension') return this.extensionBase(node);
    const name = this.layout.backboneName(basePath) ?? this.layout.typeName(basePath);
    if (basePath === 'Bundle' || basePath === 'Bundle.entry') {
      if (generic) return `${this.fhir(name)}<T>`;
      const entry = basePath === 'Bundle' ? this.entryResource(node) : this.resourceOf(node);
      return entry === undefined ? this.fhir(name) : `${this.fhir(name)}<${entry}>`;
    }
    return this.fhir(name);
  }

  protected extensionBase(node: ElementNode): string {
    const value = node.children.find((child) => child.name === 'value[x]');
    if (value === undefined || (value.max > 0 && value.types.length > SPELT_OUT))
      return this.fhir('Extension');
    const codes =
      value.max === 0 ? [] : [...new Set(value.types.map((type) => choiceProperty('[x]', type.code)))];
    return `${this.fhir('ExtensionWith')}<${codes.length === 0 ? 'never' : codes.map(quote).join(' | ')}>`;
  }

  /** What an unsliced Bundle entry may hold, when the profile says. */
  protected entryResource(bundle: ElementNode): string | undefined {
    const entry = bundle.children.find((child) => child.name === 'entry');
    return entry === undefined ? undefined : this.resourceOf(entry);
  }

  protected resourceOf(entry: ElementNode): string | undefined {
    const resource = entry.children.find((child) => child.name === 'resource');
    if (resource === undefined || !resource.constrained) return undefined;
    if (resource.types.some((type) => type.code === 'Resource' && type.profiles.length === 0))
      return undefined;
    const refined = this.refine(resource, undefined, '', undefined);
    return refined.conflict ? undefined : refined.type;
  }

  /** The type of an element as the profile has it. */
  protected refine(
    node: ElementNode,
    base: ElementNode | undefined,
    context: string,
    place: Place | undefined,
    name?: string,
  ): Refined {
    const types = mergeReferences(node.types);
    const baseCodes = new Set(base?.types.map((type) => type.code));
    const foreign =
      base !== undefined &&
      base.types.length > 0 &&
      !baseCodes.has('Resource') &&
      types.some((type) => !baseCodes.has(type.code));
    const parts = types.map((type) => this.refineType(node, type, base, context, place, name));
    const content = parts.length === 0 ? this.structure(node, base, context, place, name) : undefined;
    const all = content === undefined ? parts : [content];
    return {
      type: [...new Set(all.map((part) => part.type))].join(' | ') || 'never',
      primitive: all.some((part) => part.primitive),
      conflict: foreign || widensTargets(types, base) || all.some((part) => part.conflict),
    };
  }

  protected refineType(
    node: ElementNode,
    type: TypeUse,
    base: ElementNode | undefined,
    context: string,
    place: Place | undefined,
    name: string | undefined,
  ): Refined {
    if (isPrimitive(type.code)) return this.primitive(node, type.code, base);
    if (type.code === 'Reference' && !hasConstrainedChild(node)) {
      return {
        type: referenceType(type.targets, (one) => this.fhir(one)),
        primitive: false,
        conflict: false,
      };
    }
    const resolved = type.profiles.filter((one): one is ProfileModel => !('unresolved' in one));
    const unresolved = type.profiles.flatMap((one) => ('unresolved' in one ? [one] : []));
    if (resolved.length > 0) {
      const names = resolved.map((one) =>
        one === this.profile ? one.name : this.module.use(one.name, this.layout.profilePath(one)),
      );
      for (const one of unresolved) names.push(this.undefinedProfile(node, type.code, one.unresolved));
      return {
        type: names.join(' | '),
        primitive: false,
        conflict: resolved.some((one) => one !== this.profile && this.misfits(one)),
      };
    }
    if (type.code === 'Extension' && node.sliceName !== undefined && unresolved.length > 0) {
      const names = unresolved.map((one) => this.undefinedProfile(node, type.code, one.unresolved));
      return { type: names.join(' | '), primitive: false, conflict: false };
    }
    if (type.code === 'Resource') return { type: this.fhir('Resource'), primitive: false, conflict: false };
    return this.structure(node, base, context, place, name, type.code);
  }

  /** What is known of a value of a profile that is defined nowhere: its type, and of an extension its URL. */
  private undefinedProfile(node: ElementNode, code: string, url: string): string {
    const type = this.fhir(this.layout.typeName(code));
    return code === 'Extension' && node.sliceName !== undefined ? `${type} & { url: ${quote(url)} }` : type;
  }

  protected primitive(node: ElementNode, code: string, base: ElementNode | undefined): Refined {
    const baseCodes = base === undefined ? undefined : this.codes(base);
    const fixed = node.fixed?.value;
    if (typeof fixed === 'string' || typeof fixed === 'number' || typeof fixed === 'boolean') {
      const type = typeof fixed === 'string' ? quote(fixed) : String(fixed);
      return {
        type,
        primitive: true,
        conflict: baseCodes !== undefined && typeof fixed === 'string' && !baseCodes.has(fixed),
      };
    }
    const bound =
      code === 'code' || code === 'string' || code === 'uri'
        ? boundUnion(node, this.layout, this.module)
        : undefined;
    if (bound === undefined) {
      return {
        type: primitiveName(code, (one) => this.fhir(one)),
        primitive: true,
        conflict: baseCodes !== undefined,
      };
    }
    const own = this.codes(node);
    const outside = baseCodes !== undefined && [...(own ?? [])].some((one) => !baseCodes.has(one));
    return { type: bound, primitive: true, conflict: outside };
  }

  /** The codes that an element's union type lists, when it has one. */
  protected codes(node: ElementNode): Set<string> | undefined {
    const binding = node.binding;
    if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
    if (!this.layout.valueSet(binding.valueSet).enumerable) return undefined;
    return new Set(
      binding.valueSet.systems.flatMap((system) => system.concepts ?? []).map((concept) => concept.code),
    );
  }
}

/** Whether the profile says anything below an element. */
export function hasConstrainedChild(node: ElementNode): boolean {
  return node.children.some((child) => child.constrained);
}

/** Whether references may point where the base type's may not. */
function widensTargets(types: readonly TypeUse[], base: ElementNode | undefined): boolean {
  const own = types.find((type) => type.code === 'Reference');
  const known = mergeReferences(base?.types ?? []).find((type) => type.code === 'Reference');
  if (own === undefined || known === undefined || known.targets.length === 0) return false;
  return own.targets.length === 0 || own.targets.some((target) => !known.targets.includes(target));
}
