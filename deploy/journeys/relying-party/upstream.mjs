// An OpenID provider of somebody else's making (npm oidc-provider), to try Vitrine's sign-in with other providers against.
//   ISSUER=http://127.0.0.1:3901 REDIRECT=http://auth.localhost:8080/sign-in/upstream/independent/callback \
//   CLIENT_ID=vitrine CLIENT_SECRET=... node upstream.mjs
// Anybody signs in there under any name and any password. A name that ends in ".unverified" has an address nobody has verified.
import { Provider } from 'oidc-provider';

const { ISSUER, REDIRECT, CLIENT_ID, CLIENT_SECRET } = process.env;

const provider = new Provider(ISSUER, {
  clients: [{ client_id: CLIENT_ID, client_secret: CLIENT_SECRET, redirect_uris: [REDIRECT], grant_types: ['authorization_code'] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['preferred_username'] },
  // Addresses come in the ID token too: many providers do it so.
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  findAccount: (_, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      preferred_username: id,
      email: `${id.replace('.unverified', '')}@localhost`,
      email_verified: !id.endsWith('.unverified'),
    }),
  }),
});

provider.listen(Number(new URL(ISSUER).port), '127.0.0.1', () => console.log(`upstream provider at ${ISSUER}`));
