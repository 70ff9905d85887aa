import { run } from './versions.js';

Object.assign(globalThis, { run });
