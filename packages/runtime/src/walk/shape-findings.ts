/**
 * Reports what is wrong with the set of an object's properties.
 *
 * @module
 */
import { distance } from '../nodes/closeness.js';
import type { ObjectNode } from '../nodes/object.js';
import type { ShapeFinding } from '../nodes/shape.js';
import { sourceOf } from '../nodes/layer.js';
import type { Run } from './run.js';
import { reportUnsure } from './slices.js';

/** Reports findings of a shape at the object where the run is. */
export function reportShape(run: Run, node: ObjectNode, findings: readonly ShapeFinding[]): void {
  let isFull = false;
  for (const finding of findings) {
    // Properties that are not known come in their order: where one has no room, none after it has. An object can have
    // any number of them, and what each resembles takes a search.
    if (finding.is === 'unknown' && (isFull ||= !run.hasRoom(finding.at))) continue;
    reportFinding(run, node, finding);
  }
}

function reportFinding(run: Run, node: ObjectNode, finding: ShapeFinding): void {
  const source = sourceOf(node.contents[0]!);
  switch (finding.is) {
    case 'unknown': {
      const suggestion = suggest(node, finding.at);
      const params = { property: run.mask.property(finding.at), type: node.path };
      run.report(
        'structure.unknown-property',
        suggestion === undefined ? params : { ...params, suggestion },
        source,
        { steps: [finding.at] },
      );
      return;
    }
    case 'conflict': {
      const { element: choice, names: properties } = finding;
      run.report('structure.choice-conflict', { choice, properties }, finding.source, {
        steps: [finding.at],
      });
      return;
    }
    case 'excluded': {
      const { element, allowed, type: found } = finding;
      run.report('structure.type-not-allowed', { element, allowed, found }, finding.source, {
        steps: [finding.at],
      });
      return;
    }
    case 'prohibited':
      run.report('structure.prohibited', { element: finding.element }, finding.source, {
        steps: [finding.at],
      });
      return;
    case 'missing': {
      const { element, min } = finding;
      run.report('structure.minimum', { element, min, found: 0 }, finding.source);
      return;
    }
    case 'missing-slice': {
      const { element, slice, min } = finding;
      run.report('slicing.minimum', { element, slice, min, found: 0 }, finding.source);
      return;
    }
    case 'unsure-slice':
      for (const slicing of finding.property.slicings) reportUnsure(run, finding.property, slicing);
      return;
    case 'empty':
      run.report('structure.empty', { what: 'object' }, source);
      return;
  }
}

/** Longest name for which a near one is sought. */
const SUGGEST_LIMIT = 40;

/** A property that was probably meant: the same but for case, or two letters off. */
function suggest(node: ObjectNode, name: string): string | undefined {
  if (name.length > SUGGEST_LIMIT || name.length < 3) return undefined;
  const lower = name.toLowerCase();
  let nearest: string | undefined;
  let least = 3;
  for (const candidate of node.properties.keys()) {
    if (Math.abs(candidate.length - name.length) >= least) continue;
    const letters = candidate.toLowerCase() === lower ? 0 : distance(candidate, name);
    if (letters < least) {
      nearest = candidate;
      least = letters;
    }
  }
  return nearest;
}
