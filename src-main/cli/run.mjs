/** `npm run --silent chainrule -- …`: sets up what is not up to date, then becomes the command. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { asCommand, ensureBuilt, ensureInstalled, root } from "../setup.mjs";

await asCommand(async () => {
  ensureInstalled();
  ensureBuilt();
  // npm moves to the project's root; file names on the command line mean the caller's folder.
  // Only for this very script: npm's variables are inherited by whatever it starts.
  if (process.env.npm_lifecycle_event === "chainrule" && process.env.INIT_CWD) {
    process.chdir(process.env.INIT_CWD);
  }
  await import(pathToFileURL(join(root, "out", "main", "cli.js")).href);
});
