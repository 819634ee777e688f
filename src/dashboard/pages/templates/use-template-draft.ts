import { useLocalStorage } from '@mantine/hooks';
import type { WrittenTemplate } from '../../server/contract.js';
import { useMe } from '../../server/use-me.js';

/** What somebody made of a template that is not in its file yet. Plain JSON: it is kept in this browser. */
interface TemplateDraft {
  readonly source: string;
  /** The revision of the file with which they began. */
  readonly begun: string;
}

/** Each person's own, until it is saved or discarded. */
export function useTemplateDraft({ name, source: file, revision }: WrittenTemplate) {
  const me = useMe();
  const [kept, setKept, discard] = useLocalStorage<TemplateDraft | null>({
    key: `kawaraban-template-${me.id}-${name}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  // What the file says by now is nobody's draft any more.
  const draft = kept?.source === file ? null : kept;
  return {
    source: draft?.source ?? file,
    begun: draft?.begun ?? revision,
    isEdited: draft !== null,
    /** Somebody else has written the file since. */
    isConflict: draft !== null && draft.begun !== revision,
    edit: (source: string) => {
      if (source === file) discard();
      else setKept({ source, begun: draft?.begun ?? revision });
    },
    discard,
    /** What was typed since it was sent is of the file as it is now. */
    settle: (saved: string, savedRevision: string) =>
      setKept((now) => (now === null || now.source === saved ? null : { ...now, begun: savedRevision })),
    /** Nothing is written yet: the main button does that. */
    keepMine: () => {
      if (draft !== null) setKept({ ...draft, begun: revision });
    },
  };
}
