/**
 * The validator behind the published command line.
 *
 * @module
 */
import { detect } from './detect/detect.js';
import type { Engine } from './engine.js';
import { explainRange } from './explain/ranges.js';
import { specs } from './generated/specs.js';

/** Every specification version of the registry. */
export function defaultEngine(): Engine {
  return { specs, detect: (text) => detect(text, specs), explain: explainRange };
}
