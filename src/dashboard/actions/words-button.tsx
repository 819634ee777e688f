import { type ButtonProps, Textarea } from '@mantine/core';
import { useState } from 'react';
import { AskButton } from './ask-button.js';
import { BusyButton } from './busy-button.js';
import { usePress } from './use-press.js';

interface WordsButtonProps extends ButtonProps {
  readonly label: string;
  /** What is asked for: "What is to be changed?" */
  readonly question: string;
  readonly verb: string;
  /** Null where it was refused: the words stay. */
  readonly act: (words: string) => Promise<unknown>;
  /** What is wrong with the words; null = nothing. */
  readonly judge?: (words: string) => string | null;
}

/** Asks for a few words (a reason, a note, an address) before it acts. */
export function WordsButton({ label, question, verb, act, judge, ...look }: WordsButtonProps): React.ReactNode {
  const { press, isBusy } = usePress(async (words: string, close: () => void) => {
    if ((await act(words)) !== null) close();
  });
  return (
    <AskButton label={label} isBusy={isBusy} {...look}>
      {(close) => (
        <WordsForm
          question={question}
          verb={verb}
          judge={judge ?? judgeWords}
          isBusy={isBusy}
          go={(words) => void press(words, close)}
        />
      )}
    </AskButton>
  );
}

function judgeWords(words: string): string | null {
  return words === '' ? 'A few words, please' : null;
}

interface WordsFormProps extends Required<Pick<WordsButtonProps, 'question' | 'verb' | 'judge'>> {
  readonly isBusy: boolean;
  readonly go: (words: string) => void;
}

function WordsForm({ question, verb, judge, isBusy, go }: WordsFormProps): React.ReactNode {
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const complaint = judge(words.trim());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (complaint === null) go(words.trim());
      }}
    >
      <Textarea
        label={question}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        error={isTried ? complaint : null}
        mb="sm"
        data-autofocus
      />
      <BusyButton type="submit" variant="filled" isBusy={isBusy}>
        {verb}
      </BusyButton>
    </form>
  );
}
