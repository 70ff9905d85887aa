/**
 * Tests the rules of the base specification where tables place them.
 *
 * @module
 */
import type { Stated } from '../nodes/layer.js';
import type { PropertyNode } from '../nodes/property.js';
import type { Invariant, JsonObject, JsonValue } from '../tables/index.js';
import type { Placing, Run } from './run.js';

/** Tests the rules of an object whose properties have been walked. */
export function testInvariants(run: Run, rules: readonly Stated<Invariant>[], value: JsonObject): void {
  // What was too deep to walk is too deep for a rule that looks at everything below.
  if (run.tooDeep) return;
  for (let i = 0; i < rules.length; i++) {
    const { value: rule, source } = rules[i]!;
    if (!rule.test(value, run.context)) reportInvariant(run, rule, source);
  }
}

/** True when the rules of an object hold. */
export function holds(run: Run, rules: readonly Stated<Invariant>[], value: JsonObject): boolean {
  if (run.tooDeep) return true;
  for (let i = 0; i < rules.length; i++) if (!rules[i]!.value.test(value, run.context)) return false;
  return true;
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
