import { existsSync, mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { StructureFacts } from '@gpconnect-tools/generator/facts';
import { importDefinitions } from '../src/import.js';
import { contentFile } from '../src/output/names.js';
import { writeFolder } from '../src/output/folder.js';
import { startSet } from '../src/reach/start.js';
import type { Facts } from '../src/sources/library.js';
import { Library } from '../src/sources/library.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const definitions = join(root, '../shared/definitions');
const profiles = join(root, 'profiles');
const specs = join(profiles, 'specs');
const absent = !existsSync(join(definitions, 'index.json'));
const without = absent ? ' (skipped: ../shared/definitions is absent)' : '';

/** Texts of all JSON files below a folder, by path. */
function texts(folder: string, below = folder): Map<string, string> {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const [name, text] of texts(path, below)) found.set(name, text);
    else found.set(relative(below, path), readFileSync(path, 'utf8'));
  }
  return found;
}

describe.skipIf(absent)(`the published definitions${without}`, () => {
  const once = () =>
    importDefinitions(Library.open(definitions), startSet(specs, join(profiles, 'errata'))).files;

  it('give the committed facts, byte for byte', () => {
    const to = mkdtempSync(join(tmpdir(), 'importer-profiles-'));
    writeFolder(to, once());
    const made = texts(to);
    const committed = texts(profiles);
    const differing = [...made].filter(([path, text]) => committed.get(path) !== text).map(([path]) => path);
    const stale = [...committed.keys()].filter((path) => path.startsWith('gpconnect/') && !made.has(path));
    expect({ differing, stale }).toEqual({ differing: [], stale: [] });
  });

  it('give the same bytes again', () => {
    expect([...once()]).toEqual([...once()]);
  });
});

describe('the committed facts', () => {
  const committed = texts(profiles);
  const facts = [...committed].filter(([path]) =>
    /^(fhir\/stu3|gpconnect)\/(structures|value-sets|code-systems)\//.test(path),
  );

  it('are named by their content', () => {
    const wrong = facts
      .filter(([path]) => path.startsWith('gpconnect/'))
      .filter(([path, text]) => contentFile(JSON.parse(text) as Facts) !== path)
      .map(([path]) => path);
    expect(facts.length).toBeGreaterThan(700);
    expect(wrong).toEqual([]);
  });

  it('hold no property that is prose', () => {
    const prose = new Set(
      'text definition comment requirements short human xpath expression mapping copyright publisher contact description purpose meaningWhenMissing example'.split(
        ' ',
      ),
    );
    const found = new Set<string>();
    const walk = (value: unknown, path: string): void => {
      if (typeof value !== 'object' || value === null) return;
      for (const [key, each] of Object.entries(value)) {
        if (prose.has(key)) found.add(`${path}: ${key}`);
        walk(each, path);
      }
    };
    for (const [path, text] of facts) {
      walk(
        JSON.parse(text, (key, value: unknown) => (key === 'fixed' || key === 'pattern' ? null : value)),
        path,
      );
    }
    expect([...found]).toEqual([]);
  });

  it('hold elements with an id and a path inside their type', () => {
    for (const [path, text] of facts) {
      const each = JSON.parse(text) as Facts;
      if (each.resourceType !== 'StructureDefinition') continue;
      const wrong = (each as StructureFacts).differential.element.filter(
        (element) => element.id === '' || !element.path.startsWith(each.type),
      );
      expect(wrong, path).toEqual([]);
    }
  });
});
