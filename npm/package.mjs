// Makes the npm packages of a release: one for each program given, and the one that users install.
//
//     node npm/package.mjs OUT PLATFORM=PROGRAM…        PLATFORM as Node names it: linux-x64, linux-x64-musl, darwin-arm64
import { chmodSync, copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [out, ...programs] = process.argv.slice(2);
if (!out || programs.length === 0) {
  console.error("usage: node npm/package.mjs OUT PLATFORM=PROGRAM…");
  process.exit(2);
}
const here = dirname(fileURLToPath(import.meta.url));
const version = /^version = "(.+)"$/m.exec(readFileSync(join(here, "../Cargo.toml"), "utf8"))[1];
const main = JSON.parse(readFileSync(join(here, "sourceproof/package.json"), "utf8"));
const write = (folder, manifest) =>
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2) + "\n");

const optionalDependencies = {};
for (const argument of programs) {
  const at = argument.indexOf("=");
  const [platform, program] = [argument.slice(0, at), argument.slice(at + 1)];
  const [os, cpu, libc] = platform.split("-");
  const name = `sourceproof-${platform}`;
  const folder = join(out, name);
  const file = os === "win32" ? "sourceproof.exe" : "sourceproof";
  mkdirSync(folder, { recursive: true });
  copyFileSync(program, join(folder, file));
  chmodSync(join(folder, file), 0o755);
  const { description, license } = main;
  const c = os === "linux" ? { libc: [libc ?? "glibc"] } : {};
  write(folder, { name, version, description, license, os: [os], cpu: [cpu], ...c, files: [file], preferUnplugged: true });
  optionalDependencies[name] = version;
}
const folder = join(out, "sourceproof");
cpSync(join(here, "sourceproof"), folder, { recursive: true });
copyFileSync(join(here, "../README.md"), join(folder, "README.md"));
write(folder, { ...main, version, optionalDependencies });
console.log(`sourceproof ${version}: ${Object.keys(optionalDependencies).join(", ")}`);
