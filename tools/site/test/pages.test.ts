import type { CapabilityRegistry, SpecificationEntry } from '@gpconnect-tools/generator/facts';
import type { ErratumModel } from '@gpconnect-tools/generator/model/errata';
import { describe, expect, it } from 'vitest';
import { errataPage, errataSection } from '../src/errata.js';
import { code, frontMatter, table, text } from '../src/markdown.js';
import { specifierOf } from '../src/modules.js';
import { pages } from '../src/pages.js';

const entry: SpecificationEntry = {
  version: '1.0.0',
  fhirVersion: 'STU3',
  status: 'beta',
  published: '2020-01-31',
  releases: ['1.0.0'],
  pins: [
    { canonical: 'https://example.org/Found-1', release: '1.0.0' },
    { canonical: 'https://example.org/Lost-1', unresolved: 'no definition of this profile was published' },
  ],
  interactions: [
    {
      id: 'find',
      name: 'Find | it',
      method: 'GET',
      path: '/Thing?a=[x]|[y]',
      response: { type: 'Bundle', profiles: ['https://example.org/Found-1'] },
    },
  ],
};
const registry: CapabilityRegistry = {
  capability: 'things',
  title: 'Things',
  versions: [entry, { ...entry, version: '2.0.0', fhirVersion: 'R4', notModelled: 'another FHIR version' }],
};

describe('Markdown', () => {
  it('keeps text from being markup', () => {
    expect(text('a_b <c> [d](e) f|g')).toBe('a\\_b \\<c\\> \\[d\\](e) f\\|g');
  });

  it('keeps a bar inside a table cell', () => {
    expect(code('a|b')).toBe('`a\\|b`');
    expect(table(['x'], [[code('a|b')]])).toBe('| x |\n| --- |\n| `a\\|b` |');
  });

  it('lists the pages below a page', () => {
    expect(frontMatter('T', ['./a.md'])).toBe('---\ntitle: "T"\nchildren:\n  - ./a.md\n---\n');
  });
});

describe('pages', () => {
  const all = pages({ registries: [registry], specs: [], errata: [], toRoot: '../' });

  it('are a landing page, one a capability and one a specification version', () => {
    expect([...all.keys()]).toEqual(['index.md', 'things.md', 'things-1.0.0.md', 'things-2.0.0.md']);
  });

  it('tell of pins that lead nowhere, and why', () => {
    expect(all.get('things-1.0.0.md')).toContain('no definition of this profile was published');
  });

  it('tell why a version is not modelled', () => {
    expect(all.get('things-2.0.0.md')).toContain('**Not modelled**: another FHIR version.');
    expect(all.get('index.md')).toContain('[2.0.0](./things-2.0.0.md) ○');
  });

  it('keep a request line with bars in one cell', () => {
    expect(all.get('things-1.0.0.md')).toContain('`GET /Thing?a=[x]\\|[y]`');
  });
});

describe('a capability of which no version is modelled', () => {
  it('has no package yet', () => {
    const all = pages({ registries: [registry], specs: [], errata: [], toRoot: '../' });
    expect(all.get('index.md')).not.toContain('@gpconnect/things');
    expect(all.get('things.md')).not.toContain('@gpconnect/things');
    expect(all.get('things.md')).toContain('No version is modelled yet');
  });
});

describe('errata', () => {
  const erratum: ErratumModel = {
    id: 'found-optional',
    fhirVersion: 'STU3',
    canonicals: ['https://example.org/Found-1'],
    versions: ['1.0.0'],
    changes: [{ at: 'Thing.name', property: 'min', published: '1', corrected: '0' }],
    why: 'Nobody has <one>.',
    evidence: ['A page says so.'],
    releases: ['1.0.0'],
    specs: ['things@1.0.0'],
  };

  it('stand on a page of their own: what, why, evidence, where', () => {
    const page = errataPage([erratum]);
    expect(page).toContain('## found-optional\n\nNobody has \\<one\\>.\n');
    expect(page).toContain('| min | `Thing.name` | `1` | `0` |');
    expect(page).toContain('- A page says so.');
    expect(page).toContain('Applies in: [things\\@1.0.0](./things-1.0.0.md).');
  });

  it('stand on the pages of the specification versions that they concern', () => {
    expect(errataSection('things@1.0.0', [erratum]).join('\n')).toContain('| found-optional | min | `Thing.name` | `1` | `0` |');
    expect(errataSection('things@2.0.0', [erratum])).toEqual([]);
  });
});

describe('module names', () => {
  it.each([
    ['packages/stu3/src/generated/profiles/Patient-1.8.0', '@gpconnect/stu3/profiles/Patient-1.8.0'],
    ['packages/foundations/src/generated/1.2.7', '@gpconnect/foundations/1.2.7'],
    ['packages/runtime/src/tables/index', '@gpconnect/runtime/tables'],
    ['packages/runtime/src', '@gpconnect/runtime'],
  ])('%s is %s', (module, specifier) => {
    expect(specifierOf(module)).toBe(specifier);
  });
});
