import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');

/** `assignable` of a capability, read from its source. */
function tableOf(text: string): Record<string, string[][]> {
  const literal = /export const assignable = ([\s\S]*) as const;/.exec(text)?.[1] ?? '';
  const { config, error } = ts.parseConfigFileTextToJson(
    'assignable',
    literal.replaceAll("'", '"').replace(/^ {2}(\w+):/gm, '  "$1":'),
  );
  if (error !== undefined) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
  return config as Record<string, string[][]>;
}

const capabilities = readdirSync(join(ROOT, 'packages')).filter((name) =>
  existsSync(join(ROOT, 'packages', name, 'src/generated/any.ts')),
);

/** The module behind a profile of a specification version, from the version's own exports. */
function moduleOf(capability: string, version: string, name: string): string {
  const text = readFileSync(join(ROOT, 'packages', capability, 'src/generated', `${version}.ts`), 'utf8');
  const found = new RegExp(
    `export \\{\\s*${name},?\\s[^}]*\\} from '@gpconnect/(\\w+)/(profiles/[^']+)'`,
  ).exec(text);
  if (found === null) throw new Error(`${capability}@${version} does not export ${name}`);
  return join(ROOT, 'packages', found[1]!, 'src/generated', `${found[2]!}.js`);
}

interface Pair {
  readonly what: string;
  readonly left: string;
  readonly right: string;
  readonly name: string;
  readonly mutual: boolean;
}

/** Within a group neighbours suffice, as assignability of equal shapes is transitive; between groups, all first members. */
function pairsOf(capability: string): Pair[] {
  const text = readFileSync(join(ROOT, 'packages', capability, 'src/generated/any.ts'), 'utf8');
  return Object.entries(tableOf(text)).flatMap(([name, groups]) => {
    const pair = (left: string, right: string, mutual: boolean): Pair => ({
      what: `${capability} ${name}: ${left} and ${right}`,
      left: moduleOf(capability, left, name),
      right: moduleOf(capability, right, name),
      name,
      mutual,
    });
    const within = groups.flatMap((group) =>
      group.slice(1).map((version, index) => pair(group[index] ?? '', version, true)),
    );
    const firsts = groups.map((group) => group[0] ?? '');
    const between = firsts.flatMap((left, index) =>
      firsts.slice(index + 1).map((right) => pair(left, right, false)),
    );
    return [...within, ...between];
  });
}

describe('versions whose types are mutually assignable', () => {
  const all = capabilities.flatMap(pairsOf);
  const distinct = [
    ...new Map(
      all.filter((one) => one.left !== one.right).map((one) => [`${one.left} ${one.right}`, one]),
    ).values(),
  ];

  it('are those the tables say, by the compiler', () => {
    const lines = [
      'type Mutual<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;',
      ...distinct.map(
        ({ left, right, name, mutual }, index) =>
          `export const p${index}: Mutual<import('${left}').${name}, import('${right}').${name}> = ${String(mutual)};`,
      ),
    ];
    const file = join(ROOT, 'packages/stu3/src/assignable-pairs.ts');
    const base = ts.readConfigFile(join(ROOT, 'tsconfig.base.json'), (path) => ts.sys.readFile(path));
    const { options } = ts.convertCompilerOptionsFromJson(
      (base.config as { compilerOptions: object }).compilerOptions,
      ROOT,
    );
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (path) => path === file || fileExists(path);
    host.getSourceFile = (path, language) =>
      path === file
        ? ts.createSourceFile(path, lines.join('\n'), language, true)
        : getSourceFile.call(host, path, language);
    const program = ts.createProgram([file], { ...options, noEmit: true }, host);
    const source = program.getSourceFile(file);
    const wrong = program.getSemanticDiagnostics(source).map((one) => {
      const line = source?.getLineAndCharacterOfPosition(one.start ?? 0).line ?? 0;
      const pair = distinct[line - 1];
      return `${pair?.what ?? line}: the table says ${pair?.mutual === true ? 'mutually assignable' : 'not'}`;
    });
    expect(distinct.length).toBeGreaterThan(20);
    expect(distinct.some((one) => one.mutual) && distinct.some((one) => !one.mutual)).toBe(true);
    expect(wrong).toEqual([]);
  }, 120_000);
});
