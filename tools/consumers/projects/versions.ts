/**
 * Types of three specification versions, and one payload judged by each of two.
 *
 * The same source in every consumer project: what differs is how its modules are resolved.
 */
import { Appointment, validate, validateText } from '@gpconnect/appointment-management/1.2.7';
import type { Appointment as OldAppointment } from '@gpconnect/appointment-management/1.1.1';
import { slice, validate as validateFoundations, Patient } from '@gpconnect/foundations/1.2.7';
import type { AllergyIntolerance } from '@gpconnect/access-record-structured/1.5.1';

export type Status = Appointment['status'];
export const statuses: readonly Status[] = ['booked', 'cancelled'];
export const severityOf = (allergy: AllergyIntolerance): string => allergy.clinicalStatus;
export const startOf = (appointment: OldAppointment): string => appointment.start;

// @ts-expect-error -- not one of the codes
export const wrong: Status = 'undecided';

/** What a run of this project reports. */
export interface Outcome {
  readonly valid: boolean;
  readonly status: string | undefined;
  readonly codes: readonly string[];
  readonly line: number | undefined;
  readonly nhsNumber: string | undefined;
}

export function run(bookingText: string, patientText: string): Outcome {
  const booking: unknown = JSON.parse(bookingText);
  const good = validate(booking, { profile: Appointment });
  const status = good.valid ? good.value.status : undefined;
  const bad = validateText(bookingText.replace('"status"', '"stutas"'), { profile: Appointment });
  const patient = validateFoundations(JSON.parse(patientText), { profile: Patient });
  return {
    valid: good.valid,
    status,
    codes: bad.issues.map((issue) => issue.code),
    line: bad.issues.find((issue) => issue.line !== undefined)?.line,
    nhsNumber: patient.valid ? slice(patient.value, Patient.slices.nhsNumber)?.value : undefined,
  };
}
