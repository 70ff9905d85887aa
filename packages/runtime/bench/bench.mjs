// Times the validator against JSON.parse of the same text, and measures its memory: `npm run bench`, with `--write`
// to put the table into docs/performance.md. `npm run bench -- 10000 2800000` takes other sizes than the usual;
// `--cpu` takes the processor's time for the clock's, where the machine has other work to do; `--no-reference` leaves
// out the reference validator.
//
// Medians of interleaved runs in one process; every run validates a value that was just parsed. Where a supplier's
// record lies in ../shared beside the repository, the largest one is measured as well.
import { execFileSync } from 'node:child_process';
import console from 'node:console';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { bundle, load, withRules, withoutInvariants } from './load.mjs';
import { countProperties, recordText } from './record.mjs';

const SPEC = 'access-record-structured/1.5.1';
const SIZES = [10_000, 100_000, 2_800_000, 100_000_000];
const FAULTS = 1000;
const OPTIONS = { maxIssues: 1_000_000 };
const root = fileURLToPath(new URL('../../..', import.meta.url));
const args = process.argv.slice(2);
const { spec, createValidator } = await load(SPEC);

const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
const isByProcessor = args.includes('--cpu');
const processorTime = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/** Runs of less than a millisecond are timed by the clock all the same: they mostly fit between two interruptions. */
const clockFor = (text) =>
  isByProcessor && text.length > 1_000_000 ? processorTime : () => performance.now();
const timer = (now) => (job) => {
  const from = now();
  const result = job();
  return [now() - from, result];
};

/** Rounds for a text: enough for the engine to compile what is hot, and few for large texts. */
const roundsFor = (text) => Math.max(7, Math.min(4000, Math.round(4e8 / text.length)));

/** In another order each round, so that no row always bears the garbage collection that another has caused. */
const shuffled = (list) =>
  list
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);

function measure(text, options) {
  const time = timer(clockFor(text));
  const full = createValidator(spec);
  const bare = createValidator(withoutInvariants(spec));
  const rows = {
    'structure, slices, bindings, references': (value) => bare.validate(value, options),
    'with invariants': (value) => full.validate(value, options),
    validateText: () => full.validateText(text, options),
  };
  const parse = [];
  const times = Object.fromEntries(Object.keys(rows).map((row) => [row, []]));
  const rounds = roundsFor(text);
  let issues = 0;
  let value;
  for (let round = 0; round < rounds; round++) {
    for (const [row, job] of shuffled(Object.entries(rows))) {
      const [parsing, parsed] = time(() => JSON.parse(text));
      value = parsed;
      const [taken, report] = time(() => job(value));
      issues = report.issues.length;
      // The first quarter warms up.
      if (round < rounds / 4) continue;
      parse.push(parsing);
      times[row].push(taken);
    }
  }
  const base = median(parse);
  const properties = countProperties(value);
  const result = { length: text.length, properties, issues, rounds, rows: [['JSON.parse', base]] };
  for (const [row, list] of Object.entries(times)) result.rows.push([row, median(list)]);
  return result;
}

/** Measures the memory for a record of a size, in a process of its own that has loaded nothing else. */
async function memoryOf(size) {
  const folder = mkdtempSync(`${tmpdir()}/bench-`);
  try {
    writeFileSync(`${folder}/record.json`, recordText(size, FAULTS));
    writeFileSync(`${folder}/warm.json`, recordText(100_000, 10));
    writeFileSync(`${folder}/bundle.mjs`, await bundle(SPEC));
    const child = ['--expose-gc', fileURLToPath(new URL('memory.mjs', import.meta.url)), folder];
    // The most of several: how much fits into pages that the process has already differs from run to run.
    const runs = Array.from({ length: size > 10_000_000 ? 1 : 5 }, () =>
      JSON.parse(execFileSync(process.execPath, child, { encoding: 'utf8' })),
    );
    return runs.sort((a, b) => b.ratio - a.ratio)[0];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function supplierRecord() {
  const folder = `${root}/../shared/corpus/access-record-structured`;
  if (!existsSync(folder)) return undefined;
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const largest = files.sort((a, b) => statSync(`${folder}/${b}`).size - statSync(`${folder}/${a}`).size)[0];
  return largest === undefined ? undefined : `${folder}/${largest}`;
}

/** Times other validators over the same text, ours beside them. */
async function compare(text, options, file) {
  // Only here: what these load would stand in the memory of the processes that measure it.
  const { ajvJob, fhirJob, fhirpathJob, openRules, referenceTime } = await import('./others.mjs');
  const time = timer(clockFor(text));
  const ours = createValidator(spec);
  const bare = createValidator(withoutInvariants(spec));
  const rules = openRules(spec, createValidator, withRules, JSON.parse(text), options);
  const byInterpreter = fhirpathJob();
  const jobs = [
    ['JSON.parse', 200, () => JSON.parse(text)],
    ['validate', 200, (value) => ours.validate(value, options)],
    ['validate without invariants', 200, (value) => bare.validate(value, options)],
    ['ajv: a JSON Schema of the base types', 60, ajvJob(spec)],
    ['fhir.js, by its own FHIR R4 definitions', 6, fhirJob()],
    [
      'the rules that keys leave open, compiled',
      200,
      () => rules.forEach(({ rule, self, context }) => rule.test(self, context)),
    ],
    ['the same rules by fhirpath.js', 4, () => byInterpreter(rules)],
  ];
  const rows = jobs.map(([name, rounds, job]) => {
    const times = [];
    for (let round = 0; round < rounds; round++) {
      const value = JSON.parse(text);
      times.push(time(() => job(value))[0]);
    }
    return [name, median(times.slice(times.length >> 2))];
  });
  rows.push([
    'the reference validator (HL7, Java), warm',
    file === undefined ? undefined : referenceTime(root, file),
  ]);
  return { rows, rules: rules.length };
}

const number = (value, digits) =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits });

