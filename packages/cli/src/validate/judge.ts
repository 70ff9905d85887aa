/**
 * Judges one input: from a name to its reports.
 *
 * @module
 */
import type { Choice } from '@gpconnect/runtime';
import type { Engine } from '../engine.js';
import type { Input } from '../inputs.js';
import { read } from '../read.js';
import type { FileReport } from '../report/model.js';
import { UsageError } from '../usage-error.js';
import type { ValidateCommandOptions } from './options.js';
import { detectedTarget, type Target } from './target.js';

/** What judging needs beside the input. */
export interface JudgeContext {
  readonly engine: Engine;
  readonly options: ValidateCommandOptions;
  /** Targets for the versions that the user named; undefined when they are to be detected. */
  readonly targets: readonly Target[] | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly maxBytes: number | undefined;
}

/**
 * The reports of one input: one for each target.
 *
 * @throws UsageError when the options do not fit what was detected. Whatever else goes wrong is in the report.
 */
export async function judge(input: Input, context: JudgeContext): Promise<FileReport[]> {
  const file = input.kind === 'stdin' ? 'stdin' : input.name;
  if (input.kind === 'nothing') return [unjudged(file, { failure: input.why })];
  try {
    const reading = await read(input, context.stdin, context.maxBytes);
    if (reading.kind === 'failure') return [unjudged(file, { failure: reading.why })];
    if (reading.kind === 'issue') return [unjudged(file, { issues: [reading.issue] })];
    return await judgeText(file, reading.text, context);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    return [unjudged(file, { failure: internalError(error) })];
  }
}

async function judgeText(file: string, text: string, context: JudgeContext): Promise<FileReport[]> {
  const { engine, options } = context;
  if (context.targets !== undefined)
    return context.targets.map((target) => report(file, text, target, options));
  const detection = await engine.detect(text);
  if (!detection.readable) {
    const { issues } = detection;
    const why = 'failure' in detection ? { issues, failure: detection.failure } : { issues };
    return [{ ...unjudged(file, why), format: formatOf(text) }];
  }
  return [report(file, text, await detectedTarget(detection, options, engine), options)];
}

function report(file: string, text: string, target: Target, options: ValidateCommandOptions): FileReport {
  const result = target.validator.validateText(text, {
    ...options.validate,
    ...(target.interaction === undefined ? {} : { interaction: target.interaction }),
    ...(target.profile === undefined ? {} : { profile: target.profile }),
  });
  const chosen: Choice[] = [...target.chosen];
  for (const choice of result.chosen)
    if (!chosen.some((known) => known.what === choice.what)) chosen.push(choice);
  return {
    file,
    format: formatOf(text),
    spec: result.spec,
    profile: result.profile ?? null,
    truncated: result.truncated,
    chosen,
    issues: result.issues,
  };
}

function unjudged(file: string, what: Partial<Pick<FileReport, 'issues' | 'failure'>>): FileReport {
  return { file, format: null, spec: null, profile: null, truncated: false, chosen: [], issues: [], ...what };
}

function formatOf(text: string): 'json' | 'xml' | null {
  const first = /\S/.exec(text)?.[0];
  if (first === undefined) return null;
  return first === '<' ? 'xml' : 'json';
}

/**
 * One line about a fault of this program. The error's own message is left out, because it can quote the
 * payload; its kind and the place in the program say enough to find the fault.
 */
export function internalError(error: unknown): string {
  if (!(error instanceof Error)) return 'internal error; please report it';
  const frame = /([^\s/\\()]+\.[cm]?[jt]s):(\d+):\d+\)?$/m.exec(error.stack ?? '');
  const where = frame === null ? '' : ` in ${frame[1]}:${frame[2]}`;
  return `internal error (${error.name}${where}); please report it`;
}
