/**
 * Run time of the `@gpconnect` validators: walker, issue model, readers, primitive checks, conversion to OperationOutcome.
 *
 * @packageDocumentation
 */
export * from './api.js';
export * from './issues/index.js';
export { MisuseError } from './misuse/error.js';
export * from './primitives/index.js';
export * from './readers/index.js';
export * from './operation-outcome/index.js';
export { createValidator } from './create-validator.js';
export { validateBy } from './validator.js';
export { validateTextBy } from './validate-text.js';
export { convertText, type Conversion, type ConvertOptions } from './convert.js';
export { detectSpecification, type Detection } from './select/detect.js';
export { settledCandidates, type SpecCandidate } from './select/candidates.js';
export { slice } from './slice.js';
export type * from './tables/index.js';
