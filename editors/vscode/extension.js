// Starts `sourceproof lsp` for the folders that are open, and stops it again.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

function start() {
  const command = vscode.workspace.getConfiguration("sourceproof").get("path") || "sourceproof";
  // Which of these are drafts is for the configuration to say.
  const documentSelector = [{ scheme: "file", pattern: "**/*.{md,markdown,qmd,mdx,txt}" }];
  client = new LanguageClient("sourceproof", "sourceproof", { command, args: ["lsp"] }, { documentSelector });
  return client.start().catch((error) => {
    vscode.window.showErrorMessage(`${command} lsp did not start: ${error.message}. Is sourceproof installed?`);
  });
}

async function stop() {
  const running = client;
  client = undefined;
  // A client that never came up cannot be stopped.
  if (running && running.isRunning()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("sourceproof.restart", restart),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("sourceproof.path")) {
        restart();
      }
    }),
  );
  return start();
}

module.exports = { activate, deactivate: stop };
