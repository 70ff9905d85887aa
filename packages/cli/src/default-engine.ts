/**
 * The validator behind the published command line.
 *
 * @module
 */
import { explainCode } from '@gpconnect/runtime/explain';
import { detect } from './detect.js';
import type { Engine } from './engine.js';
import { specs } from './generated/specs.js';

/** Every specification version of the registry. */
export function defaultEngine(): Engine {
  return {
    specs,
    detect: (text) => detect(text, specs),
    explain: explainCode,
    errata: async () => (await import('./generated/errata.js')).errata,
  };
}
