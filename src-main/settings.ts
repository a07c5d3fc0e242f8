import { z } from "zod";
import type { Settings } from "./ipc.ts";

export const themeChoice = z.enum(["system", "light", "dark"]);

export const settingsSchema: z.ZodType<Settings> = z.object({ theme: themeChoice });

export const DEFAULT_SETTINGS: Settings = { theme: "system" };
