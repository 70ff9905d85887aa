/**
 * Reads the reference validator's verdicts.
 *
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** One finding as the reference validator prints it. */
export interface VerdictIssue {
  readonly severity: string;
  readonly id?: string;
  readonly at: string;
  readonly text: string;
}

/** The reference validator's verdict on one payload. */
export interface Verdict {
  readonly file: string;
  /** Releases whose definitions judged it, in search order. */
  readonly releases: readonly string[];
  readonly issues?: readonly VerdictIssue[];
  readonly failed?: string;
}

/** Every verdict on a STU3 JSON payload, in file order. */
export function readVerdicts(folder: string): Verdict[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .sort()
    .flatMap((name) =>
      gunzipSync(readFileSync(join(folder, name)))
        .toString('utf8')
        .trimEnd()
        .split('\n'),
    )
    .map((line) => JSON.parse(line) as Verdict)
    .filter((verdict) => verdict.file.endsWith('.json') && !verdict.releases[0]?.startsWith('0.'));
}
