#!/usr/bin/env node
// Runs the program of this machine, which npm installed beside this package as one of its optional dependencies.
"use strict";
const { spawnSync } = require("node:child_process");

const isMusl = process.platform === "linux" && !process.report.getReport().header.glibcVersionRuntime;
const name = `sourceproof-${process.platform}-${process.arch}${isMusl ? "-musl" : ""}`;
const file = process.platform === "win32" ? "sourceproof.exe" : "sourceproof";

let program;
try {
  program = require.resolve(`${name}/${file}`);
} catch {
  console.error(`error: the package ${name} is not installed`);
  console.error("Install again without --omit=optional, or build the program with cargo: there may be none for this machine.");
  process.exit(2);
}
const ran = spawnSync(program, process.argv.slice(2), { stdio: "inherit" });
if (ran.error) {
  console.error(`error: cannot run ${program}: ${ran.error.message}`);
  process.exit(2);
}
if (ran.signal) process.kill(process.pid, ran.signal);
process.exit(ran.status ?? 2);
