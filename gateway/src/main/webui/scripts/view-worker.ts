import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type Plugin, type Rolldown, build } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * Builds the service worker of the client view beside the app: one classic script, under a name that stays, with the list of files that
 * the view may need without a connection. Fonts are left out: the page hands over those that it really uses.
 */
export function viewWorker(): Plugin {
  return {
    name: 'view-worker',
    apply: 'build',
    async generateBundle(_, bundle) {
      const files = filesOf(bundle, 'view.html').map((file) => `/${file}`);
      // Bundled names change with their content, but a change of the worker alone has to reach browsers too: they compare its bytes.
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      const output = await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        resolve: { alias: { '@': here('../src') } },
        define: { __SHELL__: JSON.stringify({ version, files }) },
        build: {
          write: false,
          target: 'es2023',
          rolldownOptions: {
            input: here('../src/worker/view-worker.ts'),
            output: { format: 'iife', entryFileNames: 'view-worker.js' },
          },
        },
      });
      const [worker] = (output as Rolldown.RolldownOutput).output;
      this.emitFile({ type: 'asset', fileName: 'view-worker.js', source: worker.code });
    },
  };
}

/** A page's scripts and styles, also those it loads later. */
function filesOf(bundle: Rolldown.OutputBundle, page: string): string[] {
  const files = new Set<string>();
  const add = (name: string) => {
    const chunk = bundle[name];
    if (files.has(name) || chunk?.type !== 'chunk') return;
    files.add(name);
    for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(style);
    for (const next of [...chunk.imports, ...chunk.dynamicImports]) add(next);
  };
  const entry = Object.values(bundle).find((chunk) => chunk.type === 'chunk' && chunk.isEntry && chunk.facadeModuleId?.endsWith(page));
  if (entry === undefined) throw new Error(`There is no ${page} in this build`);
  add(entry.fileName);
  return [...files].sort();
}
