/**
 * What the command line touches of the outside world, as one argument, so that
 * a test or an embedding program can stand in for a process.
 *
 * @module
 */

/** Where text goes. `write` resolves when more may be written, which keeps memory bounded on a slow pipe. */
export interface Sink {
  readonly isTTY: boolean;
  write(text: string): Promise<void>;
}

/** The surroundings of one run. */
export interface Io {
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** Bytes of standard input; read only when `-` is named. */
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Directory that relative paths start from. */
  readonly cwd: string;
}

/** How a run ended: 0 clean, 1 findings at or above `--fail-on`, 2 wrong usage or unreadable input. */
export type ExitCode = 0 | 1 | 2;

/** The surroundings of this process. */
export function processIo(): Io {
  return {
    stdout: sinkOf(process.stdout),
    stderr: sinkOf(process.stderr),
    // A getter, because touching `process.stdin` opens it and keeps the process alive.
    get stdin() {
      return process.stdin as AsyncIterable<Uint8Array>;
    },
    env: process.env,
    cwd: process.cwd(),
  };
}

function sinkOf(stream: NodeJS.WriteStream): Sink {
  let closed = false;
  // A reader that has gone away (`gpconnect … | head`) is not an error of ours.
  stream.on('error', () => {
    closed = true;
  });
  return {
    isTTY: stream.isTTY === true,
    write: (text) =>
      new Promise<void>((resolve) => {
        if (closed || text === '') resolve();
        else stream.write(text, () => resolve());
      }),
  };
}

/** Whether to colour what goes to `sink`: on a terminal, unless NO_COLOR; FORCE_COLOR decides where set. */
export function colours(sink: Sink, env: Io['env']): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== '') return false;
  return sink.isTTY && env['TERM'] !== 'dumb';
}
