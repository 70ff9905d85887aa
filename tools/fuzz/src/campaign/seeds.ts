/**
 * The records that a campaign starts from: the repository's samples, the benchmark's record, and values of every type
 * and profile made from the tables. All of them are synthetic.
 *
 * @module
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { write } from '../json.js';
import type { Random } from '../random.js';
import type { Synthesis } from '../synthesis.js';
import type { Entry } from './pool.js';

const SAMPLES = ['good', 'bad'] as const;
/** Length of the benchmark's record. */
const RECORD = 9000;

function samplesOf(root: string, capability: string): string[] {
  return SAMPLES.flatMap((kind) => {
    const folder = join(root, 'samples', capability, kind);
    if (statSync(folder, { throwIfNoEntry: false }) === undefined) return [];
    return readdirSync(folder)
      .sort()
      .map((file) => readFileSync(join(folder, file), 'utf8'));
  });
}

async function benchmarkRecord(root: string): Promise<string> {
  const file = pathToFileURL(join(root, 'packages', 'runtime', 'bench', 'record.mjs')).href;
  const { recordText } = (await import(file)) as { recordText: (length: number, faults: number) => string };
  return recordText(RECORD, 2);
}

/** Without indentation: more cases a second. Text that is no JSON stays as it is. */
function compact(text: string): string {
  const value = JSON.parse(text) as unknown;
  const short = JSON.stringify(value);
  // A sample with a repeated key would lose it.
  return /"name":\s*"[^"]*",\s*"name":/.test(text) ? text : short;
}

/** The records for some specification versions, always the same for the same random numbers. */
export async function seedsFor(
  root: string,
  specs: readonly string[],
  synthesisOf: (spec: string) => Synthesis,
  random: Random,
): Promise<Entry[]> {
  const seeds: Entry[] = [];
  const record = await benchmarkRecord(root);
  for (const spec of specs) {
    const capability = spec.split('/')[0]!;
    for (const text of samplesOf(root, capability)) seeds.push({ spec, text: compact(text) });
    if (capability === 'access-record-structured') seeds.push({ spec, text: compact(record) });
    const synthesis = synthesisOf(spec);
    for (const type of synthesis.resourceTypes) {
      for (const fullness of [0, 1, 1]) seeds.push({ spec, text: write(synthesis.resource(type, fullness)) });
    }
    for (let n = 0; n < 10; n++) seeds.push({ spec, text: write(synthesis.bundle()) });
  }
  // A record of another capability is a case as well.
  const foreign = Array.from({ length: 40 }, () => ({
    spec: random.pick(specs),
    text: random.pick(seeds).text,
  }));
  return [...seeds, ...foreign];
}
