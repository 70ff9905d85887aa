// Times the walker against JSON.parse of the same text: `node bench/walk.mjs`. Bundles the sources and the small
// tables of the tests in memory, so that neither a build nor generated packages are needed. A synthetic record of
// some 3 MB, indented as supplier systems write it; medians of interleaved runs.
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const { outputFiles } = await build({
  stdin: {
    contents: `export { createValidator } from './src/index.ts'; export { miniSpec, profile, extension } from './test/helpers/mini.ts';`,
    resolveDir: fileURLToPath(new URL('..', import.meta.url)),
  },
  bundle: true,
  format: 'esm',
  write: false,
});
const source = Buffer.from(outputFiles[0].contents).toString('base64');
const { createValidator, miniSpec, profile, extension } = await import(
  `data:text/javascript;base64,${source}`
);

const SYSTEM = 'https://example.invalid/Id/observation';
const flag = extension('flag', { types: ['boolean'] });
const strict = profile('Observation', {
  category: { min: 1 },
  extension: { slices: { flag: { max: 1, types: [{ code: 'Extension', profiles: [() => flag] }] } } },
  code: {
    children: {
      coding: {
        slicing: { by: [{ type: 'value', path: 'system' }], rules: 'open' },
        slices: {
          snomedCT: { max: 1, children: { system: { fixed: 'http://snomed.info/sct' }, code: { min: 1 } } },
          local: { max: 1, children: { system: { fixed: SYSTEM } } },
        },
      },
    },
  },
});

const observation = (n) => ({
  fullUrl: `urn:uuid:00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  resource: {
    resourceType: 'Observation',
    id: `observation-${n}`,
    meta: { profile: [strict.url] },
    extension: [{ url: flag.url, valueBoolean: n % 2 === 0 }],
    status: 'final',
    category: [{ coding: [{ system: 'https://example.invalid/category', code: `c${n % 5}` }] }],
    code: {
      coding: [
        { system: 'http://snomed.info/sct', code: String(200000000 + n), display: 'Synthetic measurement' },
        { system: SYSTEM, code: `X${n}`, display: 'Synthetic measurement, local' },
      ],
      text: 'Synthetic measurement',
    },
    subject: { reference: 'Patient/test-patient-1' },
    valueQuantity: { value: n / 7, unit: 'mmol/L', system: 'http://unitsofmeasure.org', code: 'mmol/L' },
    component: n % 3 === 0 ? [{ code: { text: 'Part' }, valueString: `Part of ${n}` }] : undefined,
  },
});
const entry = [{ resource: { resourceType: 'Patient', id: 'test-patient-1' } }];
for (let n = 0; n < 1250; n++) entry.push(observation(n));
const text = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry }, null, 4);

const validator = createValidator(miniSpec([strict, flag]));
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
const time = (run) => {
  const start = performance.now();
  run();
  return performance.now() - start;
};

let properties = 0;
JSON.parse(text, (key, value) => {
  properties++;
  return value;
});
const report = validator.validate(JSON.parse(text));
const parse = [];
const walk = [];
for (let i = 0; i < 80; i++) {
  let value;
  parse.push(time(() => (value = JSON.parse(text))));
  walk.push(time(() => validator.validate(value)));
}
const [parsed, walked] = [median(parse), median(walk)];
console.log(`${text.length} characters, ${properties} values, ${report.issues.length} findings`);
console.log(
  `JSON.parse ${parsed.toFixed(2)} ms; validate ${walked.toFixed(2)} ms; ratio ${(walked / parsed).toFixed(2)}`,
);
console.log(`${((walked * 1e6) / properties).toFixed(0)} ns a value`);
