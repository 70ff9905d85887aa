/**
 * Explanations of the `reference`, `bundle`, `invariant`, `convert` and `cannot-check` codes.
 *
 * @module
 */
import type { ExplanationsOf } from './explanation.js';

export const LINKS_AND_LIMITS: ExplanationsOf<
  'reference' | 'bundle' | 'invariant' | 'convert' | 'cannot-check'
> = {
  'reference.format': {
    title: 'Malformed reference',
    meaning: 'A reference is a type and id, a URL, a URN or a fragment; this text is none of them.',
    usualCause: 'An id without its type, or a display text in place of a reference.',
    remedy: 'Write the type before the id, as in Patient/1.',
  },
  'reference.target-type': {
    title: 'Reference to the wrong type',
    meaning: 'The element may refer to the types listed; the target is of another.',
    usualCause: 'PractitionerRole and Practitioner, or Organization and Location, exchanged.',
    remedy: 'Refer to a resource of an allowed type.',
  },
  'reference.target-profile': {
    title: 'Target does not satisfy its profile',
    meaning:
      'The resource referred to must satisfy one of the profiles listed. The causes listed say why it does not.',
    usualCause: 'The target was made for another profile or version.',
    remedy: 'Mend the target resource.',
  },
  'reference.unresolved': {
    title: 'Target is not in the payload',
    meaning:
      'Nothing in the payload answers to the reference, so its target was not checked. It is an error where the Bundle must hold the target: what the Composition of a document or the focus of a message refers to, and what only a urn:uuid names. It is a warning for other relative references in documents and messages.',
    usualCause: 'The target is on a server, or an entry is missing from the Bundle.',
    remedy: 'Where the Bundle must hold the target, add it; otherwise nothing needs to change.',
  },
  'reference.ambiguous': {
    title: 'More than one target',
    meaning: 'Several resources of the payload answer to the reference.',
    usualCause: 'The same resource in several entries, or an id used twice.',
    remedy: 'Keep one of them, or refer by a full URL.',
  },
  'bundle.first-entry': {
    title: 'Document or message begins with another resource',
    meaning: 'The first resource of a document is its Composition, that of a message its MessageHeader.',
    usualCause: 'Entries in the order in which they were collected, or a wrong Bundle.type.',
    remedy: 'Put the Composition or MessageHeader first, or correct the type of the Bundle.',
  },
  'bundle.full-url': {
    title: 'Full URL of an entry is wrong',
    meaning: 'The full URL must be absolute and agree with the id of the resource.',
    usualCause: 'A relative URL, or an id that was changed in one of the two places.',
    remedy: 'Make both agree, or leave the full URL out where the specification says so.',
  },
  'bundle.duplicate-entry': {
    title: 'Entry occurs twice',
    meaning: 'Two entries of the Bundle are the same version of the same resource.',
    usualCause: 'Results of several queries joined without removing repeats.',
    remedy: 'Keep one entry.',
  },
  'invariant.failed': {
    title: 'Rule of FHIR or a profile does not hold',
    meaning: 'The definition has a rule over several elements; the message says what it asks for.',
    usualCause: 'Elements that depend on each other were filled apart.',
    remedy: 'Read the requirement; the expression in the parameters is the exact rule.',
  },
  'convert.not-carried': {
    title: 'Lost in the other format',
    meaning: 'The other format has no way to write this, so the conversion was not made.',
    usualCause:
      'Control characters in text, or a resource type that the specification version has no table of.',
    remedy: 'Mend the place shown, or send the payload in the format it has.',
  },
  'cannot-check.profile': {
    title: 'Profile not available',
    meaning: 'The payload or a definition names a profile that is not known here, so it was not applied.',
    usualCause: 'A profile of another publisher or version, or one that was never published.',
    remedy: 'Check the canonical for a spelling mistake; otherwise nothing needs to change.',
  },
  'cannot-check.extension': {
    title: 'Extension not defined',
    meaning: 'No definition of the extension is known, so only its shape was checked.',
    usualCause: 'An extension of a supplier, or one whose definition was never published.',
    remedy: 'Check the URL for a spelling mistake; otherwise nothing needs to change.',
  },
  'cannot-check.terminology': {
    title: 'Membership of a code not checked',
    meaning: 'The value set draws on a code system whose codes are not shipped, such as SNOMED CT.',
    usualCause: 'Large or licensed terminologies.',
    remedy: 'Check these codes with a terminology server where it matters.',
  },
  'cannot-check.slicing': {
    title: 'Slices cannot be told apart',
    meaning: 'The definition does not say how to tell its slices apart, so their rules were not applied.',
    usualCause: 'A slice without a fixed value for its discriminator.',
    remedy: 'Nothing needs to change.',
  },
  'cannot-check.resource-type': {
    title: 'Resource type not modelled',
    meaning:
      'The type exists in FHIR but this version of GP Connect does not use it, so its content was not checked. As the whole payload it is an error (structure.unused-resource-type).',
    usualCause: 'A payload that carries resources beyond the specification.',
    remedy: 'Check whether the resource belongs in the payload.',
  },
};
