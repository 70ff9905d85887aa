/**
 * `gpconnect validate`.
 *
 * @module
 */
import type { Engine } from '../engine.js';
import { inputsOf } from '../inputs.js';
import { colours, type ExitCode, type Io } from '../io.js';
import { specsNamed } from '../registry.js';
import { Tally, type Reporter } from '../report/model.js';
import { judge, type JudgeContext } from './judge.js';
import { checkOptions, type RawValidateOptions, type ValidateCommandOptions } from './options.js';
import { Progress } from './progress.js';
import { namedTargets } from './target.js';

/** Limits that tests make small. */
export interface Limits {
  readonly maxBytes?: number;
}

/**
 * Judges what `names` stand for and writes the report.
 *
 * @throws UsageError when names or options are wrong.
 */
export async function validateCommand(
  names: readonly string[],
  raw: RawValidateOptions,
  engine: Engine,
  io: Io,
  limits: Limits = {},
): Promise<ExitCode> {
  const options = checkOptions(raw);
  const targets =
    options.spec === undefined
      ? undefined
      : await namedTargets(specsNamed(options.spec, engine.specs), options);
  const context: JudgeContext = {
    engine,
    options,
    targets,
    get stdin() {
      return io.stdin;
    },
    maxBytes: limits.maxBytes,
  };
  const reporter = await reporterFor(
    options,
    targets?.map((target) => target.validator.spec.id) ?? [],
    engine,
    io,
  );
  const progress = new Progress(io, options.format === 'pretty' || options.format === 'github');
  const tally = new Tally(options.failOn);
  for await (const input of inputsOf(names, io.cwd)) {
    await progress.show(input.kind === 'stdin' ? 'stdin' : input.name);
    const reports = await judge(input, context);
    for (const report of reports) tally.add(report);
    await io.stdout.write(reporter.file(reports));
  }
  await progress.clear();
  await io.stdout.write(reporter.end(tally.summary, tally.exitCode));
  return tally.exitCode;
}

// Each format is loaded when it is asked for: a run pays for one.
async function reporterFor(
  options: ValidateCommandOptions,
  specs: readonly string[],
  engine: Engine,
  io: Io,
): Promise<Reporter> {
  switch (options.format) {
    case 'json':
      return (await import('../report/json.js')).jsonReporter();
    case 'junit':
      return (await import('../report/junit.js')).junitReporter(options.failOn);
    case 'sarif':
      return (await import('../report/sarif.js')).sarifReporter(engine.explain, io.cwd);
    case 'github':
      return (await import('../report/github.js')).githubReporter();
    case 'pretty': {
      const colour = colours(io.stdout, io.env);
      if (specs.length < 2) return (await import('../report/pretty.js')).prettyReporter({ colour });
      return (await import('../report/matrix.js')).matrixReporter({ colour, failOn: options.failOn, specs });
    }
  }
}
