/**
 * Modules as users see them: by the specifier that imports them, and with what they declare themselves.
 *
 * @module
 */
import { type Application, type Context, Converter, ReflectionKind } from 'typedoc';

/**
 * The specifier under which a source module is imported, or the module's own name
 * where it is not a package's export.
 *
 * `packages/stu3/src/generated/profiles/Patient-1.8.0` → `@gpconnect/stu3/profiles/Patient-1.8.0`
 */
export function specifierOf(module: string): string {
  const [, name, path] = /(?:^|\/)([\w-]+)\/src(?:\/generated)?(?:\/(.+))?$/.exec(module) ?? [];
  if (name === undefined) return module;
  const subpath = (path ?? 'index').replace(/(^|\/)index$/, '');
  return `@gpconnect/${name}${subpath === '' ? '' : `/${subpath}`}`;
}

/**
 * Gives each thing one place: fields where they are declared (an interface says what it extends) and
 * base types in their own modules (each specification version re-exports all of them as `fhir`).
 * Modules get the names of their specifiers.
 */
export function shapeModules(app: Application): void {
  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }: Context) => {
    for (const reflection of Object.values(project.reflections)) {
      if (!reflection.isDeclaration()) continue;
      const inherited = reflection.inheritedFrom && reflection.kindOf(FIELD);
      if (inherited || reflection.kindOf(ReflectionKind.Namespace)) project.removeReflection(reflection);
      else if (reflection.kindOf(ReflectionKind.Module)) reflection.name = specifierOf(reflection.name);
    }
  });
}

const FIELD = ReflectionKind.Property | ReflectionKind.Method;
