import { answer, api } from '@/lib/api/http';
import type { ProofChange, ProofingState } from '@/lib/api/models';
import { KEPT_AT } from '../offline/kept';
import { handOver, noteAnswer } from '../offline/worker-client';

const anonymous = { anonymous: true };

/** What a visitor may ask of a link. */
export const callsOf = (token: string) => {
  const params = { path: { token } };
  const address = `/api/view/${token}/proofing`;
  /** Newer than what the device keeps. */
  const known = (state: ProofingState) => {
    handOver({ address, body: state });
    return state;
  };
  return {
    load: async () => {
      const call = api.GET('/api/view/{token}/proofing', { params });
      const state = await answer(call, anonymous);
      if (!(await call).response.headers.has(KEPT_AT)) noteAnswer({ address, body: state });
      return state;
    },
    send: async (changes: ProofChange[]) => {
      // A request that outlives its page may not be long.
      const keepalive = changes.length < 20 && !changes.some((change) => change.photo_ids);
      const done = await answer(api.POST('/api/view/{token}/changes', { params, body: { changes }, keepalive }), anonymous);
      known(done.state);
      return done;
    },
    describe: async (name: string | null, email: string | null) =>
      known(await answer(api.PUT('/api/view/{token}/visitor', { params, body: { name, email } }), anonymous)),
    carry: (email: string) =>
      answer(api.POST('/api/view/{token}/visitor/carry', { params, body: { email } }), anonymous),
    redeem: async (code: string) =>
      known(await answer(api.POST('/api/view/{token}/visitor/redeem', { params, body: { code } }), anonymous)),
    signOff: async () => known(await answer(api.POST('/api/view/{token}/sign-off', { params }), anonymous)),
  };
};

export type VisitorCalls = ReturnType<typeof callsOf>;
