/** Entry of the main process: one running program a user, whatever opens it again. */
import { app, protocol } from "electron";
import { SCHEME } from "./address.ts";
import { Application } from "./application.ts";
import { filesIn } from "./arguments.ts";
import { unfinishedSaves } from "./save.ts";

app.setName("Chainrule");
protocol.registerSchemesAsPrivileged([
  {
    scheme: SCHEME,
    privileges: {
      standard: true,
      secure: true,
      supportFetchAPI: true,
      stream: true,
      codeCache: true,
    },
  },
]);

if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  const early = filesIn(process.argv, app.isPackaged, process.cwd());
  let application: Application | undefined;
  app.on("second-instance", (_event, argv, folder) => {
    void application?.open(filesIn(argv, app.isPackaged, folder));
  });
  // macOS names files this way, also before the program is ready.
  app.on("open-file", (event, path) => {
    event.preventDefault();
    if (application) void application.open([path]);
    else early.push(path);
  });
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", (event) => {
    const saves = unfinishedSaves();
    if (!saves) return;
    event.preventDefault();
    void saves.then(() => app.quit());
  });
  void app.whenReady().then(() => {
    application = new Application();
    return application.open(early);
  });
}
