import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { gpconnect } from './support/harness.js';

const samples = fileURLToPath(new URL('../../../samples', import.meta.url));
const expected = JSON.parse(
  readFileSync(new URL('samples-expected.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, { readonly spec: string; readonly findings: readonly string[] }>>;
interface JsonReport {
  readonly files: readonly {
    readonly file: string;
    readonly spec: string;
    readonly issues: readonly {
      readonly code: string;
      readonly severity: string;
      readonly path: string;
      readonly line?: number;
    }[];
  }[];
}
async function report(...words: readonly string[]): Promise<JsonReport> {
  const { stdout } = await gpconnect(['validate', '--format', 'json', ...words], {
    cwd: samples,
    engine: defaultEngine(),
  });
  return JSON.parse(stdout) as JsonReport;
}

describe('bundled samples', () => {
  it('are all listed', () => {
    const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    expect(files.map((name) => name.replaceAll('\\', '/')).sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { findings }] of Object.entries(expected))
      expect([name, findings.length === 0]).toEqual([name, name.includes('/good/')]);
  });

  it.each(Object.entries(expected))(
    '%s has the findings listed, each with its line, and no others',
    async (name, { spec, findings }) => {
      const { files } = await report(name, '--spec', spec);
      const issues = files[0]?.issues.filter((issue) => issue.severity !== 'information') ?? [];
      expect(issues.map((issue) => `${issue.code} ${issue.path}`)).toEqual(findings);
      expect(issues.every((issue) => issue.line !== undefined)).toBe(true);
    },
  );

  it('are told apart by capability when no specification version is named', async () => {
    const { files } = await report('.');
    const wrong = files
      .filter(({ file, spec }) => spec.split('@')[0] !== file.split('/')[0])
      .map(({ file, spec }) => `${file}: ${spec}`);
    expect(wrong).toEqual([]);
  });

  it('good ones stay clean whatever version is detected, bad ones do not', async () => {
    const { files } = await report('.');
    const clean = files
      .filter(({ issues }) => issues.every((issue) => issue.severity === 'information'))
      .map(({ file }) => file);
    expect(clean).toEqual(files.map(({ file }) => file).filter((file) => file.includes('/good/')));
  });
});

describe('payloads of FHIR versions that are not modelled', () => {
  it('are not judged by another version, and end with 2', async () => {
    const claim = 'https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient';
    const stdin = JSON.stringify({ resourceType: 'Patient', meta: { profile: [claim] } });
    const { code, stdout } = await gpconnect(['validate', '-'], { stdin, engine: defaultEngine() });
    expect(code).toBe(2);
    expect(stdout).toContain('unreadable  it claims profiles of FHIR R4');
  });
});
