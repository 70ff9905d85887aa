/**
 * Elements of base types as interface properties.
 *
 * @module
 */
import type { ElementNode } from '../model/types.js';
import { describe, docBody, mergeReferences, span } from './doc.js';
import { isPrimitive, type Layout, PRIMITIVES } from './layout.js';
import { quote } from './literal.js';
import type { ModuleBuilder, Property } from './module.js';

/** Gives the local name of a base type, importing it where it must be. */
export type TypeNamer = (name: string) => string;

/** `Reference<'Patient' | 'Practitioner'>`, or `Reference` when any resource may be meant. */
export function referenceType(targets: readonly string[], name: TypeNamer): string {
  const reference = name('Reference');
  if (targets.length === 0 || targets.includes('Resource')) return reference;
  return `${reference}<${[...targets].map(quote).join(' | ')}>`;
}

/** The property of one alternative of a choice: `value[x]` and `Quantity` → `valueQuantity`. */
export function choiceProperty(name: string, code: string): string {
  return name.replace('[x]', '') + code.charAt(0).toUpperCase() + code.slice(1);
}

/** The named union of a required binding, when its codes can be listed. */
export function boundUnion(node: ElementNode, layout: Layout, module: ModuleBuilder): string | undefined {
  const binding = node.binding;
  if (binding?.strength !== 'required' || binding.valueSet === undefined) return undefined;
  const place = layout.valueSet(binding.valueSet);
  return place.enumerable ? module.use(place.name, place.path) : undefined;
}

/** An element's properties in JSON: the value, and its sibling where it is a primitive. */
export function jsonProperties(
  jsonName: string,
  valueType: string,
  primitive: boolean,
  options: {
    readonly optional: boolean;
    readonly many: boolean;
    readonly doc: string;
    readonly element: string;
  },
): Property[] {
  const { optional, many, doc, element } = options;
  const item =
    /[|&]/.test(valueType) && !/^[A-Za-z0-9_.]+<[^>]*>$/.test(valueType) ? `(${valueType})` : valueType;
  const type = many ? (primitive ? `(${valueType} | null)[]` : `${item}[]`) : valueType;
  const out: Property[] = [{ name: jsonName, type, optional, doc }];
  if (primitive) {
    out.push({
      name: `_${jsonName}`,
      type: many ? `(${element} | null)[]` : element,
      optional: true,
      doc: siblingDoc(jsonName, many),
    });
  }
  return out;
}

function siblingDoc(name: string, many: boolean): string {
  return `Ids and extensions of ${span(name)}${many ? ', item by item' : ''}.`;
}

/** The properties of a base type's element. */
export function baseProperties(
  node: ElementNode,
  layout: Layout,
  module: ModuleBuilder,
  name: TypeNamer,
): Property[] {
  const doc = docBody(describe(node), node.id);
  const many = node.baseMax > 1;
  const options = { optional: node.min === 0, many, doc, element: name('Element') };
  if (node.contentReference !== undefined) {
    const target = layout.backboneName(node.contentReference.replace(/^.*#/, ''));
    if (target === undefined) throw new Error(`${node.id}: no element ${node.contentReference}`);
    return jsonProperties(node.name, withArgument(target, module), false, options);
  }
  const types = mergeReferences(node.types);
  if (node.name.endsWith('[x]')) {
    // A choice that must be present cannot be said by optional properties alone; its description says it.
    return types.flatMap((type) =>
      jsonProperties(
        choiceProperty(node.name, type.code),
        type.code === 'Reference' ? referenceType(type.targets, name) : name(layout.typeName(type.code)),
        isPrimitive(type.code),
        { ...options, optional: types.length > 1 || node.min === 0 },
      ),
    );
  }
  const backbone = node.children.length > 0 ? layout.backboneName(node.path) : undefined;
  if (backbone !== undefined)
    return jsonProperties(node.name, withArgument(backbone, module), false, options);
  const type = types[0];
  if (type === undefined) throw new Error(`${node.id}: an element without a type`);
  if (type.code === 'Reference')
    return jsonProperties(node.name, referenceType(type.targets, name), false, options);
  if (type.code === 'Resource') return jsonProperties(node.name, resourceType(node, name), false, options);
  if (!isPrimitive(type.code))
    return jsonProperties(node.name, name(layout.typeName(type.code)), false, options);
  const union = type.code === 'code' ? boundUnion(node, layout, module) : undefined;
  return jsonProperties(node.name, union ?? primitiveName(type.code, name), true, options);
}

/** A primitive's alias; `string` and `boolean` are themselves. */
export function primitiveName(code: string, name: TypeNamer): string {
  const known = PRIMITIVES[code]?.name ?? 'string';
  return known === 'string' || known === 'boolean' ? known : name(known);
}

/** Elements of Bundle's entries that carry the Bundle's type argument. */
const GENERIC_BACKBONES = new Set(['BundleEntry']);

/** Whether a base interface takes the type of the Bundle's resources. */
export function isGeneric(interfaceName: string): boolean {
  return interfaceName === 'Bundle' || GENERIC_BACKBONES.has(interfaceName);
}

function withArgument(backbone: string, module: ModuleBuilder): string {
  return GENERIC_BACKBONES.has(backbone) && module.path.endsWith('/Bundle.ts') ? `${backbone}<T>` : backbone;
}

function resourceType(node: ElementNode, name: TypeNamer): string {
  return node.path === 'Bundle.entry.resource' ? 'T' : name('Resource');
}
