/**
 * From what the user named to the files to read, one at a time.
 *
 * A directory means every `*.json` and `*.xml` below it, except in `node_modules`
 * and in directories whose name starts with a dot. Links to directories are not
 * followed, so a directory that contains itself ends. A file that is named
 * outright is read whatever its extension.
 *
 * @module
 */
import { opendir, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from './usage-error.js';

/** One thing to judge. */
export type Input =
  | { readonly kind: 'stdin' }
  /** `name` is for reports, `path` for opening. `named` is true for a file that the user named outright. */
  | { readonly kind: 'file'; readonly name: string; readonly path: string; readonly named: boolean }
  /** Something named that yields nothing to read. */
  | { readonly kind: 'nothing'; readonly name: string; readonly why: string };

const PAYLOAD = /\.(json|xml)$/i;
const MAGIC = /[*?{}[\]!()]/;

/**
 * Yields what `names` stand for, each file once, in the order named and by name within a directory or pattern.
 *
 * @throws UsageError when nothing is named, or a name is empty.
 */
export async function* inputsOf(names: readonly string[], cwd: string): AsyncGenerator<Input> {
  if (names.length === 0)
    throw new UsageError('Name a file, a directory, a pattern, or - for standard input.');
  // An empty name would mean the current directory: what an unset variable of a script hardly means.
  if (names.includes('')) throw new UsageError('An empty name is no file; for the current directory, name .');
  const seen = new Set<string>();
  for (const name of names) {
    let found = 0;
    for await (const input of inputsOfOne(name, cwd)) {
      found++;
      const key = input.kind === 'file' ? input.path : `${input.kind}:${name}`;
      if (seen.has(key)) continue;
      seen.add(key);
      yield input;
    }
    if (found === 0)
      yield { kind: 'nothing', name: shown(name, cwd), why: 'no *.json or *.xml files in this directory' };
  }
}

async function* inputsOfOne(name: string, cwd: string): AsyncGenerator<Input> {
  if (name === '-') {
    yield { kind: 'stdin' };
    return;
  }
  const path = resolve(cwd, name);
  const found = await stat(path).catch((error: unknown) => errorCode(error));
  if (typeof found !== 'string') {
    if (found.isDirectory()) yield* filesBelow(path, cwd);
    else yield { kind: 'file', name: shown(path, cwd), path, named: true };
  } else if (MAGIC.test(name)) {
    yield* filesMatching(name, cwd);
  } else {
    yield { kind: 'nothing', name, why: whyUnreadable(found) };
  }
}

async function* filesMatching(pattern: string, cwd: string): AsyncGenerator<Input> {
  const { glob } = await import('tinyglobby');
  const matches = await glob(pattern.split(sep).join('/'), {
    cwd,
    absolute: true,
    onlyFiles: true,
    followSymbolicLinks: false,
  });
  if (matches.length === 0) yield { kind: 'nothing', name: pattern, why: 'no file matches this pattern' };
  for (const match of matches.sort()) {
    const path = resolve(match);
    yield { kind: 'file', name: shown(path, cwd), path, named: false };
  }
}

async function* filesBelow(directory: string, cwd: string): AsyncGenerator<Input> {
  const files: string[] = [];
  const directories: string[] = [];
  try {
    for await (const entry of await opendir(directory)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) {
        if (!entry.name.startsWith('.') && entry.name !== 'node_modules') directories.push(path);
      } else if (PAYLOAD.test(entry.name) && (entry.isFile() || entry.isSymbolicLink())) {
        files.push(path);
      }
    }
  } catch (error) {
    yield { kind: 'nothing', name: shown(directory, cwd), why: whyUnreadable(errorCode(error)) };
    return;
  }
  for (const path of files.sort()) {
    // A link may lead to a directory after all, whatever its name ends in.
    const target = await stat(path).catch(() => undefined);
    if (target?.isDirectory() !== true) yield { kind: 'file', name: shown(path, cwd), path, named: false };
  }
  for (const path of directories.sort()) yield* filesBelow(path, cwd);
}

/** `path` as the user would write it: relative where it is below the current directory. */
function shown(path: string, cwd: string): string {
  const name = relative(cwd, resolve(cwd, path));
  if (name === '') return '.';
  const outside = name.startsWith('..') || isAbsolute(name);
  return (outside ? path : name).split(sep).join('/');
}

/** The system's code for a failure, such as `ENOENT`. */
export function errorCode(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return 'unknown error';
}

/** A failure to open or read, in words. */
export function whyUnreadable(code: string): string {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'no such file or directory';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EISDIR':
      return 'is a directory';
    case 'ELOOP':
      return 'too many symbolic links';
    case 'EMFILE':
    case 'ENFILE':
      return 'too many open files';
    case 'ENAMETOOLONG':
      return 'the name is too long';
    default:
      return `could not be read (${code})`;
  }
}
