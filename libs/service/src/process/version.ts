/** Of the product, as Received, the registry and the protocol logs show it. */
export const version = '0.1.0';
