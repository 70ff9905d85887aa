/**
 * Run time of the @gpconnect validators: issue model, readers, primitive checks, conversion to OperationOutcome.
 *
 * @packageDocumentation
 */
export * from './api.js';
export * from './issues/index.js';
export * from './primitives/index.js';
export * from './readers/index.js';
export * from './operation-outcome/index.js';
export type * from './tables/index.js';
