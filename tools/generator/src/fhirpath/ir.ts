/**
 * Typed FHIRPath: what an expression means once every name is resolved.
 *
 * Two sorts of node: a `Value` yields items, a `Truth` yields true, false or
 * nothing. The printer asks a truth "are you true?" or "are you false?"; an
 * empty result answers no to both. That is all of FHIRPath's three-valued logic.
 *
 * @module
 */
import type { Property, TypeName } from './schema.js';
import type { Position } from './syntax.js';

/** What is known of a value before there is one. */
export interface Typing {
  readonly types: readonly TypeName[];
  /** Whether there can be more than one item. */
  readonly many: boolean;
  readonly at: Position;
}

/** A variable bound to one item: `$this` of the whole expression, or of a `where`. */
export interface Binding {
  /** Singular name of what it iterates over, for readable output. */
  readonly hint: string;
}

/** An expression that yields items. */
export type Value = Typing &
  (
    | { readonly kind: 'item'; readonly binding: Binding }
    | { readonly kind: 'context'; readonly which: 'resource' | 'rootResource' }
    | { readonly kind: 'member'; readonly of: Value; readonly property: Property }
    | { readonly kind: 'where'; readonly of: Value; readonly binding: Binding; readonly test: Truth }
    | { readonly kind: 'select'; readonly of: Value; readonly binding: Binding; readonly value: Value }
    | { readonly kind: 'resourcesOf'; readonly of: Value; readonly type: string }
    | { readonly kind: 'descendants'; readonly of: Value }
    | { readonly kind: 'literals'; readonly values: readonly (string | number | boolean)[] }
    | { readonly kind: 'concat'; readonly parts: readonly Value[] }
    | { readonly kind: 'substring'; readonly of: Value; readonly start: number }
    | { readonly kind: 'toString'; readonly of: Value }
    | { readonly kind: 'count'; readonly of: Value }
    | { readonly kind: 'sum'; readonly left: Value; readonly right: Value }
    | { readonly kind: 'childCount'; readonly of: Value }
  );

/** Tests of one text against another. */
export type TextTest = 'startsWith' | 'endsWith' | 'contains';

/** An expression that yields a truth value. */
export type Truth =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'and' | 'or' | 'xor' | 'implies'; readonly left: Truth; readonly right: Truth }
  | { readonly kind: 'not'; readonly of: Truth }
  | { readonly kind: 'exists'; readonly of: Value }
  | { readonly kind: 'all'; readonly of: Value; readonly binding: Binding; readonly test: Truth }
  | { readonly kind: 'hasValue'; readonly of: Value }
  | { readonly kind: 'isDistinct'; readonly of: Value }
  | { readonly kind: 'is'; readonly of: Value; readonly narrowed: Value }
  | { readonly kind: 'equals'; readonly left: Value; readonly right: Value; readonly deep: boolean }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Value;
      readonly right: Value;
      readonly as: 'Number' | 'Date';
    }
  | { readonly kind: 'in'; readonly item: Value; readonly list: Value; readonly deep: boolean }
  | { readonly kind: 'textTest'; readonly of: Value; readonly test: TextTest; readonly argument: string }
  | { readonly kind: 'matches'; readonly of: Value; readonly pattern: string }
  | { readonly kind: 'boolean'; readonly of: Value };

/** Order comparisons. */
export type Comparison = '<' | '<=' | '>' | '>=';

/**
 * Whether a truth is never empty, so that "not true" means "false".
 *
 * @param truth - any truth
 */
export function isDefinite(truth: Truth): boolean {
  switch (truth.kind) {
    case 'constant':
    case 'exists':
    case 'all':
    case 'hasValue':
    case 'isDistinct':
      return true;
    case 'not':
      return isDefinite(truth.of);
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return isDefinite(truth.left) && isDefinite(truth.right);
    default:
      return false;
  }
}

/**
 * Whether a value depends on nothing but `%resource` or `%rootResource`, so
 * that it is the same for every element of a resource.
 *
 * @param value - any value
 * @returns which of the two; undefined where it depends on an item as well
 */
export function contextOf(value: Value): 'resource' | 'rootResource' | undefined {
  switch (value.kind) {
    case 'context':
      return value.which;
    case 'member':
    case 'resourcesOf':
    case 'descendants':
    case 'substring':
    case 'toString':
      return contextOf(value.of);
    case 'where':
      return isClosed(value.test, [value.binding]) ? contextOf(value.of) : undefined;
    case 'select':
      return isClosedValue(value.value, [value.binding]) ? contextOf(value.of) : undefined;
    default:
      return undefined;
  }
}

function isClosedValue(value: Value, bound: readonly Binding[]): boolean {
  switch (value.kind) {
    case 'item':
      return bound.includes(value.binding);
    case 'context':
      return false;
    case 'literals':
      return true;
    case 'concat':
      return value.parts.every((part) => isClosedValue(part, bound));
    case 'sum':
      return isClosedValue(value.left, bound) && isClosedValue(value.right, bound);
    case 'where':
      return isClosedValue(value.of, bound) && isClosed(value.test, [...bound, value.binding]);
    case 'select':
      return isClosedValue(value.of, bound) && isClosedValue(value.value, [...bound, value.binding]);
    default:
      return isClosedValue(value.of, bound);
  }
}

/** Whether a test looks at nothing but the items bound around it. */
function isClosed(truth: Truth, bound: readonly Binding[]): boolean {
  switch (truth.kind) {
    case 'constant':
      return true;
    case 'and':
    case 'or':
    case 'xor':
    case 'implies':
      return isClosed(truth.left, bound) && isClosed(truth.right, bound);
    case 'not':
      return isClosed(truth.of, bound);
    case 'all':
      return isClosedValue(truth.of, bound) && isClosed(truth.test, [...bound, truth.binding]);
    case 'equals':
    case 'compare':
      return isClosedValue(truth.left, bound) && isClosedValue(truth.right, bound);
    case 'in':
      return isClosedValue(truth.item, bound) && isClosedValue(truth.list, bound);
    default:
      return isClosedValue(truth.of, bound);
  }
}
