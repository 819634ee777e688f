import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Me } from '../server/contract.js';

/** What signs somebody in, and leads to Today when it has. */
export function useEnter(enter: () => Promise<Me>): UseMutationResult<Me, Error, void> {
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: enter,
    onSuccess: async () => {
      queryClient.clear();
      await navigate({ to: '/', replace: true });
    },
  });
}

const SHORTEST_PASSWORD = 12;

/** Null while nothing was typed, or when it will do. */
export function passwordComplaint(password: string): string | null {
  const missing = SHORTEST_PASSWORD - password.length;
  return password === '' || missing <= 0 ? null : `${missing} more characters: four words make a good one`;
}
