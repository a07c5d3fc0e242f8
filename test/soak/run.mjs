/** `npm run soak [-- FILTER …]`: the long tests, on the program as its sources are now. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { asCommand, ensureBuilt, ensureInstalled, root } from "../../src-main/setup.mjs";

await asCommand(() => {
  ensureInstalled();
  ensureBuilt();
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const args = ["run", "--config", "test/vitest.config.ts", "--project", "soak"];
  const { status } = spawnSync(process.execPath, [vitest, ...args, ...process.argv.slice(2)], {
    cwd: root,
    stdio: "inherit",
  });
  process.exitCode = status ?? 1;
});
