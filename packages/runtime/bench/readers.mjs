// Times the JSON reader against JSON.parse of the same text: `node bench/readers.mjs [file]`, after `npm run build`.
// Without a file, over a synthetic record of some 3 MB, indented as supplier systems write it.
import { readFileSync } from 'node:fs';
import console from 'node:console';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { locate, readJson } from '../dist/readers/index.js';
import { scanStructure } from '../dist/readers/structure.js';

function observation(n) {
  return {
    fullUrl: `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    resource: {
      resourceType: 'Observation',
      id: `observation-${n}`,
      meta: { profile: ['https://example.invalid/StructureDefinition/Observation-1'] },
      identifier: [{ system: 'https://example.invalid/Id/observation', value: String(1000000 + n) }],
      status: 'final',
      code: {
        coding: [
          { system: 'http://snomed.info/sct', code: String(200000000 + n), display: 'Synthetic measurement' },
          { system: 'https://example.invalid/codes', code: `X${n}`, display: 'Synthetic measurement, local' },
        ],
        text: 'Synthetic measurement',
      },
      subject: { reference: 'Patient/test-patient-1' },
      effectiveDateTime: '2020-02-29T10:00:00+00:00',
      performer: [{ reference: `Practitioner/test-${n % 7}` }],
      valueQuantity: { value: n / 7, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
      comment: n % 5 === 0 ? 'A longer comment that was made up for this record. '.repeat(6) : undefined,
    },
  };
}

function synthetic() {
  const entry = Array.from({ length: 1250 }, (_, n) => observation(n));
  return JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 4).replaceAll(
    '\n',
    '\r\n',
  );
}

const text = process.argv[2] === undefined ? synthetic() : readFileSync(process.argv[2], 'utf8');
const { value, containers } = readJson(text);
const pointers = Array.from({ length: 1000 }, (_, k) => {
  const n = Math.floor((k * value.entry.length) / 1000);
  return k % 2 === 0
    ? `/entry/${n}/resource/code/coding/0/code`
    : `/entry/${n}/resource/code/coding/0/missing`;
});

const jobs = {
  'JSON.parse': () => JSON.parse(text),
  'depth and duplicate keys': () => scanStructure(text, 0, 200, 1000),
  'readJson (the two above)': () => readJson(text),
  'locate 1 pointer, no index': () => locate(text, ['/entry/3/resource/id']),
  'locate 1000 pointers': () => locate(text, pointers, containers),
  'readJson and locate 1000': () => locate(text, pointers, readJson(text).containers),
};
const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
for (let round = 0; round < 41; round++) {
  for (const [name, job] of Object.entries(jobs)) {
    const from = performance.now();
    job();
    if (round > 0) times[name].push(performance.now() - from);
  }
}
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const parse = median(times['JSON.parse']);
console.log(`${text.length} characters`);
for (const [name, list] of Object.entries(times)) {
  const m = median(list);
  console.log(
    `${name.padEnd(28)} ${m.toFixed(2).padStart(8)} ms ${((m * 1e6) / text.length).toFixed(2).padStart(7)} ns/char ${(m / parse).toFixed(2).padStart(6)} x`,
  );
}
