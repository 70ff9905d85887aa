/**
 * How the tables say a type is written in XML: which child elements it has, in which order, and what each becomes
 * in the FHIR JSON value.
 *
 * @module
 */
import type { Catalog } from '../../nodes/catalog.js';
import type { ObjectNode } from '../../nodes/object.js';
import { PRIMITIVE, RESOURCE, type PropertyNode } from '../../nodes/property.js';
import type { ProfileTable } from '../../tables/index.js';

/** What an element becomes. Numbers, because the reader switches on them for every element. */
export const VALUE = 0;
export const OBJECT = 1;
/** An element that holds a resource: `contained`, `Bundle.entry.resource`. */
export const HOLDER = 2;
/** The XHTML of a narrative. */
export const XHTML = 3;

/** The JSON type of a primitive. */
export const STRING = 0;
export const BOOLEAN = 1;
export const INTEGER = 2;
export const DECIMAL = 3;

const INTEGERS: ReadonlySet<string> = new Set(['integer', 'unsignedInt', 'positiveInt']);

function jsonType(type: string): typeof STRING | typeof BOOLEAN | typeof INTEGER | typeof DECIMAL {
  if (type === 'boolean') return BOOLEAN;
  if (type === 'decimal') return DECIMAL;
  return INTEGERS.has(type) ? INTEGER : STRING;
}

/** A child element: of a choice, one for each of its forms. */
export class XmlElement {
  readonly name: string;
  readonly siblingName: string;
  readonly isList: boolean;
  readonly kind: typeof VALUE | typeof OBJECT | typeof HOLDER | typeof XHTML;
  readonly json: typeof STRING | typeof BOOLEAN | typeof INTEGER | typeof DECIMAL;
  private compiled: XmlContent | null = null;

  /**
   * @param order - place among the children; the forms of a choice share one
   */
  constructor(
    readonly property: PropertyNode,
    readonly order: number,
    private readonly plans: XmlPlans,
  ) {
    this.name = property.name;
    this.siblingName = property.siblingName;
    this.isList = property.isArray;
    this.kind =
      property.type === 'xhtml'
        ? XHTML
        : property.kind === PRIMITIVE
          ? VALUE
          : property.kind === RESOURCE
            ? HOLDER
            : OBJECT;
    this.json = jsonType(property.type);
  }

  /** What stands inside: of a primitive, what every element may have. */
  get content(): XmlContent {
    return (this.compiled ??= this.plans.contentOf(this.property.content));
  }
}

/** What stands inside an element: its attributes but `value`, and its children in order. */
export class XmlContent {
  /** Children by element name, in schema order. */
  readonly elements = new Map<string, XmlElement>();
  /** Properties that XML writes as attributes, in the order in which JSON has them. */
  readonly attributes: readonly string[];

  constructor(
    readonly node: ObjectNode,
    plans: XmlPlans,
  ) {
    // FHIR's XML format has two attributes beside `value`: `id` of what is no resource, and `url` of an extension.
    const attributes = ['id', 'url'].filter(
      (name) => node.properties.has(name) && (name === 'id' ? !node.isResource : node.type === 'Extension'),
    );
    this.attributes = attributes;
    let order = -1;
    let last = '';
    for (const property of node.properties.values()) {
      if (attributes.includes(property.name)) continue;
      if (property.element !== last) order++;
      last = property.element;
      this.elements.set(property.name, new XmlElement(property, order, plans));
    }
  }
}

const NO_PROFILES: readonly ProfileTable[] = [];

/** The XML form of the types of one specification version, made as payloads ask for them. */
export class XmlPlans {
  private readonly contents = new Map<ObjectNode, XmlContent>();

  constructor(readonly catalog: Catalog) {}

  contentOf(node: ObjectNode): XmlContent {
    let content = this.contents.get(node);
    if (content === undefined) {
      content = new XmlContent(node, this);
      this.contents.set(node, content);
    }
    return content;
  }

  /** Content of a resource type; null for one that the version has no table of. */
  resource(type: string): XmlContent | null {
    if (!this.catalog.isJudged(type)) return null;
    return this.contentOf(this.catalog.resourceNode(type, NO_PROFILES));
  }
}

const known = new WeakMap<Catalog, XmlPlans>();

/** The plans over a catalog, made once. */
export function plansOf(catalog: Catalog): XmlPlans {
  let plans = known.get(catalog);
  if (plans === undefined) {
    plans = new XmlPlans(catalog);
    known.set(catalog, plans);
  }
  return plans;
}
