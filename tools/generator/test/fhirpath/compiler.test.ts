import fhirpath from 'fhirpath';
import stu3 from 'fhirpath/fhir-context/stu3';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { FhirPathError, InvariantError, compileInvariants } from '../../src/fhirpath/index.js';
import type { InvariantFacts } from '../../src/facts/types.js';
import type { JsonObject } from '../../../../packages/runtime/src/tables/index.js';
import { baseTypes, compileToFunctions, moduleText, registryOf } from './registry.js';

const registry = registryOf('STU3');
const types = baseTypes();

/** A rule for a test: only place and expression matter. */
function rule(path: string, expression: string, key = 'tst-1'): InvariantFacts {
  return {
    key,
    on: path.replace(/\..*/, ''),
    path,
    severity: 'error',
    requirement: '',
    expression,
    pass: [],
    fail: [],
  };
}

function source(path: string, expression: string): string {
  return compileInvariants([rule(path, expression)], types)[0]?.source ?? '';
}

function failure(path: string, expression: string): string {
  try {
    compileInvariants([rule(path, expression)], types);
  } catch (error) {
    if (error instanceof InvariantError && error.cause instanceof FhirPathError) return error.message;
    throw error;
  }
  return 'compiled';
}

describe('what the compiler writes', () => {
  it('reads a single element as a property, and a repeating one with early exit', () => {
    expect(source('Patient', "gender = 'female'")).toBe("(self) => get(self, 'gender') === 'female'");
    expect(source('Patient', 'name.given.exists()')).toBe(
      "(self) => items(self, 'name').some((name) => hasPrimitive(name, 'given'))",
    );
  });

  it('fuses where, select and exists into one loop', () => {
    expect(source('Patient', "telecom.where(system = 'phone').where(value.exists()).exists()")).toBe(
      "(self) =>\n  items(self, 'telecom').some((telecom) =>" +
        "\n    get(telecom, 'system') === 'phone' && hasPrimitive(telecom, 'value'),\n  )",
    );
  });

  it('narrows a choice to the property of the type asked for', () => {
    expect(source('Observation', 'value.ofType(Quantity).code.exists()')).toBe(
      "(self) => hasPrimitive(get(self, 'valueQuantity'), 'code')",
    );
    expect(source('Patient', 'deceased is boolean')).toBe("(self) => hasPrimitive(self, 'deceasedBoolean')");
  });

  it('looks up what depends on the resource alone in a set built once', () => {
    expect(source('Reference', 'reference in %resource.contained.id')).toContain(
      'members(context, context.resource,',
    );
  });

  it('follows a content reference', () => {
    expect(source('Questionnaire.item', 'item.item.linkId.exists()')).toBe(
      "(self) =>\n  items(self, 'item').some((item) =>" +
        "\n    items(item, 'item').some((item2) => hasPrimitive(item2, 'linkId')),\n  )",
    );
  });

  it('gives a loop variable no name that hides a function it calls', () => {
    expect(source('List', "entry.item.where(display.contains('a')).exists()")).not.toContain('((items)');
    expect(source('Composition', "section.text.where(status = 'empty').exists()")).not.toContain('(text)');
  });

  it('is TypeScript that compiles strictly, for every invariant', () => {
    const tables = new URL('../../../../packages/runtime/src/tables/', import.meta.url).pathname;
    const file = `${tables}compiled-invariants.ts`;
    const text = moduleText(compileInvariants(registry, types), './fhirpath.js', './index.js');
    const options: ts.CompilerOptions = {
      strict: true,
      noUncheckedIndexedAccess: true,
      exactOptionalPropertyTypes: true,
      noUnusedLocals: true,
      noUnusedParameters: true,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2023.d.ts'],
      types: [],
      noEmit: true,
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (name) => name === file || fileExists.call(host, name);
    host.getSourceFile = (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
        : getSourceFile.call(host, name, ...rest);
    const program = ts.createProgram([file], options, host);
    const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    expect(diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual(
      [],
    );
  });
});

describe('what the compiler refuses, with the invariant and the place', () => {
  it.each([
    ['Patient', 'naem.exists()', 'Patient tst-1: Patient has no element "naem" at 1:1 in "naem.exists()"'],
    ['Patient', 'name.exists() and resolve().exists()', 'Patient tst-1: resolve() is not supported at 1:19'],
    ['Patient', "name.exists(\n  family ~ 'a')", 'operator "~" is not supported here at 2:10'],
    ['Patient', 'name.family.length() > 3', 'length() is not supported at 1:13'],
    ['Patient', "name.family = 'a'", 'a single item is expected'],
    ['Patient', 'name.exists() = name.family', 'one item is expected where a truth value is'],
    ['Patient', "birthDate = '2018'", 'Date and String values are never equal'],
    ['Range', 'low < high', 'comparison of Quantity with Quantity is not supported'],
    ['Patient', 'birthDate.extension.exists()', 'date has no element "extension"'],
    ['Patient', 'deceased.ofType(string).exists()', 'boolean|dateTime cannot be narrowed to string here'],
    ['Patient', "active.matches('a')", 'matches() needs text'],
    ['Patient', "gender.matches('(')", 'the pattern is not a regular expression'],
    ['Patient', 'name[0].exists()', 'IndexerExpression is not supported'],
    ['Patient', 'name..family', 'syntax error'],
    ['Patient', '%unknown.exists()', '%unknown is not supported'],
    ['Patient.nothing', 'true', 'no element Patient.nothing'],
  ])('%s: %s', (path, expression, message) => {
    expect(failure(path, expression)).toContain(message);
  });

  it('refuses two invariants of one key on one type', () => {
    expect(() => compileInvariants([rule('Patient', 'true'), rule('Patient', 'true')], types)).toThrow(
      'two invariants',
    );
  });
});

describe('three-valued logic', () => {
  // active, deceased and multipleBirth stand for the operands; each is true, false or absent.
  const operand = { a: 'active', b: 'deceased.ofType(boolean)' };
  const values = [true, false, undefined];
  const expressions = ['and', 'or', 'xor', 'implies', '=', '!='].flatMap((operator) => [
    `${operand.a} ${operator} ${operand.b}`,
    `(${operand.a} ${operator} ${operand.b}).not()`,
    `(${operand.a} ${operator} ${operand.b}.not()) or (${operand.b} ${operator} ${operand.a}).not()`,
    `(${operand.a} ${operator} ${operand.b}) implies gender.exists()`,
  ]);

  it.each(expressions)('%s', async (expression) => {
    const test = (await compileToFunctions([rule('Patient', expression)], types)).get('tst1OnPatient');
    const evaluate = fhirpath.compile(expression, stu3);
    for (const active of values) {
      for (const deceasedBoolean of values) {
        const patient: JsonObject = {
          resourceType: 'Patient',
          ...(active === undefined ? {} : { active }),
          ...(deceasedBoolean === undefined ? {} : { deceasedBoolean }),
        };
        const expected = (evaluate(patient) as unknown[])[0] === true;
        expect([
          active,
          deceasedBoolean,
          test?.(patient, { resource: patient, rootResource: patient }),
        ]).toEqual([active, deceasedBoolean, expected]);
      }
    }
  });
});

describe('cost', () => {
  /** Times one call, the best of some. */
  function time(call: () => unknown): number {
    let best = Infinity;
    for (let i = 0; i < 7; i++) {
      const start = performance.now();
      call();
      best = Math.min(best, performance.now() - start);
    }
    return best;
  }

  it.each(['bdl-7', 'dom-3', 'ref-1'])(
    '%s grows with the size of the resource, not with its square',
    async (key) => {
      const functions = await compileToFunctions(registry, types);
      const run = (size: number): number => {
        const ids = Array.from({ length: size }, (_, i) => `r${i}`);
        const contained = ids.map((id) => ({ resourceType: 'Practitioner', id }));
        const performer = ids.map((id) => ({ reference: `#${id}` }));
        const entry = ids.map((id) => ({ fullUrl: `https://example.org/Patient/${id}` }));
        const resource: JsonObject = { resourceType: 'Observation', contained, performer, entry };
        return time(() => {
          const context = { resource, rootResource: resource };
          if (key === 'bdl-7') return expect(functions.get('bdl7OnBundle')?.(resource, context)).toBe(true);
          if (key === 'dom-3')
            return expect(functions.get('dom3OnDomainResource')?.(resource, context)).toBe(true);
          return expect(performer.every((each) => functions.get('ref1OnReference')?.(each, context))).toBe(
            true,
          );
        });
      };
      run(2_000);
      // Linear is 8 times as much, quadratic 64 times.
      expect(run(40_000) / run(5_000)).toBeLessThan(30);
    },
  );
});
