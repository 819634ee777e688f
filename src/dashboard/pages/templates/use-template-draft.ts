import { useLocalStorage } from '@mantine/hooks';
import { useMe } from '../../server/use-me.js';

/** What somebody made of a template that is not in its file yet. Plain JSON: it is kept in this browser. */
interface TemplateDraft {
  readonly source: string;
  /** The file as it was when they began. */
  readonly begun: string;
}

/** Each person's own, until it is saved or discarded. `file`: what is written in it now. */
export function useTemplateDraft(name: string, file: string) {
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
    isEdited: draft !== null,
    /** Somebody else has written the file since. */
    isConflict: draft !== null && draft.begun !== file,
    edit: (source: string) => {
      const begun = draft?.begun ?? file;
      if (source === begun && begun === file) discard();
      else setKept({ source, begun });
    },
    discard,
    /** What was typed since it was sent is of the file as it is now. */
    settle: (saved: string) =>
      setKept((now) => (now === null || now.source === saved ? null : { ...now, begun: saved })),
    /** Nothing is written yet: the main button does that. */
    keepMine: () => {
      if (draft !== null) setKept({ ...draft, begun: file });
    },
  };
}
