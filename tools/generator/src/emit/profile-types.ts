/**
 * The interfaces of a profile: it extends its base type and declares what it constrains.
 *
 * @module
 */
import type { ElementNode, ProfileModel } from '../model/types.js';
import type { BaseShape } from './base-shape.js';
import { article, describe, docBody, mergeReferences, span } from './doc.js';
import { isPrimitive, type Layout } from './layout.js';
import { quote } from './literal.js';
import { ModuleBuilder, type Property } from './module.js';
import { camelCase, pascalCase, sentenceCase, unique } from './naming.js';
import { choiceProperty, jsonProperties, referenceType } from './properties.js';
import { hasConstrainedChild, type Misfits, type Place, type Refined, Refiner, SPELT_OUT } from './refine.js';
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

/** Declares the interfaces of one profile in its module. */
export class ProfileTypes extends Refiner {
  readonly slices: SliceType[] = [];
  /** Names of every interface declared, the profile's own first. */
  readonly declared: string[] = [];
  readonly #keys = new Set<string>();
  readonly #names: Set<string>;
  #beside: ProfileTypes | undefined;

  /** @param names - Names the module has; those of new interfaces are added. */
  constructor(
    profile: ProfileModel,
    layout: Layout,
    shape: BaseShape,
    module: ModuleBuilder,
    misfits: Misfits,
    names: Set<string>,
  ) {
    super(profile, layout, shape, module, misfits);
    this.#names = names;
  }

  /** Declares everything; tells whether the profile's interface fits its base type. */
  declare(): boolean {
    const { profile } = this;
    const { root } = profile;
    this.declared.push(profile.name);
    const body = this.#members(root, profile.type, profile.name, { path: [], many: false });
    const generic = profile.type === 'Bundle' && this.entryResource(root) === undefined;
    const self = profile.name;
    const line = `Profile of ${span(profile.type)}: ${span(canonical(profile))}.`;
    this.#interface(
      0,
      self,
      root,
      profile.type,
      this.baseName(profile.type, root, generic),
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
    const resource = this.fhir('Resource');
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

  /** The properties that a node's constrained children give, and those of the base that they contradict. */
  #members(
    node: ElementNode,
    basePath: string,
    context: string,
    place: Place | undefined,
  ): { readonly properties: Property[]; readonly omit: string[] } {
    const properties: Property[] = [];
    const omit: string[] = [];
    for (const child of node.children) {
      if (!child.constrained) continue;
      const base = this.shape.child(basePath, child.name);
      const extensionValue = basePath === 'Extension' && child.name === 'value[x]';
      const added = child.name.endsWith('[x]')
        ? this.#choice(child, base, context, extensionValue)
        : this.#single(child, base, context, place);
      properties.push(...added.properties);
      omit.push(...added.omit);
    }
    return { properties, omit };
  }

  #single(
    child: ElementNode,
    base: ElementNode | undefined,
    context: string,
    place: Place | undefined,
  ): { properties: Property[]; omit: string[] } {
    const doc = docBody(describe(child), child.id);
    if (child.max === 0) {
      const primitive = (base ?? child).types.some((type) => isPrimitive(type.code));
      const omit = base !== undefined && base.min > 0 ? [child.name] : [];
      return { properties: absent(child.name, doc, primitive), omit };
    }
    const own = this.refine(child, base, context, placeOf(child, child.name, place));
    this.#declareSlices(child, base, context, place);
    const repeated = base !== undefined && base.min === child.min && own.type === this.#plain(base);
    const properties = jsonProperties(child.name, own.type, own.primitive, {
      optional: child.min === 0,
      many: child.baseMax > 1,
      doc,
      element: this.fhir('Element'),
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
    return this.#beside.refine(base, undefined, '', undefined).type;
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
        const refined = this.refine(
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
          element: this.fhir('Element'),
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

  protected override structure(
    node: ElementNode,
    base: ElementNode | undefined,
    context: string,
    place: Place | undefined,
    wanted: string | undefined,
    code?: string,
  ): Refined {
    const backbone = base === undefined ? undefined : this.shape.contentPath(base);
    const contentPath =
      code === undefined || code === 'BackboneElement' || code === 'Element' ? (backbone ?? code) : code;
    if (contentPath === undefined) return { type: this.fhir('Element'), primitive: false, conflict: false };
    const generic =
      contentPath === 'Bundle.entry' &&
      wanted === undefined &&
      this.profile.type === 'Bundle' &&
      this.resourceOf(node) === undefined;
    const targets = contentPath === 'Reference' ? mergeReferences(node.types)[0]?.targets : undefined;
    const plain =
      targets === undefined
        ? this.baseName(contentPath, node, generic && this.entryResource(this.profile.root) === undefined)
        : referenceType(targets, (one) => this.fhir(one));
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
    const members = this.#members(node, contentPath, name, place);
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
    place: Place | undefined,
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
      // A name with a separator in it could not be found again by its path.
      const own = /[.:]/.test(slice.sliceName)
        ? undefined
        : placeOf(slice, `${child.name}:${slice.sliceName}`, place);
      if (place === undefined || own === undefined) {
        this.refine(slice, base, wanted, undefined, name);
        continue;
      }
      const steps = [...place.path, child.name];
      const short = camelCase(slice.sliceName);
      const key = unique(
        this.#keys.has(short) ? camelCase(`${steps.join(' ')} ${short}`) : short,
        this.#keys,
      );
      const at = this.slices.length;
      const { type } = this.refine(slice, base, wanted, own, name);
      // Before the slices inside it, which are described meanwhile.
      this.slices.splice(at, 0, {
        key,
        path: steps.join('.'),
        name: slice.sliceName,
        many: own.many,
        type,
        id: slice.id,
        cardinality: slice,
      });
    }
  }
}

/** The place of an element below the element at `above`. */
function placeOf(node: ElementNode, step: string, above: Place | undefined): Place | undefined {
  return above === undefined ? undefined : { path: [...above.path, step], many: above.many || node.max > 1 };
}

/** A property that must not be there, and the sibling that would make it so. */
function absent(name: string, doc: string, primitive: boolean): Property[] {
  const property: Property = { name, type: 'undefined', optional: true, doc };
  return primitive
    ? [property, { ...property, name: `_${name}`, doc: `Not allowed, as ${span(name)}.` }]
    : [property];
}

function parentId(id: string): string {
  return id.slice(0, Math.max(0, id.lastIndexOf('.'))) || id;
}
