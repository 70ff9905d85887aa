import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';

const source = fileURLToPath(new URL('../../src', import.meta.url));

/** Files that a bundle of these exports of the runtime holds. */
async function bundled(names: string): Promise<string[]> {
  const { metafile } = await build({
    stdin: { contents: `export { ${names} } from './index.js'; `, resolveDir: source, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = Object.values(metafile.outputs);
  return Object.entries(output!.inputs)
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([file]) => file);
}

describe('who validates values only', () => {
  test('carries no reader, and no XML parser', async () => {
    const files = await bundled('validateBy');
    expect(files.filter((file) => /saxes|xmlchars|readers\//.test(file))).toEqual([]);
  });

  test('who validates text carries both readers', async () => {
    const files = await bundled('validateTextBy');
    expect(files.some((file) => file.includes('saxes'))).toBe(true);
    expect(files.some((file) => file.endsWith('readers/json.ts'))).toBe(true);
  });
});
