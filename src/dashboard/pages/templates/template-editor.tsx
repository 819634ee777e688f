import { Textarea } from '@mantine/core';
import { ActButton } from '../../actions/act-button.js';
import { ConfirmButton } from '../../actions/confirm-button.js';
import { TabTitle } from '../../parts/tab-title.js';
import { call } from '../../server/call.js';
import type { WrittenTemplate } from '../../server/contract.js';
import { useAct } from '../../server/use-act.js';
import { Replay } from './replay.js';
import { TemplateConflict } from './template-conflict.js';
import { Tried } from './tried.js';
import { useTemplateDraft } from './use-template-draft.js';
import classes from './templates.module.css';

interface TemplateEditorProps {
  readonly params: { readonly network: string; readonly file: string };
  readonly template: WrittenTemplate;
}

export function TemplateEditor({ params, template }: TemplateEditorProps): React.ReactNode {
  const inHand = useTemplateDraft(template);
  const { source } = inHand;
  return (
    <div className={classes.page}>
      <section aria-label="The template">
        <h1 className={classes.title}>
          <TabTitle>{params.file}</TabTitle>
          {params.file}
        </h1>
        <p className="mid">{template.rule}</p>
        <Textarea
          aria-label="The template as it is written"
          classNames={{ input: classes.source ?? '' }}
          minRows={16}
          value={source}
          onChange={(event) => inHand.edit(event.currentTarget.value)}
        />
        {inHand.isConflict && (
          <TemplateConflict
            theirs={template.source}
            mine={source}
            takeTheirs={inHand.discard}
            keepMine={inHand.keepMine}
          />
        )}
        <Ends params={params} template={template} inHand={inHand} />
      </section>
      <section aria-label="What it makes">
        <Tried params={params} source={source} />
        <Replay params={params} source={source} />
      </section>
    </div>
  );
}

interface EndsProps extends TemplateEditorProps {
  readonly inHand: ReturnType<typeof useTemplateDraft>;
}

/** What becomes of the changed text: it is saved, or discarded; until then it is kept. */
function Ends({ params, template: { name, maySave }, inHand }: EndsProps): React.ReactNode {
  const { source, begun, isEdited, isConflict, discard, settle } = inHand;
  const act = useAct(`template ${name}`);
  const save = async (): Promise<void> => {
    const doing = () => call('saveTemplate', { params, seen: { revision: begun }, body: { source } });
    const saved = await act(doing, 'The file is written');
    if (saved !== null) settle(source, saved.revision);
  };
  return (
    <>
      <div className="buttons">
        {maySave && !isConflict && (
          <ActButton variant="filled" act={save}>
            Save the file
          </ActButton>
        )}
        {isEdited && (
          <ConfirmButton
            label="Discard changes"
            consequence="What you changed is lost. The file stays as it is."
            verb="Discard them"
            act={() => Promise.resolve(discard())}
            variant="subtle"
          />
        )}
        {isEdited && maySave && (
          <span className="sm dim">What you change stays in this browser until it is saved.</span>
        )}
      </div>
      {!maySave && (
        <p className="sm dim">
          What you change here is only tried, and stays in this browser. The file is changed where your templates are
          kept.
        </p>
      )}
    </>
  );
}
