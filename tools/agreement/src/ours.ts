/**
 * Reduces our issues to the common form.
 *
 * @module
 */
import type { Issue, IssueCode } from '@gpconnect/runtime';
import type { Finding, Kind } from './finding.js';
import { bundleOf, commonPath, parentOf } from './place.js';

const KIND_OF: Partial<Record<IssueCode, Kind>> = {
  'input.duplicate-key': 'duplicate key',
  'structure.not-a-resource': 'JSON shape',
  'structure.unknown-resource-type': 'wrong resource type',
  'structure.unused-resource-type': 'wrong resource type',
  'structure.wrong-resource-type': 'wrong resource type',
  'structure.unknown-property': 'unknown property',
  'structure.not-an-object': 'JSON shape',
  'structure.not-an-array': 'JSON shape',
  'structure.unexpected-array': 'JSON shape',
  'structure.not-a-primitive': 'JSON shape',
  'structure.sibling-mismatch': 'JSON shape',
  // The second form of a choice is a property that is not known.
  'structure.choice-conflict': 'unknown property',
  'structure.empty': 'no content',
  'structure.null': 'JSON shape',
  'structure.minimum': 'minimum',
  'structure.maximum': 'maximum',
  'structure.prohibited': 'maximum',
  'structure.type-not-allowed': 'type not allowed',
  'structure.nested-contained': 'failed rule',
  'structure.duplicate-contained-id': 'duplicate contained id',
  'value.json-type': 'bad primitive',
  'value.format': 'bad primitive',
  'value.whitespace': 'bad primitive',
  'value.too-long': 'bad primitive',
  'value.narrative': 'bad primitive',
  'value.fixed': 'fixed value',
  'value.pattern': 'fixed value',
  'slicing.minimum': 'slice minimum',
  'slicing.maximum': 'slice maximum',
  'slicing.closed': 'no slice',
  'slicing.order': 'slice order',
  'slicing.open-at-end': 'slice order',
  'slicing.ambiguous': 'more than one slice',
  'extension.context': 'extension context',
  'extension.modifier': 'modifier extension',
  'extension.not-modifier': 'modifier extension',
  'extension.undeclared-part': 'unknown part',
  'binding.required': 'not in value set',
  'binding.no-code': 'not in value set',
  'binding.unknown-code': 'not in value set',
  'reference.format': 'reference form',
  'reference.target-type': 'reference target',
  'reference.target-profile': 'reference target',
  'reference.unresolved': 'reference target',
  'reference.ambiguous': 'reference target',
  'bundle.first-entry': 'first entry',
  'bundle.full-url': 'fullUrl',
  'bundle.duplicate-entry': 'duplicate entry',
  'invariant.failed': 'failed rule',
};

/** What is reduced of an issue. */
export type OurIssue = Pick<Issue, 'code' | 'severity' | 'path' | 'params'>;

/** One of our errors in common form; undefined for what is no error. */
export function reduceOurs({ code, severity, path, params }: OurIssue): Finding | undefined {
  if (severity !== 'error') return undefined;
  const kind = KIND_OF[code];
  if (kind === undefined) throw new Error(`no kind for our code ${code}`);
  const finding = { kind, path: commonPath(path), id: code };
  switch (kind) {
    case 'minimum':
      return { ...finding, path: absent(path, params['element']) };
    case 'slice minimum':
      return { ...finding, path: absent(path, params['element']), detail: String(params['slice']) };
    case 'slice maximum':
      // Too many items stand at their list, a prohibited one where it is.
      return { ...finding, path: commonPath(path.replace(/\[\d+\]$/, '')), detail: String(params['slice']) };
    case 'extension context':
      return { ...finding, path: parentOf(finding.path), detail: String(params['url']) };
    case 'failed rule':
      return { ...finding, detail: String(params['key'] ?? 'dom-2') };
    // The reference places what is wrong with a resource's type at the resource, with a reference's text at the
    // reference, with a fullUrl and with a repeated entry at the entry.
    case 'wrong resource type':
      return { ...finding, path: finding.path.replace(/\.(meta\.profile(\[\d+\])?|resourceType)$/, '') };
    case 'reference form':
    case 'reference target':
      return { ...finding, path: finding.path.replace(/\.reference$/, '') };
    case 'duplicate contained id':
      return { ...finding, path: parentOf(finding.path) };
    case 'first entry':
      return { ...finding, path: bundleOf(finding.path) };
    case 'fullUrl':
    case 'duplicate entry':
      return { ...finding, path: finding.path.replace(/\.(fullUrl|resource(\.id)?)$/, '') };
    default:
      return finding;
  }
}

/**
 * The place of what is missing, in common form; it has none of its own: the issue stands at its list, or at its parent
 * and names it.
 */
export function absent(path: string, element: unknown): string {
  const name = String(element).split('.').at(-1) ?? '';
  return commonPath(path.endsWith(`.${name}`) ? path : `${path}.${name}`);
}
