import { describe, expect, it } from 'vitest';
import { defaultEngine } from '../src/default-engine.js';
import { FORMATS } from '../src/validate/options.js';
import { folderWith, gpconnect } from './support/harness.js';

const PROFILE = 'https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1';
const appointment = `<?xml version="1.0" encoding="UTF-8"?>
<Appointment xmlns="http://hl7.org/fhir">
  <meta>
    <profile value="${PROFILE}"/>
  </meta>
  <status value="bokked"/>
  <start value="MARKED"/>
  <minutesDuration value="ten"/>
  MARKED text
  <surname value="MARKED"/>
</Appointment>
`;
const json = JSON.stringify({ resourceType: 'Appointment', meta: { profile: [PROFILE] } });

const engine = defaultEngine();

describe('gpconnect validate reads XML', () => {
  it('chooses the version by what the XML claims, and gives lines and columns', async () => {
    const cwd = await folderWith({ 'a.xml': appointment });
    const { code, stdout } = await gpconnect(['validate', 'a.xml', '--format', 'json'], { cwd, engine });
    expect(code).toBe(1);
    const { files } = JSON.parse(stdout) as {
      files: { format: string; spec: string; profile: string; issues: { code: string; line: number }[] }[];
    };
    expect(files[0]).toMatchObject({ format: 'xml', spec: 'appointment-management@1.2.7' });
    expect(files[0]!.profile).toContain(PROFILE);
    const places = files[0]!.issues.map((issue) => `${issue.code} ${issue.line}`);
    expect(places).toContain('structure.minimum 2');
    expect(places).toContain('binding.required 6');
    expect(places).toContain('value.format 7');
    expect(places).toContain('value.format 8');
    expect(places).toContain('structure.xml-text 9');
    expect(places).toContain('structure.unknown-property 10');
  });

  it('takes patterns and directories of both formats', async () => {
    const cwd = await folderWith({ 'a.json': json, 'b/c.xml': appointment, 'b/d.txt': 'x' });
    for (const name of ['**/*.{json,xml}', '.']) {
      const { stdout } = await gpconnect(['validate', name, '--format', 'json'], { cwd, engine });
      const { files } = JSON.parse(stdout) as { files: { file: string; format: string }[] };
      expect(files.map(({ file, format }) => `${file} ${format}`)).toEqual(['a.json json', 'b/c.xml xml']);
    }
  });

  it.each(FORMATS)('reports as %s, with places and without the patient', async (format) => {
    const cwd = await folderWith({
      'a.xml': appointment,
      'b.xml': appointment.replace('</meta>', '</MARKED-x>'),
      'c.xml': appointment.replace('<start ', '<start a="MARKED" a="MARKED" '),
      'd.xml': appointment.replace('bokked', '&MARKED;'),
    });
    const { code, stdout, stderr } = await gpconnect(['validate', '.', '--format', format], { cwd, engine });
    expect(code).toBe(2);
    expect(stderr).toBe('');
    expect(stdout).not.toContain('MARKED');
    expect(stdout).toMatch(/\b6\b/);
    expect(stdout).toContain('input.xml-construct');
    expect(stdout).toContain('input.syntax');
  });

  it('reads standard input', async () => {
    const { stdout } = await gpconnect(['validate', '-', '--spec', 'appointment-management@1.2.7'], {
      stdin: appointment,
      engine,
    });
    expect(stdout).toMatch(/stdin:6:3/);
  });
});
