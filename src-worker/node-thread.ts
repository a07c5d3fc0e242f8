import { parentPort } from "node:worker_threads";
import type { Task } from "./kernels/threads/crew.ts";
import { work } from "./kernels/threads/helper.ts";

parentPort?.on("message", (task: Task) => work(task));
