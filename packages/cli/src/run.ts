/**
 * The command line: words in, exit code out.
 *
 * @module
 */
import { Command, CommanderError, Option } from 'commander';
import type { Engine } from './engine.js';
import type { ExitCode, Io } from './io.js';
import type { RawConvertOptions } from './convert/command.js';
import { UsageError } from './usage-error.js';
import { internalError } from './validate/judge.js';
import type { Limits } from './validate/command.js';
import type { RawValidateOptions } from './validate/options.js';
import { version } from './version.js';

/** What a caller may put in place of the whole validator and the usual limits. */
export interface RunParts {
  readonly engine: () => Promise<Engine>;
  readonly limits?: Limits;
}

/**
 * Runs the command line.
 *
 * @param argv - Words after the program's name.
 * @param io - Streams and surroundings.
 * @returns 0 clean; 1 findings at or above `--fail-on`; 2 wrong usage or unreadable input. Never throws.
 */
export async function runWith(argv: readonly string[], io: Io, parts: RunParts): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  // Commander writes as it parses; what it wrote is passed on in order afterwards.
  const written: { readonly to: 'stdout' | 'stderr'; readonly text: string }[] = [];
  const program = commandLine(written, parts, io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) {
      exitCode = error.exitCode === 0 ? 0 : 2;
    } else {
      const message = error instanceof UsageError ? error.message : internalError(error);
      written.push({ to: 'stderr', text: `gpconnect: ${message}\n` });
      exitCode = 2;
    }
  }
  for (const { to, text } of written) await io[to].write(text);
  return exitCode;
}

function commandLine(
  written: { to: 'stdout' | 'stderr'; text: string }[],
  parts: RunParts,
  io: Io,
  done: (code: ExitCode) => void,
): Command {
  const program = new Command('gpconnect')
    .description(
      'Validate and convert NHS GP Connect FHIR payloads, list specification versions, explain findings.',
    )
    .version(version)
    .exitOverride()
    .showHelpAfterError('Run "gpconnect --help" to see commands and options.')
    .configureOutput({
      writeOut: (text) => written.push({ to: 'stdout', text }),
      writeErr: (text) => written.push({ to: 'stderr', text }),
      outputError: (text, write) => write(text.replace(/^error: /, 'gpconnect: ')),
    })
    .addHelpText(
      'after',
      '\nExit codes: 0 clean, 1 findings at or above --fail-on, 2 wrong usage or unreadable input.',
    );

  program
    .command('validate')
    .description(
      'validate payloads: files, directories (*.json and *.xml below), quoted patterns, or - for standard input',
    )
    .argument('<inputs...>', 'FILE, GLOB, DIR or -')
    .addOption(
      new Option(
        '--spec <list>',
        'judge by capability@version; several, separated by commas, give a matrix (default: detected)',
      ),
    )
    .option('--profile <url>', 'judge the payload by this profile, by canonical or name')
    .option('--profiles <which>', 'profiles that judge each resource: claimed, spec or both (default: both)')
    .option('--interaction <id>', 'the interaction that carries the payload')
    .option('--direction <side>', 'request or response (default: response)')
    .option('--format <format>', 'pretty, json, junit, sarif or github (default: pretty)')
    .option('--as-published', 'judge by the definitions as published, without errata')
    .option(
      '--fail-on <severity>',
      'error or warning: the lowest severity that gives exit code 1 (default: error)',
    )
    .option(
      '--max-issues <n>',
      'report the first so many issues of a payload; one that has more counts as failed (default: 1000)',
    )
    .option('--now <instant>', 'the present, for checks that compare with it (none does so far)')
    .option('--show-values', "show values from payloads in reports; they could be a patient's")
    .action(async (inputs: string[], options: RawValidateOptions) => {
      const { validateCommand } = await import('./validate/command.js');
      done(await validateCommand(inputs, options, await parts.engine(), io, parts.limits));
    });

  program
    .command('convert')
    .description('write a payload in the other format: FHIR JSON as FHIR XML, or XML as JSON, without loss')
    .argument('<file>', 'FILE or -')
    .requiredOption('--to <format>', 'xml or json')
    .option('--spec <id>', 'the specification version that the payload follows (default: detected)')
    .option('--out <file>', 'where to write (default: standard output)')
    .action(async (file: string, options: RawConvertOptions) => {
      const { convertCommand } = await import('./convert/command.js');
      done(await convertCommand(file, options, await parts.engine(), io, parts.limits));
    });

  program
    .command('specs')
    .description('list every specification version')
    .option('--format <format>', 'pretty or json (default: pretty)')
    .action(async (options: { format?: string }) => {
      const { specsCommand } = await import('./specs.js');
      done(await specsCommand(options, await parts.engine(), io));
    });

  program
    .command('errata')
    .description('list the corrections that validation makes to published definitions')
    .option('--spec <list>', 'only those that concern these specification versions, separated by commas')
    .option('--format <format>', 'pretty or json (default: pretty)')
    .action(async (options: { spec?: string; format?: string }) => {
      const { errataCommand } = await import('./errata.js');
      done(await errataCommand(options, await parts.engine(), io));
    });

  program
    .command('explain')
    .description('explain an issue code, a profile (canonical or name), or an element path')
    .argument('<subject>', 'CODE, PROFILE or PATH')
    .option('--spec <id>', 'the specification version to look in')
    .action(async (subject: string, options: { spec?: string }) => {
      const { explainCommand } = await import('./explain/command.js');
      done(await explainCommand(subject, options, await parts.engine(), io));
    });

  return program;
}
