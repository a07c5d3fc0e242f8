import { contextBridge } from "electron";

contextBridge.exposeInMainWorld("chainrule", {});
