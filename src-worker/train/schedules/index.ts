import { constant } from "./constant.ts";
import { cosine } from "./cosine.ts";
import { exponential, step } from "./decay.ts";
import type { Schedule } from "./schedule.ts";
import { warmup } from "./warmup.ts";

export const schedules: readonly Schedule[] = [constant, step, exponential, cosine, warmup];
