import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pathStep, pointerSegments, pointerStep, showName } from '../../src/issues/index.js';

describe('property names in paths', () => {
  test.each([
    ['status', '.status'],
    ['_birthDate', '._birthDate'],
    ['', '.``'],
    ['two words', '.`two words`'],
    ['9lives', '.`9lives`'],
    ['a`b', '.`a\\`b`'],
    ['a\u001b[31m\nb', '.`a\\u001b[31m\\u000ab`'],
    ['\u202eevil', '.`\\u202eevil`'],
    ['😀', '.`😀`'],
  ])('%j is %s', (name, step) => {
    expect(pathStep(name)).toBe(step);
    expect(showName(name)).toBe(step.slice(1));
  });

  test('are bounded', () => {
    expect(pathStep('x'.repeat(1_000_000)).length).toBeLessThan(100);
    expect(pointerStep('x'.repeat(1_000_000)).length).toBeLessThan(1010);
  });
});

describe('pointers', () => {
  test('escape and unescape any name', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 8 })), (names) => {
        expect(pointerSegments(names.map(pointerStep).join(''))).toEqual(names);
      }),
    );
  });

  test('tilde and slash', () => {
    expect(pointerStep('a/b~c~1')).toBe('/a~1b~0c~01');
    expect(pointerStep(3)).toBe('/3');
  });
});
