/**
 * `npm run fuzz`: runs a campaign and prints what it came to. Exit code 1 where something failed, 2 where the arguments
 * are wrong.
 *
 * @module
 */
import { join, resolve } from 'node:path';
import { subjectOf } from './campaign/campaign.js';
import { growthOf } from './campaign/memory.js';
import { watch, type Summary } from './campaign/watch.js';
import type { Found } from './campaign/worker.js';
import { readArguments, USAGE, type Arguments } from './arguments.js';
import { checkCase } from './check/check.js';
import { readCase, writeFailure } from './failures.js';
import { chooseSpecs, loadSpec } from './specs.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
/** Failures that are written; a defect that fails every case is clear from these. */
const WRITTEN = 40;
const MEGABYTE = 1024 * 1024;

function argumentsOrExit(): Arguments & { readonly ids: readonly string[] } {
  try {
    const given = readArguments(process.argv.slice(2));
    if (given.help) {
      console.log(USAGE);
      process.exit(0);
    }
    return { ...given, ids: chooseSpecs(root, given.specs) };
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

async function replay(files: readonly string[]): Promise<boolean> {
  let good = true;
  for (const file of files) {
    const one = readCase(file);
    const { failures, slowest } = checkCase(subjectOf(await loadSpec(one.spec)), one, {
      cold: true,
      thorough: true,
      xml: true,
    });
    console.log(`${file}: ${failures.length === 0 ? 'holds' : 'fails'} (${slowest.toFixed(1)} ms)`);
    for (const { rule, detail } of failures) console.log(`  ${rule}: ${detail}`);
    good &&= failures.length === 0;
  }
  return good;
}

async function campaign({
  cases,
  seed,
  minutes,
  ids,
  out,
}: ReturnType<typeof argumentsOrExit>): Promise<boolean> {
  const folder = resolve(out ?? join(root, 'tools', 'fuzz', 'failures'));
  const begun = performance.now();
  const rules = new Map<string, number>();
  const written: string[] = [];
  const onFound = (found: Found): void => {
    rules.set(found.failure.rule, (rules.get(found.failure.rule) ?? 0) + 1);
    if (written.length < WRITTEN) written.push(writeFailure(folder, seed, found));
  };
  const onProgress = (summary: Summary): void => {
    if (!process.stdout.isTTY) return;
    const heap = summary.samples.at(-1)?.heap ?? 0;
    const failed = [...rules.values()].reduce((sum, count) => sum + count, 0);
    const line = `${summary.cases} cases, ${rate(summary, begun)}, ${failed} failures, heap ${megabytes(heap)}`;
    process.stdout.write(`\r\u001b[K${line}`);
  };
  const summary = await watch({ root, seed, specs: ids, cases, minutes, onFound, onProgress });
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  return report(summary, { seed, ids, begun, rules, written });
}

function rate({ cases }: Summary, begun: number): string {
  return `${Math.round(cases / ((performance.now() - begun) / 1000))} cases/s`;
}

function megabytes(bytes: number): string {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

function report(
  summary: Summary,
  context: {
    readonly seed: number;
    readonly ids: readonly string[];
    readonly begun: number;
    readonly rules: ReadonlyMap<string, number>;
    readonly written: readonly string[];
  },
): boolean {
  const { seed, ids, begun, rules, written } = context;
  const { cases, characters, signals, kept, slowest, slowestCase, samples, ended } = summary;
  const seconds = Math.round((performance.now() - begun) / 1000);
  const growth = growthOf(samples);
  console.log(
    `${cases} cases of ${ids.length} specification versions in ${seconds} s (${rate(summary, begun)}), seed ${seed}`,
  );
  console.log(
    `${Math.round(characters / Math.max(1, cases))} characters a case; ${signals} signals, ${kept} mutants kept`,
  );
  console.log(
    `slowest validation ${slowest.toFixed(0)} ms (case ${slowestCase}); ${ended} threads had to be ended`,
  );
  console.log(
    growth === undefined
      ? 'memory: too few cases to tell'
      : `memory: heap after collection ${megabytes(growth.first)} → ${megabytes(growth.last)}, ${growth.perCase.toFixed(1)} bytes a case: ${growth.grows ? 'GROWS' : 'no growth'}`,
  );
  for (const [rule, count] of rules) console.log(`FAILED ${rule}: ${count}`);
  for (const path of written) console.log(`  ${path}`);
  if (rules.size === 0) console.log('no failures');
  return rules.size === 0 && growth?.grows !== true;
}

const given = argumentsOrExit();
process.exitCode = (given.replay.length > 0 ? await replay(given.replay) : await campaign(given)) ? 0 : 1;
