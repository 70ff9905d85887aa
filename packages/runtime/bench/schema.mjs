// A JSON Schema of the base types of a specification version, for a general validator to be timed by: properties,
// types, lists, required elements and the form of primitives. Profiles, slices, bindings, references and rules are
// beyond it.

const TEXT = { type: 'string', pattern: '\\S' };
const PRIMITIVES = {
  boolean: { type: 'boolean' },
  integer: { type: 'integer' },
  unsignedInt: { type: 'integer', minimum: 0 },
  positiveInt: { type: 'integer', minimum: 1 },
  decimal: { type: 'number' },
  id: { type: 'string', pattern: '^[A-Za-z0-9.-]{1,64}$' },
  code: { type: 'string', pattern: '^\\S+( \\S+)*$' },
  uri: { type: 'string', pattern: '^\\S+$' },
  oid: { type: 'string', pattern: '^urn:oid:' },
  date: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2})?)?$' },
  dateTime: { type: 'string', pattern: '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2}))?)?)?$' },
  instant: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})$' },
  time: { type: 'string', pattern: '^\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?$' },
}; // prettier-ignore
const STRINGS = new Set(['string', 'markdown', 'base64Binary', 'xhtml']);

const capital = (name) => name.charAt(0).toUpperCase() + name.slice(1);
const ref = (name) => ({ $ref: `#/definitions/${name}` });

/** The schema of the resources of a specification version. */
export function schemaOf(spec) {
  const tables = { ...spec.fhir.datatypes, ...spec.types };
  const primitive = (type) => PRIMITIVES[type] ?? (STRINGS.has(type) ? TEXT : undefined);
  const anyType = [...Object.keys(PRIMITIVES), 'string', ...Object.keys(spec.fhir.datatypes)].filter(
    (type) => primitive(type) !== undefined || tables[type]?.abstract !== true,
  );
  const definitions = {};
  const lineage = (type) => {
    const table = tables[type];
    return table === undefined
      ? {}
      : { ...(table.base === undefined ? {} : lineage(table.base)), ...table.elements() };
  };
  const isResource = (type) =>
    type === 'Resource' || type === 'DomainResource' || spec.fhir.resourceTypes.includes(type);
  const valueOf = (type, element, path) => {
    if (primitive(type) !== undefined) return primitive(type);
    if (element.contentOf !== undefined) return ref(element.contentOf);
    if (element.children !== undefined) {
      define(path, { ...lineage(type), ...element.children }, path);
      return ref(path);
    }
    return ref(isResource(type) ? 'resource' : type);
  };
  const define = (name, elements, path, resourceType) => {
    const properties = resourceType === undefined ? {} : { resourceType: { const: resourceType } };
    const required = resourceType === undefined ? [] : ['resourceType'];
    for (const [key, element] of Object.entries(elements)) {
      const given = (element.types ?? []).map((type) => (typeof type === 'string' ? type : type.code));
      const types = given.includes('*') ? anyType : [...new Set(given)];
      const isChoice = key.endsWith('[x]');
      for (const type of isChoice ? types : [types[0] ?? 'Element']) {
        const property = isChoice ? key.slice(0, -3) + capital(type) : key;
        const value = valueOf(type, element, `${path}.${key}`);
        const isList = element.max === '*' || element.max > 1;
        const isPrimitive = primitive(type) !== undefined;
        const nullable = isPrimitive ? { anyOf: [value, { type: 'null' }] } : value;
        properties[property] = isList ? { type: 'array', minItems: 1, items: nullable } : value;
        if (isPrimitive) properties[`_${property}`] = isList ? { type: 'array' } : ref('Element');
      }
      if (!isChoice && element.min > 0 && primitive(types[0]) === undefined) required.push(key);
    }
    definitions[name] = { type: 'object', properties, required, additionalProperties: false };
  };
  for (const [type, table] of Object.entries(tables)) {
    define(
      type,
      lineage(type),
      type,
      table.kind === 'resource' && table.abstract !== true ? type : undefined,
    );
  }
  const resources = Object.values(spec.types).filter(({ abstract }) => abstract !== true);
  definitions.resource = {
    type: 'object',
    required: ['resourceType'],
    discriminator: { propertyName: 'resourceType' },
    oneOf: resources.map(({ name }) => ref(name)),
  };
  return { definitions, ...ref('resource') };
}
