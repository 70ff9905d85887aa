/**
 * `npm run mutation`: writes `docs/conformance/mutation.md`; with `--list` prints the mutants that were not reported as
 * expected instead. `--write-instances DIR --count N --seed S` writes instances and mutants for another validator.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failingExamples } from './examples.js';
import { explain, readKnown } from './explained.js';
import { scoreAll } from './score.js';
import { loadVersions } from './specs.js';
import { renderPage } from './table.js';
import { writeInstances } from './write.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const folder = join(root, 'tools', 'mutation');
const { values: options } = parseArgs({
  options: {
    'write-instances': { type: 'string' },
    count: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '1' },
    list: { type: 'boolean', default: false },
  },
});
const versions = await loadVersions(join(root, 'profiles'));
const failing = failingExamples(join(root, 'profiles'));
const target = options['write-instances'];
if (target !== undefined) {
  const { instances, mutants } = writeInstances(
    resolve(target),
    versions,
    failing,
    Number(options.count),
    Number(options.seed),
  );
  console.log(`${instances} instances and ${mutants} mutants in ${target}`);
} else {
  const known = readKnown(folder);
  const scores = scoreAll(versions, failing, known.noInstance);
  const explained = explain(scores, known);
  if (options.list) {
    for (const { subject, mutant, verdict } of scores.flatMap(({ failures }) => failures)) {
      const found = verdict.is === 'reported' ? [] : verdict.found;
      const { constraint, element, about, expected } = mutant;
      const seen = found.map(({ code, path }) => `${code} ${path}`).join('; ');
      console.log(
        [verdict.is, subject, element, constraint, about, `${expected.code} ${expected.path}`, seen].join(
          '\t',
        ),
      );
    }
  } else {
    mkdirSync(join(root, 'docs', 'conformance'), { recursive: true });
    writeFileSync(join(root, 'docs', 'conformance', 'mutation.md'), renderPage(scores, explained, known));
  }
  const shown = explained.unexplained.slice(0, 30);
  for (const line of shown) console.log(`unexplained\t${line}`);
  for (const line of explained.stale) console.log(`stale\t${line}`);
  const all = scores.flatMap(({ counts }) => [...counts.values()]);
  const made = all.reduce((sum, { mutants }) => sum + mutants, 0);
  const reported = all.reduce((sum, one) => sum + one.reported, 0);
  console.log(`${scores.length} subjects, ${made} mutants, ${reported} reported as expected`);
}
