import { Button, type ButtonProps, Textarea } from '@mantine/core';
import { useState } from 'react';
import { AskButton } from './ask-button.js';

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
  return (
    <AskButton label={label} {...look}>
      {(close) => <WordsForm question={question} verb={verb} act={act} judge={judge ?? judgeWords} close={close} />}
    </AskButton>
  );
}

function judgeWords(words: string): string | null {
  return words === '' ? 'A few words, please' : null;
}

interface WordsFormProps extends Required<Pick<WordsButtonProps, 'question' | 'verb' | 'act' | 'judge'>> {
  readonly close: () => void;
}

function WordsForm({ question, verb, act, judge, close }: WordsFormProps): React.ReactNode {
  const [words, setWords] = useState('');
  const [isTried, setTried] = useState(false);
  const complaint = judge(words.trim());
  const go = async (): Promise<void> => {
    if ((await act(words.trim())) !== null) close();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (complaint === null) void go();
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
      <Button type="submit" variant="filled">
        {verb}
      </Button>
    </form>
  );
}
