/**
 * What is known of the extensions of one URL in one place.
 *
 * @module
 */
import type { ProfileTable } from '../tables/index.js';
import type { ExtensionPlan, PropertyNode } from './property.js';
import { sliceOfUrl, type SliceNode } from './slicing.js';

/** The slices and the definition that a URL selects in a list of extensions. */
export function makeExtensionPlan(property: PropertyNode, url: string): ExtensionPlan {
  const { catalog } = property.scope;
  const slices = property.slicings.flatMap((slicing) =>
    slicing.slices.filter((slice) => slice.urls.includes(url)),
  );
  const known = catalog.profile(url);
  const profile = known?.type === 'Extension' ? known : null;
  const own = slices.map((slice) => sliceOfUrl(slice, url));
  const named = own.some(({ layer }) =>
    layer.table.types?.some((type) => typeof type !== 'string' && (type.profiles?.length ?? 0) > 0),
  );
  const item =
    slices.length === 0 && profile === null
      ? property
      : property.inSlices(own, named || profile === null ? [] : [profile]);
  const definition = profile ?? sliceProfile(property, own);
  const fitsList = (definition?.isModifier === true) === property.isModifierExtension;
  return { url, item, slices, profile: definition, fitsList, lastPlace: null, misplaced: null };
}

function sliceProfile({ scope }: PropertyNode, slices: readonly SliceNode[]): ProfileTable | null {
  for (const { layer } of slices) {
    for (const type of layer.table.types ?? []) {
      if (typeof type !== 'string' && type.profiles?.[0] !== undefined)
        return scope.catalog.named(type.profiles[0]());
    }
  }
  return null;
}
