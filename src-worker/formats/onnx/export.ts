import type { ExportFormat } from "../exports.ts";
import { writeOnnx } from "./write.ts";

export const onnxExport: ExportFormat = {
  name: "onnx",
  label: "ONNX",
  about: "For onnxruntime and other programs: from the table's own values to predictions.",
  folder: false,
  extension: ".onnx",
  write: ({ model }) => [{ name: "model.onnx", bytes: writeOnnx(model) }],
};
