/**
 * Asks the compiler: type-checks texts as if they were files of this folder.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const HERE = dirname(fileURLToPath(import.meta.url));

/** An error, and the line of the text it is in, from 1. */
export interface TypeError {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** Type-checks `files` (name → text) with the options of the repository; gives every error in them. */
export function typeErrors(files: Readonly<Record<string, string>>): TypeError[] {
  const base = ts.readConfigFile(join(HERE, '../../../../tsconfig.base.json'), (path) =>
    ts.sys.readFile(path),
  );
  const { options } = ts.convertCompilerOptionsFromJson(
    (base.config as { compilerOptions: object }).compilerOptions,
    HERE,
  );
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(HERE, name), text]));
  const full = { ...options, noEmit: true, noUnusedLocals: false, noUnusedParameters: false };
  const host = ts.createCompilerHost(full, true);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => texts.has(path) || fileExists(path);
  host.readFile = (path) => texts.get(path) ?? readFile(path);
  host.getSourceFile = (path, language, onError) => {
    const text = texts.get(path);
    return text === undefined
      ? getSourceFile.call(host, path, language, onError)
      : ts.createSourceFile(path, text, language, true);
  };
  const program = ts.createProgram([...texts.keys()], full, host);
  return [...texts.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    if (source === undefined) throw new Error(`not compiled: ${path}`);
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
      (one) => ({
        file: path.slice(HERE.length + 1),
        line: source.getLineAndCharacterOfPosition(one.start ?? 0).line + 1,
        message: ts.flattenDiagnosticMessageText(one.messageText, '\n'),
      }),
    );
  });
}
