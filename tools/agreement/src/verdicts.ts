/**
 * Reads the reference validator's verdicts and reduces its error findings to the common form.
 *
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Finding, commonPath } from './finding.js';

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

/** Every verdict on a JSON payload, in file order. */
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

// Checks of one primitive's text. Their other DT_ checks look at meaning (which system an identifier has).
const PRIMITIVE =
  /^(Type_Specific_Checks_DT_(DateTime|Date|Time|Instant|Code|URI|OID|UUID|ID|Boolean|Integer|Decimal|Base64|Primitive|String)_|Resource_RES_ID_Malformed)/;

/** The finding in common form; undefined when it is of a kind that is not compared here. */
export function reduceVerdict(issue: VerdictIssue): Finding | undefined {
  if (issue.severity !== 'error' && issue.severity !== 'fatal') return undefined;
  const at = commonPath(issue.at);
  if (issue.id === 'Validation_VAL_Profile_Minimum') {
    const element = /^(.+?): minimum required/.exec(issue.text)?.[1];
    if (element === undefined) return undefined;
    return { kind: 'missing required element', path: `${at}.${element.slice(element.lastIndexOf('.') + 1)}` };
  }
  if (issue.id !== undefined)
    return PRIMITIVE.test(issue.id) ? { kind: 'bad primitive', path: at } : undefined;
  const unknown = /^Unrecognized property '(.*)'$/.exec(issue.text)?.[1];
  if (unknown !== undefined) return { kind: 'unknown property', path: `${at}.${unknown}` };
  if (
    /must be (a JSON Array|an Object|a simple value)|^Object must have|^Array cannot be empty/.test(
      issue.text,
    )
  )
    return { kind: 'JSON shape', path: at };
  if (/primitive value must be/.test(issue.text)) return { kind: 'bad primitive', path: at };
  return undefined;
}
