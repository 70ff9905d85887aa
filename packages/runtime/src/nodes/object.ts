/**
 * What is expected of one object: its properties, choices and rules, and the key sequences met so far.
 *
 * @module
 */
import type { Invariant, JsonObject } from '../tables/index.js';
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
  private readonly id: PropertyNode | undefined;
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
    this.id = properties.get('id');
    this.choices = choices;
    this.excluded = excluded;
  }

  /** Notes that an id was found right, so that it is not looked at again. */
  skipId(id: string): void {
    if (this.id !== undefined && !this.id.hasRules) this.id.lastText = id;
  }

  /** The verdict on an object's keys; one seen lately costs a comparison of the keys, and no list of them. */
  shapeOfValue(value: JsonObject): Shape {
    const { last } = this;
    if (last === null) return this.shapeOf(Object.keys(value));
    if (hasKeys(value, last.keys)) return last;
    // Objects alternate: what followed this one the last time is likely to follow it again.
    const { follower } = last;
    if (follower !== null && hasKeys(value, follower.keys)) return (this.last = follower);
    const shape = this.shapeOf(Object.keys(value));
    if (shape === this.last) last.follower = shape;
    return shape;
  }

  /** The verdict on a key sequence. */
  shapeOf(keys: readonly string[]): Shape {
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

/** True when the own keys of an object are these. A key that is inherited makes a difference, and a look closer. */
function hasKeys(value: JsonObject, keys: readonly string[]): boolean {
  const count = keys.length;
  let i = 0;
  for (const key in value) {
    if (i === count || key !== keys[i]) return false;
    i++;
  }
  return i === count;
}

function sameKeys(a: readonly string[], b: readonly string[]): boolean {
  const length = a.length;
  if (length !== b.length) return false;
  for (let i = 0; i < length; i++) if (a[i] !== b[i]) return false;
  return true;
}
