import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import { exponential } from "./exponential.ts";
import type { Schedule } from "./schedule.ts";
import { step } from "./step.ts";
import { warmup } from "./warmup.ts";

export const schedules: readonly Schedule[] = [constant, step, exponential, cosine, warmup];
