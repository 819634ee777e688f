import { Combobox, Modal, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';
import { AccountName } from '../parts/account-name.js';
import { StateMark } from '../parts/state-mark.js';
import { headlineOf } from '../parts/words.js';
import { reading } from '../server/queries.js';
import { ShortTime } from '../time/moment.js';
import classes from './find.module.css';

const TYPING_MS = 200;
const SHOWN = 6;

export interface WordsProps {
  readonly words: string;
  readonly change: (words: string) => void;
}

interface FindDialogProps extends WordsProps {
  readonly close: () => void;
}

/** Posts by their words, articles by theirs; Enter opens the first, arrows choose another. */
export function FindDialog({ words, change, close }: FindDialogProps): React.ReactNode {
  const combobox = useCombobox({ opened: true });
  const navigate = useNavigate();
  const open = (to: string): void => {
    close();
    void navigate({ to });
  };
  return (
    <Modal opened onClose={close} withCloseButton={false} yOffset="12vh" centered={false} size={520}>
      <Combobox store={combobox} onOptionSubmit={open}>
        <Combobox.EventsTarget>
          <TextInput
            size="md"
            aria-label="Find a post or article"
            placeholder="Words of a post or of an article"
            leftSection={<IconSearch size={16} aria-hidden />}
            value={words}
            data-autofocus
            onChange={(event) => {
              change(event.currentTarget.value);
              combobox.resetSelectedOption();
            }}
          />
        </Combobox.EventsTarget>
        {words.trim() !== '' && <FoundOptions words={words.trim()} chooseFirst={combobox.selectFirstOption} />}
      </Combobox>
    </Modal>
  );
}

interface FoundOptionsProps {
  readonly words: string;
  readonly chooseFirst: () => void;
}

function FoundOptions({ words, chooseFirst }: FoundOptionsProps): React.ReactNode {
  const [q] = useDebouncedValue(words, TYPING_MS);
  const asked = { placeholderData: keepPreviousData };
  const posts = useQuery({ ...reading('listPosts', { query: { q, limit: SHOWN, sort: '-created' } }), ...asked });
  const articles = useQuery({ ...reading('listArticles', { query: { q, limit: SHOWN } }), ...asked });
  const isOfWords = q === words && [posts, articles].every(({ data, isPlaceholderData }) => data && !isPlaceholderData);
  const whenFound = useEffectEvent(chooseFirst);
  useEffect(() => {
    if (isOfWords) whenFound();
  }, [isOfWords]);
  const isEmpty = posts.data?.items.length === 0 && articles.data?.items.length === 0;
  return (
    <Combobox.Options className={classes.found}>
      <Combobox.Group label="Posts">
        {posts.data?.items.map((post) => (
          <Combobox.Option key={post.id} value={`/posts/${post.id}`}>
            <StateMark state={post.state} />
            <span className="sm mid dot">
              <AccountName account={post.account} />
              <span className="dot">
                <ShortTime at={post.publishedAt ?? post.nextAt} />
              </span>
            </span>
            <span className={classes.words}>{headlineOf(post)}</span>
          </Combobox.Option>
        ))}
      </Combobox.Group>
      <Combobox.Group label="Articles">
        {articles.data?.items.map((article) => (
          <Combobox.Option key={article.id} value={`/articles/${article.id}`}>
            <span className={classes.words}>{article.title}</span>
          </Combobox.Option>
        ))}
      </Combobox.Group>
      {isEmpty && <Combobox.Empty>Nothing says “{q}”.</Combobox.Empty>}
    </Combobox.Options>
  );
}
