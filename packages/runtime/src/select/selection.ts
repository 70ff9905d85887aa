/**
 * Selects the profiles that judge each resource of a payload.
 *
 * @module
 */
import type { Catalog } from '../nodes/catalog.js';
import { isArray, isObject } from '../nodes/values.js';
import type { JsonObject, Payload, ProfileTable } from '../tables/index.js';
import { claimsOf, type Claim } from './claims.js';
import { bestFit } from './score.js';

/** Which profiles judge. */
export type SelectionMode = 'claimed' | 'spec' | 'both';

/** Why a profile judges. */
export type SelectionReason = 'claimed' | 'only-pin' | 'interaction' | 'fixed-values';

/** What was selected for one resource. */
export interface Judges {
  readonly profiles: readonly ProfileTable[];
  /** Why each of `profiles` judges. */
  readonly reasons: readonly SelectionReason[];
  /** Claims that this version has no definition for. */
  readonly unknown: readonly Claim[];
  /** Claims of profiles of another resource type. */
  readonly mistyped: readonly { readonly claim: Claim; readonly profile: ProfileTable }[];
  /** Claims that name another version than the one at hand. */
  readonly otherVersion: readonly { readonly claim: Claim; readonly profile: ProfileTable }[];
  /** Pins of which none could be preferred. */
  readonly undecided: readonly ProfileTable[];
}

/** The one claim of a resource as it is written, '' where it makes none, undefined where it makes several. */
function soleClaim(resource: JsonObject): string | undefined {
  const { meta } = resource;
  if (!isObject(meta)) return '';
  const { profile } = meta;
  if (!isArray(profile) || profile.length === 0) return '';
  const [claim] = profile;
  return profile.length === 1 && typeof claim === 'string' ? claim : undefined;
}

/** Answers kept. */
const RECENT = 32;
/** Longest claim kept, so that a hostile payload leaves nothing large behind. */
const KEPT_CLAIM = 500;

/** Resources of one type that make the same claim: definitions say the same of each of them. */
export interface Kind {
  readonly type: string;
  /** The one claim as it is written, or '' where there is none. */
  readonly claim: string;
  /** Undefined where it depends on the resource's own values. */
  readonly judges: Judges | undefined;
}

/** True when the answer came of type and claim alone, not of the resource's own values. */
function isGeneral({ undecided, reasons }: Judges): boolean {
  return undecided.length === 0 && !reasons.includes('fixed-values');
}

const SELECTIONS = new WeakMap<Catalog, Map<Payload | undefined, Map<SelectionMode, Selection>>>();

/** The selection for payloads of one kind. It keeps its answers, which depend on definitions and claims only. */
export function selectionFor(catalog: Catalog, mode: SelectionMode, payload: Payload | undefined): Selection {
  let ofCatalog = SELECTIONS.get(catalog);
  if (ofCatalog === undefined) SELECTIONS.set(catalog, (ofCatalog = new Map()));
  let ofPayload = ofCatalog.get(payload);
  if (ofPayload === undefined) ofCatalog.set(payload, (ofPayload = new Map()));
  let selection = ofPayload.get(mode);
  if (selection === undefined) ofPayload.set(mode, (selection = new Selection(catalog, mode, payload)));
  return selection;
}

/** Selection for payloads of one kind. */
export class Selection {
  /** Compared one by one: a record has a dozen, and a Map would hash every letter of each resource's claim. */
  private readonly recent: Kind[] = [];
  private last: Kind | undefined;
  private next = 0;
  private readonly pins = new Map<string, readonly ProfileTable[]>();

  constructor(
    private readonly catalog: Catalog,
    private readonly mode: SelectionMode,
    private readonly payload: Payload | undefined,
  ) {}

  /** The profiles that judge a resource of `type`. */
  judgesOf(resource: JsonObject, type: string): Judges {
    return this.kindOf(resource, type)?.judges ?? this.select(resource, type, claimsOf(resource));
  }

