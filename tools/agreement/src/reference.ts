/**
 * Runs the reference validator.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Made } from './made.js';
import { type Told, toldOf } from './theirs.js';
import type { StoredVerdict } from './verdict-store.js';
import type { Verdict, VerdictIssue } from './verdicts.js';

const MAX_OUTPUT = 1 << 30;

/**
 * Asks the reference about payloads: one start of it for each list of releases, since it reads their definitions
 * first.
 *
 * @param run - the program that runs it: `check FILE... --release R,R` prints a verdict a line
 * @param onDone - given the verdicts of each list of releases, by the payloads' keys
 */
export function askReference(
  run: string,
  made: readonly Made[],
  onDone: (releases: string, verdicts: ReadonlyMap<string, StoredVerdict>) => void,
): void {
  const folder = mkdtempSync(join(tmpdir(), 'gpconnect-reference-'));
  try {
    for (const list of new Set(made.map(({ releases }) => releases.join(',')))) {
      const group = made.filter(({ releases }) => releases.join(',') === list);
      const files = group.map(({ key, text }) => {
        const file = join(folder, `${key}.json`);
        writeFileSync(file, text);
        return file;
      });
      const { status, stdout, stderr } = spawnSync(run, ['check', ...new Set(files), '--release', list], {
        encoding: 'utf8',
        maxBuffer: MAX_OUTPUT,
      });
      if (status !== 0) throw new Error(`the reference failed on ${list}: ${stderr}`);
      const verdicts = new Map<string, StoredVerdict>();
      for (const line of stdout.trimEnd().split('\n')) {
        const { file, issues } = JSON.parse(line) as Verdict;
        verdicts.set(basename(file, '.json'), issues === undefined ? null : once(issues));
      }
      onDone(list, verdicts);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Errors, each once. */
function once(issues: readonly VerdictIssue[]): Told[] {
  const byText = new Map<string, Told>();
  for (const told of issues.map(toldOf))
    if (told !== undefined) byText.set(`${told.id} ${told.path} ${told.detail ?? ''}`, told);
  return [...byText.values()];
}
