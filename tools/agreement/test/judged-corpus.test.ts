import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { renderCorpusPage } from '../src/corpus-page.js';
import { type JudgedCorpus, judgeCorpus, specificationOf } from '../src/judged-corpus.js';
import { readJudgements, sortFindings, wrongJudgements } from '../src/judgements.js';

const root = resolve(import.meta.dirname, '..', '..', '..');
const shared = resolve(process.env['GPCONNECT_SHARED'] ?? join(root, '..', 'shared'));
const profiles = join(root, 'profiles');
const judgements = readJudgements(join(root, 'tools', 'agreement'));

/** Ids of all errata. */
function errataIds(): Set<string> {
  const folder = join(profiles, 'errata');
  return new Set(
    readdirSync(folder).flatMap((name) =>
      (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { readonly id: string }[]).map(({ id }) => id),
    ),
  );
}

describe('the specification version that judges a payload', () => {
  it('is the newest of its capability with the definitions of the release', () => {
    expect(specificationOf('access-record-structured', '1.5.0', profiles)).toBe(
      'access-record-structured@1.6.1',
    );
    expect(specificationOf('appointment-management', '1.2.7', profiles)).toBe('appointment-management@1.2.8');
  });
  it('is of the foundations where the capability is none of the registry, or has none of the release', () => {
    expect(specificationOf('error', '1.2.6', profiles)).toBe('foundations@1.2.6');
    expect(specificationOf('access-document', '1.4.1', profiles)).toBe('foundations@1.4.1');
  });
});

describe.skipIf(!existsSync(join(shared, 'corpus')))(
  'our findings on the corpus (skipped where it is absent)',
  () => {
    let corpus: JudgedCorpus;
    beforeAll(async () => {
      corpus = await judgeCorpus(shared, profiles);
    }, 300_000);

    it('are all judged', () => {
      const { unjudged } = sortFindings(judgements, corpus.findings);
      expect(unjudged.map(({ code, element, detail }) => `${code} ${element} ${detail}`)).toEqual([]);
    });
    it('have no judgement that does not hold', () => {
      expect(wrongJudgements(sortFindings(judgements, corpus.findings), errataIds())).toEqual([]);
    });
    it('are as the committed page says', () => {
      const committed = readFileSync(join(root, 'docs', 'conformance', 'corpus.md'), 'utf8');
      expect(renderCorpusPage(corpus, judgements)).toBe(committed);
    });
  },
);
