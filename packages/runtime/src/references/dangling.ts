/**
 * References that lead to nothing in their Bundle.
 *
 * FHIR 3.0.2 asks documents for every resource that their Composition refers to, and messages for those that their
 * header is about. What other resources refer to may be left out, but a relative reference then has no server to start
 * from, and a urn:uuid has no meaning anywhere else. Collections and search results may refer to what lies outside.
 *
 * @module
 */
import type { ReferenceNode } from '../nodes/reference.js';
import type { Run } from '../walk/run.js';
import type { ParsedReference } from './parse.js';

const PLACING = { steps: ['reference'] } as const;

/** Reports a reference that no entry of the Bundle answers to, as far as its Bundle asks for an answer. */
export function reportDangling(run: Run, node: ReferenceNode, { form }: ParsedReference, text: string): void {
  const { bundle } = run;
  if (bundle === null || form === 'conditional') return;
  const found = run.mask.reference(text);
  const { kind } = bundle;
  if (kind === null) {
    if (form === 'uuid') run.report('reference.unresolved', { found }, node.source, PLACING);
    return;
  }
  if (mustHold(run)) {
    const reason =
      kind === 'document'
        ? 'a document holds every resource that its Composition refers to.'
        : 'a message holds every resource that its header is about.';
    run.report('reference.unresolved', { found, reason }, node.source, { ...PLACING, severity: 'error' });
  } else if (form === 'uuid') {
    const reason = `a urn:uuid has no meaning outside of its ${kind}.`;
    run.report('reference.unresolved', { found, reason }, node.source, { ...PLACING, severity: 'error' });
  } else if (form === 'relative') {
    const reason = `a ${kind} has no server that a relative reference could start from.`;
    run.report('reference.unresolved', { found, reason }, node.source, { ...PLACING, severity: 'warning' });
  }
}

/** True where the Bundle has to hold the target: in a Composition, and in what a MessageHeader is about. */
function mustHold({ bundle, context, keys, depth }: Run): boolean {
  if (context.resource !== bundle?.first) return false;
  return bundle.kind === 'document' || keys[depth - 2] === 'focus';
}
