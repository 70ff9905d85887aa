/**
 * Everything that must hold: build, generated code as committed, lint, format, types, tests.
 *
 * usage: node tools/ci/src/test.mjs                  everything
 *        node tools/ci/src/test.mjs WORKSPACE...     only the tests of these workspaces
 *        node tools/ci/src/test.mjs --types          only the types
 *
 * A step that fails does not stop the others, but for the build. The last line sums the reports of
 * the test runs; a failed step without a report counts as one failure.
 */
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { countsOf, line, sum } from './report.mjs';
import { quiet, root, tool, workspaces } from './workspaces.mjs';

const say = (text) => process.stdout.write(`${text}\n`);
const scratch = mkdtempSync(join(tmpdir(), 'gpconnect-test-'));

/** Runs node with arguments; output is held back until the end where `quietly` is asked for. */
function run(args, { cwd = root, quietly = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...quiet },
      stdio: ['ignore', quietly ? 'pipe' : 'inherit', quietly ? 'pipe' : 'inherit'],
    });
    const output = [];
    child.stdout?.on('data', (chunk) => output.push(chunk));
    child.stderr?.on('data', (chunk) => output.push(chunk));
    child.on('error', () => resolve({ ok: false, output: '' }));
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(output).toString() }));
  });
}

async function step(name, work) {
  const start = Date.now();
  say(`\n== ${name}`);
  const ok = await work();
  say(`== ${name}: ${ok ? 'ok' : 'FAILED'} (${((Date.now() - start) / 1000).toFixed(1)} s)`);
  return ok;
}

/** Two compilers at a time: each needs a core, and much of a gigabyte where the program is large. */
async function typecheck(all) {
  const queue = all.filter(({ folder }) => existsSync(join(folder, 'tsconfig.json')));
  let ok = true;
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const result = await run([tool('typescript', 'tsc'), '-p', 'tsconfig.json'], {
        cwd: next.folder,
        quietly: true,
      });
      if (!result.ok) {
        ok = false;
        say(`${next.name}\n${result.output}`);
      }
    }
  };
  await Promise.all([worker(), worker()]);
  return ok;
}

async function tests(workspace) {
  const file = join(scratch, `${workspace.name.replaceAll('/', '-')}.json`);
  const vitest = [
    tool('vitest'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  say(`\n-- ${relative(root, workspace.folder)}`);
  const { ok } = await run([...vitest, '--passWithNoTests'], { cwd: workspace.folder });
  const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return countsOf(report, ok);
}

const typesOnly = process.argv.includes('--types');
const chosen = process.argv.slice(2).filter((argument) => argument !== '--types');
const all = workspaces();
const unknown = chosen.filter(
  (name) => !all.some((one) => one.name === name || relative(root, one.folder) === name),
);
if (unknown.length > 0) {
  process.stderr.write(`no such workspace: ${unknown.join(', ')}\n`);
  process.exit(2);
}

const counts = [];
const failure = { passed: 0, failed: 1, skipped: 0 };
const everyStep = [
  ['build', () => run([tool('turbo'), 'run', 'build', '--output-logs=errors-only']).then(({ ok }) => ok)],
  ['generated code is what the generator writes', () => generated()],
  ['lint', () => run([tool('eslint'), '.', '--max-warnings=0']).then(({ ok }) => ok)],
  ['format', () => run([tool('prettier'), '--check', '--log-level=warn', '.']).then(({ ok }) => ok)],
  ['types', () => typecheck(all)],
];

function generated() {
  const generator = all.find(({ name }) => name === '@gpconnect-tools/generator');
  const script = generator?.scripts.generate;
  if (!script?.startsWith('node ')) return Promise.resolve(false);
  return run([...script.split(' ').slice(1), '--check'], { cwd: generator.folder }).then(({ ok }) => ok);
}

const steps = everyStep.filter(([name]) => (typesOnly ? name === 'types' : chosen.length === 0));
let built = true;
for (const [name, work] of steps) {
  const ok = await step(name, work);
  if (!ok) counts.push(failure);
  if (!ok && name === 'build') {
    built = false;
    break;
  }
}
if (built && !typesOnly) {
  const tested = all.filter(
    ({ name, folder, scripts }) =>
      scripts.test !== undefined &&
      (chosen.length === 0 || chosen.includes(name) || chosen.includes(relative(root, folder))),
  );
  for (const workspace of tested) counts.push(await tests(workspace));
}

rmSync(scratch, { recursive: true, force: true });
const total = sum(counts);
say(`\n${line(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;
