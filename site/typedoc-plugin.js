import path from 'node:path';
import { Converter } from 'typedoc';
import { readFileSync } from 'node:fs';

const { exports } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

export function load({ converter }) {
  nameModules(converter);
  keepNamesOfUnions(converter);
}

/** Modules are named as users import them, such as `buildx-testkit/chai`, not after the files that they are in. */
function nameModules(converter) {
  converter.on(Converter.EVENT_RESOLVE_BEGIN, ({ project }) => {
    for (const module of project.children ?? []) {
      const entry = Object.keys(exports).find(
        (name) =>
          exports[name].default?.types.endsWith(`/dist/${module.name}.d.ts`) ||
          exports[name].default?.types.endsWith(`/dist/${module.name}/index.d.ts`),
      );
      if (entry === undefined) throw new Error(`package.json exports no ${module.name}`);
      module.name = path.posix.join('buildx-testkit', entry);
    }
  });
}

/** A parameter whose type is a union, such as that of `use(scenario)`, has the name that was declared, not all members. */
function keepNamesOfUnions(converter) {
  const { convertType } = converter;
  converter.convertType = (context, type, node) => {
    const named = node?.typeName !== undefined && type?.isUnion?.() === true;
    return convertType.call(converter, context, named ? node : type, node);
  };
}
