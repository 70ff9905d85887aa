/** Random values of a type, driven by the tables: what the type may have, in the JSON form that FHIR gives it. */
import fc from 'fast-check';
import type { Catalog } from '../../src/nodes/catalog.js';
import type { ObjectNode } from '../../src/nodes/object.js';
import { PRIMITIVE, RESOURCE, type PropertyNode } from '../../src/nodes/property.js';
import type { JsonObject, JsonValue } from '../../src/tables/index.js';

/** Text with what XML and JSON escape, white space at its ends, and characters outside the basic plane. */
const text = fc
  .array(
    fc.constantFrom(
      'a',
      'é',
      ' ',
      '\n',
      '\t',
      '\r',
      '&',
      '<',
      '>',
      '"',
      "'",
      '\\',
      '/',
      '\u{1F600}',
      ']]>',
      '&amp;',
      '\u2028',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''));

const NARRATIVES = [
  '<div xmlns="http://www.w3.org/1999/xhtml"/>',
  '<div xmlns="http://www.w3.org/1999/xhtml">\r\n <p class="a">a &amp; b &#160;</p><!-- c -->\t</div>',
  "<div xmlns='http://www.w3.org/1999/xhtml'><table><tr><td>1</td></tr></table></div >",
];

function primitive(type: string): fc.Arbitrary<JsonValue> {
  switch (type) {
    case 'boolean':
      return fc.boolean();
    case 'integer':
    case 'unsignedInt':
    case 'positiveInt':
      return fc.integer();
    case 'decimal':
      return fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n));
    case 'xhtml':
      return fc.constantFrom(...NARRATIVES);
    default:
      return text;
  }
}

/** Deepest nesting of random values. */
const DEPTH = 4;

/** Random values of types; one catalog's tables. */
export class Values {
  constructor(
    private readonly catalog: Catalog,
    private readonly types: readonly string[],
  ) {}

  /** A resource of any of the types. */
  resource(depth = 0): fc.Arbitrary<JsonObject> {
    return fc.constantFrom(...this.types).chain((type) =>
      this.object(this.catalog.resourceNode(type, []), depth + 1).map((object) => ({
        resourceType: type,
        ...object,
      })),
    );
  }

  private object(node: ObjectNode, depth: number): fc.Arbitrary<JsonObject> {
    const attributes = node.isResource ? [] : node.type === 'Extension' ? ['id', 'url'] : ['id'];
    const properties = [...node.properties.values()];
    if (properties.length === 0) return fc.constant({});
    return fc
      .subarray(properties, { minLength: 1, maxLength: Math.min(properties.length, depth >= DEPTH ? 2 : 5) })
      .chain((chosen) =>
        fc.tuple(
          ...chosen.map((property) => this.property(property, depth, attributes.includes(property.name))),
        ),
      )
      .map((parts) => Object.assign({}, ...parts) as JsonObject);
  }

  private property(property: PropertyNode, depth: number, isAttribute: boolean): fc.Arbitrary<JsonObject> {
    const { name, siblingName, isArray, type, kind } = property;
    if (isAttribute) return text.map((value) => ({ [name]: value }));
    if (kind !== PRIMITIVE) {
      if (depth >= DEPTH) return fc.constant({});
      const value: fc.Arbitrary<JsonValue> =
        kind === RESOURCE
          ? this.resource(depth)
          : fc.constant(null).chain(() => this.object(property.content, depth + 1));
      return isArray
        ? fc.array(value, { minLength: 1, maxLength: 2 }).map((items) => ({ [name]: items }))
        : value.map((item) => ({ [name]: item }));
    }
    const item = fc
      .tuple(primitive(type), fc.constantFrom('value', 'sibling', 'both'))
      .map(([value, has]) => ({
        value: has === 'sibling' && type !== 'xhtml' ? null : value,
        sibling: has === 'value' || type === 'xhtml' ? null : { id: 'i' },
      }));
    if (!isArray) {
      return item.map(({ value, sibling }) => ({
        ...(value === null ? {} : { [name]: value }),
        ...(sibling === null ? {} : { [siblingName]: sibling }),
      }));
    }
    return fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => ({
      // What holds nulls alone says nothing, and has no counterpart in XML.
      ...(items.every(({ value }) => value === null) ? {} : { [name]: items.map(({ value }) => value) }),
      ...(items.every(({ sibling }) => sibling === null)
        ? {}
        : { [siblingName]: items.map(({ sibling }) => sibling) }),
    }));
  }
}
