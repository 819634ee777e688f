import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Bones } from '../../parts/bones.js';
import { Failed } from '../../parts/failed.js';
import { reading } from '../../server/queries.js';
import { TemplateEditor } from './template-editor.js';

/** A template beside what it makes of a recent article, while one edits it. The file stays the truth. */
export function TemplatePage(): React.ReactNode {
  const params = useParams({ from: '/newsroom/templates/$network/$file' });
  const { data, error, isPending, refetch } = useQuery(reading('readTemplate', { params }));
  if (isPending) return <Bones rows={8} />;
  if (data === undefined)
    return <Failed what="This template" thing="template" error={error} again={() => void refetch()} />;
  return <TemplateEditor key={data.name} params={params} template={data} />;
}
