// The most memory while a text is parsed and validated, over what the value takes: `bench.mjs` runs it in a process of
// its own, because what else a process has loaded and dropped leaves pages that a later peak hides in.
import console from 'node:console';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Samples the resident set from a thread of its own, because the one that is measured never rests. */
const SAMPLER = `
  const { workerData } = require('node:worker_threads');
  const peak = new Float64Array(workerData);
  setInterval(() => { peak[0] = Math.max(peak[0], process.memoryUsage.rss()); }, 1);
  require('node:worker_threads').parentPort.postMessage('ready');
`;

const folder = process.argv[2];
const { spec, createValidator } = await import(`file://${folder}/bundle.mjs`);
const options = { maxIssues: 1_000_000 };
// Warmed up, so that tables and compiled code do not count as the value's.
const validator = createValidator(spec);
const warm = readFileSync(`${folder}/warm.json`, 'latin1');
for (let i = 0; i < 20; i++) validator.validate(JSON.parse(warm), options);
const text = readFileSync(`${folder}/record.json`, 'latin1');
const shared = new SharedArrayBuffer(8);
const sampler = new Worker(SAMPLER, { eval: true, workerData: shared });
await once(sampler, 'message');
// More than once, with rests: what the file was read into is given back to the system beside the program.
for (let i = 0; i < 3; i++) {
  globalThis.gc();
  await setTimeout(100);
}
const before = process.memoryUsage();
const value = JSON.parse(text);
validator.validate(value, options);
const peak = Math.max(new Float64Array(shared)[0], process.memoryUsage.rss()) - before.rss;
globalThis.gc();
const held = process.memoryUsage().heapUsed - before.heapUsed;
await sampler.terminate();
console.log(JSON.stringify({ held, peak, ratio: peak / held, entries: value.entry.length }));
