/**
 * Readers: text in, FHIR JSON value out, with what is wrong about the text and where.
 *
 * @module
 */
export { detectFormat, type TextFormat } from './detect.js';
export { readJson } from './json.js';
export { locate } from './locate.js';
export { readText, type ReadTextOptions, type ReadTextResult } from './text.js';
export type { Position, ReadOptions, ReadResult } from './result.js';
export type { ContainerIndex } from './structure.js';
