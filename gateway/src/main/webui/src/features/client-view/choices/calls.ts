import { answer, api } from '@/lib/api/http';
import type { ProofChange } from '@/lib/api/models';

const anonymous = { anonymous: true };

/** What a visitor may ask of a link. */
export const callsOf = (token: string) => {
  const params = { path: { token } };
  return {
    load: () => answer(api.GET('/api/view/{token}/proofing', { params }), anonymous),
    send: (changes: ProofChange[]) =>
      answer(api.POST('/api/view/{token}/changes', { params, body: { changes }, keepalive: changes.length < 20 }), anonymous),
    describe: (name: string | null, email: string | null) =>
      answer(api.PUT('/api/view/{token}/visitor', { params, body: { name, email } }), anonymous),
    carry: (email: string) =>
      answer(api.POST('/api/view/{token}/visitor/carry', { params, body: { email } }), anonymous),
    redeem: (code: string) =>
      answer(api.POST('/api/view/{token}/visitor/redeem', { params, body: { code } }), anonymous),
    addList: (name: string) => answer(api.POST('/api/view/{token}/lists', { params, body: { name } }), anonymous),
    renameList: (id: string, name: string) =>
      answer(api.PATCH('/api/view/{token}/lists/{id}', { params: { path: { token, id } }, body: { name } }), anonymous),
    deleteList: (id: string) =>
      answer(api.DELETE('/api/view/{token}/lists/{id}', { params: { path: { token, id } } }), anonymous),
    signOff: () => answer(api.POST('/api/view/{token}/sign-off', { params }), anonymous),
  };
};

export type VisitorCalls = ReturnType<typeof callsOf>;
