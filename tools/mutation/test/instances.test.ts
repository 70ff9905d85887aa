import { minimalInstance } from '@gpconnect/testkit';
import { describe, expect, it } from 'vitest';
import { codesAgainst } from '../src/explained.js';
import { optionsFor, validatorOf } from '../src/judge.js';
import { subjectsOf } from '../src/subjects.js';
import { known as lists, versions } from './setting.js';

const { noInstance } = lists;
const subjects = subjectsOf(versions);

/** Errors of the minimal instance of each subject, but for those that the list of contradictory definitions has. */
function errorsOf(claimedOnly: boolean): string[] {
  return subjects.flatMap((subject) => {
    const { name, spec, profile, asPublished } = subject;
    const { value } = minimalInstance(spec, profile, { asPublished });
    const isPinned =
      spec.fhir.resourceTypes.includes(profile.type) &&
      spec.pins.some(({ canonical }) => canonical === profile.url);
    const options = claimedOnly
      ? ({ asPublished, profiles: isPinned ? 'both' : 'claimed' } as const)
      : optionsFor(subject);
    const { issues } = validatorOf(spec).validate(value, options);
    const known = codesAgainst(name, noInstance);
    return issues
      .filter(({ severity, code }) => severity !== 'information' && !known.includes(code))
      .map(({ code, path, message }) => `${name}: ${code} ${path} ${message}`);
  });
}

describe('the minimal instance of every content of every profile', () => {
  it('has no error and no warning by its profile', () => {
    expect(errorsOf(false)).toEqual([]);
  });

  it('has none by what it claims either', () => {
    const resources = subjects.filter(({ spec, profile }) => spec.fhir.resourceTypes.includes(profile.type));
    expect(resources.length).toBeGreaterThan(100);
    expect(errorsOf(true)).toEqual([]);
  });

  it('claims its profile where it is a resource', () => {
    for (const { spec, profile, asPublished } of subjects) {
      if (!spec.fhir.resourceTypes.includes(profile.type)) continue;
      const { value } = minimalInstance(spec, profile, { asPublished });
      expect(value).toMatchObject({ resourceType: profile.type, meta: { profile: [profile.url] } });
    }
  });

  it('is contradicted by definitions only where the committed list says so', () => {
    const contradicted = subjects.flatMap(({ name, spec, profile, asPublished }) => {
      const { value, contradictions } = minimalInstance(spec, profile, { asPublished });
      const errors = validatorOf(spec)
        .validate(value, optionsFor({ name, spec, profile, asPublished, versions: 1 }))
        .issues.filter(({ severity }) => severity === 'error');
      if (contradictions.length === 0 && errors.length === 0) return [];
      return errors.map(({ code, path }) => `${name.replace(/ \([a-z]\)$/, '')} ${code} ${path}`);
    });
    const listed = noInstance.map(({ profile, code, element }) => `${profile} ${code} ${element}`);
    expect([...new Set(contradicted)].sort()).toEqual(listed.sort());
  });
});

describe('the minimal instances of the profiles that a specification version pins', () => {
  it('are valid by default and as published, in every version', () => {
    const wrong = versions.flatMap(({ spec }) =>
      spec.pins.flatMap(({ canonical }) => {
        const profile = spec.profiles[canonical];
        if (profile === undefined || !spec.fhir.resourceTypes.includes(profile.type)) return [];
        const name = `${canonical.slice(canonical.lastIndexOf('/') + 1)}|${profile.version ?? ''}`;
        return (spec.asPublished === undefined ? [false] : [false, true]).flatMap((asPublished) => {
          const { value } = minimalInstance(spec, profile, { asPublished });
          return validatorOf(spec)
            .validate(value, { asPublished })
            .issues.filter(
              ({ severity, code }) => severity === 'error' && !codesAgainst(name, noInstance).includes(code),
            )
            .map(({ code, path }) => `${spec.id} ${name}: ${code} ${path}`);
        });
      }),
    );
    expect(wrong).toEqual([]);
  });
});
