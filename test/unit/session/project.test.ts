import { expect, test } from "vitest";
import { engineWith, flowers, modelOf, quiet } from "../evaluate/engine-with.ts";

test("a project whose model is of another table is refused and leaves nothing open", async () => {
  const contents: Record<string, string | Uint8Array> = { flowers };
  const engine = engineWith(contents);
  const { id: model } = await modelOf(engine, { sample: "moons" });
  const table = await engine.openTable(
    { kind: "file", token: "flowers", name: "flowers.csv" },
    "t",
    quiet,
  );
  contents.wrong = await engine.saveProject(table.id, model, []);
  const source = { kind: "file", token: "wrong", name: "wrong.chainrule" } as const;
  await expect(engine.openProject(source, "p", quiet)).rejects.toMatchObject({
    remedy: expect.stringMatching(/./),
  });
  await expect(engine.rows(table.id + 1, 0, 1)).rejects.toThrow("no longer open");
  await expect(engine.modelState(model + 1)).rejects.toThrow("no longer open");
});
