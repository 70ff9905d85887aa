/**
 * What is expected of one object: its properties, choices and rules, and the key sequences met so far.
 *
 * @module
 */
import type { Invariant } from '../tables/index.js';
import { compileChildren, type ChoiceNode, type Exclusion } from './children.js';
import type { Scope } from './content.js';
import type { Content, Stated } from './layer.js';
import type { PropertyNode } from './property.js';
import { buildShape, type Shape } from './shape.js';

/** What an {@link ObjectNode} is made from. */
export interface ObjectParts {
  readonly type: string;
  /** Path of the element, for texts. */
  readonly path: string;
  /** The base type's contents first. */
  readonly contents: readonly Content[];
  readonly invariants: readonly Stated<Invariant>[];
  readonly scope: Scope;
  /** True for a resource, which carries `resourceType`. */
  readonly isResource?: boolean;
}

/** Key sequences kept per node; payloads of one supplier need few. */
const SHAPE_LIMIT = 64;
/** Longest key sequence kept, so that a hostile object cannot make a node large. */
const KEPT_KEYS = 64;

/** One object as the walker needs it. */
export class ObjectNode {
  readonly type: string;
  readonly path: string;
  readonly isResource: boolean;
  readonly contents: readonly Content[];
  readonly invariants: readonly Stated<Invariant>[];
  /** Properties by JSON name. */
  readonly properties: ReadonlyMap<string, PropertyNode>;
  readonly choices: readonly ChoiceNode[];
  /** JSON names that the base type has and a profile excludes. */
  readonly excluded: ReadonlyMap<string, Exclusion>;
  private last: Shape | null = null;
  private readonly shapes: Shape[] = [];
  private next = 0;

  constructor(parts: ObjectParts) {
    this.type = parts.type;
    this.path = parts.path;
    this.isResource = parts.isResource === true;
    this.contents = parts.contents;
    this.invariants = parts.invariants;
    const scope = parts.scope.root === null ? { ...parts.scope, root: this } : parts.scope;
    const { properties, choices, excluded } = compileChildren(parts.contents, parts.path, scope);
    this.properties = properties;
    this.choices = choices;
    this.excluded = excluded;
  }

  /** The verdict on a key sequence; a known one costs a comparison of its keys. */
  shapeOf(keys: readonly string[]): Shape {
    const last = this.last;
    if (last !== null && sameKeys(last.keys, keys)) return last;
    for (const shape of this.shapes) {
      if (sameKeys(shape.keys, keys)) return (this.last = shape);
    }
    const shape = buildShape(this, keys);
    if (keys.length <= KEPT_KEYS) {
      this.last = shape;
      this.shapes[this.next] = shape;
      this.next = (this.next + 1) % SHAPE_LIMIT;
    }
    return shape;
  }
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  const length = a.length;
  if (length !== b.length) return false;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
