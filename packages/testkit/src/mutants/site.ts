/**
 * A place in a payload whose constraints are broken one by one.
 *
 * @module
 */
import type { Issue } from '@gpconnect/runtime';
import type { Catalog, ObjectNode, PropertyNode } from '@gpconnect/runtime/nodes';
import type { JsonObject, JsonValue } from '@gpconnect/runtime/tables';
import type { Host } from '../instance/host.js';
import { reach } from '../instance/index.js';
import { valueAt, withValueAt, type Place } from '../instance/json.js';
import type { Contradiction, Instance, Step } from '../instance/steps.js';
import { consequencesOf, expectation } from './consequences.js';
import type { Constraint, Expectation, Mutant } from './mutant.js';

/** Constraints that hold of an item whatever slice it is in. */
const OF_BASE: ReadonlySet<Constraint> = new Set([
  'shape',
  'unknown-property',
  'primitive',
  'maximum',
  'reference-form',
]);

/** Where mutants of one profile are made. */
export interface Ground {
  readonly catalog: Catalog;
  readonly host: Host;
  /** Contradictions that every payload of the profile has. */
  readonly known: readonly Contradiction[];
  /** What a validator has to say of a payload: tells how well a rule's examples fit in it. */
  readonly validate: (payload: JsonObject) => readonly Issue[];
  /** Told of elements that definitions allow, but that no valid payload has. */
  readonly onUnreachable?: ((element: string, reasons: readonly Contradiction[]) => void) | undefined;
}

/** What breaks a constraint. */
export interface Break {
  readonly constraint: Constraint;
  readonly about: string;
  readonly value: JsonObject;
  readonly code: Expectation['code'];
  readonly at: Place;
  readonly severity?: Expectation['severity'];
  readonly key?: string;
  readonly also?: readonly Expectation[];
  /** True where the constraint holds of the item whatever slice it is in. */
  readonly isOfBase?: boolean;
}

/** A value, with a payload that has it. */
export class Spot {
  readonly instance: Instance;
  /** Place of the value; of a list, of one item. */
  readonly place: Place;

  constructor(
    readonly ground: Ground,
    readonly steps: readonly Step[],
    /** Element id with slice names. */
    readonly element: string,
  ) {
    this.instance = reach(ground.catalog, ground.host, steps);
    this.place = this.instance.place;
  }

  /** False where no valid payload has the element. */
  get isReachable(): boolean {
    return this.instance.contradictions.every(({ element, reason }) =>
      this.ground.known.some((one) => one.element === element && one.reason === reason),
    );
  }

  get root(): JsonObject {
    return this.instance.value;
  }

  get value(): JsonValue | undefined {
    return valueAt(this.root, this.place);
  }

  /** The payload with another value at a place; undefined takes it away. */
  with(place: Place, value: JsonValue | undefined): JsonObject {
    return withValueAt(this.root, place, value);
  }

  /** The mutant of a break; undefined where the change only moves the item out of a slice that may be empty. */
  mutant(broken: Break): Mutant | undefined {
    const { constraint, about, value, code, at } = broken;
    if (!this.isReachable) {
      this.ground.onUnreachable?.(this.element, this.instance.contradictions);
      return undefined;
    }
    const { also, isReclassified } = consequencesOf(this.instance, value);
    const further = [...(broken.also ?? []), ...also];
    let expected = expectation(value, code, at, {
      ...(broken.severity === undefined ? {} : { severity: broken.severity }),
      ...(broken.key === undefined ? {} : { key: broken.key }),
    });
    if (isReclassified && broken.isOfBase !== true && !OF_BASE.has(constraint)) {
      const slicing = further.find((one) => one.code.startsWith('slicing.'));
      if (slicing === undefined) return undefined;
      // Another definition may ask for the same of items in no slice.
      further.push(expected);
      expected = slicing;
    }
    const rest = further.filter((one) => !isSame(one, expected));
    return { constraint, element: this.element, about, base: this.root, value, expected, also: rest };
  }
}

/** A property, with a payload that has it. */
export class Site extends Spot {
  /** Place of the property: of a list, the list. */
  readonly listPlace: Place;
  /** Place of the object that has the property. */
  readonly holderPlace: Place;

  constructor(
    ground: Ground,
    /** What holds the property. */
    readonly holder: ObjectNode,
    /** The property; in a slice, as the slice has it. */
    readonly property: PropertyNode,
    steps: readonly Step[],
    element: string,
  ) {
    super(ground, steps, element);
    this.listPlace = property.isArray ? this.place.slice(0, -1) : this.place;
    this.holderPlace = this.listPlace.slice(0, -1);
  }
}

function isSame(a: Expectation, b: Expectation): boolean {
  return a.code === b.code && a.pointer === b.pointer && a.key === b.key;
}
