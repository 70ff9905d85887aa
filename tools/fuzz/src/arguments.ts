/**
 * Arguments of `npm run fuzz`.
 *
 * @module
 */
import { parseArgs } from 'node:util';

export const USAGE = `npm run fuzz -- [--cases N] [--seed N] [--minutes N] [--specs all|some|ID,ID] [--out FOLDER]
npm run fuzz -- --replay FILE...

  --cases    how many; default 100000
  --seed     the same seed makes the same cases; default 1
  --minutes  stop after so many; default no limit
  --specs    specification versions: all, some (default: three of each capability) or ids such as foundations/1.2.7
  --out      where failing cases are written, made small; default tools/fuzz/failures
  --replay   check cases from files again`;

export interface Arguments {
  readonly cases: number;
  readonly seed: number;
  readonly minutes: number;
  readonly help: boolean;
  readonly specs: string;
  readonly out: string | undefined;
  /** Files with cases; then nothing else counts. */
  readonly replay: readonly string[];
}

/** Reads the arguments; throws a RangeError or TypeError with what is wrong about them. */
export function readArguments(given: readonly string[]): Arguments {
  const { values, positionals } = parseArgs({
    args: [...given],
    allowPositionals: true,
    options: {
      cases: { type: 'string', default: '100000' },
      seed: { type: 'string', default: '1' },
      minutes: { type: 'string' },
      specs: { type: 'string', default: 'some' },
      out: { type: 'string' },
      replay: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.replay !== positionals.length > 0) throw new RangeError('--replay goes with files');
  return {
    cases: whole('cases', values.cases, 1),
    seed: whole('seed', values.seed, 0),
    minutes: values.minutes === undefined ? Infinity : whole('minutes', values.minutes, 1),
    help: values.help,
    specs: values.specs,
    out: values.out,
    replay: positionals,
  };
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least)
    throw new RangeError(`--${name} is a whole number from ${least}`);
  return value;
}
