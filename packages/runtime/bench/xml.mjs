// Times the XML reader against saxes with empty handlers over the same text, in one process, taking turns:
// `node bench/xml.mjs [file]`, after `npm run build`. Without a file, over a synthetic record of some 3 MB.
// Ends with 1 where reading costs more than twice as much.
import { readFileSync } from 'node:fs';
import console from 'node:console';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { SaxesParser } from 'saxes';
import { convertText } from '../dist/index.js';
import { Catalog } from '../dist/nodes/catalog.js';
import { locateElements } from '../dist/readers/xml/elements.js';
import { plansOf } from '../dist/readers/xml/plan.js';
import { readXml } from '../dist/readers/xml/read.js';
import { load } from './load.mjs';
import { recordText } from './record.mjs';

const LIMIT = 2;
const ROUNDS = 21;

const { spec } = await load('access-record-structured/1.6.1');
const plans = plansOf(new Catalog(spec));

function synthetic() {
  const converted = convertText(recordText(3_000_000, 0), spec, { to: 'xml' });
  if (!converted.ok) throw new Error(converted.issues[0].message);
  return converted.text;
}

const text = process.argv[2] === undefined ? synthetic() : readFileSync(process.argv[2], 'utf8');
const EVENTS = [
  'xmldecl', 'text', 'processinginstruction', 'doctype', 'comment', 'opentagstart', 'attribute', 'opentag', 'closetag',
  'cdata', 'error',
]; // prettier-ignore

function saxes(options, events) {
  const parser = new SaxesParser(options);
  for (const event of events) parser.on(event, () => undefined);
  parser.write(text).close();
}

const read = readXml(text, plans);
if (!read.ok) throw new Error(read.issues[0].message);
const pointers = Array.from(
  { length: 1000 },
  (_, n) => `/entry/${n}/resource/code/coding/0/${n % 2 ? 'code' : 'no'}`,
);

const jobs = {
  'saxes, empty handlers': () => saxes({}, EVENTS),
  'saxes, handlers of the reader': () => saxes({ position: false }, EVENTS),
  'saxes, namespaces': () => saxes({ xmlns: true }, EVENTS),
  readXml: () => readXml(text, plans),
  'readXml, no tables': () => readXml(text, undefined),
  'locate 1000 pointers': () => locateElements(text, pointers, read.elements),
  'JSON.parse of the same value': (json) => JSON.parse(json),
};
const json = JSON.stringify(read.value, null, 2);
const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, job] of Object.entries(jobs)) {
    const from = performance.now();
    job(json);
    if (round > 0) times[name].push(performance.now() - from);
  }
}
const median = (list) => list.sort((a, b) => a - b)[list.length >> 1];
const base = median(times['saxes, empty handlers']);
console.log(`${text.length} characters of XML`);
for (const [name, list] of Object.entries(times)) {
  const m = median(list);
  console.log(
    `${name.padEnd(30)} ${m.toFixed(2).padStart(8)} ms ${((m * 1e6) / text.length).toFixed(2).padStart(7)} ns/char ${(m / base).toFixed(2).padStart(6)} x`,
  );
}
const ratio = median(times.readXml) / base;
console.log(`reading costs ${ratio.toFixed(2)} times saxes with empty handlers; at most ${LIMIT}`);
if (ratio > LIMIT) process.exitCode = 1;
