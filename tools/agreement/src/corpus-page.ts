/**
 * Prints the judged corpus as the committed page.
 *
 * @module
 */
import type { JudgedCorpus, OwnFinding } from './judged-corpus.js';
import { type Judgement, type SortedFindings, type Verdict, sortFindings } from './judgements.js';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  payload: 'payload wrong',
  definition: 'definition wrong',
  ours: 'we were wrong',
  'no fault': 'no fault',
};

function payloadsOf(findings: readonly OwnFinding[]): number {
  return new Set(findings.map(({ file }) => file)).size;
}

function share(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function ofCapability(
  capability: string,
  payloads: number,
  { judged }: SortedFindings,
  { findings }: JudgedCorpus,
): string[] {
  const own = (all: readonly OwnFinding[]): OwnFinding[] =>
    all.filter((finding) => finding.capability === capability);
  const byDefault = own(findings.default);
  const published = own(findings['as published']);
  const codes = [...new Set([...byDefault, ...published].map(({ code }) => code))].sort();
  const valid = payloads - payloadsOf(byDefault.filter(({ severity }) => severity === 'error'));
  return [
    `## ${capability}`,
    '',
    `${payloads} payloads, ${valid} of them without an error.`,
    '',
    '| code | severity | findings | payloads | share | as published: findings | payloads | judgements |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |',
    ...codes.map((code) => {
      const ofCode = (all: readonly OwnFinding[]): OwnFinding[] => all.filter((one) => one.code === code);
      const [now, then] = [ofCode(byDefault), ofCode(published)];
      const judgements = [...judged]
        .filter(([, of]) => [...ofCode(own(of.default)), ...ofCode(own(of['as published']))].length > 0)
        .map(([{ id }]) => `\`${id}\``);
      const cells = [now.length, payloadsOf(now), share(payloadsOf(now), payloads)];
      const severity = (now[0] ?? then[0])?.severity ?? '';
      return `| \`${code}\` | ${severity} | ${cells.join(' | ')} | ${then.length} | ${payloadsOf(then)} | ${judgements.join(', ')} |`;
    }),
    '',
  ];
}

function verdictOf({ judgement, errata }: Judgement): string {
  if (judgement !== 'definition') return VERDICTS[judgement];
  const ids = (errata ?? []).map((id) => `\`${id}\``).join(', ');
  return `${VERDICTS.definition}: ${ids === '' ? 'no erratum' : ids}`;
}

function ofJudgements({ judged }: SortedFindings): string[] {
  return [
    '| judgement | findings | payloads | as published | who | why |',
    '| --- | ---: | ---: | ---: | --- | --- |',
    ...[...judged].map(([judgement, { default: now, 'as published': then }]) => {
      const counts = `${now.length} | ${payloadsOf(now)} | ${then.length}`;
      return `| \`${judgement.id}\` | ${counts} | ${verdictOf(judgement)} | ${judgement.why} |`;
    }),
  ];
}

/** The Markdown page. */
export function renderCorpusPage(corpus: JudgedCorpus, judgements: readonly Judgement[]): string {
  const sorted = sortFindings(judgements, corpus.findings);
  return [
    '# Judged corpus',
    '',
    'Made by `npm run agreement`; a test fails when it is out of date, when a finding has no judgement, and when a',
    'judgement has no finding. Our findings on the STU3 JSON payloads of the corpus in default mode, with the profiles',
    'of a specification version of the payload’s capability and those that it claims; as published, without errata, beside',
    'them. The version is the newest whose definitions are those of the release that the payload was published for.',
    'Capability statements, errors and other payloads are judged by the foundations. Many payloads are cut-down fixtures',
    'or examples that were written before the definitions: nothing in the corpus is known to be valid.',
    '',
    ...[...corpus.payloads]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([capability, payloads]) => ofCapability(capability, payloads, sorted, corpus)),
    '## Judgements',
    '',
    ...ofJudgements(sorted),
    '',
  ].join('\n');
}
