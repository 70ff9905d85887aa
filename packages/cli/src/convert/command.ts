/**
 * `gpconnect convert`.
 *
 * @module
 */
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { convertText, type Issue, type SpecTable } from '@gpconnect/runtime';
import type { Engine } from '../engine.js';
import { errorCode, whyUnreadable, type Input } from '../inputs.js';
import { colours, type ExitCode, type Io } from '../io.js';
import { read } from '../read.js';
import { specNamed } from '../registry.js';
import type { FileReport } from '../report/model.js';
import { counted, printable } from '../report/printable.js';
import { UsageError } from '../usage-error.js';
import type { Limits } from '../validate/command.js';

/** Options as the parser of the command line hands them over. */
export interface RawConvertOptions {
  readonly to?: string;
  readonly spec?: string;
  readonly out?: string;
}

/** Why there is nothing to write. */
type Refused = Partial<Pick<FileReport, 'issues' | 'failure'>>;

/**
 * Converts one file and writes it to standard output, or to a file. What cannot be carried is told on standard error,
 * and nothing is written then.
 *
 * @returns 0 when the whole payload was written; 2 otherwise.
 * @throws UsageError when options are wrong, or the file cannot be written.
 */
export async function convertCommand(
  name: string,
  options: RawConvertOptions,
  engine: Engine,
  io: Io,
  limits: Limits = {},
): Promise<ExitCode> {
  const { to } = options;
  if (to !== 'json' && to !== 'xml') {
    throw new UsageError(`--to: expected xml or json; found "${to ?? ''}".`);
  }
  const path = resolve(io.cwd, name);
  const input: Exclude<Input, { kind: 'nothing' }> =
    name === '-' ? { kind: 'stdin' } : { kind: 'file', name, path, named: true };
  const out = options.out === undefined ? undefined : resolve(io.cwd, options.out);
  if (out !== undefined && out === path && input.kind === 'file') {
    throw new UsageError('--out: expected another file than the one that is read.');
  }
  const named = options.spec === undefined ? undefined : specNamed(options.spec, engine.specs);
  const file = input.kind === 'stdin' ? 'stdin' : name;
  const reading = await read(input, input.kind === 'stdin' ? io.stdin : noBytes(), limits.maxBytes);
  if (reading.kind === 'failure') return refused(file, { failure: reading.why }, io);
  if (reading.kind === 'issue') return refused(file, { issues: [reading.issue] }, io);
  const { text } = reading;

  const spec = named === undefined ? await detected(text, engine) : (await named.load()).spec;
  if (!('id' in spec)) return refused(file, spec, io);
  const types = await engine.types(spec.fhir.version);
  const conversion = convertText(text, { ...spec, types }, { to });
  if (!conversion.ok) return refused(file, { issues: conversion.issues }, io);
  if (out === undefined) await io.stdout.write(conversion.text);
  else await write(out, options.out ?? '', conversion.text);
  if (conversion.comments > 0 && to === 'json') {
    const count = counted(conversion.comments, 'comment');
    await io.stderr.write(`gpconnect: ${count} left out: FHIR JSON has none.\n`);
  }
  return 0;
}

async function* noBytes(): AsyncGenerator<Uint8Array> {
  // Standard input is not opened where a file is named.
}

/** The specification version that a text follows; or why there is none. */
async function detected(text: string, engine: Engine): Promise<SpecTable | Refused> {
  const detection = await engine.detect(text);
  if (detection.readable) return (await specNamed(detection.spec, engine.specs).load()).spec;
  const { issues } = detection;
  return 'failure' in detection ? { failure: detection.failure } : { issues };
}

async function refused(file: string, why: Refused, io: Io): Promise<ExitCode> {
  const { prettyReporter } = await import('../report/pretty.js');
  const issues: readonly Issue[] = why.issues ?? [];
  const report: FileReport = {
    file,
    format: null,
    spec: null,
    profile: null,
    truncated: false,
    chosen: [],
    issues,
    ...(why.failure === undefined ? {} : { failure: why.failure }),
  };
  await io.stderr.write(prettyReporter({ colour: colours(io.stderr, io.env) }).file([report]));
  await io.stderr.write(`gpconnect: ${printable(file)} was not converted.\n`);
  return 2;
}

async function write(path: string, shown: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`--out: "${shown}" could not be written: ${whyUnreadable(errorCode(error))}.`);
  }
}
