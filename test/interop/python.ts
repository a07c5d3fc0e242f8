import { spawnSync } from "node:child_process";

/** The Python to test with, if it has the module; null, told on the terminal: it has not. */
export function python(module: string): string | null {
  const interpreter = process.env.PYTHON ?? "/usr/bin/python3";
  if (spawnSync(interpreter, ["-c", `import ${module}`]).status === 0) return interpreter;
  const how = `apt-get install python3-${module}, or PYTHON=… with another`;
  process.stdout.write(`${interpreter} has no ${module}: not tested (${how})\n`);
  return null;
}
