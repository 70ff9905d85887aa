/**
 * The definitions of a specification version as validators read them: what is expected of each property of an object.
 *
 * For tools that make payloads from definitions, such as the test kit. Validation needs none of it.
 *
 * @module
 */
export { Catalog } from './catalog.js';
export { BindingNode, type Membership } from './binding.js';
export type { Cardinality } from './cardinality.js';
export { choiceName, type ChoiceNode, type Exclusion } from './children.js';
export { makeExtensionPlan } from './extension-plan.js';
export { canonicalOf, type Layer, type Origin, type Stated } from './layer.js';
export { Every, Exists, Has, IsMember, IsResource, IsValue, Some, type Matcher } from './matcher.js';
export { ObjectNode } from './object.js';
export { COMPLEX, EXTENSION, PRIMITIVE, RESOURCE, PropertyNode, type ExtensionPlan } from './property.js';
export type { ReferenceNode } from './reference.js';
export type { SliceNode, SlicingNode } from './slicing.js';
export type { ProfileDemand, ReferenceTargets } from './types.js';
export { equal, includes, isArray, isObject, satisfies, type ValueRule } from './values.js';
