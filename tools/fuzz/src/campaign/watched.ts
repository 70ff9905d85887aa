/**
 * What a campaign's thread and the one that watches it share: where the campaign is, and the case it is at, so that a
 * case that never ends can be told and kept.
 *
 * @module
 */
import { Buffer } from 'node:buffer';
import type { Case, CaseOptions } from '../check/case.js';

/** What the thread is doing. */
export const PHASES = ['making', 'checking', 'minimising'] as const;
export type Phase = (typeof PHASES)[number];

/** Longest text that is shared, in UTF-16 code units. */
const LONGEST = 4_000_000;

/** Memory of both threads. */
export interface SharedState {
  readonly numbers: SharedArrayBuffer;
  readonly text: SharedArrayBuffer;
}

export function shareState(): SharedState {
  return { numbers: new SharedArrayBuffer(4 * 8), text: new SharedArrayBuffer(LONGEST * 2) };
}

/** Both sides of the shared memory. */
export class Watched {
  /** Case number, phase, time of its begin, length of the text. */
  private readonly numbers: Float64Array;
  private readonly bytes: Buffer;

  constructor(state: SharedState) {
    this.numbers = new Float64Array(state.numbers);
    this.bytes = Buffer.from(state.text);
  }

  enter(phase: Phase, number: number, one?: Case): void {
    const kept = one === undefined || one.text.length > LONGEST / 2 ? '' : writeCase(one);
    this.numbers[3] = this.bytes.write(kept, 'utf16le') / 2;
    this.numbers[2] = Date.now();
    this.numbers[1] = PHASES.indexOf(phase);
    this.numbers[0] = number;
  }

  get number(): number {
    return this.numbers[0]!;
  }

  get phase(): Phase {
    return PHASES[this.numbers[1]!]!;
  }

  /** Milliseconds since the phase began. */
  get taken(): number {
    return this.numbers[2] === 0 ? 0 : Date.now() - this.numbers[2]!;
  }

  get one(): Case | undefined {
    const written = this.bytes.toString('utf16le', 0, this.numbers[3]! * 2);
    return written === '' ? undefined : readCase(written);
  }
}

/** The text stays as it is: UTF-16 keeps lone surrogates, and nothing has to be escaped. */
function writeCase({ spec, options, text }: Case): string {
  return `${spec}\n${JSON.stringify(options)}\n${text}`;
}

function readCase(written: string): Case {
  const first = written.indexOf('\n');
  const second = written.indexOf('\n', first + 1);
  const options = JSON.parse(written.slice(first + 1, second)) as CaseOptions;
  return { spec: written.slice(0, first), options, text: written.slice(second + 1) };
}