  /** The kind of a resource of `type`; undefined where it makes several claims. */
  kindOf(resource: JsonObject, type: string): Kind | undefined {
    const claim = soleClaim(resource);
    if (claim === undefined) return undefined;
    const { last, recent } = this;
    // Resources of a kind stand together.
    if (last !== undefined && last.claim === claim && last.type === type) return last;
    for (let i = 0; i < recent.length; i++) {
      const known = recent[i]!;
      if (known.claim === claim && known.type === type) return (this.last = known);
    }
    if (claim.length > KEPT_CLAIM) return undefined;
    const kind = { type, claim, judges: this.generalJudges(resource, type, claim) };
    recent[this.next] = kind;
    this.next = (this.next + 1) % RECENT;
    return (this.last = kind);
  }

  private generalJudges(resource: JsonObject, type: string, claim: string): Judges | undefined {
    // Several pins have to be told apart by the resource's own values.
    if (claim === '' && this.pinsOf(type).length > 1) return undefined;
    const judges = this.select(resource, type, claimsOf(resource));
    return isGeneral(judges) ? judges : undefined;
  }

  private select(resource: JsonObject, type: string, claims: readonly Claim[]): Judges {
    const profiles: ProfileTable[] = [];
    const reasons: SelectionReason[] = [];
    const unknown: Claim[] = [];
    const mistyped: { claim: Claim; profile: ProfileTable }[] = [];
    const otherVersion: { claim: Claim; profile: ProfileTable }[] = [];
    if (this.mode !== 'spec') {
      for (const claim of claims) {
        // Claiming the base type says nothing beyond the type.
        if (claim.url === `http://hl7.org/fhir/StructureDefinition/${type}`) continue;
        const profile = this.catalog.profile(claim.url);
        if (profile === undefined) unknown.push(claim);
        else if (profile.type !== type) mistyped.push({ claim, profile });
        else if (!profiles.includes(profile)) {
          profiles.push(profile);
          reasons.push('claimed');
          if (
            claim.version !== undefined &&
            profile.version !== undefined &&
            claim.version !== profile.version
          ) {
            otherVersion.push({ claim, profile });
          }
        }
      }
    }
    let undecided: readonly ProfileTable[] = [];
    if (this.mode !== 'claimed') {
      const pinned = this.pinned(resource, type, claims);
      undecided = pinned.undecided;
      for (const { profile, reason } of pinned.chosen) {
        if (profiles.includes(profile)) continue;
        profiles.push(profile);
        reasons.push(reason);
      }
    }
    return { profiles, reasons, unknown, mistyped, otherVersion, undecided };
  }

  private pinned(
    resource: JsonObject,
    type: string,
    claims: readonly Claim[],
  ): { chosen: { profile: ProfileTable; reason: SelectionReason }[]; undecided: readonly ProfileTable[] } {
    const pins = this.pinsOf(type);
    const claimed = pins.filter(({ url }) => claims.some((claim) => claim.url === url));
    if (claimed.length > 0) {
      return { chosen: claimed.map((profile) => ({ profile, reason: 'claimed' as const })), undecided: [] };
    }
    if (pins.length === 1) {
      const reason = this.isOfInteraction(pins[0]!) ? 'interaction' : 'only-pin';
      return { chosen: [{ profile: pins[0]!, reason }], undecided: [] };
    }
    const best = pins.length === 0 ? undefined : bestFit(pins, resource);
    if (best !== undefined) return { chosen: [{ profile: best, reason: 'fixed-values' }], undecided: [] };
    return { chosen: [], undecided: pins };
  }

  /** Pinned profiles of a type; where the interaction names some of that type, those only. */
  private pinsOf(type: string): readonly ProfileTable[] {
    let pins = this.pins.get(type);
    if (pins === undefined) {
      const ofInteraction = this.profilesOf(this.payload?.profiles ?? [], type);
      const canonicals = this.catalog.spec.pins.map(({ canonical }) => canonical);
      pins = ofInteraction.length > 0 ? ofInteraction : this.profilesOf(canonicals, type);
      this.pins.set(type, pins);
    }
    return pins;
  }

  private isOfInteraction(profile: ProfileTable): boolean {
    return this.payload?.profiles.includes(profile.url) === true;
  }

  private profilesOf(canonicals: readonly string[], type: string): ProfileTable[] {
    const profiles: ProfileTable[] = [];
    for (const canonical of canonicals) {
      const profile = this.catalog.profile(canonical);
      if (profile !== undefined && profile.type === type && !profiles.includes(profile))
        profiles.push(profile);
    }
    return profiles;
  }
}
