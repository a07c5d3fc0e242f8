/** The text of a file that goes out with an export, as the bundler puts it in. */
declare module "*.py?raw" {
  const text: string;
  export default text;
}
declare module "*.md?raw" {
  const text: string;
  export default text;
}
