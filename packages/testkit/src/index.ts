/**
 * Payloads made from GP Connect definitions.
 *
 * @packageDocumentation
 */
export * from './instance/index.js';
export * from './mutants/index.js';
