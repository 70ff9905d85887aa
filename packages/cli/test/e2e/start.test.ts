/** What a start of the bundled command line loads, which is what it costs. It needs the package built. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../bin/gpconnect.js', import.meta.url));
const sample = fileURLToPath(
  new URL('../../../../samples/appointment-management/good/appointments-of-a-patient.json', import.meta.url),
);
const folder = mkdtempSync(join(tmpdir(), 'gpconnect-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOOK = `import { appendFileSync } from 'node:fs';
export async function load(url, context, next) {
  appendFileSync(process.env.LOADED, url + '\\n');
  return next(url, context);
}`;

/** The modules that a run loads. */
async function loadedBy(...words: readonly string[]): Promise<string[]> {
  const log = join(folder, 'loaded');
  writeFileSync(log, '');
  writeFileSync(join(folder, 'hook.mjs'), HOOK);
  const hook = pathToFileURL(join(folder, 'hook.mjs')).href;
  writeFileSync(join(folder, 'register.mjs'), `import { register } from 'node:module'; register('${hook}');`);
  await promisify(execFile)(process.execPath, ['--import', join(folder, 'register.mjs'), bin, ...words], {
    env: { ...process.env, LOADED: log },
  });
  return readFileSync(log, 'utf8').trim().split('\n');
}

/** Ids of the specification versions whose tables are in the modules. */
function tablesIn(modules: readonly string[]): string[] {
  return modules
    .filter((url) => url.startsWith('file:'))
    .flatMap((url) => [
      ...readFileSync(fileURLToPath(url), 'utf8').matchAll(
        /id:"([\w-]+@[\w.-]+)",capability:"[\w-]+",version:"[^"]*",status:"[^"]*",(?:published:"[^"]*",)?fhir:/g,
      ),
    ])
    .map(([, id = '']) => id);
}

describe('a start of the command line', () => {
  it.each(['appointment-management@1.2.7', 'access-record-structured@1.5.1', 'foundations@1.2.7'])(
    'loads the tables of %s and of no other version',
    async (spec) => {
      const loaded = await loadedBy('validate', sample, '--spec', spec, '--fail-on', 'error').catch(() => []);
      // The sample does not suit every version; the log is there all the same.
      const modules =
        loaded.length > 0 ? loaded : readFileSync(join(folder, 'loaded'), 'utf8').trim().split('\n');
      expect(tablesIn(modules)).toEqual([spec]);
    },
  );

  it('loads no tables for what needs none', async () => {
    expect(tablesIn(await loadedBy('--version'))).toEqual([]);
    expect(tablesIn(await loadedBy('explain', 'structure.minimum'))).toEqual([]);
  });

  it('loads nothing but its own bundle and modules of Node', async () => {
    const modules = await loadedBy('validate', sample);
    const bundle = pathToFileURL(fileURLToPath(new URL('../../', import.meta.url))).href;
    // A CommonJS package costs the loader more than an empty process takes.
    expect(modules.filter((url) => !url.startsWith('node:') && !url.startsWith(bundle))).toEqual([]);
    expect(modules.filter((url) => url.includes('node_modules'))).toEqual([]);
  });
});
