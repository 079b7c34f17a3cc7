/** The nonce of this response; browsers hide it from the attribute but not from the property. */
export const cspNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? '';
