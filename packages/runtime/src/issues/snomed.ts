/**
 * Identifiers of SNOMED CT concepts.
 *
 * @module
 */

const MULTIPLICATION = [
  '0123456789', '1234067895', '2340178956', '3401289567', '4012395678',
  '5987604321', '6598710432', '7659821043', '8765932104', '9876543210',
] as const; // prettier-ignore
const PERMUTATION = [
  '0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258',
] as const; // prettier-ignore

/** True where the last digit is the check digit (Verhoeff's) of those before it. */
function hasCheckDigit(digits: string): boolean {
  let check = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    check = Number(MULTIPLICATION[check]![Number(PERMUTATION[i % 8]![digit])]);
  }
  return check === 0;
}

/** Ten digits whose last is the modulus 11 check digit that NHS numbers end with. */
function isNhsNumber(digits: string): boolean {
  if (digits.length !== 10) return false;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(digits[i]) * (10 - i);
  return (11 - (sum % 11)) % 11 === Number(digits[9]);
}

/** Eight digits that could be a day, with the year first or last; or a telephone number with the code of the country. */
function couldBeOther(digits: string): boolean {
  return /^((19|20)\d{6}|\d{4}(19|20)\d\d|44\d{10})$/.test(digits) || isNhsNumber(digits);
}

/**
 * True for what has the form of a concept's or description's identifier and could be no number of a person's: six to
 * eighteen digits with the right partition and check digit, that are no NHS number, date or telephone number.
 */
export function isConceptId(text: string): boolean {
  if (text.length < 6 || text.length > 18 || !/^[1-9]\d+(00|01|10|11)\d$/.test(text)) return false;
  return hasCheckDigit(text) && !couldBeOther(text);
}
