/** Product version, as Received shows it. */
export const version = '0.1.0';
