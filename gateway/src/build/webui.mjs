// Builds the web app into the directory given, unless nothing it is made from has changed since the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const gateway = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const webui = join(gateway, 'src/main/webui');
const usual = join(gateway, 'target/classes/webapp');
const output = resolve(process.argv[2] ?? usual);
const stamps = join(gateway, 'target/webui');
const IGNORED = new Set(['node_modules', 'dist', 'coverage', 'test-results']);

function hash(paths) {
  const digest = createHash('sha256');
  for (const path of paths) digest.update(relative(webui, path)).update('\0').update(readFileSync(path)).update('\0');
  return digest.digest('hex');
}

function filesIn(directory) {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => !IGNORED.has(entry.name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(directory, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}

const stampOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');

function npm(...args) {
  const windows = process.platform === 'win32';
  const result = spawnSync(windows ? 'npm.cmd' : 'npm', args, { cwd: webui, stdio: 'inherit', shell: windows });
  if (result.error) console.error(`npm cannot be started: ${result.error.message}`);
  if (result.status !== 0) process.exit(result.status ?? 1);
}

const packages = hash([join(webui, 'package.json'), join(webui, 'package-lock.json')]);
const packagesStamp = join(webui, 'node_modules/.installed');
const sources = hash(filesIn(webui));
const sourcesStamp = join(stamps, createHash('sha256').update(output).digest('hex').slice(0, 16));

if (stampOf(sourcesStamp) === sources && existsSync(join(output, 'index.html'))) process.exit(0);

if (stampOf(packagesStamp) !== packages) {
  npm('ci', '--no-audit', '--no-fund');
  writeFileSync(packagesStamp, packages);
}
npm('run', '--silent', 'build', ...(output === usual ? [] : ['--', '--outDir', output]));
mkdirSync(stamps, { recursive: true });
writeFileSync(sourcesStamp, sources);
