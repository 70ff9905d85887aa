/**
 * Says on a terminal which file is being judged, where the report itself does not.
 *
 * @module
 */
import type { Io } from '../io.js';
import { printable } from '../report/printable.js';

/** A line on the terminal that replaces itself; silent in CI, in pipes, and where the report flows on the same terminal. */
export class Progress {
  readonly #io: Io;
  readonly #on: boolean;
  #number = 0;
  #shownAt = 0;

  constructor(io: Io, reportFlows: boolean) {
    this.#io = io;
    const ci = io.env['CI'];
    const inCi = ci !== undefined && ci !== '' && ci !== 'false';
    this.#on = io.stderr.isTTY && !inCi && io.env['TERM'] !== 'dumb' && !(reportFlows && io.stdout.isTTY);
  }

  async show(file: string): Promise<void> {
    this.#number++;
    // A terminal that is written to for every one of many small files costs more than judging them.
    if (!this.#on || (this.#shownAt !== 0 && performance.now() - this.#shownAt < 100)) return;
    this.#shownAt = performance.now();
    await this.#io.stderr.write(`\r\u001b[2K${this.#number}  ${printable(file).slice(-70)}`);
  }

  async clear(): Promise<void> {
    if (this.#shownAt !== 0) await this.#io.stderr.write('\r\u001b[2K');
  }
}
