export const root: string;
export function findElectron(): string | undefined;
