/** The text of a file that goes out with an export, as the bundler puts it in. */
declare module "*.mjs?raw" {
  const text: string;
  export default text;
}
declare module "*.h?raw" {
  const text: string;
  export default text;
}