function table(title, { length, properties, issues, rounds, rows }) {
  const [[, base]] = rows;
  const lines = rows.map(
    ([name, ms]) =>
      `| ${name} | ${number(ms, 2)} | ${number(ms / base, 2)} | ${number((ms * 1e6) / properties, 0)} |`,
  );
  const facts = `${number(length, 0)} characters, ${number(properties, 0)} properties, ${number(issues, 0)} findings; ${rounds} rounds.`;
  return [
    `### ${title}`,
    '',
    facts,
    '',
    '| | ms | × JSON.parse | ns a property |',
    '|---|---:|---:|---:|',
    ...lines,
    '',
  ].join('\n');
}

function comparison({ rows, rules }) {
  const base = rows[0][1];
  const ours = rows[1][1];
  const lines = rows.map(([name, ms]) =>
    ms === undefined
      ? `| ${name} | not measured | | |`
      : `| ${name} | ${number(ms, ms < 100 ? 2 : 0)} | ${number(ms / base, ms / base < 100 ? 2 : 0)} | ${number(ms / ours, ms / ours < 100 ? 2 : 0)} |`,
  );
  return [
    '### Others over the same record',
    '',
    `${number(rules, 0)} rules on elements are left open by the keys. One after the other, not interleaved.`,
    '',
    '| | ms | × JSON.parse | × validate |',
    '|---|---:|---:|---:|',
    ...lines,
    '',
  ].join('\n');
}

const sizes = args.filter((arg) => /^\d+$/.test(arg)).map(Number);
const parts = [];
const add = (part) => {
  parts.push(part);
  console.log(part);
};
for (const size of sizes.length > 0 ? sizes : SIZES) {
  add(table(`Synthetic record, ${number(size / 1000, 0)} kB`, measure(recordText(size, FAULTS), OPTIONS)));
}
const file = supplierRecord();
if (file !== undefined) {
  const record = readFileSync(file, 'utf8');
  add(
    table(
      'A supplier’s record, by the definitions as published',
      measure(record, { ...OPTIONS, asPublished: true }),
    ),
  );
  add(table('The same record, after errata', measure(record, OPTIONS)));
  add(
    comparison(
      await compare(
        record,
        { ...OPTIONS, asPublished: true },
        args.includes('--no-reference') ? undefined : file,
      ),
    ),
  );
} else add(comparison(await compare(recordText(2_800_000, FAULTS), OPTIONS)));
// Below a megabyte the tables, read once, outweigh the value.
const large = (sizes.length > 0 ? sizes : SIZES).filter((size) => size >= 1_000_000);
const rows = [];
for (const size of large) {
  const { held, peak, ratio } = await memoryOf(size);
  rows.push(
    `| ${number(size / 1000, 0)} kB | ${number(held / 1e6, 1)} | ${number(peak / 1e6, 1)} | ${number(ratio, 1)} |`,
  );
}
add(
  [
    '### Memory',
    '',
    '| synthetic record | parsed value, MB | growth at the peak, MB | ratio |',
    '|---|---:|---:|---:|',
    ...rows,
    '',
  ].join('\n'),
);
if (args.includes('--write')) {
  const clock = isByProcessor ? ' Times are of the processor, because the machine had other work to do.' : '';
  const machine = `Measured on ${cpus().length} × ${cpus()[0].model}, Node ${process.version}, ${process.platform} ${process.arch}.${clock}`;
  const file = `${root}/docs/performance.md`;
  const [text] = readFileSync(file, 'utf8').split('<!-- measured -->');
  writeFileSync(file, `${text}<!-- measured -->\n\n${machine}\n\n${parts.join('\n')}`);
}
