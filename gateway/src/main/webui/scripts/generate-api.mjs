// Makes the types of the services' APIs from the OpenAPI files they keep. The result is committed.
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const here = (path) => new URL(path, import.meta.url);
const services = ['auth', 'gallery', 'media', 'share'];

await mkdir(here('../src/lib/api/generated/'), { recursive: true });
for (const service of services) {
  const contract = here(`../../../../../${service}-service/contracts/openapi.json`);
  if (!existsSync(contract)) {
    throw new Error(`${fileURLToPath(contract)} is missing: build ${service}-service first`);
  }
  const types = astToString(await openapiTS(JSON.parse(await readFile(contract, 'utf8'))));
  await writeFile(
    here(`../src/lib/api/generated/${service}.ts`),
    `// Generated from ${service}-service/contracts/openapi.json by "npm run generate".\n${types}`,
  );
}
