import type { XmlNode } from '../xml/node.js';

/** `{ "type": "Uri", "value": … }` for `fixedUri`, `patternUri`. */
export interface TypedValue {
  readonly type: string;
  readonly value: unknown;
}

const NUMBERS: ReadonlySet<string> = new Set(['Decimal', 'Integer', 'PositiveInt', 'UnsignedInt']);

/** Data types that definitions fix as a whole, by the JSON shape of their properties. */
const SHAPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CodeableConcept: { coding: 'Coding[]', text: 'String' },
  Coding: { system: 'Uri', version: 'String', code: 'Code', display: 'String', userSelected: 'Boolean' },
  Identifier: { use: 'Code', type: 'CodeableConcept', system: 'Uri', value: 'String' },
  Period: { start: 'DateTime', end: 'DateTime' },
  Quantity: { value: 'Decimal', comparator: 'Code', unit: 'String', system: 'Uri', code: 'Code' },
  Reference: { reference: 'String', display: 'String' },
};

/** The value of the one child whose name starts with `prefix` and a type. */
export function typedValue(element: XmlNode, prefix: 'fixed' | 'pattern'): TypedValue | undefined {
  const node = element.children.find((each) => each.name.startsWith(prefix));
  if (!node) return undefined;
  const type = node.name.slice(prefix.length);
  return { type, value: jsonOf(node, type) };
}

function jsonOf(node: XmlNode, type: string): unknown {
  const shape = SHAPES[type];
  if (!shape) return primitive(node, type);
  const value: Record<string, unknown> = {};
  for (const each of node.children) {
    const property = Object.hasOwn(shape, each.name) ? shape[each.name] : undefined;
    if (property === undefined) throw new Error(`a fixed ${type} with ${each.name} is not understood`);
    if (!property.endsWith('[]')) value[each.name] = jsonOf(each, property);
    else
      ((value[each.name] ??= [] as unknown[]), value[each.name] as unknown[]).push(
        jsonOf(each, property.slice(0, -2)),
      );
  }
  return value;
}

function primitive(node: XmlNode, type: string): string | number | boolean {
  const text = node.attributes['value'];
  if (text === undefined || node.children.length > 0) throw new Error(`a fixed ${type} is not understood`);
  if (type === 'Boolean') return text === 'true';
  return NUMBERS.has(type) ? Number(text) : text;
}
