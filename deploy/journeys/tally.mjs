// Adds up what all test runners reported and prints one closing line.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const total = { passed: 0, failed: 0, skipped: 0 };

function add(name, passed, failed, skipped) {
  console.log(`${name.padEnd(24)} ${passed} passed, ${failed} failed, ${skipped} skipped`);
  total.passed += passed;
  total.failed += failed;
  total.skipped += skipped;
}

const modules = ['messaging', 'auth-service', 'gallery-service', 'media-service', 'share-service', 'gateway'];
for (const module of [...modules, 'deploy/devservices', 'deploy/launcher', 'deploy/journeys']) {
  const folder = join(root, module, 'target/surefire-reports');
  if (!existsSync(folder)) continue;
  const sum = { tests: 0, failed: 0, skipped: 0 };
  for (const file of readdirSync(folder).filter((name) => name.startsWith('TEST-') && name.endsWith('.xml'))) {
    const suite = readFileSync(join(folder, file), 'utf8').match(/<testsuite [^>]*>/s)?.[0] ?? '';
    const count = (attribute) => Number(suite.match(new RegExp(` ${attribute}="(\\d+)"`))?.[1] ?? 0);
    sum.tests += count('tests');
    sum.failed += count('failures') + count('errors');
    sum.skipped += count('skipped');
  }
  add(module, sum.tests - sum.failed - sum.skipped, sum.failed, sum.skipped);
}

const web = join(root, 'gateway/src/main/webui/target/vitest.json');
if (existsSync(web)) {
  const result = JSON.parse(readFileSync(web, 'utf8'));
  add('web app', result.numPassedTests, result.numFailedTests, result.numPendingTests);
}

const browser = join(root, 'deploy/journeys/target/reports/browser.json');
if (existsSync(browser)) {
  const { expected, unexpected, skipped, flaky } = JSON.parse(readFileSync(browser, 'utf8')).stats;
  add('browser journeys', expected + flaky, unexpected, skipped);
}

console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
