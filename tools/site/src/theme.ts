/**
 * One page a module: every interface of a profile with its fields in one table.
 *
 * TypeDoc's default theme gives each interface a page of its own, which for profiles, their
 * backbone elements and their slices would be thousands of pages of three fields each.
 *
 * @module
 */
import {
  type Application,
  type DeclarationReflection,
  DefaultTheme,
  DefaultThemeRenderContext,
  JSX,
  KindRouter,
  type PageEvent,
  type PageKind,
  type ProjectReflection,
  type ReferenceReflection,
  Reflection,
  ReflectionKind,
  type RouterTarget,
} from 'typedoc';

/** Pages for modules and documents only; everything else is an anchor in its module's page. */
class ModuleRouter extends KindRouter {
  protected override getPageKind(target: RouterTarget): PageKind | undefined {
    if (target instanceof Reflection && !target.kindOf(PAGES)) return undefined;
    return super.getPageKind(target);
  }
}

const PAGES = ReflectionKind.Project | ReflectionKind.Module | ReflectionKind.Document;

const h = JSX.createElement;

function partition<T>(all: readonly T[], test: (one: T) => boolean): [T[], T[]] {
  return [all.filter(test), all.filter((one) => !test(one))];
}

class ModuleContext extends DefaultThemeRenderContext {
  constructor(...parameters: ConstructorParameters<typeof DefaultThemeRenderContext>) {
    super(...parameters);
    const member = this.member;
    this.member = (one) =>
      one.isDeclaration() && one.kindOf(ReflectionKind.Interface) ? this.#interface(one) : member(one);
  }

  /** A module's comment, all it declares, then the index of what it re-exports. */
  override moduleReflection = (module: DeclarationReflection | ProjectReflection): JSX.Element => {
    const all = module.children ?? [];
    const [elsewhere, here] = partition(
      all,
      (child) => child.isReference() || this.router.hasOwnDocument(child),
    );
    return h(
      JSX.Fragment,
      null,
      h('section', { class: 'tsd-panel tsd-comment' }, this.commentSummary(module), this.commentTags(module)),
      ...here.map((child) => this.member(child)),
      elsewhere.length > 0 &&
        h(
          'section',
          { class: 'tsd-panel-group' },
          h('h2', null, module.isProject() ? 'Modules' : 'Exported from other modules'),
          h('ul', { class: 'gpc-exports' }, ...elsewhere.map((child) => this.#link(child))),
        ),
    );
  };

  /** A line that leads to where something is documented. */
  #link(child: DeclarationReflection | ReferenceReflection): JSX.Element {
    const target = child.isReference() ? child.getTargetReflectionDeep() : child;
    return h('li', { id: this.getAnchor(child) }, h('a', { href: this.urlTo(target) }, child.name));
  }

  #interface(member: DeclarationReflection): JSX.Element {
    const anchor = this.getAnchor(member);
    this.page.pageHeadings.push({
      link: `#${anchor ?? ''}`,
      text: member.name,
      kind: member.kind,
      classes: this.getReflectionClasses(member),
      icon: this.theme.getReflectionIcon(member),
    });
    const fields = member.children ?? [];
    return h(
      'section',
      { class: 'tsd-panel tsd-member' },
      h('h3', { class: 'tsd-anchor-link', id: anchor }, member.name),
      this.commentSummary(member),
      this.commentTags(member),
      member.typeParameters && this.typeParameters(member.typeParameters),
      member.extendedTypes &&
        h(
          'p',
          null,
          'Extends ',
          ...member.extendedTypes.flatMap((type, i) => [i > 0 && ', ', h('code', null, this.type(type))]),
        ),
      fields.length > 0 &&
        h('table', { class: 'gpc-fields' }, h('tbody', null, ...fields.map((field) => this.#field(field)))),
    );
  }

  /** The element that a field is made from, told quietly. */
  #from(of: DeclarationReflection): JSX.Element | null {
    const tag = of.comment?.blockTags.find((one) => one.tag === GENERATED);
    if (!tag) return null;
    return h('small', { class: 'gpc-from' }, tag.content.map((part) => part.text).join(''));
  }

  #field(field: DeclarationReflection): JSX.Element {
    const { signatures } = field;
    return h(
      'tr',
      { id: this.getAnchor(field) },
      h('th', { scope: 'row' }, field.name, field.flags.isOptional ? '?' : ''),
      h(
        'td',
        null,
        signatures
          ? h(JSX.Fragment, null, ...signatures.map((one) => h('code', null, this.memberSignatureTitle(one))))
          : h('code', null, this.type(field.type)),
        ...(signatures ?? [field]).flatMap((one) => [this.commentSummary(one), this.commentTags(one)]),
        this.#from(field),
      ),
    );
  }
}

class ModuleTheme extends DefaultTheme {
  override getRenderContext(page: PageEvent<Reflection>): DefaultThemeRenderContext {
    return new ModuleContext(this.router, this, page, this.application.options);
  }
}

/** The block tag that says which element of which definition something is made from. */
export const GENERATED = '@generated';

/** Name of theme and router, for TypeDoc's options. */
export const THEME = 'gpconnect';

/** Makes theme and router known to an application. */
export function defineTheme(app: Application): void {
  app.renderer.defineTheme(THEME, ModuleTheme);
  app.renderer.defineRouter(THEME, ModuleRouter);
}
