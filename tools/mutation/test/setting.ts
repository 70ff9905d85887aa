import { join, resolve } from 'node:path';
import { failingExamples } from '../src/examples.js';
import { readKnown } from '../src/explained.js';
import { loadVersions } from '../src/specs.js';

export const root = resolve(import.meta.dirname, '..', '..', '..');
export const versions = await loadVersions(join(root, 'profiles'));
export const failing = failingExamples(join(root, 'profiles'));
export const known = readKnown(join(root, 'tools', 'mutation'));
