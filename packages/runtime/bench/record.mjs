// A synthetic structured record of a wished size, indented as supplier systems write it. Nothing in it is anybody's.
const STRUCTURE = 'https://fhir.nhs.uk/STU3/StructureDefinition';
const SNOMED = 'http://snomed.info/sct';

const id = (kind, n) => `${kind}-${String(n).padStart(8, '0')}-4a7b-9c1d`;
const identifier = (n) => [{ system: 'https://supplier.example.invalid/Id', value: `${1000000 + n}` }];
const meta = (profile) => ({ profile: [`${STRUCTURE}/${profile}`] });
const concept = (n, text) => ({
  coding: [
    { system: SNOMED, code: `${200000000 + (n % 5000)}`, display: `${text} ${n % 5000}` },
    { system: 'http://read.info/readv2', code: `X${n % 900}..`, display: `${text} ${n % 900}` },
  ],
  text: `${text} ${n}`,
});

function observation(n, isFaulty) {
  return {
    resourceType: 'Observation',
    id: id('observation', n),
    meta: meta('CareConnect-GPC-Observation-1'),
    identifier: identifier(n),
    status: isFaulty ? 'finished' : 'final',
    code: concept(n, 'Synthetic measurement'),
    subject: { reference: `Patient/${id('patient', 0)}` },
    context: { reference: `Encounter/${id('encounter', n - (n % 4))}` },
    effectiveDateTime: `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}T10:00:00+00:00`,
    issued: `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}T10:30:00+00:00`,
    performer: [{ reference: `Practitioner/${id('practitioner', n % 7)}` }],
    valueQuantity: {
      value: (n % 300) / 4,
      unit: 'mmol/L',
      system: 'http://unitsofmeasure.org',
      code: 'mmol/L',
    },
    ...(n % 5 === 0 ? { comment: 'A longer comment that was made up for this record. '.repeat(4) } : {}),
    referenceRange: [{ low: { value: 1, unit: 'mmol/L' }, high: { value: 70, unit: 'mmol/L' } }],
  };
}

function encounter(n) {
  return {
    resourceType: 'Encounter',
    id: id('encounter', n),
    meta: meta('CareConnect-GPC-Encounter-1'),
    identifier: identifier(n),
    status: 'finished',
    type: [{ text: 'GP surgery consultation' }],
    subject: { reference: `Patient/${id('patient', 0)}` },
    participant: [{ individual: { reference: `Practitioner/${id('practitioner', n % 7)}` } }],
    period: { start: `20${10 + (n % 10)}-0${1 + (n % 9)}-1${n % 10}T10:00:00+00:00` },
    serviceProvider: { reference: `Organization/${id('organization', 0)}` },
  };
}

/** What every record has: whose it is, and who wrote it. */
function people() {
  return [
    {
      resourceType: 'Patient',
      id: id('patient', 0),
      meta: meta('CareConnect-GPC-Patient-1'),
      name: [{ use: 'official', family: 'Example', given: ['Synthetic'] }],
      gender: 'unknown',
      birthDate: '1970-01-01',
    },
    { resourceType: 'Organization', id: id('organization', 0), name: 'Example Surgery' },
    ...Array.from({ length: 7 }, (_, n) => ({
      resourceType: 'Practitioner',
      id: id('practitioner', n),
      meta: meta('CareConnect-GPC-Practitioner-1'),
      name: [{ family: `Example ${n}` }],
    })),
  ];
}

/**
 * The text of a record of about `length` characters.
 *
 * @param faults - how many of its observations are given a status that does not exist, spread evenly
 */
export function recordText(length, faults) {
  const write = (resource) => JSON.stringify({ resource }, null, 4).replaceAll('\n', '\n        ');
  const entries = people().map(write);
  let written = entries.reduce((sum, entry) => sum + entry.length, 0);
  const perObservation = 2600;
  const every = Math.max(1, Math.floor(length / perObservation / faults));
  let faulty = 0;
  for (let n = 0; written < length; n++) {
    const isFaulty = n % every === 0 && faulty < faults;
    if (isFaulty) faulty++;
    const entry = (n % 4 === 0 ? [encounter(n)] : []).concat(observation(n, isFaulty)).map(write);
    entries.push(...entry);
    for (const text of entry) written += text.length;
  }
  const profile = `${STRUCTURE}/GPConnect-StructuredRecord-Bundle-1`;
  return `{\n    "resourceType": "Bundle",\n    "meta": { "profile": ["${profile}"] },\n    "type": "collection",\n    "entry": [\n        ${entries.join(',\n        ')}\n    ]\n}\n`;
}

/** Properties of all objects of a value. */
export function countProperties(value) {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  for (const item of Object.values(value)) count += countProperties(item) + (Array.isArray(value) ? 0 : 1);
  return count;
}
