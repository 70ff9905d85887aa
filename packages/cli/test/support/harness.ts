/**
 * Runs the command line in this process, over a small invented registry or a given engine.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { Engine } from '../../src/engine.js';
import type { ExitCode, Io } from '../../src/io.js';
import { runWith } from '../../src/run.js';
import type { Limits } from '../../src/validate/command.js';
import { inventedEngine } from './invented-engine.js';

/** What a run did. */
export interface Outcome {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Surroundings of a run; by default no terminal, an empty environment, nothing on standard input. */
export interface Surroundings {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: string | Uint8Array;
  readonly stdoutIsTerminal?: boolean;
  readonly stderrIsTerminal?: boolean;
  readonly engine?: Engine;
  readonly limits?: Limits;
}

/** Runs `gpconnect` with these words. */
export async function gpconnect(argv: readonly string[], around: Surroundings = {}): Promise<Outcome> {
  const written = { stdout: '', stderr: '' };
  const sink = (to: 'stdout' | 'stderr', isTTY: boolean) => ({
    isTTY,
    write: (text: string) => {
      written[to] += text;
      return Promise.resolve();
    },
  });
  const io: Io = {
    stdout: sink('stdout', around.stdoutIsTerminal === true),
    stderr: sink('stderr', around.stderrIsTerminal === true),
    stdin: chunks(around.stdin ?? ''),
    env: around.env ?? {},
    cwd: around.cwd ?? process.cwd(),
  };
  const code = await runWith(argv, io, {
    engine: () => Promise.resolve(around.engine ?? inventedEngine()),
    ...(around.limits === undefined ? {} : { limits: around.limits }),
  });
  return { code, ...written };
}

async function* chunks(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  for (let start = 0; start < bytes.length; start += 65_536)
    yield await Promise.resolve(bytes.subarray(start, start + 65_536));
}

const folders: string[] = [];
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** Makes a folder with these files; it is removed after the tests. Values that are not text or bytes are written as JSON. */
export async function folderWith(files: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gpconnect-cli-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(
      path,
      typeof content === 'string' || content instanceof Uint8Array
        ? content
        : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}
