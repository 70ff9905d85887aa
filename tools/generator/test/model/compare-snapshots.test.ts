import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/model/compare-snapshots/classify.js';
import { SnapshotComparison } from '../../src/model/compare-snapshots/compare.js';
import { contradictions } from '../../src/model/compare-snapshots/contradictions.js';
import { readSnapshot } from '../../src/model/compare-snapshots/published.js';
import { compareAll } from '../../src/model/compare-snapshots/run.js';
import { comparisonJson, comparisonPage, sum } from '../../src/model/compare-snapshots/table.js';
import { differentialTree } from '../../src/model/differential.js';
import { baseScope } from '../../src/facts/scope.js';
import type { ElementFacts } from '../../src/facts/types.js';
import { factsOf, profile, snapshotOf, type Element } from './synthetic.js';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));
const DEFINITIONS = fileURLToPath(new URL('../../../../../shared/definitions', import.meta.url));

function differences(ours: readonly Element[], theirs: readonly Element[]): string[] {
  const { root } = snapshotOf(profile('P', 'Patient', ours));
  const tree = differentialTree(profile('P', 'Patient', theirs), 'published', []);
  const comparison = new SnapshotComparison((draft) => draft);
  comparison.compare(root, tree);
  return comparison.differences.map(
    ({ fact, id, ours, theirs }) => `${id} ${fact} ${ours ?? '-'} ${theirs ?? '-'}`,
  );
}

describe('the comparison of two snapshots', () => {
  const gender: Element = {
    path: 'Patient.gender',
    min: 1,
    max: '1',
    type: [{ code: 'code' }],
    binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/administrative-gender' },
  };
  const only = (list: readonly string[]): string[] =>
    list.filter((line) => line.startsWith('Patient.gender'));

  it('finds nothing between equal ones', () => {
    expect(only(differences([{ path: 'Patient.gender', min: 1 }], [gender]))).toEqual([]);
  });

  it('finds each fact that differs', () => {
    const theirs: Element = {
      ...gender,
      min: 0,
      max: '*',
      type: [{ code: 'string' }],
      binding: { strength: 'example', valueSet: 'urn:v' },
      fixed: { type: 'Code', value: 'x' },
    };
    expect(only(differences([{ path: 'Patient.gender', min: 1 }], [theirs]))).toEqual([
      'Patient.gender min 1 0',
      'Patient.gender max 1 *',
      'Patient.gender types code string',
      'Patient.gender strength required example',
      'Patient.gender valueSet http://hl7.org/fhir/ValueSet/administrative-gender urn:v',
      'Patient.gender fixed - Code x',
    ]);
  });

  it('finds elements and slices that only one side has', () => {
    const found = differences(
      [{ path: 'Patient.identifier', sliceName: 'ours' }],
      [
        { path: 'Patient.identifier', type: [{ code: 'Identifier' }], min: 0, max: '*' },
        { path: 'Patient.identifier', id: 'Patient.identifier:theirs', sliceName: 'theirs' },
        { path: 'Patient.shoe', min: 0, max: '1' },
      ],
    );
    expect(found).toContain('Patient.identifier:ours id present -');
    expect(found).toContain('Patient.identifier:theirs id - present');
    expect(found).toContain('Patient.shoe id - present');
    expect(found).toContain('Patient.gender id present -');
  });

  it('calls a difference outside extensions unexplained, so that the test below fails for it', () => {
    const { root } = snapshotOf(profile('P', 'Patient', []));
    const difference = { fact: 'min', id: 'Patient', ours: '0', theirs: '1', draft: root } as const;
    expect(
      classify({ ...difference, published: undefined, extension: undefined }, baseScope(factsOf({}))),
    ).toBe('unexplained');
  });
});

describe('the reader of published snapshots', () => {
  const document = (snapshot: string): string =>
    `<StructureDefinition xmlns="http://hl7.org/fhir"><type value="Patient"/><snapshot>${snapshot}</snapshot></StructureDefinition>`;

  it('reads what is compared', () => {
    const read = readSnapshot(
      document(
        '<element id="Patient.a:s"><path value="Patient.a"/><sliceName value="s"/><slicing><discriminator><type value="value"/><path value="url"/></discriminator><rules value="closed"/></slicing><min value="1"/><max value="*"/><type><code value="Extension"/><profile value=" urn:p "/></type><fixedUri value="urn:f"/><binding><strength value="required"/><valueSetReference><reference value="urn:v"/></valueSetReference></binding></element>',
      ),
    );
    expect(read?.elements).toEqual([
      {
        id: 'Patient.a:s',
        path: 'Patient.a',
        sliceName: 's',
        slicing: { discriminator: [{ type: 'value', path: 'url' }], ordered: false, rules: 'closed' },
        min: 1,
        max: '*',
        type: [{ code: 'Extension', profile: ['urn:p'] }],
        fixed: { type: 'Uri', value: 'urn:f' },
        binding: { strength: 'required', valueSet: 'urn:v' },
      },
    ]);
  });

  it('finds none in a file without a snapshot, or that is not well formed', () => {
    expect(readSnapshot(document(''))).toBeUndefined();
    expect(readSnapshot('<StructureDefinition><snapshot>')).toBeUndefined();
  });
});

describe('a snapshot beside its own differential', () => {
  const element = (id: string, more: Partial<ElementFacts> = {}): ElementFacts => ({ id, path: id, ...more });

  it('contradicts it where it states another value, none, or has no such element', () => {
    const { stated, found } = contradictions(
      [
        element('Patient.a', { min: 1, max: '1', fixed: { type: 'Boolean', value: false } }),
        element('Patient.b', { binding: { strength: 'required', valueSet: 'urn:v' } }),
        element('Patient.c', { min: 1 }),
      ],
      [
        element('Patient.a', { min: 0, max: '1', fixed: { type: 'Boolean', value: 'false' } }),
        element('Patient.b', { min: 0, binding: { strength: 'required' } }),
      ],
    );
    expect(stated).toBe(8);
    expect(found).toEqual([
      { id: 'Patient.a', fact: 'min', differential: '1', snapshot: '0' },
      { id: 'Patient.b', fact: 'valueSet', differential: 'urn:v', snapshot: undefined },
      { id: 'Patient.c', fact: 'id', differential: 'present', snapshot: undefined },
    ]);
  });
});

describe.skipIf(!existsSync(DEFINITIONS))('all published snapshots (needs ../shared/definitions)', () => {
  it('compare as the committed table says, at least 99.5 % equal, and nothing is unexplained', () => {
    const comparisons = compareAll(`${ROOT}profiles`, DEFINITIONS);
    const total = sum(comparisons.releases);
    expect(total.equal / total.facts).toBeGreaterThanOrEqual(0.995);
    expect(total.classes.unexplained).toBeUndefined();
    // Where a file states a number or a binding twice, it states the same.
    expect(comparisons.contradictions.map(({ fact }) => fact)).toEqual(Array(5).fill('id'));
    expect(comparisonPage(comparisons)).toBe(readFileSync(`${ROOT}docs/conformance/snapshots.md`, 'utf8'));
    expect(comparisonJson(comparisons)).toBe(readFileSync(`${ROOT}docs/conformance/snapshots.json`, 'utf8'));
  }, 60_000);
});
