// Writes src/generated/api.ts from the server's description; with --check it only says whether that is up to date.
import { readFileSync, writeFileSync } from "node:fs";
import openapi, { astToString } from "openapi-typescript";
import ts from "typescript";

const DESCRIPTION = new URL("../../openapi/openapi.json", import.meta.url);
const TYPES = new URL("../src/generated/api.ts", import.meta.url);
const HEAD = "// From openapi/openapi.json, by `npm run generate`. Not to be edited.\n\n";

const bytes = ts.factory.createTypeReferenceNode("Uint8Array");
const nodes = await openapi(DESCRIPTION, {
  transform: (schema) => (schema.format === "binary" ? bytes : undefined),
});
const types = HEAD + astToString(nodes);

if (!process.argv.includes("--check")) {
  writeFileSync(TYPES, types);
} else if (readFileSync(TYPES, "utf8") !== types) {
  process.exitCode = 1;
  process.stderr.write("src/generated/api.ts is not what openapi/openapi.json says: run `npm run generate`\n");
}
