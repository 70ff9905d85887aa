/**
 * Checks references: their form, what they lead to, and whether it is of a right type and profile.
 *
 * @module
 */
import type { ReferenceNode } from '../nodes/reference.js';
import type { Stated } from '../nodes/layer.js';
import type { ReferenceTargets } from '../nodes/types.js';
import type { JsonObject } from '../tables/index.js';
import type { Run } from '../walk/run.js';
import type { BundleTarget } from './bundle-index.js';
import { reportDangling } from './dangling.js';
import { parseReference } from './parse.js';
import type { Target } from './target.js';
import { resolveContained, resolveInBundle } from './resolve.js';
import { candidatesFor, satisfiesAny } from './target-profile.js';

/** Checks a Reference; the run stands at it. */
export function checkReference(run: Run, node: ReferenceNode, value: JsonObject): void {
  const { reference } = value;
  if (typeof reference !== 'string' || reference === '') return;
  if (node.lastRun === run.id && node.lastReference === reference) return;
  const { remarks } = run;
  judge(run, node, reference);
  // What `#id` leads to depends on the resource it stands in.
  if (run.remarks === remarks && !reference.startsWith('#')) {
    node.lastRun = run.id;
    node.lastReference = reference;
  }
}

const FORMS = 'a reference of the form Type/id, #id, urn:uuid:…, urn:oid:… or an absolute URL';
const PLACING = { steps: ['reference'] } as const;

function judge(run: Run, node: ReferenceNode, text: string): void {
  const { bundle } = run;
  // What names an entry by type and id is of the right form: nearly all references of a record end here.
  const known = bundle === null || bundle.byUrl.size > 0 ? undefined : bundle.byId.get(text);
  if (known?.count === 1) {
    for (const stated of node.targets) judgeTarget(run, stated, known.type, known);
    return;
  }
  const parsed = parseReference(text, run.catalog.resourceTypes);
  if (parsed.form === 'malformed') {
    run.report(
      'reference.format',
      { expected: FORMS, found: run.mask.reference(text) },
      node.source,
      PLACING,
    );
    return;
  }
  let target: Target | undefined;
  if (parsed.form === 'fragment') {
    target = resolveContained(run, text);
    // That nothing is contained under this id is what ref-1 says.
    if (target === undefined) return;
  } else {
    const entry = resolveInBundle(run, parsed);
    if (entry === undefined) reportDangling(run, node, parsed, text);
    if (entry !== undefined && entry.count > 1 && !entry.isReported) {
      entry.isReported = true;
      run.report(
        'reference.ambiguous',
        { found: run.mask.reference(text), count: entry.count },
        node.source,
        PLACING,
      );
    }
    target = entry;
  }
  const own = target?.resource['resourceType'];
  const type = typeof own === 'string' ? own : parsed.type;
  if (type === undefined) return;
  for (const stated of node.targets) judgeTarget(run, stated, type, target);
}

/** True when a target is right by its type and its claim, and with it every other of its kind. */
export function suits(
  { catalog }: Run,
  { targets }: ReferenceNode,
  { type, resource }: BundleTarget,
): boolean {
  for (const { value } of targets) {
    const { types, profiles } = value;
    if (types !== undefined && !types.has(type)) return false;
    if (profiles.length > 0 && candidatesFor(catalog, resource, type, profiles) !== null) return false;
  }
  return true;
}

function judgeTarget(
  run: Run,
  { value: { types, profiles }, source }: Stated<ReferenceTargets>,
  type: string,
  target: Target | undefined,
): void {
  if (types !== undefined && !types.has(type)) {
    const found = run.mask.type(type);
    run.report('reference.target-type', { allowed: [...types], found }, source, PLACING);
    return;
  }
  if (target === undefined || profiles.length === 0) return;
  const verdict = satisfiesAny(run, target, type, profiles);
  if (verdict === null) return;
  run.report('reference.target-profile', { type, profiles }, source, { ...PLACING, because: verdict });
}
