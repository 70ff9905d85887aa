/**
 * Walks values that must satisfy profiles: one, or one of several.
 *
 * @module
 */
import type { ObjectNode } from '../nodes/object.js';
import { EXTENSION, type PropertyNode } from '../nodes/property.js';
import type { JsonObject } from '../tables/index.js';
import { walkObject } from './object.js';
import type { Run } from './run.js';

/** Findings kept of a value that is tried against one of several profiles. */
const TRIAL_ISSUES = 50;

/** Walks a value of whose type profiles are demanded; the run stands at the value. */
export function walkDemanded(run: Run, property: PropertyNode, value: JsonObject): void {
  for (const { value: demand, source } of property.demands) {
    // With a published profile beside it, the value may be meant for that one.
    if (demand.profiles.length > 0) continue;
    for (const profile of demand.unresolved) {
      if (property.kind === EXTENSION) {
        const reason = 'no definition of it is published.';
        run.once(`extension ${profile}`, 'cannot-check.extension', { url: profile, reason }, source);
      } else {
        const reason = 'no definition of it is published.';
        run.once(`profile ${profile}`, 'cannot-check.profile', { profile, reason }, source);
      }
    }
  }
  const { alternatives } = property;
  if (alternatives.length === 0) walkObject(run, property.content, value);
  else
    walkAlternatives(
      run,
      alternatives,
      value,
      property.demands.some((demand) => demand.value.unresolved.length > 0),
    );
}

/**
 * Walks a value by the first of several nodes that finds no error, or else by the one that finds fewest.
 *
 * @param isOpen - True when a further alternative is not published, so that failing these proves nothing.
 */
export function walkAlternatives(
  run: Run,
  nodes: readonly ObjectNode[],
  value: JsonObject,
  isOpen: boolean,
): void {
  let best: Run | null = null;
  let bestNode: ObjectNode | null = null;
  let fewest = Infinity;
  for (const node of nodes) {
    const trial = run.fork(Math.min(TRIAL_ISSUES, run.maxIssues));
    walkObject(trial, node, value);
    run.objects = trial.objects;
    const errors = trial.findings.kept().filter(({ severity }) => severity === 'error').length;
    if (errors < fewest) {
      best = trial;
      bestNode = node;
      fewest = errors;
    }
    if (errors === 0) break;
  }
  if (best === null || (fewest > 0 && isOpen)) return;
  // A trial ends early; the report does not.
  if (best.findings.truncated) walkObject(run, bestNode!, value);
  else run.adopt(best);
}
