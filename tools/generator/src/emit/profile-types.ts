/**
 * The interfaces of a profile: it extends its base type and declares what it constrains.
 *
 * @module
 */
import type { ElementNode, ProfileModel, TypeUse } from '../model/types.js';
import type { BaseShape } from './base-shape.js';
import { article, describe, docBody, mergeReferences, span } from './doc.js';
import { isPrimitive, type Layout, STU3 } from './layout.js';
import { quote } from './literal.js';
import { ModuleBuilder, type Property } from './module.js';
import { camelCase, pascalCase, sentenceCase, unique } from './naming.js';
import { boundUnion, choiceProperty, jsonProperties, primitiveName, referenceType } from './properties.js';
import { canonical } from './terminology.js';

/** A slice that a profile's `slices` describes. */
export interface SliceType {
  readonly key: string;
  readonly path: string;
  readonly name: string;
  readonly many: boolean;
  readonly type: string;
  readonly id: string;
  readonly cardinality: Pick<ElementNode, 'min' | 'max'>;
}

/** A TypeScript type for an element, and whether it fits where the base type has that element. */
interface Refined {
  readonly type: string;
  readonly primitive: boolean;
  /** True when the base's property would refuse it, so that the base must be taken without that property. */
  readonly conflict: boolean;
}

/** Alternatives of a choice beyond which the excluded ones are not spelt out. */
const SPELT_OUT = 8;

/** Which profiles' interfaces do not fit their base type. Filled while profiles are declared, asked by those that use them. */
export type Misfits = (profile: ProfileModel) => boolean;

/** Declares the interfaces of one profile in its module. */
export class ProfileTypes {
  readonly slices: SliceType[] = [];
  /** Names of every interface declared, the profile's own first. */
  readonly declared: string[] = [];
  readonly #keys = new Set<string>();
  readonly #names: Set<string>;
  #beside: ProfileTypes | undefined;

  constructor(
    readonly profile: ProfileModel,
    readonly layout: Layout,
    readonly shape: BaseShape,
    readonly module: ModuleBuilder,
    readonly misfits: Misfits,
    names: Set<string>,
  ) {
    this.#names = names;
  }

