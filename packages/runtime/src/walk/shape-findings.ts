/**
 * Reports what is wrong with the set of an object's properties.
 *
 * @module
 */
import { hiddenName } from '../issues/mask.js';
import { nearest } from '../nodes/closeness.js';
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
      const { at, number } = finding;
      const suggestion = nearest(at, node.properties.keys());
      const params = { property: run.mask.property(at, number), type: node.path };
      run.report(
        'structure.unknown-property',
        suggestion === undefined ? params : { ...params, suggestion },
        source,
        run.mask.shows(at) ? { steps: [at] } : { steps: [at], hidden: hiddenName(number) },
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
      run.report('structure.empty', { what: finding.hasId ? 'object with an id only' : 'object' }, source);
      return;
  }
}
