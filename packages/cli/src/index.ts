/**
 * The `gpconnect` command line, as a function.
 *
 * @packageDocumentation
 */
import { processIo, type ExitCode, type Io } from './io.js';
import { runWith } from './run.js';

export type { ExitCode, Io, Sink } from './io.js';

/**
 * Runs the command line over every specification version.
 *
 * @param argv - Words after the program's name: `['validate', 'payload.json']`.
 * @param io - Streams and surroundings; by default those of this process.
 * @returns 0 clean; 1 findings at or above `--fail-on`; 2 wrong usage or unreadable input. Never throws.
 */
export function run(argv: readonly string[], io: Io = processIo()): Promise<ExitCode> {
  return runWith(argv, io, { engine: async () => (await import('./default-engine.js')).defaultEngine() });
}

/** Runs the command line of this process and sets its exit code. */
export async function main(): Promise<void> {
  process.exitCode = await run(process.argv.slice(2));
}