  /** Declares everything; tells whether the profile's interface fits its base type. */
  declare(): boolean {
    const { profile } = this;
    const { root } = profile;
    this.declared.push(profile.name);
    const body = this.#members(root, profile.type, profile.name, []);
    const generic = profile.type === 'Bundle' && this.#entryResource(root) === undefined;
    const self = profile.name;
    const line = `Profile of ${span(profile.type)}: ${span(canonical(profile))}.`;
    this.#interface(
      0,
      self,
      root,
      profile.type,
      this.#baseName(profile.type, root, generic),
      body,
      [line],
      generic,
    );
    return body.omit.length > 0;
  }

  #interface(
    at: number,
    name: string,
    node: ElementNode,
    basePath: string,
    base: string,
    body: { readonly properties: readonly Property[]; readonly omit: readonly string[] },
    lines: readonly string[],
    generic = false,
  ): void {
    const omitted = body.omit.length === 0 ? base : `Omit<${base}, ${body.omit.map(quote).join(' | ')}>`;
    const resource = this.#fhir('Resource');
    // The order of statements is the order of reading: the whole first, its parts after it.
    this.module.interface({
      at,
      name,
      extends: [omitted],
      typeParameters: generic ? [`T extends ${resource} = ${resource}`] : [],
      properties: body.properties,
      doc: docBody([...lines, ...this.#invariantLine(node, basePath)], node.id),
    });
  }

  #invariantLine(node: ElementNode, basePath: string): string[] {
    // What the base type asks for is said there.
    const keys = [
      ...new Set(
        node.constraints
          .filter((one) => one.on !== basePath && !this.shape.hasType(one.on))
          .map((one) => one.key),
      ),
    ];
    return keys.length === 0 ? [] : [`Invariants: ${keys.map(span).join(', ')}.`];
  }

  #fhir(name: string): string {
    if (name === 'string' || name === 'boolean') return name;
    return `${this.module.namespace('fhir', `${STU3}/base/index.ts`)}.${name}`;
  }

  /** The base interface of a node whose children are declared at `basePath`. */
  #baseName(basePath: string, node: ElementNode, generic: boolean): string {
    if (basePath === 'Extension') return this.#extensionBase(node);
    const name = this.layout.backboneName(basePath) ?? this.layout.typeName(basePath);
    if (basePath === 'Bundle' || basePath === 'Bundle.entry') {
      if (generic) return `${this.#fhir(name)}<T>`;
      const entry = basePath === 'Bundle' ? this.#entryResource(node) : this.#resourceOf(node);
      return entry === undefined ? this.#fhir(name) : `${this.#fhir(name)}<${entry}>`;
    }
    return this.#fhir(name);
  }

  #extensionBase(node: ElementNode): string {
    const value = node.children.find((child) => child.name === 'value[x]');
    if (value === undefined || (value.max > 0 && value.types.length > SPELT_OUT))
      return this.#fhir('Extension');
    const codes =
      value.max === 0 ? [] : [...new Set(value.types.map((type) => choiceProperty('[x]', type.code)))];
    return `${this.#fhir('ExtensionWith')}<${codes.length === 0 ? 'never' : codes.map(quote).join(' | ')}>`;
  }

  /** What an unsliced Bundle entry may hold, when the profile says. */
  #entryResource(bundle: ElementNode): string | undefined {
    const entry = bundle.children.find((child) => child.name === 'entry');
    return entry === undefined ? undefined : this.#resourceOf(entry);
  }

  #resourceOf(entry: ElementNode): string | undefined {
    const resource = entry.children.find((child) => child.name === 'resource');
    if (resource === undefined || !resource.constrained) return undefined;
    if (resource.types.some((type) => type.code === 'Resource' && type.profiles.length === 0))
      return undefined;
    const refined = this.#refine(resource, undefined, '', []);
    return refined.conflict ? undefined : refined.type;
  }

  /** The properties that a node's constrained children give, and those of the base that they contradict. */
  #members(
    node: ElementNode,
    basePath: string,
    context: string,
    path: readonly string[] | undefined,
  ): { readonly properties: Property[]; readonly omit: string[] } {
    const properties: Property[] = [];
    const omit: string[] = [];
    for (const child of node.children) {
      if (!child.constrained) continue;
      const base = this.shape.child(basePath, child.name);
      const extensionValue = basePath === 'Extension' && child.name === 'value[x]';
      const below = path === undefined ? undefined : [...path, child.name];
      const added = child.name.endsWith('[x]')
        ? this.#choice(child, base, context, extensionValue)
        : this.#single(child, base, context, below);
      properties.push(...added.properties);
      omit.push(...added.omit);
    }
    return { properties, omit };
  }

  #single(
    child: ElementNode,
    base: ElementNode | undefined,
    context: string,
    path: readonly string[] | undefined,
  ): { properties: Property[]; omit: string[] } {
    const doc = docBody(describe(child), child.id);
    if (child.max === 0) {
      const primitive = (base ?? child).types.some((type) => isPrimitive(type.code));
      const omit = base !== undefined && base.min > 0 ? [child.name] : [];
      return { properties: absent(child.name, doc, primitive), omit };
    }
    const own = this.#refine(child, base, context, path);
    this.#declareSlices(child, base, context, path);
    const repeated = base !== undefined && base.min === child.min && own.type === this.#plain(base);
    const properties = jsonProperties(child.name, own.type, own.primitive, {
      optional: child.min === 0,
      many: child.baseMax > 1,
      doc,
      element: this.#fhir('Element'),
    })
      .filter((property) => own.conflict || !property.name.startsWith('_'))
      .map((property): Property => (repeated ? { ...property, repeated } : property));
    return { properties, omit: own.conflict ? properties.map((property) => property.name) : [] };
  }

  /** The type of an element as the base has it; found beside the module, which is to import only what it uses. */
  #plain(base: ElementNode): string {
    this.#beside ??= new ProfileTypes(
      this.profile,
      this.layout,
      this.shape,
      new ModuleBuilder(this.module.path, ''),
      this.misfits,
      new Set(),
    );
    return this.#beside.#refine(base, undefined, '', undefined).type;
  }

  #choice(
    child: ElementNode,
    base: ElementNode | undefined,
    context: string,
    extensionValue: boolean,
  ): { properties: Property[]; omit: string[] } {
    const properties: Property[] = [];
    const omit: string[] = [];
    const doc = docBody(describe(child), child.id);
    const allowed = child.max === 0 ? [] : mergeReferences(child.types);
    if (allowed.length <= SPELT_OUT) {
      for (const type of allowed) {
        const slice = child.slices.find((one) => one.types.length === 1 && one.types[0]?.code === type.code);
        const node = slice ?? { ...child, types: [type], slices: [] };
        const name = choiceProperty(child.name, type.code);
        const inBase = base?.types.filter((one) => one.code === type.code);
        const refined = this.#refine(
          { ...node, name },
          base === undefined ? undefined : { ...base, types: inBase ?? [] },
          context,
          undefined,
        );
        const required = allowed.length === 1 ? child.min > 0 : slice !== undefined && slice.min > 0;
        const added = jsonProperties(name, refined.type, refined.primitive, {
          optional: !required,
          many: false,
          doc: slice === undefined ? doc : docBody(describe(slice, sentenceCase(child.name)), slice.id),
          element: this.#fhir('Element'),
        });
        properties.push(...added.filter((property) => refined.conflict || !property.name.startsWith('_')));
        if (refined.conflict) omit.push(...added.map((property) => property.name));
      }
    }
    const known = mergeReferences(base?.types ?? []);
    if (!extensionValue && known.length <= SPELT_OUT) {
      for (const type of known.filter((one) => !allowed.some((other) => other.code === one.code))) {
        const name = choiceProperty(child.name, type.code);
        const line = `${sentenceCase(child.name)}: ${article(type.code)} ${span(type.code)} is not allowed.`;
        properties.push(...absent(name, docBody([line], child.id), isPrimitive(type.code)));
        if (known.length === 1 && (base?.min ?? 0) > 0) omit.push(name);
      }
    }
    return { properties, omit };
  }

  /** The type of an element as the profile has it. */
  #refine(
    node: ElementNode,
    base: ElementNode | undefined,
    context: string,
    path: readonly string[] | undefined,
    name?: string,
  ): Refined {
    const types = mergeReferences(node.types);
    const baseCodes = new Set(base?.types.map((type) => type.code));
    const foreign =
      base !== undefined &&
      base.types.length > 0 &&
      !baseCodes.has('Resource') &&
      types.some((type) => !baseCodes.has(type.code));
    const parts = types.map((type) => this.#refineType(node, type, base, context, path, name));
    const content = parts.length === 0 ? this.#structure(node, base, context, path, name) : undefined;
    const all = content === undefined ? parts : [content];
    return {
      type: [...new Set(all.map((part) => part.type))].join(' | ') || 'never',
      primitive: all.some((part) => part.primitive),
      conflict: foreign || widensTargets(types, base) || all.some((part) => part.conflict),
    };
  }

  #refineType(
    node: ElementNode,
    type: TypeUse,
    base: ElementNode | undefined,
    context: string,
    path: readonly string[] | undefined,
    name: string | undefined,
  ): Refined {
    if (isPrimitive(type.code)) return this.#primitive(node, type.code, base);
    if (type.code === 'Reference' && !hasConstrainedChild(node)) {
      return {
        type: referenceType(type.targets, (one) => this.#fhir(one)),
        primitive: false,
        conflict: false,
      };
    }
    const resolved = type.profiles.filter((one): one is ProfileModel => !('unresolved' in one));
    const unresolved = type.profiles.filter((one) => 'unresolved' in one);
    if (resolved.length > 0) {
      const names = resolved.map((one) =>
        one === this.profile ? one.name : this.module.use(one.name, this.layout.profilePath(one)),
      );
      if (unresolved.length > 0) names.push(this.#fhir(this.layout.typeName(type.code)));
      return {
        type: names.join(' | '),
        primitive: false,
        conflict: resolved.some((one) => one !== this.profile && this.misfits(one)),
      };
    }
    const [only] = unresolved;
    if (
      type.code === 'Extension' &&
      node.sliceName !== undefined &&
      unresolved.length === 1 &&
      only !== undefined &&
      'unresolved' in only
    ) {
      return {
        type: `${this.#fhir('Extension')} & { url: ${quote(only.unresolved)} }`,
        primitive: false,
        conflict: false,
      };
    }
    if (type.code === 'Resource') return { type: this.#fhir('Resource'), primitive: false, conflict: false };
    return this.#structure(node, base, context, path, name, type.code);
  }

  #primitive(node: ElementNode, code: string, base: ElementNode | undefined): Refined {
    const baseCodes = base === undefined ? undefined : this.#codes(base);
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
        type: primitiveName(code, (one) => this.#fhir(one)),
        primitive: true,
        conflict: baseCodes !== undefined,
      };
    }
    const own = this.#codes(node);
    const outside = baseCodes !== undefined && [...(own ?? [])].some((one) => !baseCodes.has(one));
    return { type: bound, primitive: true, conflict: outside };
  }

  /** The codes that an element's union type lists, when it has one. */
  #codes(node: ElementNode): Set<string> | undefined {
    const binding = node.binding;
    if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
    if (!this.layout.valueSet(binding.valueSet).enumerable) return undefined;
    return new Set(
      binding.valueSet.systems.flatMap((system) => system.concepts ?? []).map((concept) => concept.code),
    );
  }

  #structure(
    node: ElementNode,
    base: ElementNode | undefined,
    context: string,
    path: readonly string[] | undefined,
    wanted: string | undefined,
    code?: string,
  ): Refined {
    const backbone = base === undefined ? undefined : this.shape.contentPath(base);
    const contentPath =
      code === undefined || code === 'BackboneElement' || code === 'Element' ? (backbone ?? code) : code;
    if (contentPath === undefined) return { type: this.#fhir('Element'), primitive: false, conflict: false };
    const generic =
      contentPath === 'Bundle.entry' &&
      wanted === undefined &&
      this.profile.type === 'Bundle' &&
      this.#resourceOf(node) === undefined;
    const targets = contentPath === 'Reference' ? mergeReferences(node.types)[0]?.targets : undefined;
    const plain =
      targets === undefined
        ? this.#baseName(contentPath, node, generic && this.#entryResource(this.profile.root) === undefined)
        : referenceType(targets, (one) => this.#fhir(one));
    if (!hasConstrainedChild(node)) {
      if (wanted === undefined) return { type: plain, primitive: false, conflict: false };
      this.declared.push(wanted);
      this.module.alias(
        wanted,
        plain,
        docBody(describe(node, sentenceCase(node.sliceName ?? node.name)), node.id),
      );
      return { type: wanted, primitive: false, conflict: false };
    }
    const name = wanted ?? unique(context + pascalCase(node.name), this.#names);
    const at = this.module.mark();
    this.declared.push(name);
    const members = this.#members(node, contentPath, name, path);
    const line =
      node.sliceName === undefined
        ? `${sentenceCase(node.name)} of ${span(parentId(node.id))}.`
        : `Slice ${span(node.sliceName)} of ${span(node.path)}.`;
    const isGeneric = generic && plain.endsWith('<T>');
    // What depends on a type argument of the base keeps depending on it.
    const properties = members.properties.map((property): Property => {
      if (targets !== undefined && property.name === 'reference' && property.type === 'string') {
        return { ...property, type: plain.replace(/\bReference\b/, 'ReferenceTo') };
      }
      return isGeneric && property.name === 'resource' ? { ...property, type: 'T' } : property;
    });
    const body = { properties, omit: members.omit };
    this.#interface(at, name, node, contentPath, plain, body, [line], isGeneric);
    return { type: isGeneric ? `${name}<T>` : name, primitive: false, conflict: body.omit.length > 0 };
  }

  #declareSlices(
    child: ElementNode,
    base: ElementNode | undefined,
    context: string,
    path: readonly string[] | undefined,
  ): void {
    for (const slice of child.slices) {
      if (slice.sliceName === undefined || slice.max === 0) continue;
      const sliceName = pascalCase(slice.sliceName);
      const noun = pascalCase(child.name);
      const wanted = sliceName.toLowerCase().endsWith(noun.toLowerCase())
        ? context + sliceName
        : context + sliceName + noun;
      const referred = slice.types.length === 1 && (slice.types[0]?.profiles.length ?? 0) > 0;
      const primitive = slice.types.some((type) => isPrimitive(type.code));
      const name = referred || primitive ? undefined : unique(wanted, this.#names);
      const refined = this.#refine(slice, base, wanted, undefined, name);
      if (path === undefined) continue;
      const key = camelCase(slice.sliceName);
      this.slices.push({
        key: unique(
          this.#keys.has(key) ? camelCase(`${path.join(' ')} ${slice.sliceName}`) : key,
          this.#keys,
        ),
        path: path.join('.'),
        name: slice.sliceName,
        many: slice.max > 1,
        type: refined.type,
        id: slice.id,
        cardinality: slice,
      });
    }
  }
}

/** A property that must not be there, and the sibling that would make it so. */
function absent(name: string, doc: string, primitive: boolean): Property[] {
  const property: Property = { name, type: 'undefined', optional: true, doc };
  return primitive
    ? [property, { ...property, name: `_${name}`, doc: `Not allowed, as ${span(name)}.` }]
    : [property];
}

function hasConstrainedChild(node: ElementNode): boolean {
  return node.children.some((child) => child.constrained);
}

/** Whether references may point where the base type's may not. */
function widensTargets(types: readonly TypeUse[], base: ElementNode | undefined): boolean {
  const own = types.find((type) => type.code === 'Reference');
  const known = mergeReferences(base?.types ?? []).find((type) => type.code === 'Reference');
  if (own === undefined || known === undefined || known.targets.length === 0) return false;
  return own.targets.length === 0 || own.targets.some((target) => !known.targets.includes(target));
}

function parentId(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.'))) || id;
}
