/**
 * Walks references. A third of a record's objects are references that say nothing but where they lead. Of these,
 * which resource it is and of which kind it is tells nearly all.
 *
 * @module
 */
import type { PropertyNode } from '../nodes/property.js';
import type { ReferenceNode } from '../nodes/reference.js';
import { LEAF, type Shape } from '../nodes/shape.js';
import { isPlainId } from '../primitives/identifiers.js';
import type { BundleTarget } from '../references/bundle-index.js';
import { suits } from '../references/check.js';
import type { JsonObject, JsonValue } from '../tables/index.js';
import { reportNotAnObject, walkComplexObject } from './element.js';
import { holds } from './invariants.js';
import { MAX_DEPTH, type Run } from './run.js';

/** Walks a Reference. */
export function walkReference(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key: string | number,
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    reportNotAnObject(run, property, value, key);
    return;
  }
  const object = value as JsonObject;
  if (!isKnownRight(run, property, object)) walkComplexObject(run, property, object, key);
}

/** True where a look at the target is enough to tell that the reference is right. */
function isKnownRight(run: Run, property: PropertyNode, value: JsonObject): boolean {
  const { bundle } = run;
  // With full URLs, what a relative reference leads to depends on the entry that it stands in.
  if (bundle === null || bundle.byUrl.size > 0 || run.depth >= MAX_DEPTH - 1) return false;
  const { reference } = value;
  if (typeof reference !== 'string') return false;
  for (const key in value) if (key !== 'reference') return false;
  const node = property.reference!;
  if (reference !== node.lastSole || run.id !== node.lastSoleRun) {
    const target = bundle.byId.get(reference);
    if (target?.count !== 1 || !isRightTarget(run, property, node, target, value)) return false;
    node.lastSole = reference;
    node.lastSoleRun = run.id;
  }
  run.objects++;
  return true;
}

function isRightTarget(
  run: Run,
  property: PropertyNode,
  node: ReferenceNode,
  target: BundleTarget,
  value: JsonObject,
): boolean {
  if (target.kind === undefined) {
    // Of letters that are right wherever they are written.
    target.isPlain = isPlainId(target.id);
    const { type } = target;
    target.kind = run.catalog.isJudged(type) ? (run.selection.kindOf(target.resource, type) ?? null) : null;
  }
  const { kind } = target;
  if (kind === null || !target.isPlain) return false;
  if (!node.accepts(kind)) {
    if (!suits(run, node, target)) return false;
    node.note(kind);
  }
  if (node.sole === undefined) node.sole = soleShape(property);
  return node.sole !== null && holds(run, node.sole.rules, value);
}

/** The verdict on an object with nothing but `reference`, where any text of the form Type/id is right there. */
function soleShape(property: PropertyNode): Shape | null {
  if (property.isDemanded || property.values.length > 0 || property.bindings.length > 0) return null;
  const shape = property.content.shapeOf(['reference']);
  const [child] = shape.nodes;
  if (shape.findings.length > 0 || shape.roles[0] !== LEAF || child == null) return null;
  const isPlain = (child.type === 'string' || child.type === 'uri') && !child.hasRules && !child.needsSibling;
  return isPlain ? shape : null;
}
