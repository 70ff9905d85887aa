import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Made, judgedPayloads } from '../src/made.js';
import { type StoredVerdict, keyOf, readStore, writeStore } from '../src/verdict-store.js';

const folder = mkdtempSync(join(tmpdir(), 'gpconnect-verdicts-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('kept verdicts', () => {
  it('belong to a payload and the releases that judged it', () => {
    expect(keyOf('{}', ['1.2.7'])).toBe(keyOf('{}', ['1.2.7']));
    expect(keyOf('{}', ['1.2.7'])).not.toBe(keyOf('{}', ['1.2.6']));
    expect(keyOf('{ }', ['1.2.7'])).not.toBe(keyOf('{}', ['1.2.7']));
  });
  it('come back as they were, a file a release, without those that nothing needs', () => {
    const verdicts = new Map<string, StoredVerdict>([
      ['b', [{ id: 'x', path: 'Patient' }]],
      ['a', [{ id: 'y', path: 'Patient.name', detail: 'official' }]],
      ['c', null],
      ['d', []],
    ]);
    writeStore(
      folder,
      verdicts,
      new Map([
        ['b', '1.2.7'],
        ['a', '1.2.7'],
        ['c', '1.5.0'],
      ]),
    );
    verdicts.delete('d');
    expect(readStore(folder)).toEqual(verdicts);
    expect(readdirSync(folder).sort()).toEqual(['1.2.7.jsonl', '1.5.0.jsonl']);
    const lines = readFileSync(join(folder, '1.2.7.jsonl'), 'utf8').split('\n');
    expect(lines[0]).toBe('["a",[["y","Patient.name","official"]]]');
  });
  it('are missing for a payload that has changed', () => {
    const made = (text: string): Made => ({
      kind: 'mutant',
      name: 'a mutant',
      mutation: 'minimum',
      releases: ['1.2.7'],
      text,
      key: keyOf(text, ['1.2.7']),
    });
    const store = new Map([[keyOf('{}', ['1.2.7']), []]]);
    expect(judgedPayloads([made('{}')], store).payloads).toMatchObject([
      { source: 'mutants', release: '1.2.7', told: [] },
    ]);
    expect(judgedPayloads([made('{"a":1}')], store).missing).toHaveLength(1);
  });
});
