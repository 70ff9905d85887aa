/**
 * Tests the rules of the base specification where tables place them.
 *
 * @module
 */
import type { ObjectNode } from '../nodes/object.js';
import type { PropertyNode } from '../nodes/property.js';
import type { Invariant, JsonObject, JsonValue } from '../tables/index.js';
import type { Placing, Run } from './run.js';

/** Tests the rules of an object whose properties have been walked. */
export function testInvariants(run: Run, node: ObjectNode, value: JsonObject): void {
  // What was too deep to walk is too deep for a rule that looks at everything below.
  if (run.tooDeep) return;
  const { invariants } = node;
  for (let i = 0; i < invariants.length; i++) {
    const { value: rule, source } = invariants[i]!;
    if (!rule.test(value, run.context)) reportInvariant(run, rule, source);
  }
}

/** Tests the rules that stand on a primitive element. */
export function checkPrimitiveInvariants(
  run: Run,
  property: PropertyNode,
  value: JsonValue,
  key: string | number,
): boolean {
  let holds = true;
  for (const { value: rule, source } of property.invariants) {
    if (rule.test(value, run.context)) continue;
    reportInvariant(run, rule, source, { steps: [key] });
    holds = false;
  }
  return holds;
}

function reportInvariant(run: Run, rule: Invariant, source: string, placing: Placing = {}): void {
  const { key, on, requirement, expression, severity } = rule;
  run.report('invariant.failed', { key, on, requirement, expression }, source, { ...placing, severity });
}
