import { describe, expect, it } from 'vitest';
import type { OwnFinding } from '../src/judged-corpus.js';
import { type Judgement, sortFindings, wrongJudgements } from '../src/judgements.js';

const finding: OwnFinding = {
  capability: 'foundations',
  file: 'a.json',
  code: 'structure.minimum',
  severity: 'error',
  element: 'Patient.name',
  detail: '',
};
const judgement: Judgement = {
  id: 'unnamed',
  findings: [{ codes: ['structure.minimum'], elements: ['Patient.name'] }],
  judgement: 'payload',
  why: 'because',
};
const errata = new Set(['name-optional']);
const wrong = (one: Judgement, byDefault: OwnFinding[], published: OwnFinding[] = byDefault) =>
  wrongJudgements(sortFindings([one], { default: byDefault, 'as published': published }), errata);

describe('judgements', () => {
  it('take findings of both modes by code, element and detail', () => {
    const { judged, unjudged } = sortFindings([judgement], { default: [finding], 'as published': [finding] });
    expect(judged.get(judgement)).toEqual({ default: [finding], 'as published': [finding] });
    expect(unjudged).toEqual([]);
  });
  it.each([{ code: 'structure.maximum' as const }, { element: 'Patient.name.use' }])(
    'leave unjudged what differs in %o',
    (change) => {
      const other = { ...finding, ...change };
      expect(sortFindings([judgement], { default: [other], 'as published': [] }).unjudged).toEqual([other]);
    },
  );
  it('match a detail as a whole', () => {
    const findings = judgement.findings.map((one) => ({ ...one, detail: 'off' }));
    const { unjudged } = sortFindings([{ ...judgement, findings }], {
      default: [{ ...finding, detail: 'official' }],
      'as published': [],
    });
    expect(unjudged).toHaveLength(1);
  });
  it('are stale when a code or an element of theirs does not come', () => {
    expect(wrong(judgement, [])).toEqual(['unnamed: no structure.minimum at Patient.name']);
    const wide = {
      ...judgement,
      findings: [{ codes: ['structure.minimum'], elements: ['Patient.name', 'Patient.id'] }],
    };
    expect(wrong(wide, [finding])).toEqual(['unnamed: no structure.minimum at Patient.id']);
  });
  it('name errata that exist and that correct', () => {
    const definition: Judgement = { ...judgement, judgement: 'definition', errata: ['name-optional'] };
    expect(wrong(definition, [], [finding])).toEqual([]);
    expect(wrong(definition, [finding])).toEqual(['unnamed: 1 errors in spite of the errata']);
    expect(wrong({ ...definition, errata: ['other'] }, [], [finding])).toEqual(['unnamed: no erratum other']);
  });
  it('do not let stand what is ours, nor an error that is nobody’s fault', () => {
    expect(wrong({ ...judgement, judgement: 'ours' }, [finding])).toEqual([
      'unnamed: we are wrong, so mend it',
    ]);
    expect(wrong({ ...judgement, judgement: 'no fault' }, [finding])).toHaveLength(1);
    expect(wrong({ ...judgement, judgement: 'no fault' }, [{ ...finding, severity: 'warning' }])).toEqual([]);
  });
});
