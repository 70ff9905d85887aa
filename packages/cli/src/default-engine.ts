/**
 * The validator behind the published command line.
 *
 * @module
 */
import type { SpecTable } from '@gpconnect/runtime';
import { explainCode } from '@gpconnect/runtime/explain';
import { detect } from './detect.js';
import type { Engine, FhirVersion } from './engine.js';
import { specs } from './generated/specs.js';

const TYPES: { readonly [V in FhirVersion]: () => Promise<SpecTable['types']> } = {
  DSTU2: async () => (await import('@gpconnect/dstu2/base/types')).types,
  STU3: async () => (await import('@gpconnect/stu3/base/types')).types,
};

/** Every specification version of the registry. */
export function defaultEngine(): Engine {
  return {
    specs,
    detect: (text) => detect(text, specs),
    explain: explainCode,
    types: (fhirVersion) => TYPES[fhirVersion](),
    errata: async () => (await import('./generated/errata.js')).errata,
  };
}
