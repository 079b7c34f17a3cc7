import { QueryClient } from '@tanstack/react-query';
import { asProblem } from './api/problem';

export const createQueryClient = () =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < 2 && asProblem(error).isTransient,
        retryDelay: (failures) => 600 * 2 ** failures,
      },
    },
  });
